import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cueExpression } from '../../src/lines/cues.ts'
import { MAX_LINE_BYTES } from '../../src/lines/scan.ts'
import { newWideScanner } from '../../src/lines/scan-wide.ts'
import { decoderOf } from '../../src/model/encoding.ts'
import type { Line } from '../../src/model/line.ts'
import { bytesOf, cutAt, scan, wideBytesOf } from './scanned.ts'

const CUE = cueExpression(['Killed process ', 'oom-kill:'])
const ENCODINGS = ['utf-16le', 'utf-16be'] as const
type Wide = (typeof ENCODINGS)[number]

function scanWide(parts: readonly Uint8Array[], encoding: Wide) {
  const given: Line[] = []
  const long: Line[] = []
  const above: Line[] = []
  const scanner = newWideScanner('log', CUE, encoding, {
    wantsEvery: () => false,
    take: line => given.push(line),
    above: line => above.push(line),
    tooLong: line => long.push(line),
  })
  for (const part of parts) scanner.push(part)
  return { ...scanner.end(), given, long, above }
}

const filler = (count: number): string => Array.from({ length: count }, (_, at) => `plain line ${at}\n`).join('')
// U+0A0D and U+410A hold the byte of a newline.
const piece = fc.constantFrom(
  'Killed process 1 (x)',
  'oom-kill:',
  'text',
  'ä€😀',
  '\u0a0d',
  '\u410a',
  '\r',
  '\n',
  '\r\n',
)
const text = fc
  .tuple(fc.constantFrom(0, 49, 55), fc.array(piece, { maxLength: 40 }))
  .map(([lines, pieces]) => filler(lines) + pieces.join(''))
const encoding = fc.constantFrom(...ENCODINGS)

describe('the scanner of UTF-16', () => {
  it('gives the lines that the scanner of UTF-8 gives', () => {
    fc.assert(
      fc.property(text, encoding, (written, wide) => {
        const told = (lines: readonly Line[]) => lines.map(line => [line.number, line.text])
        const narrow = scan([bytesOf(`\ufeff${written}`)], CUE)
        const read = scanWide([wideBytesOf(written, wide)], wide)
        expect(told(read.given)).toEqual(told(narrow.given))
        expect(read.lines).toBe(narrow.lines)
      }),
      { numRuns: 300 },
    )
  })

  it('gives lines whose place holds their text, however the bytes are cut into chunks', () => {
    fc.assert(
      fc.property(text, encoding, fc.array(fc.nat(3000), { maxLength: 20 }), (written, wide, offsets) => {
        const bytes = wideBytesOf(written, wide)
        const whole = scanWide([bytes], wide)
        expect(scanWide(cutAt(bytes, offsets), wide)).toEqual(whole)
        expect(whole.bytes).toBe(bytes.length)
        for (const line of whole.given) expect(decoderOf(wide)(bytes.subarray(line.start, line.end))).toBe(line.text)
      }),
      { numRuns: 200 },
    )
  })

  it.each(ENCODINGS)('reads any bytes as %s, half a character at the end too', wide => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(400), { maxLength: 5 }), (bytes, offsets) => {
        const whole = scanWide([bytes], wide)
        expect(whole.bytes).toBe(bytes.length)
        expect(scanWide(cutAt(bytes, offsets), wide)).toEqual(whole)
      }),
      { numRuns: 300 },
    )
    expect(scanWide([wideBytesOf('ab', wide), Uint8Array.of(0x63)], wide).given.at(-1)?.text).toBe('ab\ufffd')
  })

  it.each(ENCODINGS)('leaves out the mark of %s and the return before a newline', wide => {
    const { given } = scanWide([wideBytesOf('a\r\nb\r\n\r\nc', wide)], wide)
    expect(given.map(({ text: read, start, end }) => [read, start, end])).toEqual([
      ['a', 2, 4],
      ['b', 8, 10],
      ['', 14, 14],
      ['c', 18, 20],
    ])
  })

  it('gives the line above one with a cue', () => {
    const { above } = scanWide([wideBytesOf(`${filler(60)}above\noom-kill: x\n`, 'utf-16le')], 'utf-16le')
    expect(above.map(line => [line.number, line.text])).toEqual([[61, 'above']])
  })

  it('keeps the beginning of a line that is too long, and the lines after it', () => {
    const bytes = wideBytesOf(`${'y'.repeat(MAX_LINE_BYTES)}\nKilled process 3 (z)\n`, 'utf-16le')
    for (const offsets of [[], [5001], [MAX_LINE_BYTES, MAX_LINE_BYTES + 1]]) {
      const { long, given, lines } = scanWide(cutAt(bytes, offsets), 'utf-16le')
      expect(lines).toBe(2)
      expect(long.map(line => [line.number, line.end])).toEqual([[1, 2 * MAX_LINE_BYTES + 2]])
      expect(given.map(line => line.text.length)).toEqual([MAX_LINE_BYTES / 2 - 1, 20])
    }
  })
})
