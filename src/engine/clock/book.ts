import type { Contradiction, Instant } from '../../model/report.ts'
import type { SourceRead } from '../../model/source.ts'
import type { Stamp } from '../../model/stamp.ts'
import { type Bounds, combine, RANK, shifted } from './bounds.ts'
import { positionOf, receptionOffset } from './position.ts'
import type { TimeContext } from './wall.ts'

/** A clock of the case: one source, and one boot in it. */
export interface ClockKey {
  readonly path: string
  readonly boot: number
}

export const NO_INSTANT: Instant = { wall: null, bootSeconds: null, plusMinusSeconds: null, basis: null }

/** Everything that is known about the clocks of a case. */
export interface ClockBook {
  readonly context: TimeContext
  /** Another source tells when the line of this stamp was written, within bounds in epoch seconds. */
  anchor(key: ClockKey, stamp: Stamp, wall: Bounds): void
  /** Bounds of the wall time in epoch seconds; null where nothing tells. */
  boundsOf(key: ClockKey, stamp: Stamp): Bounds | null
  instantOf(key: ClockKey, stamp: Stamp): Instant
  conflicts(): readonly Contradiction[]
}

const keyOf = ({ path, boot }: ClockKey): string => `${path}\n${boot}`

/** Tenths of a second are as fine as any of these clocks is known. */
const tenth = (seconds: number): number => Math.ceil(Math.max(0, seconds) * 10) / 10

export function instantFrom(bounds: Bounds | null, bootSeconds: number | null, timezone: string): Instant {
  if (bounds === null) return { ...NO_INSTANT, bootSeconds }
  const middle = (bounds.from + bounds.to) / 2
  return {
    wall: new Date(Math.round(middle * 1000)).toISOString(),
    bootSeconds,
    plusMinusSeconds: tenth((bounds.to - bounds.from) / 2),
    basis: bounds.zoneAssumed ? `${bounds.basis}; zone assumed: ${timezone}` : bounds.basis,
  }
}

function disagreement([trusted, other]: readonly [Bounds, Bounds], path: string): Contradiction {
  const apart = Math.round(Math.max(other.from - trusted.to, trusted.from - other.to))
  return {
    says: `${path}: by ${trusted.basis} its clock is ${apart} s away from what ${other.basis} says`,
    against: other.zoneAssumed ? `${other.basis}, with an assumed zone` : other.basis,
    evidence: [trusted.span, other.span].filter(span => span !== null),
    settledBy: `${trusted.basis} is used`,
  }
}

export function newClockBook(context: TimeContext, sources: readonly SourceRead[]): ClockBook {
  const offsets = new Map<string, Bounds[]>()
  const add = (key: ClockKey, bounds: Bounds | null): void => {
    if (bounds === null) return
    const known = offsets.get(keyOf(key)) ?? []
    offsets.set(keyOf(key), [...known, bounds])
  }
  for (const source of sources) {
    for (const part of source.boots) add({ path: source.path, boot: part.boot }, receptionOffset(part, context))
  }
  const offsetOf = (key: ClockKey, own: Bounds | null): Bounds | null =>
    combine([...(offsets.get(keyOf(key)) ?? []), ...(own ? [own] : [])])?.bounds ?? null

  const boundsOf = (key: ClockKey, stamp: Stamp): Bounds | null => {
    const position = positionOf(stamp, context)
    const offset = position && offsetOf(key, position.offset)
    if (position && offset) return shifted(offset, position.seconds)
    const { age } = stamp
    if (age === null || context.latestMs === null) return null
    // The capture was at the latest time that the case shows, or a little later.
    const to = context.latestMs / 1000 - age.seconds
    const from = to - age.unitSeconds
    return { from, to, basis: 'age before the capture', zoneAssumed: false, rank: RANK.capture, span: null }
  }
  return {
    context,
    anchor(key, stamp, wall) {
      const position = positionOf(stamp, context)
      if (position) add(key, shifted(wall, -position.seconds))
    },
    boundsOf,
    instantOf: (key, stamp) => instantFrom(boundsOf(key, stamp), stamp.bootSeconds, context.timezone),
    conflicts: () =>
      [...offsets].flatMap(([key, bounds]) =>
        (combine(bounds)?.conflicts ?? []).map(conflict => disagreement(conflict, key.split('\n')[0] ?? '')),
      ),
  }
}
