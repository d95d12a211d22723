import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meanRate, sampleSpan, trackOf, valueAt } from '../../../src/engine/thrashing/track.ts'
import type { Series } from '../../../src/model/series.ts'
import { counter, seconds, series } from './series.ts'

const rates = (type: Series['type'], times: readonly number[], values: readonly number[]) =>
  trackOf(series('psi-memory-full', times, values, { type })).steps.map(({ from, to, rate, at }) => [
    from,
    to,
    rate,
    at,
  ])

describe('what samples say of the time between them', () => {
  test('a counter: how much it grew each second', () => {
    expect(rates('counter', [10, 12, 16], [5, 9, 9])).toEqual([
      [10, 12, 2, 1],
      [12, 16, 0, 2],
    ])
  })

  test('a counter that fell says nothing of that time: it began again', () => {
    expect(rates('counter', [10, 12, 14], [5, 1, 3])).toEqual([[12, 14, 1, 2]])
  })

  test('a rate: itself since the sample before', () => {
    expect(rates('rate', [10, 40], [5, 1])).toEqual([[10, 40, 1, 1]])
  })

  test('an average over ten seconds: no more than those', () => {
    expect(rates('gauge', [10, 40, 45], [5, 1, 2])).toEqual([
      [30, 40, 1, 1],
      [40, 45, 2, 2],
    ])
  })

  test('nothing where a value is missing or no time went by', () => {
    expect(rates('rate', [10, 20, 20, 15, 30], [1, Number.NaN, 2, 3, 4])).toEqual([[15, 30, 4, 4]])
    expect(rates('counter', [10], [1])).toEqual([])
    expect(rates('counter', [10, 20, 30], [1, 5])).toEqual([[10, 20, 0.4, 1]])
  })
})

describe('the mean rate of a time', () => {
  const track = trackOf(series('psi-memory-full', [0, 10, 20, 40], [0, 10, 50, 50]))

  test.each([
    ['of one sample', 0, 10, 1],
    ['of a part of one', 2, 4, 1],
    ['of two', 0, 20, 2.5],
    ['of parts of two', 5, 15, 2.5],
    ['weighs by time', 15, 25, 2],
    ['half of which was sampled', -20, 20, 2.5],
    ['less than half of which was sampled', -21, 20, null],
    ['that was not sampled', 50, 60, null],
    ['before the samples', -20, -10, null],
    ['that takes none', 15, 15, null],
  ])('%s', (_, from, to, rate) => {
    expect(meanRate(track, from, to)).toBe(rate)
  })

  test('of all samples is what the counter grew by', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(values, each => {
        const end = each.length - 1
        const whole = trackOf(counter('psi-memory-full', seconds(0, end), second => each[second] ?? 0))
        const grown = each.slice(0, end).reduce((sum, value) => sum + value, 0)
        expect(meanRate(whole, 0, end)).toBeCloseTo(grown / end, 9)
      }),
    )
  })
})

test.each([
  ['is the latest until then', 15, 2],
  ['is the one of that moment', 20, 3],
  ['is the first before all', 5, 1],
  ['is the last after all', 99, 3],
])('the value of a gauge %s', (_, time, value) => {
  expect(valueAt(series('mem-total', [10, 12, 20], [1, 2, 3]), time)).toBe(value)
})

test('nothing was ever sampled', () => {
  expect(valueAt(series('mem-total', [], []), 5)).toBeNull()
})

test('a sample is cited by its line', () => {
  const each = series('mem-total', [10, 12], [1, 2])
  expect(sampleSpan(each, 1)).toEqual({ path: 'psi.log', line: 2, endLine: 2, start: 10, end: 19, excerpt: null })
})
