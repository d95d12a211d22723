import { describe, expect, it } from 'vitest'
import { reportsIn } from './read.ts'

const CID_A = 'a'.repeat(64)
const CID_B = 'b'.repeat(64)

/** A memcg report as RHEL 7 prints it. */
const report = (comm: string, pid: number, cid: string, limitKB: number): readonly string[] => [
  `${comm} invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=996`,
  `${comm} cpuset=${cid} mems_allowed=0`,
  `CPU: 1 PID: ${pid} Comm: ${comm} Not tainted 3.10.0-1160.el7.x86_64 #1`,
  'Call Trace:',
  ' [<ffffffff816862ac>] dump_stack+0x19/0x1b',
  ' [<ffffffff81681257>] dump_header+0x8e/0x225',
  ' [<ffffffff8118475e>] oom_kill_process+0x24e/0x3c0',
  ' [<ffffffff811f3121>] mem_cgroup_oom_synchronize+0x551/0x580',
  `Task in /kubepods/burstable/pod1/${cid} killed as a result of limit of /kubepods/burstable/pod1/${cid}`,
  `memory: usage ${limitKB}kB, limit ${limitKB}kB, failcnt 7`,
  '[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name',
  `[${pid}]     0 ${pid}   100000    50000     200        0           996 ${comm}`,
  `Memory cgroup out of memory: Kill process ${pid} (${comm}) score 1900 or sacrifice child`,
  `Killed process ${pid} (${comm}) total-vm:400000kB, anon-rss:200000kB, file-rss:0kB, shmem-rss:0kB`,
]

const stamped = (lines: readonly string[], from = 100): string =>
  lines.map((line, index) => `[  ${(from + index / 1e5).toFixed(6)}] ${line}`).join('\n')

/** Line by line, `ahead` lines of the first before the first line of the second. */
function zipped(one: readonly string[], two: readonly string[], ahead: number): readonly string[] {
  const lines = one.slice(0, ahead)
  for (let at = 0; at < Math.max(one.length - ahead, two.length); at += 1) {
    lines.push(...two.slice(at, at + 1), ...one.slice(ahead + at, ahead + at + 1))
  }
  return lines
}

const A = report('java', 4100, CID_A, 1000)
const B = report('python', 5200, CID_B, 2000)

describe('two reports of one moment, line by line in one another', () => {
  it.each([1, 2, 3, 5, 8])('are two kills, each with its own task and limit: %i lines ahead', ahead => {
    const reports = reportsIn(stamped(zipped(A, B, ahead)))
    const facts = reports.map(({ trigger, kills, oomMemcg, cutBy, memcg, tasks }) => {
      return [trigger?.comm, trigger?.pid, kills.map(({ pid }) => pid), oomMemcg?.slice(-4), cutBy, memcg, tasks]
    })
    expect(facts).toHaveLength(2)
    expect(facts).toContainEqual(['java', 4100, [4100], 'aaaa', 'interleaved', null, null])
    expect(facts).toContainEqual(['python', 5200, [5200], 'bbbb', 'interleaved', null, null])
  })

  it('never lend a victim the request of the other', () => {
    const other = B.map(line => line.replace(/process 5200 \(python\)/, 'process 5300 (worker)').replace(CID_B, 'x'))
    const third = A.map(line => line.replace(/process 4100 \(java\)/, 'process 4300 (helper)').replace(CID_A, 'y'))
    const reports = reportsIn(stamped(zipped(third, other, 3)))
    expect(reports.map(({ trigger }) => trigger)).toEqual([null, null])
    expect(reports.flatMap(({ kills }) => kills.map(({ pid }) => pid)).sort()).toEqual([4300, 5300])
  })

  it('of equal names name no pid of their request', () => {
    const twin = report('java', 4200, CID_B, 2000)
    const reports = reportsIn(stamped(zipped(A, twin, 4)))
    expect(reports.flatMap(({ kills }) => kills.map(({ pid }) => pid)).sort()).toEqual([4100, 4200])
    for (const { trigger } of reports) expect(trigger?.pid ?? null).toBeNull()
  })
})

describe('what is not interleaved', () => {
  it('a report that the next one cut off', () => {
    const reports = reportsIn(stamped([...A.slice(0, 5), ...B]))
    expect(reports).toMatchObject([
      { trigger: { comm: 'java' }, kills: [], cutBy: 'new-report' },
      {
        trigger: { comm: 'python', pid: 5200 },
        kills: [{ pid: 5200 }],
        cutBy: null,
        memcg: { memory: { failcnt: 7 } },
      },
    ])
  })

  it('two reports that follow each other at once', () => {
    const reports = reportsIn(stamped([...A, ...B]))
    expect(reports.map(({ cutBy, tasks }) => [cutBy, tasks?.rows.length])).toEqual([
      [null, 1],
      [null, 1],
    ])
  })

  it('reports of kernels that print one at a time', () => {
    const modern = (lines: readonly string[]) => lines.map(line => line.replace('0xd0', '0xcc0(GFP_KERNEL)'))
    const reports = reportsIn(stamped([...modern(A).slice(0, 5), ...modern(B)]))
    expect(reports.map(({ cutBy }) => cutBy)).toEqual(['new-report', null])
  })
})
