import { describe, expect, test } from 'vitest'
import { signalsOf } from '../../../src/engine/thrashing/signals.ts'
import { confidenceOf, sortOf } from '../../../src/engine/thrashing/sort.ts'
import type { Metric, Series } from '../../../src/model/series.ts'
import { counter, seconds, series, tracks } from './series.ts'

const times = seconds(0, 60)
const window = { from: 20, to: 40, hotSeconds: 20, levels: [] }

function only(...all: readonly Series[]) {
  const [of] = tracks(...all)
  if (of === undefined) throw new Error('nothing was sampled')
  return of
}
const growing = (metric: Metric, rate: (second: number) => number): Series => counter(metric, times, rate)
const signals = (...all: readonly Series[]) => signalsOf(only(...all), window)

describe('what was measured in a window', () => {
  test('is the highest rate in it, with the first sample of it and the highest', () => {
    const swap = growing('swap-in', second => (second === 10 || second === 50 ? 900 : second === 30 ? 70 : 7))
    expect(signals(swap)).toMatchObject([{ signal: 'swap-io', peak: 70, evidence: [{ line: 22 }, { line: 32 }] }])
  })

  test.each([
    ['the sample that ends with its beginning is not', 19, 0],
    ['its first is', 20, 9],
    ['its last is', 39, 9],
    ['the one after it is not', 40, 0],
  ])('of samples %s of it', (_, at, peak) => {
    const found = signals(growing('swap-in', second => (second === at ? 9 : 0)))
    expect(found[0]?.peak ?? 0).toBe(peak)
  })

  test('is nothing where nothing rose, or nothing was sampled then', () => {
    expect(signals(growing('swap-in', () => 0))).toEqual([])
    expect(signals(counter('swap-in', seconds(50, 60), () => 5))).toEqual([])
  })

  test('of stalls is never more than all of the time', () => {
    const more = ['psi-memory-full', 'psi-memory-some', 'psi-io-some'] as const
    for (const metric of more) expect(signals(growing(metric, () => 1.3))[0]?.peak).toBe(1)
    expect(signals(growing('psi-memory-some', () => 0.123456))[0]?.peak).toBe(0.1235)
    for (const metric of ['psi-memory-full-avg10', 'psi-memory-some-avg10'] as const) {
      const averages = series(
        metric,
        times,
        times.map(() => 1.2),
        { type: 'gauge' },
      )
      expect(signals(averages)[0]?.peak).toBe(1)
    }
    expect(signals(growing('major-faults', () => 1.3))[0]?.peak).toBe(1.3)
  })

  test('is told by what the kernel counted before what others averaged', () => {
    const average = series(
      'psi-memory-full-avg10',
      times,
      times.map(() => 0.9),
      { type: 'gauge' },
    )
    expect(
      signals(
        average,
        growing('psi-memory-full', () => 0.2),
      ),
    ).toMatchObject([{ signal: 'psi-memory-full', peak: 0.2 }])
    expect(
      signals(
        growing('scan-direct', () => 5),
        growing('direct-reclaim', () => 2),
      ),
    ).toMatchObject([{ signal: 'direct-reclaim', peak: 2 }])
  })

  test('comes with stalls first', () => {
    const all = ['events-high', 'swap-in', 'refault-anon', 'refault-file', 'psi-memory-some'] as const
    expect(signals(...all.map(metric => growing(metric, () => 0.5))).map(({ signal }) => signal)).toEqual([
      'psi-memory-some',
      'refault',
      'refault-anon',
      'swap-io',
      'memory-high',
    ])
  })
})

describe('how sure a window is', () => {
  const stalls = growing('psi-memory-some', () => 0.5)
  const average = series(
    'psi-memory-some-avg10',
    times,
    times.map(() => 0.9),
    { type: 'gauge' },
  )

  test.each([
    ['stalls that were counted, for long', [stalls], 10, 'certain'],
    ['stalls of all tasks', [growing('psi-memory-full', () => 0.5)], 10, 'certain'],
    ['stalls that were counted, for a moment', [stalls], 9.9, 'likely'],
    ['averages', [average], 60, 'likely'],
    ['pages', [growing('swap-in', () => 50)], 60, 'likely'],
  ] as const)('%s', (_, all, hotSeconds, confidence) => {
    expect(confidenceOf(only(...all), { ...window, hotSeconds })).toBe(confidence)
  })
})

describe('a cgroup that memory.high holds back', () => {
  const flat = (metric: Metric, value: number): Series =>
    series(
      metric,
      times,
      times.map(() => value),
      { type: 'gauge' },
    )

  test.each([
    ['uses nine tenths of it', [flat('memory-high', 100), flat('memory-current', 90)], 'throttling'],
    ['uses less', [flat('memory-high', 100), flat('memory-current', 89)], 'unknown'],
    ['has no limit', [flat('memory-high', 0), flat('memory-current', 90)], 'unknown'],
    ['is not known to use it', [flat('memory-high', 100)], 'unknown'],
    ['is not known to have one', [flat('memory-current', 90)], 'unknown'],
    ['was held back', [growing('events-high', () => 1)], 'throttling'],
    ['was held back at another time', [growing('events-high', second => Number(second < 20))], 'unknown'],
  ] as const)('%s', (_, all, sort) => {
    expect(sortOf(only(...all), window)).toBe(sort)
  })

  test('of swap and files the one that cost more is named, and none where neither cost anything', () => {
    const pair = (file: number, swap: number) =>
      sortOf(
        only(
          growing('refault-file', () => file),
          growing('swap-in', () => swap),
        ),
        window,
      )
    expect([pair(5, 6), pair(6, 5), pair(0, 5), pair(5, 0), pair(0, 0)]).toEqual([
      'swap',
      'file',
      'swap',
      'file',
      'unknown',
    ])
  })
})
