import type { Series } from '../../model/series.ts'

/** An interval in seconds that the truth lies in. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** Differences of large counters are not exact. */
const ROUNDING = 1e-6
/** A sampler prints the time, and then reads; so does Prometheus, which stamps a scrape with its beginning. */
const READ_SECONDS = 1
/** So many growing samples must agree: then they were neither of another counter nor kept for long before they were sent. */
const MIN_AGREEING = 3

/** The first index at which a value that never falls is above a limit. */
function firstAbove(values: Float64Array, limit: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) > limit) high = middle
    else low = middle + 1
  }
  return low
}

const grows = ({ values }: Series): boolean => values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0))

/** When, in seconds since boot, the counter had a value; null where its samples do not reach around it. */
function momentsOf({ times, values }: Series, value: number): Interval | null {
  const [at, above] = [firstAbove(values, value - ROUNDING), firstAbove(values, value + ROUNDING)]
  // A sample may have been read at any time until the next one was begun.
  const [from, to] = [times[at - 1], times[above + 1]]
  return from === undefined || to === undefined ? null : { from, to }
}

/**
 * The wall time minus the seconds since boot, by one counter that was sampled on both clocks: at the wall time of a sample
 * the counter stood between two samples of the other clock. What all samples say in common is taken; null where they
 * disagree, as they do where the counters are not one, or where old values were sent.
 */
export function bootOffset(uptime: Series, wall: Series): Interval | null {
  if (!grows(uptime)) return null
  let [from, to, agreeing] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0]
  for (let at = 1; at < wall.times.length; at += 1) {
    const [time = Number.NaN, value = Number.NaN] = [wall.times[at], wall.values[at]]
    if (value <= (wall.values[at - 1] ?? 0)) continue
    const moments = momentsOf(uptime, value)
    if (moments === null) continue
    from = Math.max(from, time - moments.to)
    to = Math.min(to, time - moments.from)
    agreeing += 1
  }
  return agreeing >= MIN_AGREEING && from <= to ? { from: from - READ_SECONDS, to: to + READ_SECONDS } : null
}

/** When, in seconds since boot, a count went up, where it did so once. */
export function onlyStep({ times, values }: Series): Interval | null {
  const steps = [...values.keys()].filter(at => at > 0 && (values[at] ?? 0) > (values[at - 1] ?? 0))
  const [step, ...more] = steps
  const before = step === undefined ? undefined : times[step - 1]
  if (step === undefined || before === undefined || more.length > 0) return null
  return { from: before, to: times[step + 1] ?? (times[step] ?? before) + READ_SECONDS }
}
