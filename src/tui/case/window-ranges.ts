import type { Report, ThrashingWindow } from '../../model/report.ts'
import type { Axis } from './axis.ts'
import type { Range } from './cover.ts'

/** A window of thrashing, and the entries that lie in it. */
export interface WindowRange {
  readonly window: ThrashingWindow
  readonly range: Range
}

/** The first row whose time is not before `ms`. What has no time stands at the end and counts as later. */
export function rowAtOrAfter(timesMs: Float64Array, ms: number): number {
  let [low, high] = [0, timesMs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((timesMs[middle] ?? Number.NaN) < ms) low = middle + 1
    else high = middle
  }
  return low
}

/** By the entries that say where it began and ended, for a window that is not on the axis. */
function byEntries({ timeline }: Report, { id }: ThrashingWindow): Range | null {
  const tells = (kind: string): number =>
    timeline.findIndex(entry => entry.kind === kind && entry.title.includes(`(${id})`))
  const [first, last] = [tells('thrashing.began'), tells('thrashing.ended')]
  return first === -1 || last < first ? null : { first, last }
}

/** Which entries lie within each window of thrashing. A window between two entries has none and is left out. */
export const windowRangesOf = (report: Report, axis: Axis, timesMs: Float64Array): readonly WindowRange[] =>
  report.thrashing
    .flatMap(window => {
      const [from, to] = [axis.msOf(window.from), axis.msOf(window.to)]
      const range = Number.isNaN(from + to)
        ? byEntries(report, window)
        : { first: rowAtOrAfter(timesMs, from), last: rowAtOrAfter(timesMs, to + 1) - 1 }
      return range === null || range.last < range.first ? [] : [{ window, range }]
    })
    .sort((a, b) => a.range.first - b.range.first)
