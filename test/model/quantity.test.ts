import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuantity } from '../../src/model/quantity.ts'

const FACTORS = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 } as const

describe('a quantity', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['1E', 1e18],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1e-3', 1],
    ['2.5e3', 2500],
    ['0.5Gi', 2 ** 29],
    ['.5Gi', 2 ** 29],
    ['5.Mi', 5 * 2 ** 20],
    ['1.5G', 1_500_000_000],
    ['128974848000m', 128_974_848],
    ['128974848001m', 128_974_849],
    ['1u', 1],
    ['100n', 1],
    ['+64Mi', 64 * 2 ** 20],
    ['-1Ki', -1024],
    ['16265084Ki', 16_265_084 * 1024],
    ['9223372036854775807', 2 ** 63],
    ['8Ei', 2 ** 63],
  ])('%s is %d', (text, value) => {
    expect(parseQuantity(text)).toBe(value)
  })

  it.each(
    [
      '',
      ' ',
      '1 Mi',
      '1Mi ',
      'Mi',
      '.',
      '1..5',
      '1e',
      '1e3Mi',
      '1kB',
      '1KB',
      '1K',
      '1mi',
      '0x10',
      '1_000',
      '1,5Gi',
      'NaN',
    ].concat(['Infinity', '1e999', '--1', '<none>', '١Mi', '1Mi\n', `${'9'.repeat(400)}Ei`]),
  )('is not %j', text => {
    expect(parseQuantity(text)).toBeNull()
  })

  it('gives back every whole number of every unit', () => {
    const unit = fc.constantFrom(...(Object.entries(FACTORS) as [keyof typeof FACTORS, number][]))
    fc.assert(
      fc.property(fc.integer({ min: -8000, max: 8000 }), unit, (amount, [suffix, factor]) => {
        expect(parseQuantity(`${amount}${suffix}`)).toBe(amount === 0 ? 0 : amount * factor)
      }),
    )
    fc.assert(
      fc.property(fc.maxSafeInteger(), amount => {
        expect(parseQuantity(String(amount))).toBe(amount)
      }),
    )
  })

  it('rounds up to whole bytes, and no whole number', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 31 - 1 }), fc.nat({ max: 999 }), (whole, milli) => {
        const text = `${whole}${String(milli).padStart(3, '0')}m`
        expect(parseQuantity(text)).toBe(milli === 0 ? whole : whole + 1)
      }),
    )
  })

  it('of any text is a finite number or null', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+-]?\d*\.?\d*[eEKMGTPimnuk+-]*\d*$/)), text => {
        const value = parseQuantity(text)
        expect(value === null || Number.isFinite(value)).toBe(true)
      }),
    )
  })
})
