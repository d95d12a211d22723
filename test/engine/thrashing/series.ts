import { type ScopeTracks, tracksOf } from '../../../src/engine/thrashing/scope-tracks.ts'
import type { Series } from '../../../src/model/series.ts'

/** A counter that grows by `rate` each second, sampled at the given times. */
export function counter(
  metric: Series['metric'],
  times: readonly number[],
  rate: (second: number) => number,
  parts: Partial<Series> = {},
): Series {
  const [first = 0] = times
  const grown = (until: number): number => {
    let sum = 0
    for (let at = Math.floor(first); at < until; at += 1) {
      const seconds = Math.min(until, at + 1) - Math.max(first, at)
      sum += rate(at) * Math.max(0, seconds)
    }
    return sum
  }
  return series(metric, times, times.map(grown), parts)
}

export const series = (
  metric: Series['metric'],
  times: readonly number[],
  values: readonly number[],
  parts: Partial<Series> = {},
): Series => ({
  metric,
  scope: 'node',
  type: 'counter',
  node: null,
  path: 'psi.log',
  clock: 'boot',
  zone: 'given',
  times: Float64Array.from(times),
  values: Float64Array.from(values),
  starts: Float64Array.from(times, (_, at) => at * 10),
  ends: Float64Array.from(times, (_, at) => at * 10 + 9),
  lines: Uint32Array.from(times, (_, at) => at + 1),
  ...parts,
})

export const seconds = (from: number, to: number, step = 1): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => from + at * step)

export const tracks = (...all: readonly Series[]): readonly ScopeTracks[] => tracksOf(all, () => null)
