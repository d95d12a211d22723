import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bounds, combine, isZoneStep, shifted } from '../../../src/engine/clock/bounds.ts'

const bounds = (from: number, to: number, more: Partial<Bounds> = {}): Bounds => ({
  from,
  to,
  basis: 'a',
  zoneAssumed: false,
  rank: 2,
  span: null,
  ...more,
})

describe('combine', () => {
  test('nothing tells nothing', () => {
    expect(combine([])).toBeNull()
  })

  test('what agrees is intersected, and each basis named once', () => {
    const combined = combine([bounds(0, 10), bounds(4, 12, { basis: 'b' }), bounds(5, 20, { basis: 'a, b' })])
    expect(combined).toMatchObject({ bounds: { from: 5, to: 10, basis: 'b, a' }, conflicts: [] })
  })

  test('the more trusted one stands, and the other is reported', () => {
    const status = bounds(100, 103, { rank: 1, basis: 'status' })
    const combined = combine([bounds(7300, 7304, { rank: 3 }), status])
    expect(combined?.bounds).toEqual(status)
    expect(combined?.conflicts).toMatchObject([[{ basis: 'status' }, { from: 7300 }]])
  })

  test('of two ends of containers the earlier stands: a container may live on', () => {
    expect(combine([bounds(500, 503), bounds(100, 103)])?.bounds).toMatchObject({ from: 100, to: 103 })
  })

  test('a zone that was assumed is confirmed by a source that needs none, and not by one that assumes as well', () => {
    const assumed = bounds(0, 4, { zoneAssumed: true, rank: 3 })
    expect(combine([assumed, bounds(1, 3)])?.bounds.zoneAssumed).toBe(false)
    expect(combine([assumed, { ...assumed, rank: 2 }])?.bounds.zoneAssumed).toBe(true)
    expect(combine([assumed, bounds(7200, 7203, { rank: 5 })])?.bounds.zoneAssumed).toBe(true)
  })

  test('an estimate neither narrows what is known nor speaks against it', () => {
    const known = bounds(0, 10)
    const estimate = bounds(4, 5, { beyondSeconds: 300, rank: 5 })
    expect(combine([known, estimate])).toEqual({ bounds: known, conflicts: [] })
    expect(combine([known, shifted(estimate, 1000)])).toEqual({ bounds: known, conflicts: [] })
    expect(combine([estimate])?.bounds).toEqual(estimate)
  })

  const any = fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 5 }))
    .map(([from, width, rank]) => bounds(from, from + width, { rank, basis: `${from} ${width} ${rank}` }))

  test('the result lies within every input that agrees, and each input agrees or is in conflict', () => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 8 }), all => {
        const combined = combine(all)
        const against = new Set(combined?.conflicts.map(([, other]) => other))
        expect(combined).not.toBeNull()
        for (const each of all) {
          if (against.has(each)) continue
          expect(combined?.bounds.from).toBeGreaterThanOrEqual(each.from)
          expect(combined?.bounds.to).toBeLessThanOrEqual(each.to)
        }
        for (const each of against) {
          const { from = 0, to = 0 } = combined?.bounds ?? {}
          expect(each.from > to || each.to < from).toBe(true)
        }
      }),
    )
  })

  test('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), fc.nat(), (all, seed) => {
        const turned = [...all.slice(seed % all.length), ...all.slice(0, seed % all.length)]
        expect(combine(turned)?.bounds).toMatchObject({ from: combine(all)?.bounds.from, to: combine(all)?.bounds.to })
      }),
    )
  })
})

describe('isZoneStep', () => {
  test.each([
    [7200, true],
    [-7205, true],
    [19_800, true],
    [5 * 3600 + 45 * 60 + 9, true],
    [14 * 3600, true],
    [0, true],
    [7000, false],
    [450, false],
    [24 * 3600, false],
  ])('%i s: %s', (seconds, isStep) => {
    expect(isZoneStep(seconds, 30)).toBe(isStep)
  })
})
