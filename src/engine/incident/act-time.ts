import type { Fact } from '../../model/fact.ts'
import type { KillerKill } from '../../model/killer.ts'
import type { OomReport } from '../../model/kernel.ts'
import type { KubeEvent } from '../../model/kubernetes.ts'
import { tellsInitKilled } from '../../model/oom-end.ts'
import type { NodeLogEvent } from '../../model/node-log.ts'
import type { ClockBook, ClockKey } from '../clock/book.ts'
import { type Bounds, isZoneStep, RANK } from '../clock/bounds.ts'
import type { Ending } from '../kubernetes/endings.ts'
import type { Act } from './act.ts'

/**
 * The kubelet writes a container's end in whole seconds, after the kernel killed it: the kill lies between 2 s before and
 * 1 s after `finishedAt`.
 */
const BEFORE_SECONDS = 2
export const AFTER_SECONDS = 1
/** An event about the kill is sent after it, and later on a starving node. */
export const LATE_SECONDS = 10
/** A process that was killed may take this long to be gone, while others reclaim its memory. */
const DYING_SECONDS = 30
/** `dmesg -T` may be off by this much through steps of the clock alone. */
const DRIFT_SECONDS = 600

/**
 * SIGKILL ended the container's main process; any other code means that it outlived the kill of a child, but for that of a
 * container that was never started.
 */
const endedByKill = ({ state: { exitCode, signal, message } }: Ending): boolean =>
  signal === 9 || exitCode === null || exitCode === 137 || tellsInitKilled(message)

/** When the kill that a status tells of can have been. A container that ends by itself may have lost a child at any time. */
export function endingBounds(ending: Ending): Bounds | null {
  const { startedAtMs, finishedAtMs, evidence } = ending.state
  const isKill = endedByKill(ending)
  if (finishedAtMs === null || (!isKill && startedAtMs === null)) return null
  const finished = finishedAtMs / 1000
  return {
    from: isKill || startedAtMs === null ? finished - BEFORE_SECONDS : Math.min(startedAtMs / 1000, finished),
    to: finished + AFTER_SECONDS,
    basis: isKill ? 'finishedAt of the container' : 'between start and end of the container',
    zoneAssumed: false,
    rank: RANK.containerStatus,
    span: evidence[0],
  }
}

export const overlaps = (a: Bounds, b: Bounds, slack = 0): boolean => a.from <= b.to + slack && b.from <= a.to + slack

const late = (bounds: Bounds): Bounds => ({ ...bounds, beyondSeconds: (bounds.beyondSeconds ?? 0) + LATE_SECONDS })

/** True where an event quotes the report: its time is that of the event. */
export const isQuoted = ({ stamp: { wall, age } }: OomReport): boolean => wall?.clock === 'kubernetes' || age !== null

/** An event about a kill comes after it, however often it is sent again. */
function eventBounds(event: KubeEvent, clocks: ClockBook): Bounds | null {
  const key = { path: event.evidence[0].path, boot: 0 }
  if (event.reason === 'Evicted') return clocks.boundsOf(key, event.stamp)
  const bounds = clocks.boundsOf(key, event.first) ?? clocks.boundsOf(key, event.stamp)
  return bounds && late(bounds)
}

const told = ({ evidence: [{ path }], boot }: Fact<string>): ClockKey => ({ path, boot })

/** What another killer says dates its kill; what systemd says comes after it, and counts where nothing else does. */
function toldBounds({ kills, units }: Act, clocks: ClockBook): readonly (Bounds | null)[] {
  if (kills.length > 0) {
    // What is signalled again was killed when it was signalled first.
    const isFirst = (kill: KillerKill): boolean =>
      kills.every(
        ({ evidence: [{ path, start }] }) => path !== kill.evidence[0].path || start >= kill.evidence[0].start,
      )
    return kills.filter(isFirst).map(kill => clocks.boundsOf(told(kill), kill.stamp))
  }
  return units.map(unit => clocks.boundsOf(told(unit), unit.stamp))
}

/** A program tells of what it has seen, and may be late on a starving node. An exit has the time of the exit itself. */
export function lineBounds(line: NodeLogEvent, clocks: ClockBook): Bounds | null {
  const { stamp, boot, evidence } = line
  const exitedAtMs = line.kind === 'node.exit' ? line.exitedAtMs : null
  if (exitedAtMs !== null) {
    const seconds = exitedAtMs / 1000
    const [from, to] = [seconds - BEFORE_SECONDS, seconds + AFTER_SECONDS]
    return { from, to, basis: 'exit of the container', zoneAssumed: false, rank: RANK.reception, span: evidence[0] }
  }
  const bounds = clocks.boundsOf({ path: evidence[0].path, boot }, stamp)
  return bounds && (line.kind === 'node.eviction' ? bounds : late(bounds))
}

/** Bounds of the act by its own sources. */
export function actBounds(act: Act, clocks: ClockBook): readonly Bounds[] {
  const ofReports = act.digests.map(({ report }) => {
    const bounds = clocks.boundsOf({ path: report.span.path, boot: report.boot }, report.stamp)
    return bounds && isQuoted(report) ? late(bounds) : bounds
  })
  const ofOthers = act.digests.length > 0 || act.events.length > 0 ? [] : toldBounds(act, clocks)
  const ofEvents = act.digests.length > 0 ? [] : act.events.map(({ fact }) => eventBounds(fact, clocks))
  const ofLines = act.digests.length > 0 ? [] : act.nodeLines.map(({ fact }) => lineBounds(fact, clocks))
  return [...ofReports, ...ofEvents, ...ofOthers, ...ofLines].filter(bounds => bounds !== null)
}

/** The same by the clock of each log alone, as it was before any container had a say. */
export function ownBounds(act: Act, clocks: ClockBook): Bounds | null {
  for (const { report } of act.digests) {
    const own = clocks.ownBoundsOf({ path: report.span.path, boot: report.boot }, report.stamp)
    if (own !== null && !isQuoted(report)) return own
  }
  for (const kill of act.digests.length > 0 ? [] : act.kills) {
    const own = clocks.ownBoundsOf(told(kill), kill.stamp)
    if (own !== null) return own
  }
  return null
}

/**
 * How a kill and the end of its container stand in time. `zone`, `drift`: apart by what the log's clock may be wrong by.
 * `lived-on`: the end came long after the kill. `after-end`: a container does not end before the kill in it.
 */
export type Relation = 'near' | 'unknown' | 'zone' | 'drift' | 'lived-on' | 'after-end'

export function relationOf(own: Bounds | null, ending: Ending): Relation {
  const end = endingBounds(ending)
  if (own === null || end === null) return 'unknown'
  const [after, before] = [end.from - own.to, own.from - end.to]
  if (before <= 0 && after <= DYING_SECONDS) return 'near'
  const apart = (end.from + end.to - own.from - own.to) / 2
  if (own.zoneAssumed && isZoneStep(apart, DYING_SECONDS)) return 'zone'
  if (own.rank === RANK.rendered && Math.max(after, before) <= DRIFT_SECONDS) return 'drift'
  return before > 0 ? 'after-end' : 'lived-on'
}

/** True where the end is within seconds of the kill, so that its time is the kill's. */
export const tellsMoment = (ending: Ending, relation: Relation): boolean =>
  relation !== 'lived-on' && endedByKill(ending) && ending.state.finishedAtMs !== null
