// Runs docs/fleet/slurm.sbatch on a real Slurm of this machine: an array of 8 tasks on two node daemons, one task killed and
// requeued, and compares the summary with that of one process. Needs munge, slurmctld, slurmd and slurm-client, and root.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { recordsIn, untilRecords } from '../built.ts'
import { writeBundles } from '../material.ts'
import { openCluster } from './cluster.ts'

const BUNDLES = Number(process.env.BUNDLES ?? 1000)
const TASKS = 8
const VICTIM = 1
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'fleet-slurm-'))
const [bundles, alone, shared] = ['bundles', 'alone', 'shared'].map(name => join(folder, name)) as [
  string,
  string,
  string,
]

const say = (text: string): unknown => process.stdout.write(`${text}\n`)
const oomlens = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [`${ROOT}dist/bin/oomlens.js`, 'fleet', ...args], { encoding: 'utf8', maxBuffer: 1e9 })
const summary = (directory: string): string => oomlens('summary', '--format', 'json', directory)

/** The process of a task that writes the records: of this run, by its directory. */
function pidOfTask(index: number): number {
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8')
    } catch {
      return ''
    }
  }
  const found = readdirSync('/proc').filter(
    pid =>
      /^\d+$/.test(pid) &&
      read(pid, 'environ').split('\0').includes(`SLURM_ARRAY_TASK_ID=${index}`) &&
      read(pid, 'cmdline').includes(`\0${shared}\0--shards\0`),
  )
  const [pid, ...more] = found
  if (pid === undefined || more.length > 0) throw new Error(`task ${index} is in ${found.length} processes, not in one`)
  return Number(pid)
}

mkdirSync(bundles)
await writeBundles(bundles, BUNDLES)
say(`one process:  ${oomlens(bundles, '-o', alone, '--jobs', '2').split('\n')[0]}`)

process.env.OOMLENS = `${process.execPath} ${ROOT}dist/bin/oomlens.js`
const cluster = await openCluster(folder)
try {
  const { ask } = cluster
  say(ask('sinfo', '-N', '-o', '%N %t %c CPU').trimEnd())
  const job = ask(
    'sbatch',
    '--parsable',
    '--cpus-per-task=1',
    '--mem=2G',
    `--array=0-${TASKS - 1}`,
    `--output=${folder}/task-%a.log`,
    `${ROOT}docs/fleet/slurm.sbatch`,
    bundles,
    shared,
  ).trim()
  const victim = `${job}_${VICTIM}`
  const stateOf = (task: string): string =>
    / JobState=(\S+)/.exec(ask('scontrol', 'show', 'job', '-o', task))?.[1] ?? ''
  const until = async (done: () => boolean): Promise<void> => {
    for (const end = Date.now() + 600_000; !done(); await sleep(300))
      if (Date.now() > end) throw new Error('it took more than ten minutes')
  }

  await until(() => stateOf(victim) !== 'PENDING')
  if (stateOf(victim) !== 'RUNNING') throw new Error(`task ${VICTIM} is ${stateOf(victim)}, not RUNNING`)
  await untilRecords(shared, recordsIn(shared).length + 20)
  // Slurm itself asks first (SIGTERM), which ends in order; a node that loses power does not.
  process.kill(pidOfTask(VICTIM), 'SIGKILL')
  await until(() => stateOf(victim) !== 'RUNNING' && stateOf(victim) !== 'COMPLETING')
  say(`task ${VICTIM} was killed: ${stateOf(victim)}, with ${recordsIn(shared).length} records kept in all`)
  ask('scontrol', 'requeue', victim)
  say(`task ${VICTIM} was requeued: ${stateOf(victim)}`)

  const all = Array.from({ length: TASKS }, (_, index) => `${job}_${index}`)
  await until(() => all.every(task => ['COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT'].includes(stateOf(task))))
  for (const [index, task] of all.entries()) {
    const shown = ask('scontrol', 'show', 'job', '-o', task)
    const field = (name: string): string => new RegExp(` ${name}=(\\S+)`).exec(shown)?.[1] ?? '?'
    const last = execFileSync('grep', ['-h', 'shard', `${folder}/task-${index}.log`], { encoding: 'utf8' }).trim()
    say(`task ${index}: ${field('JobState')} on ${field('NodeList')}, ${field('Restarts')} restarts; ${last}`)
  }
  const [one, many] = [summary(alone), summary(shared)]
  say(
    `${recordsIn(shared).length} records; summary of ${many.length} bytes ${one === many ? 'is the same' : 'DIFFERS'}`,
  )
  if (one !== many) process.exitCode = 1
} finally {
  await cluster.close()
  if (process.env.KEEP === undefined) rmSync(folder, { recursive: true, force: true })
  else say(`kept: ${folder}`)
}
