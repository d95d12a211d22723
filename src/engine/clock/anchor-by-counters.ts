import type { Series } from '../../model/series.ts'
import type { SourceRead } from '../../model/source.ts'
import { NO_STAMP, type Stamp } from '../../model/stamp.ts'
import { isWithin } from '../cgroup/path.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import type { ClockBook, ClockKey } from './book.ts'
import { type Bounds, RANK } from './bounds.ts'
import { bootOffset, type Interval, onlyStep } from './counter-anchor.ts'

/** A kill in a kernel log: it also shows as a step of a counter of kills. */
export interface LoggedKill {
  readonly key: ClockKey
  /** Of the first line of its report. */
  readonly stamp: Stamp
  /** From that line to the last `Killed process`, in seconds; null where either has no seconds since boot. */
  readonly seconds: number | null
  readonly cgroups: readonly string[]
}

export interface AnchorFacts {
  readonly series: readonly Series[]
  readonly sources: readonly SourceRead[]
  readonly kills: readonly LoggedKill[]
  /** The machine by what the collector and the source say. */
  machineOf(path: string, name: string | null): string | null
}

/** printk counts by the processor's clock, which NTP does not correct: crystals are off by tens of millionths. */
const DRIFT_SHARE = 20e-6

const isCounter = ({ metric, type, zone }: Series): boolean =>
  type === 'counter' && zone === 'given' && metric.startsWith('psi-')

const isOfScope = ({ cgroups }: LoggedKill, scope: string): boolean =>
  scope === 'node' || cgroups.some(cgroup => isWithin(cgroup, scope))

const bounds = ({ from, to }: Interval): Bounds => ({
  from,
  to,
  basis: 'pressure counter sampled on both clocks',
  zoneAssumed: false,
  rank: RANK.counter,
  span: null,
})

/** A stamp of a log and when it was by the wall. */
interface Anchor {
  readonly key: ClockKey
  readonly stamp: Stamp
  readonly wall: Bounds
}

const width = ({ wall }: Anchor): number => wall.to - wall.from

/** The log of the machine that was sampled, where it is named or there is only one; and the boot that the samples are of. */
function bootOf(uptime: Series, machine: string | null, { sources, machineOf }: AnchorFacts): ClockKey | null {
  const logs = sources.filter(({ boots }) => boots.length > 0)
  const named = logs.filter(({ path, host }) => {
    const name = machineOf(path, host)
    return name === null || machine === null ? logs.length === 1 : mayBeSameMachine(name, machine)
  })
  const [log, ...more] = named
  if (log === undefined || more.length > 0) return null
  const [first = 0, last = 0] = [uptime.times[0], uptime.times.at(-1)]
  const boots = log.boots.filter(
    part => (part.first.bootSeconds ?? last) < last && (part.last.bootSeconds ?? first) >= first,
  )
  const [part, ...others] = boots
  if (part === undefined || others.length > 0 || part.last.bootSeconds === null) return null
  return { path: log.path, boot: part.boot }
}

/** By the kill that both the log and the samples have; else by seconds since boot alone, which the two count differently. */
function anchorOf(uptime: Series, offset: Interval, key: ClockKey, { series, kills, machineOf }: AnchorFacts): Anchor {
  const counted = series.filter(
    ({ metric, clock, path, node }) =>
      metric === 'events-oom-kill' && clock === 'boot' && machineOf(path, node) === machineOf(uptime.path, uptime.node),
  )
  for (const each of counted) {
    const step = onlyStep(each)
    const of = kills.filter(
      kill => kill.key.path === key.path && kill.key.boot === key.boot && isOfScope(kill, each.scope),
    )
    const [kill, ...more] = of
    if (step === null || kill === undefined || more.length > 0 || kill.seconds === null) continue
    const wall = bounds({ from: offset.from + step.from - kill.seconds, to: offset.to + step.to })
    return { key, stamp: kill.stamp, wall }
  }
  const bootSeconds = uptime.times.at(-1) ?? 0
  const drift = bootSeconds * DRIFT_SHARE
  const wall = bounds({ from: offset.from + bootSeconds - drift, to: offset.to + bootSeconds + drift })
  return { key, stamp: { ...NO_STAMP, bootSeconds }, wall }
}

/**
 * Ties kernel logs to the wall by counters that were sampled on both clocks: seconds since boot in one source, wall times in
 * another, of the same cgroup or of the node. Of several counters the one that tells best is taken.
 */
export function anchorByCounters(facts: AnchorFacts, clocks: ClockBook): void {
  const counters = facts.series.filter(isCounter)
  const best = new Map<string, Anchor>()
  for (const wall of counters.filter(({ clock }) => clock === 'wall')) {
    for (const uptime of counters.filter(({ clock }) => clock === 'boot')) {
      if (uptime.metric !== wall.metric || uptime.scope !== wall.scope) continue
      const [own, other] = [facts.machineOf(uptime.path, uptime.node), facts.machineOf(wall.path, wall.node)]
      const offset = mayBeSameMachine(own, other) ? bootOffset(uptime, wall) : null
      const key = offset && bootOf(uptime, own ?? other, facts)
      if (offset === null || key === null) continue
      const anchor = anchorOf(uptime, offset, key, facts)
      const known = best.get(key.path)
      if (known === undefined || width(anchor) < width(known)) best.set(key.path, anchor)
    }
  }
  for (const { key, stamp, wall } of best.values()) clocks.anchor(key, stamp, wall)
}
