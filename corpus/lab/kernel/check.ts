import type { Truth } from '../truth.ts'
import { all, type LabEvent } from './events.ts'

/** Lines that the kernel itself wrote: of a console all, of /dev/kmsg those of facility 0. */
export function kernelLines(log: string): readonly string[] {
  return log.split('\n').filter(line => {
    const [, priority] = /^(\d+),\d+,\d+,/.exec(line) ?? []
    return priority === undefined || Number(priority) < 8
  })
}

const REASON: Readonly<Record<Truth['kind'], RegExp | null>> = {
  memcg: /oom-kill:constraint=CONSTRAINT_MEMCG,/,
  global: /oom-kill:constraint=CONSTRAINT_NONE,/,
  cpuset: /oom-kill:constraint=CONSTRAINT_CPUSET,/,
  sysrq: /invoked oom-killer: .*\border=-1,/,
  panic: /Kernel panic - not syncing: .*[Oo]ut of memory/,
  none: null,
}

/** Less than this in half a minute is no thrashing. */
const THRASHED_SECONDS = 5

const named = (pid: number | string, comm: string): string => `${comm} (${pid})`
const listed = (names: Iterable<string>): string => [...new Set(names)].sort().join(', ') || 'nobody'

/** What does not fit together, in words: the guest's wait statuses, the kernel's counters and log, and the plan. */
export function* faults(
  truth: Truth,
  events: readonly LabEvent[],
  log: string,
  plan: { readonly dies: readonly string[] },
): Generator<string> {
  const lines = kernelLines(log)
  const dead = truth.processes.filter(({ by }) => by === 'kernel')
  const [finished] = all(events, 'finished')
  const counters = all(events, 'counters')
  const seen = listed(dead.map(({ pid, comm }) => named(pid, comm)))
  const kills = lines.flatMap(line => {
    const [, pid, comm] = /Killed process (\d+) \((.*?)\)[ ,]/.exec(line) ?? []
    return pid === undefined || comm === undefined ? [] : [{ pid: Number(pid), comm }]
  })
  const logged = listed(kills.map(({ pid, comm }) => named(pid, comm)))
  if (seen !== logged) yield `the guest saw die: ${seen}; the log says: ${logged}`
  const planned = listed(plan.dies)
  if (planned !== listed(dead.map(({ comm }) => comm))) yield `died: ${seen}; the scenario means: ${planned}`
  for (const { pid, comm, signal } of dead) if (signal !== 9) yield `${named(pid, comm)} ended by signal ${signal}`
  for (const { pid, comm, exitCode } of truth.processes)
    if (exitCode) yield `${named(pid, comm)} exited with ${exitCode}`

  const reason = REASON[truth.kind]
  if (reason && !lines.some(line => reason.test(line))) yield `no line of the log says ${reason.source}`
  if (!reason && lines.some(line => /invoked oom-killer/.test(line))) yield 'the log has an OOM report'
  if ((truth.kind === 'panic') === (finished !== undefined)) yield finished ? 'it did not panic' : 'it did not finish'
  if ((truth.kind === 'memcg') !== truth.reached.length > 0 && truth.kind !== 'none')
    yield `limits reached: ${listed(truth.reached)}`
  if (!finished) return

  // memory.oom.group prints and counts its first victim twice, so that lines are compared with counters, not deaths.
  if (finished.oomKills !== kills.length) yield `vmstat counts ${finished.oomKills} kills; the log has ${kills.length}`
  const cgroupOf = new Map(truth.processes.map(each => [each.pid, each.cgroup]))
  for (const { cgroup, kills: counted } of counters) {
    const here = kills.filter(({ pid }) => cgroupOf.get(pid) === cgroup).length
    if (counted !== here) yield `${cgroup} counts ${counted} kills; the log has ${here}`
  }
  const stalls = truth.thrashes === 'cgroup' ? counters : [finished]
  const stalled = Math.max(...stalls.map(each => each.stalledMicroseconds)) / 1e6
  if (truth.thrashes !== null && stalled < THRASHED_SECONDS) yield `stalled for ${stalled} s only`
}
