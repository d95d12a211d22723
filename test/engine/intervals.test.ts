import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newIntervals } from '../../src/engine/intervals.ts'

describe('intervals', () => {
  test('are found where they meet a stretch, ends included', () => {
    const stretch = fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 }))
      .map(([from, length]) => ({ from, to: from + length }))
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 20 }), stretch, (all, { from, to }) => {
        const met = newIntervals(all, each => each).meeting(from, to)
        const inOrder = [...all].sort((a, b) => a.from - b.from)
        expect(met).toEqual(inOrder.filter(each => each.from <= to && each.to >= from))
      }),
    )
  })
})
