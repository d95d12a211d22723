import type { Instant, TimelineEntry } from '../../model/report.ts'

/** What the entries of a case are placed on: wall times, or seconds since boot where no entry has a wall time. */
export interface Axis {
  readonly clock: 'wall' | 'boot'
  /** Milliseconds on that axis; NaN for a time that is not on it. */
  msOf(at: Instant): number
}

export function axisOf(entries: readonly TimelineEntry[]): Axis {
  if (entries.some(({ at }) => at.wall !== null))
    return { clock: 'wall', msOf: ({ wall }) => (wall === null ? Number.NaN : Date.parse(wall)) }
  return { clock: 'boot', msOf: ({ bootSeconds }) => (bootSeconds === null ? Number.NaN : bootSeconds * 1000) }
}
