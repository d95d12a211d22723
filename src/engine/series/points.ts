import type { Track } from '../thrashing/track.ts'

/** One metric over time as it is drawn. */
export interface Points {
  /** On the clock of the series. */
  readonly times: readonly number[]
  readonly values: readonly number[]
  /** True for a point to which no line leads from the one before: samples are missing between, or a counter began again. */
  readonly afterHole: readonly boolean[]
}

/** Samples this many times further apart than they usually are have a hole between them. */
const HOLE = 4
const PROBES = 1001

/** The usual distance of samples: the median of at most so many of them. */
function usualSpacing(times: ArrayLike<number>): number {
  const stride = Math.max(1, Math.floor(times.length / PROBES))
  const spacings: number[] = []
  for (let at = 1; at < times.length; at += stride) spacings.push((times[at] ?? 0) - (times[at - 1] ?? 0))
  spacings.sort((a, b) => a - b)
  return spacings[spacings.length >> 1] ?? 0
}

/** cgroup v1 prints the largest number of pages that fit for "no limit" (mm/memcontrol.c, PAGE_COUNTER_MAX). */
const NO_LIMIT_BYTES = 2 ** 60

/** Rates stand at the end of the time that they are the mean of; gauges where they were read. */
export function pointsOf({ series, steps }: Track): Points {
  const { type, times, values } = series
  const all =
    type === 'gauge'
      ? Array.from(times, (time, at) => [time, values[at] ?? Number.NaN] as const)
      : steps.map(({ to, rate }) => [to, rate] as const)
  const told = all.filter(([, value]) => Number.isFinite(value) && value < NO_LIMIT_BYTES)
  const hole = HOLE * usualSpacing(times)
  const isAfterHole = (at: number): boolean => at > 0 && (told[at]?.[0] ?? 0) - (told[at - 1]?.[0] ?? 0) > hole
  return {
    times: told.map(([time]) => time),
    values: told.map(([, value]) => value),
    afterHole: told.map((_, at) => isAfterHole(at)),
  }
}

/** The points from one time to another. */
export function clipped({ times, values, afterHole }: Points, from: number, to: number): Points {
  const kept = times.flatMap((time, at) => (time >= from && time <= to ? [at] : []))
  return {
    times: kept.map(at => times[at] ?? 0),
    values: kept.map(at => values[at] ?? 0),
    afterHole: kept.map((at, place) => place > 0 && afterHole[at] === true),
  }
}
