import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance } from '../../src/topics/distance.ts'

const word = fc.string({ maxLength: 12 })

test.each([
  ['', 'psi', 3],
  ['psi', 'psi', 0],
  ['pis', 'psi', 1],
  ['badnes', 'badness', 1],
  ['contaner-limt', 'container-limit', 2],
] as const)('%s and %s: %i', (a, b, slips) => {
  expect(distance(a, b)).toBe(slips)
})

test('is the same both ways, 0 only for the same word, and never more than the longer word', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const slips = distance(a, b)
      expect(distance(b, a)).toBe(slips)
      expect(slips === 0).toBe(a === b)
      expect(slips).toBeLessThanOrEqual(Math.max(a.length, b.length))
      expect(slips).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
    }),
  )
})
