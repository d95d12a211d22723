import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable } from '../../src/render/printable.ts'

describe('printable', () => {
  it.each([
    ['\u001b[2J\u001b]0;title\u0007', '\\x1b[2J\\x1b]0;title\\x07'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u0000\u007f', '\\x00\\x7f'],
    ['\u009b31m', '\\x9b31m'],
    ['\u0085', '\\x85'],
    ['gpj.\u202eexe', 'gpj.\\u202eexe'],
    ['\u2066x\u2069', '\\u2066x\\u2069'],
    ['a\u200bb\u200d\ufeff', 'a\\u200bb\\u200d\\ufeff'],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['so\u00adft', 'so\\xadft'],
    ['\ud800', '\\ud800'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\u3164', '\\u3164'],
  ])('spells out what controls or hides: %j', (text, seen) => expect(printable(text)).toBe(seen))

  it.each(['java', 'größe', 'メモリ', 'e\u0301', '😀', 'C:\\x1b', '→ ✓ ±'])('leaves %s as it is', text =>
    expect(printable(text)).toBe(text),
  )

  it('never leaves anything that controls, and is settled after one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
        expect(printable(printable(text))).toBe(printable(text))
      }),
    )
  })
})
