import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipped, type Points, pointsOf } from '../../../src/engine/series/points.ts'
import { type Drawn, thinned } from '../../../src/engine/series/thin.ts'
import { trackOf } from '../../../src/engine/thrashing/track.ts'
import { counter, seconds, series } from '../thrashing/series.ts'

const MOST = 60

const anyPoints: fc.Arbitrary<Points> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 9 }), fc.boolean()), {
    minLength: 1,
    maxLength: 500,
  })
  .map(rows => {
    let time = 0
    const times = rows.map(([step]) => {
      time += step
      return time
    })
    return { times, values: rows.map(([, value]) => value), afterHole: rows.map(([, , hole], at) => hole && at > 0) }
  })
const anyFocus = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: 5000 }), to: fc.integer({ min: 0, max: 10_000 }) }),
  { maxLength: 3 },
)

const told = (drawn: readonly Drawn[]) => drawn.filter(([, value]) => value !== null)

describe('thinning', () => {
  it('keeps the bound, the ends, the extremes and the order, and invents no point', () => {
    fc.assert(
      fc.property(anyPoints, anyFocus, (points, focus) => {
        const drawn = thinned(points, focus, MOST)
        const given = new Map(points.times.map((time, at) => [time, points.values[at]]))
        expect(drawn.length).toBeLessThanOrEqual(MOST)
        expect(told(drawn).every(([time, value]) => given.get(time) === value)).toBe(true)
        expect([told(drawn)[0]?.[0], told(drawn).at(-1)?.[0]]).toEqual([points.times[0], points.times.at(-1)])
        const values = told(drawn).map(([, value]) => value ?? 0)
        expect(Math.max(...values)).toBe(Math.max(...points.values))
        expect(Math.min(...values)).toBe(Math.min(...points.values))
        expect(drawn.every(([time], at) => at === 0 || time >= (drawn[at - 1]?.[0] ?? 0))).toBe(true)
      }),
    )
  })

  it('draws the same line where there are few points', () => {
    const points = { times: [1, 2, 3, 4], values: [5, 5, 5, 7], afterHole: [false, false, false, false] }
    expect(thinned(points, [], MOST)).toEqual([
      [1, 5],
      [3, 5],
      [4, 7],
    ])
  })

  it('gives half of the points to where the story is', () => {
    const times = seconds(0, 9999)
    const points = { times, values: times.map(time => time % 7), afterHole: times.map(() => false) }
    const inside = (drawn: readonly Drawn[]) => drawn.filter(([time]) => time >= 5000 && time < 5100).length
    expect(inside(thinned(points, [{ from: 5000, to: 5099 }], MOST))).toBeGreaterThan(MOST / 4)
    expect(inside(thinned(points, [], MOST))).toBeLessThan(5)
  })
})

describe('points', () => {
  it('are rates of a counter, at the end of the time that they are the mean of', () => {
    const { times, values } = pointsOf(trackOf(counter('psi-memory-full', [0, 2, 4], second => (second < 2 ? 0.5 : 0))))
    expect([times, values]).toEqual([
      [2, 4],
      [0.5, 0],
    ])
  })

  it('have a hole where samples are missing, and none where they come unevenly', () => {
    const gauge = (times: readonly number[]) =>
      pointsOf(trackOf(series('mem-available', times, times, { type: 'gauge' }))).afterHole.indexOf(true)
    expect(gauge([0, 1, 2, 3, 60, 61, 62])).toBe(4)
    expect(gauge([0, 1, 2, 3, 6, 7, 8])).toBe(-1)
  })

  it('leave out a limit that is none', () => {
    const limit = series('memory-max', [0, 1], [2 ** 63, 64], { type: 'gauge' })
    expect(pointsOf(trackOf(limit)).values).toEqual([64])
  })

  it('begin anew where the time that was asked for begins', () => {
    const points = { times: [1, 2, 30, 31], values: [1, 2, 3, 4], afterHole: [false, false, true, false] }
    expect(clipped(points, 30, 40)).toEqual({ times: [30, 31], values: [3, 4], afterHole: [false, false] })
  })
})
