import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOpenBehind, rowOf } from '../../../src/formats/records/csv-row.ts'

test('a row is open behind its lines when it is open as a whole', () => {
  const line = fc.string({ unit: fc.constantFrom('"', ',', 'a', ' '), maxLength: 10 })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), ([first = '', ...more]) => {
      let isOpen = rowOf(first, ',').isOpen
      let text = first
      for (const next of more) {
        if (!isOpen) break
        text += `\n${next}`
        isOpen = isOpenBehind(next, ',')
        expect(isOpen).toBe(rowOf(text, ',').isOpen)
      }
    }),
    { numRuns: 3000 },
  )
})
