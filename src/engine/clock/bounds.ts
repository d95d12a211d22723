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
}

export const RANK = { containerStatus: 1, reception: 2, rendered: 3, receptionOnly: 4, capture: 5 } as const

/** Rounding of printed times must not make two agreeing sources disagree. */
const SLACK_SECONDS = 0.001

export interface Combined {
  readonly bounds: Bounds
  /** Sources that say otherwise, each with the one it contradicts. */
  readonly conflicts: readonly (readonly [Bounds, Bounds])[]
}

/** Intersects what agrees, the most trusted first; what does not agree is reported, not averaged. */
export function combine(all: readonly Bounds[]): Combined | null {
  const [first, ...rest] = [...all].sort((a, b) => a.rank - b.rank || a.to - a.from - (b.to - b.from))
  if (!first) return null
  let bounds = first
  const conflicts: [Bounds, Bounds][] = []
  for (const other of rest) {
    const from = Math.max(bounds.from, other.from)
    const to = Math.min(bounds.to, other.to)
    if (from > to + SLACK_SECONDS) {
      conflicts.push([bounds, other])
      continue
    }
    // A zone that was assumed is confirmed by a source that needs none.
    const basis = bounds.basis.includes(other.basis) ? bounds.basis : `${bounds.basis}, ${other.basis}`
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
