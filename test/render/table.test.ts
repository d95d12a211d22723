import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth } from '../../src/render/display-width.ts'
import { table } from '../../src/render/table.ts'

describe('table', () => {
  it('aligns columns to the left and the right', () => {
    const rows = [
      ['anon', '480 MiB'],
      ['メモリ', '6 B'],
    ]
    expect(table(rows, ['left', 'right'], 40)).toEqual(['anon    480 MiB', 'メモリ      6 B'])
  })

  it('cuts the widest column first, and firm columns never', () => {
    const rows = [['12345678', 'shop/cart-7d9f6c5b4-x2x9z', 'java (1)']]
    expect(table(rows, ['left', 'left', 'left'], 30, 1)).toEqual(['12345678  shop/cart…  java (1)'])
    expect(table(rows, ['left', 'left', 'left'], 60)).toEqual(['12345678  shop/cart-7d9f6c5b4-x2x9z  java (1)'])
  })

  it('spells out what would control the terminal', () => {
    expect(table([['a\nb\u001b[2J', 'x']], ['left', 'left'], 40)).toEqual(['a\\nb\\x1b[2J  x'])
  })

  it('fits into the room where each column has its six columns', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 40 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
        fc.integer({ min: 22, max: 90 }),
        (rows, room) => {
          const lines = table(rows, ['left', 'right', 'left'], room)
          expect(lines).toHaveLength(rows.length)
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(room)
        },
      ),
    )
  })
})
