import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatKiB, formatSeconds } from '../../src/model/bytes.ts'

const FACTORS: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  PiB: 2 ** 50,
  EiB: 2 ** 60,
}

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [-0, '0 B'],
    [812, '812 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [37_888, '37 KiB'],
    [536_870_912, '512 MiB'],
    [1_610_612_736, '1.5 GiB'],
    [1_048_576_000, '1000 MiB'],
    [1_073_741_000, '1 GiB'],
    [16_777_216_000, '15.6 GiB'],
    [-536_870_912, '-512 MiB'],
    [-0.2, '0 B'],
    [2 ** 63, '8 EiB'],
  ])('prints %d as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  it('does not make up a size', () => {
    expect(formatBytes(Number.NaN)).toBe('unknown')
    expect(formatBytes(Number.POSITIVE_INFINITY)).toBe('unknown')
  })

  it('stays within half a percent of the number, in at most four digits', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), bytes => {
        const [amount = '', unit = ''] = formatBytes(bytes).split(' ')
        expect(Math.abs(Number(amount) * (FACTORS[unit] ?? 0) - bytes)).toBeLessThanOrEqual(Math.abs(bytes) * 0.00501)
        expect(amount).toMatch(/^-?(?:\d{1,4}|\d{1,2}\.\d{1,2})$/)
        expect(amount).not.toMatch(/\.\d*0$/)
      }),
    )
  })

  it('reads KiB as 1024 bytes', () => expect(formatKiB(1536)).toBe('1.5 MiB'))
})

describe('formatSeconds', () => {
  it.each([
    [0, '0 s'],
    [0.0001, '<0.001 s'],
    [0.5, '0.5 s'],
    [1.26, '1.3 s'],
    [9.97, '10 s'],
    [41, '41 s'],
    [59.7, '1 min'],
    [311, '5 min 11 s'],
    [3599.8, '1 h'],
    [7380, '2 h 3 min'],
    [86_399, '1 d'],
    [273_600, '3 d 4 h'],
    [-41, '-41 s'],
    [Number.NaN, 'unknown'],
  ])('prints %d as %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text))
})
