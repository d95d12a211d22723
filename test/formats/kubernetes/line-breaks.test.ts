import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lineBreaksOf } from '../../../src/formats/kubernetes/line-breaks.ts'

it('line breaks before a place are counted, near the last place and far from it', () => {
  const lines = fc.array(fc.constantFrom('', 'a', 'line', 'x'.repeat(40)), { maxLength: 3000, size: 'max' })
  fc.assert(
    fc.property(lines, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (lines, shares) => {
      const text = lines.join('\n')
      const breaks = lineBreaksOf(text)
      for (const share of shares) {
        const place = Math.floor(share * (text.length + 1))
        for (const near of [place, place + 1, Math.max(0, place - 30)]) {
          const before = text.slice(0, near).split('\n').length - 1
          expect(breaks.before(near)).toBe(before)
          const next = text.indexOf('\n', near)
          expect(breaks.at(before)).toBe(next === -1 ? null : next)
        }
      }
    }),
    { numRuns: 60 },
  )
})
