import { JUMP_SHARE, MIN_SAMPLES, REAL_RISE_SHARE, SHORT_LIFE_SECONDS, SLOW_SHARE } from './thresholds.ts'

export interface Point {
  readonly seconds: number
  readonly bytes: number
}

/** `slow`: usage rose through most of the time. `jump`: it came at once. `other`: neither is plain, or it did not rise. */
export type Shape = 'slow' | 'jump' | 'other'

/** The first time after which usage stays at or above a mark; that of the last point at the latest. */
function staysFrom(points: readonly Point[], mark: number): number {
  const below = points.findLastIndex(({ bytes }) => bytes < mark)
  return (points[below + 1] ?? points.at(-1))?.seconds ?? 0
}

/** How usage came to its last point, in samples that are in order; null for too few of them, or too little time. */
export function shapeOf(points: readonly Point[]): Shape | null {
  const [first, last] = [points[0], points.at(-1)]
  if (points.length < MIN_SAMPLES || !first || !last) return null
  // In the first minutes a program that starts fills its memory, slowly or at once.
  if (last.seconds - first.seconds < SHORT_LIFE_SECONDS) return null
  const least = points.reduce((low, { bytes }) => Math.min(low, bytes), Infinity)
  const rise = last.bytes - least
  if (rise < REAL_RISE_SHARE * last.bytes) return 'other'
  const took = staysFrom(points, least + 0.9 * rise) - staysFrom(points, least + 0.1 * rise)
  const share = took / (last.seconds - first.seconds)
  if (share >= SLOW_SHARE) return 'slow'
  return share <= JUMP_SHARE ? 'jump' : 'other'
}
