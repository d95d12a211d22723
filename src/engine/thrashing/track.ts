import type { Metric, Series } from '../../model/series.ts'
import type { Span } from '../../model/span.ts'

/** A span of time in which a metric had a rate: seconds of stall, pages or bytes in each second. */
export interface Step {
  readonly from: number
  readonly to: number
  readonly rate: number
  /** Index of the sample at its end. */
  readonly at: number
}

/** One metric of one scope as rates over time. */
export interface Track {
  readonly metric: Metric
  readonly series: Series
  readonly steps: readonly Step[]
  /** False where times fall back, as seconds since boot do at a boot. */
  readonly isOrdered: boolean
}

/** An average over ten seconds says nothing about the time before them. */
const AVERAGED_SECONDS = 10

function stepAt({ type, times, values }: Series, at: number): Step | null {
  const [before, to] = [times[at - 1], times[at]]
  const [was, is] = [values[at - 1], values[at]]
  if (before === undefined || to === undefined || was === undefined || is === undefined || to <= before) return null
  if (Number.isNaN(is)) return null
  if (type === 'rate') return { from: before, to, rate: is, at }
  if (type === 'gauge') return { from: Math.max(before, to - AVERAGED_SECONDS), to, rate: is, at }
  // A counter that falls began again at a boot.
  return is < was ? null : { from: before, to, rate: (is - was) / (to - before), at }
}

export function trackOf(series: Series): Track {
  const steps: Step[] = []
  for (let at = 1; at < series.times.length; at += 1) {
    const step = stepAt(series, at)
    if (step !== null) steps.push(step)
  }
  const isOrdered = steps.every((step, at) => at === 0 || step.from >= (steps[at - 1]?.to ?? 0))
  return { metric: series.metric, series, steps, isOrdered }
}

/** The first step that ends after a time. */
function firstAfter(steps: readonly Step[], time: number): number {
  let [low, high] = [0, steps.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((steps[middle]?.to ?? 0) > time) high = middle
    else low = middle + 1
  }
  return low
}

/** Steps that lie at least partly between two times. */
export function stepsBetween({ steps, isOrdered }: Track, from: number, to: number): readonly Step[] {
  const isInside = (step: Step): boolean => step.to > from && step.from < to
  if (!isOrdered) return steps.filter(isInside)
  const first = firstAfter(steps, from)
  let after = first
  while (after < steps.length && (steps[after]?.from ?? to) < to) after += 1
  return steps.slice(first, after)
}

/** True where so many steps begin at a time or later. */
export function hasSince({ steps, isOrdered }: Track, time: number, many: number): boolean {
  const last = isOrdered ? steps.slice(-many) : steps
  return last.filter(step => step.from >= time).length >= many
}

/** The mean rate between two times; null where less than half of that time is sampled. */
export function meanRate({ steps }: Track, from: number, to: number): number | null {
  let [amount, covered] = [0, 0]
  for (let at = firstAfter(steps, from); at < steps.length; at += 1) {
    const step = steps[at]
    if (step === undefined || step.from >= to) break
    const seconds = Math.min(step.to, to) - Math.max(step.from, from)
    amount += step.rate * seconds
    covered += seconds
  }
  return covered * 2 >= to - from && covered > 0 ? amount / covered : null
}

/** The value of a gauge at a time: the latest sample until then, else the first one. */
export function valueAt({ times, values }: Series, time: number): number | null {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) > time) high = middle
    else low = middle + 1
  }
  return values[Math.max(0, low - 1)] ?? null
}

/** The line of a sample; its text is not kept, since there are millions. */
export function sampleSpan({ path, starts, ends, lines }: Series, at: number): Span {
  const line = lines[at] ?? 1
  return { path, line, endLine: line, start: starts[at] ?? 0, end: ends[at] ?? 0, excerpt: null }
}
