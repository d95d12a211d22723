// The usual way to look for kills: every regular expression over every line. Prints how many lines matched.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const EXPRESSIONS: readonly RegExp[] = [
  /^\[\s*(\d+\.\d+)\]\s+(.*)$/,
  /(\S+) invoked oom-killer: gfp_mask=(0x[0-9a-f]+)(?:\(([^)]*)\))?,(?: nodemask=\S+,)? +order=(-?\d+), oom_score_adj=(-?\d+)/,
  /oom-kill:constraint=(\w+),nodemask=([^,]*),cpuset=([^,]*),mems_allowed=([^,]*),(?:global_oom|oom_memcg=([^,]*)),task_memcg=([^,]*),task=(.*),pid=(\d+),uid=(\d+)/,
  /(?:Memory cgroup out|Out) of memory: Kill(?:ed)? process (\d+) \((.*)\)/,
  /Killed process (\d+) \((.*)\),? total-vm:(\d+)kB, anon-rss:(\d+)kB, file-rss:(\d+)kB/,
  /Task in (\S+) killed as a result of limit of (\S+)/,
  /CPU: (\d+) (?:UID: \d+ )?PID: (\d+) Comm: (.*?) (?:Not tainted|Tainted)/,
  /Hardware name: (.*)/,
  /^\S+ +Call Trace:/,
  /memory: usage (\d+)kB, limit (\d+)kB, failcnt (\d+)/,
  /(?:memory\+swap|swap|kmem): usage (\d+)kB, limit (\d+)kB, failcnt (\d+)/,
  /Memory cgroup stats for (\S+):/,
  /(?:^|\s)(anon|file|kernel_stack|slab|sock|shmem) (\d+)$/,
  /Mem-Info:/,
  /active_anon:(\d+) inactive_anon:(\d+)/,
  /Node (\d+) (\w+) free:(\d+)kB/,
  /lowmem_reserve\[\]: ([\d ]+)/,
  /(Free|Total) swap *= (\d+)kB/,
  /(\d+) pages (RAM|reserved|HighMem\/MovableOnly)/,
  /\[ *(\d+)\] +(\d+) +(\d+) +(\d+) +(\d+) .* (-?\d+) (.+)$/,
  /oom_reaper: reaped process (\d+) \((.*)\)/,
]

let matches = 0
let kills = 0
const lines = createInterface({ input: createReadStream(process.argv[2] ?? ''), crlfDelay: Number.POSITIVE_INFINITY })
for await (const line of lines) {
  for (const expression of EXPRESSIONS) if (expression.exec(line)) matches += 1
  if (line.includes('Killed process ')) kills += 1
}
process.stdout.write(JSON.stringify({ matches, kills }))
