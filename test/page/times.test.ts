import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { axisOf, ticksOf, timeLabel } from '../../src/page/axis.ts'
import { wholeRange } from '../../src/page/focus.ts'
import { clamped, panned, type Range, zoomed } from '../../src/page/range.ts'
import { rangeByKey } from '../../src/page/timeline/keys.ts'
import { containerLimit } from '../outputs/container-limit.ts'
import { noIncident, twelve } from '../outputs/reports.ts'

const second = fc.integer({ min: -1_000_000, max: 1_000_000 })
const anyRange: fc.Arbitrary<Range> = fc
  .tuple(second, fc.integer({ min: 1, max: 1_000_000 }))
  .map(([from, length]) => ({ from, to: from + length }))

describe('the range in sight', () => {
  it('stays within the whole, and is never empty', () => {
    fc.assert(
      fc.property(anyRange, anyRange, (wanted, whole) => {
        const { from, to } = clamped(wanted, whole)
        expect(from).toBeGreaterThanOrEqual(whole.from)
        expect(to).toBeLessThanOrEqual(whole.to + 1e-6)
        expect(to).toBeGreaterThan(from)
      }),
    )
  })

  it('comes back from a zoom, and keeps what it zooms on where it was', () => {
    fc.assert(
      fc.property(
        anyRange,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (range, factor, share) => {
          const around = range.from + share * (range.to - range.from)
          const there = zoomed(range, factor, around)
          expect((around - there.from) / (there.to - there.from)).toBeCloseTo(share, 6)
          const back = zoomed(there, 1 / factor, around)
          expect(back.from).toBeCloseTo(range.from, 3)
          expect(back.to).toBeCloseTo(range.to, 3)
        },
      ),
    )
  })

  test('moves by a share of itself', () => {
    expect(panned({ from: 10, to: 20 }, -0.5)).toEqual({ from: 5, to: 15 })
  })

  test('is changed by keys, and left alone by others', () => {
    const [range, whole, first] = [
      { from: 40, to: 60 },
      { from: 0, to: 100 },
      { from: 45, to: 50 },
    ]
    const by = (key: string) => rangeByKey(key, range, whole, first)
    expect(by('+')).toEqual({ from: 44, to: 56 })
    expect(by('ArrowRight')).toEqual({ from: 44, to: 64 })
    expect(by('Home')).toBe(first)
    expect(by('End')).toBe(whole)
    expect(by('x')).toBeNull()
    expect(by('Tab')).toBeNull()
  })

  it('begins with the incidents and holds everything', () => {
    const axis = axisOf(containerLimit)
    const { whole, first } = wholeRange(containerLimit, axis)
    const kill = Date.parse(containerLimit.incidents[0]?.at.wall ?? '') / 1000
    expect(first.from).toBeLessThan(kill)
    expect(first.to).toBeGreaterThan(kill)
    expect(whole.from).toBeLessThanOrEqual(first.from)
    expect(whole.to).toBeGreaterThanOrEqual(first.to)
  })
})

describe('the axis', () => {
  test('is that of the wall where anything has a time of day, else that since boot', () => {
    expect(axisOf(twelve).isWall).toBe(true)
    const at = { wall: null, bootSeconds: 12.5, plusMinusSeconds: null, basis: null }
    const atBoot = { ...twelve, incidents: twelve.incidents.map(incident => ({ ...incident, at })) }
    expect(axisOf(atBoot).isWall).toBe(false)
    expect(axisOf(atBoot).at(at)).toBe(12.5)
    expect(axisOf(twelve).at(at)).toBeNull()
    expect(axisOf(noIncident).at(at)).toBe(12.5)
  })

  it('has few, round and even ticks within the range', () => {
    fc.assert(
      fc.property(anyRange, fc.integer({ min: 2, max: 20 }), ({ from, to }, most) => {
        const { step, at } = ticksOf(from, to, most)
        expect(at.length).toBeLessThanOrEqual(most + 1)
        expect(at.every(tick => tick >= from - 1e-6 && tick <= to + 1e-6)).toBe(true)
        expect(at.every(tick => Math.abs(tick / step - Math.round(tick / step)) < 1e-6)).toBe(true)
      }),
    )
  })

  test.each([
    [1_773_454_267.25, 0.1, true, '02:11:07.2'],
    [1_773_454_267.25, 15, true, '02:11:07'],
    [1_773_454_267.25, 300, true, '02:11'],
    [1_773_454_267.25, 86_400, true, '03-14'],
    [22.51, 0.01, false, '22.51 s'],
    [22.51, 5, false, '23 s'],
  ] as const)('writes %s by steps of %s s as %s %s', (seconds, step, isWall, text) => {
    expect(timeLabel(seconds, step, isWall)).toBe(text)
  })
})
