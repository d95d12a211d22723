import type { Span } from '../../model/span.ts'

/** An interval in seconds that the truth lies in, and why. */
export interface Bounds {
  readonly from: number
  readonly to: number
  readonly basis: string
  readonly zoneAssumed: boolean
  /** Lower is trusted more. */
  readonly rank: number
  readonly span: Span | null
  /** What the truth may lie outside of the bounds by, where they are an estimate. Zero unless given. */
  readonly beyondSeconds?: number
}

/**
 * How much each sort of witness is trusted. A counter that was sampled on both clocks is no line of the log itself, but
 * measured at the time, while `dmesg -T` adds what the clock was set by, and all time asleep, until it ran.
 */
export const RANK = {
  containerStatus: 1,
  reception: 2,
  counter: 2.5,
  rendered: 3,
  receptionOnly: 4,
  capture: 5,
} as const

/** Rounding of printed times must not make two agreeing sources disagree. */
const SLACK_SECONDS = 0.001

export interface Combined {
  readonly bounds: Bounds
  /** Sources that say otherwise, each with the one it contradicts. */
  readonly conflicts: readonly (readonly [Bounds, Bounds])[]
}

/**
 * The most trusted first, then the narrowest. Of two ends of containers the earlier: a container may live on after a kill
 * in it, but none ends before it.
 */
const byTrust = (a: Bounds, b: Bounds): number => a.rank - b.rank || a.to - a.from - (b.to - b.from) || a.to - b.to

/** Intersects what agrees, the most trusted first; what does not agree is reported, not averaged. */
export function combine(all: readonly Bounds[]): Combined | null {
  const [first, ...rest] = [...all].sort(byTrust)
  if (!first) return null
  let bounds = first
  const conflicts: [Bounds, Bounds][] = []
  for (const other of rest) {
    // An estimate adds nothing to what is known.
    if (other.beyondSeconds && !first.beyondSeconds) continue
    const from = Math.max(bounds.from, other.from)
    const to = Math.min(bounds.to, other.to)
    if (from > to + SLACK_SECONDS) {
      conflicts.push([bounds, other])
      continue
    }
    // A zone that was assumed is confirmed by a source that needs none.
    const basis = [...new Set([bounds.basis, other.basis].flatMap(each => each.split(', ')))].join(', ')
    bounds = {
      ...bounds,
      from: Math.min(from, to),
      to: Math.max(from, to),
      basis,
      zoneAssumed: bounds.zoneAssumed && other.zoneAssumed,
    }
  }
  return { bounds, conflicts }
}

export const shifted = (bounds: Bounds, seconds: number): Bounds => ({
  ...bounds,
  from: bounds.from + seconds,
  to: bounds.to + seconds,
})

/** Zones lie on quarters of an hour, and at most 14 hours from UTC. */
export const ZONE_STEP_SECONDS: number = 900
export const ZONE_SPAN_SECONDS: number = 14 * 3600

/** True for a difference that a zone can make, give or take some seconds. */
export function isZoneStep(seconds: number, plusMinus: number): boolean {
  const apart = Math.abs(seconds)
  const off = apart % ZONE_STEP_SECONDS
  return apart <= ZONE_SPAN_SECONDS + plusMinus && (off <= plusMinus || off >= ZONE_STEP_SECONDS - plusMinus)
}
