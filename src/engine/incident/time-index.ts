import type { ClockBook } from '../clock/book.ts'
import type { Bounds } from '../clock/bounds.ts'
import type { Act } from './act.ts'
import { actBounds, endingBounds } from './act-time.ts'

/** Acts by their time, so that those near a line are found without looking at all. */
export interface TimeIndex {
  /** Places of the acts that are at most so many seconds from the bounds. */
  near(bounds: Bounds, seconds: number): readonly number[]
}

/** Acts without a time are left out. */
export function newTimeIndex(acts: readonly Act[], places: readonly number[], clocks: ClockBook): TimeIndex {
  const times = places
    .flatMap(at => {
      const act = acts[at]
      const ends = act?.endings.flatMap(({ fact }) => endingBounds(fact) ?? []) ?? []
      return act ? [...actBounds(act, clocks), ...ends].map(bounds => ({ at, bounds })) : []
    })
    .sort((a, b) => a.bounds.to - b.bounds.to)
  /** Bounds are no wider than this, so that none that is near ends much later. */
  const widest = times.reduce((most, { bounds }) => Math.max(most, bounds.to - bounds.from), 0)

  function firstEndingAt(seconds: number): number {
    let [low, high] = [0, times.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((times[middle]?.bounds.to ?? 0) < seconds) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    near({ from, to }, seconds) {
      const found: number[] = []
      for (let index = firstEndingAt(from - seconds); index < times.length; index += 1) {
        const time = times[index]
        if (!time || time.bounds.to > to + seconds + widest) break
        if (time.bounds.from <= to + seconds) found.push(time.at)
      }
      return [...new Set(found)]
    },
  }
}
