import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cueExpression } from '../../src/lines/cues.ts'
import { MAX_LINE_BYTES } from '../../src/lines/scan.ts'
import { bytesOf, cutAt, scan } from './scanned.ts'

const CUE = cueExpression(['Killed process ', 'oom-kill:'])
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const filler = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, index) => `plain line ${from + index}\n`).join('')

const piece = fc.constantFrom(
  'Killed process 1 (x)',
  'oom-kill:',
  'Killed process',
  'oom-kil',
  'text',
  'ä€😀',
  '\r',
  '\n',
  '\n\n',
  '\r\n',
  '\0',
  '\uFEFF',
  ' ',
)
/** Any bytes: valid text, and runs that are no UTF-8. */
const anyBytes = fc
  .array(fc.oneof(piece.map(bytesOf), fc.uint8Array({ maxLength: 4 })), { maxLength: 60 })
  .map(parts => Uint8Array.from(parts.flatMap(part => [...part])))
/** Enough lines before, so that only those with a cue are told. */
const source = fc.tuple(fc.constantFrom(0, 49, 55), anyBytes).map(([lines, bytes]) => {
  return Uint8Array.from([...bytesOf(filler(lines)), ...bytes])
})

describe('the scanner', () => {
  it('gives the same lines however the bytes are cut into chunks', () => {
    fc.assert(
      fc.property(source, fc.array(fc.nat(1500), { maxLength: 20 }), (bytes, offsets) => {
        expect(scan(cutAt(bytes, offsets), CUE)).toEqual(scan([bytes], CUE))
      }),
      { numRuns: 300 },
    )
  })

  it('tells of the line above one with a cue, where it was not given', () => {
    const text = bytesOf(`${filler(60)}Killed process 1 (x)\nKilled process 2 (y)\n`)
    for (const offsets of [[], [text.length - 50], [text.length - 30]]) {
      expect(scan(cutAt(text, offsets), CUE).above.map(line => [line.number, line.text])).toEqual([
        [60, 'plain line 59'],
      ])
    }
  })

  it('gives the same lines when every byte comes alone', () => {
    fc.assert(
      fc.property(source, bytes => {
        const each = Array.from(bytes, byte => Uint8Array.of(byte))
        expect(scan(each, CUE)).toEqual(scan([bytes], CUE))
      }),
      { numRuns: 50 },
    )
  })

  it('gives lines whose place holds their text, at the number that the newlines before them count', () => {
    fc.assert(
      fc.property(source, bytes => {
        for (const line of scan([bytes], CUE).given) {
          expect(utf8.decode(bytes.subarray(line.start, line.end))).toBe(line.text)
          expect(bytes.subarray(0, line.start).filter(byte => byte === 10)).toHaveLength(line.number - 1)
          expect(line.text).not.toContain('\n')
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never loses a line with a cue, nor the last line, and gives lines in order and once', () => {
    fc.assert(
      fc.property(source, fc.array(fc.nat(1500), { maxLength: 5 }), (bytes, offsets) => {
        const lines = utf8.decode(bytes).split('\n')
        if (lines.at(-1) === '') lines.pop()
        const { given, lines: count, bytes: length } = scan(cutAt(bytes, offsets), CUE)
        const numbers = given.map(line => line.number)
        const expected = lines.flatMap((text, index) =>
          index < 50 || index === lines.length - 1 || /Killed process |oom-kill:/.test(text) ? [index + 1] : [],
        )
        expect(numbers).toEqual(expected)
        expect(count).toBe(lines.length)
        expect(length).toBe(bytes.length)
      }),
      { numRuns: 300 },
    )
  })

  it('finds a cue that spans the border of two chunks', () => {
    const bytes = bytesOf(`${filler(60)}x Killed process 7 (y)\n${filler(3)}`)
    const at = utf8.decode(bytes).indexOf('Killed process')
    for (let offset = at - 1; offset < at + 16; offset += 1) {
      const { given } = scan(cutAt(bytes, [offset]), CUE)
      expect(given.map(line => line.text)).toContain('x Killed process 7 (y)')
    }
  })

  it('gives every line while a report is being read, and no others after it', () => {
    const text = `${filler(60)}oom-kill: begin\n${filler(3, 100)}oom-kill: end\n${filler(9, 200)}`
    const isOpen = (given: readonly { text: string }[]) =>
      given.some(line => line.text.endsWith('begin')) && !given.some(line => line.text.endsWith('end'))
    const { given } = scan([bytesOf(text)], CUE, isOpen)
    expect(given.slice(50).map(line => line.text)).toEqual([
      'oom-kill: begin',
      'plain line 100',
      'plain line 101',
      'plain line 102',
      'oom-kill: end',
      'plain line 208',
    ])
  })

  it('leaves out the mark of the byte order and the return before a newline', () => {
    const { given } = scan([Uint8Array.from([0xef, 0xbb, 0xbf, ...bytesOf('a\r\nb\r\n\r\nc')])], CUE)
    expect(given.map(({ text, start, end }) => [text, start, end])).toEqual([
      ['a', 3, 4],
      ['b', 6, 7],
      ['', 9, 9],
      ['c', 11, 12],
    ])
  })

  it('replaces bytes that are no UTF-8, without touching the others', () => {
    const { given } = scan([Uint8Array.of(0x61, 0xff, 0xc3, 0x0a, 0x00, 0x62)], CUE)
    expect(given.map(line => line.text)).toEqual(['a\ufffd\ufffd', '\0b'])
  })

  it('gives nothing for an empty source', () => {
    expect(scan([], CUE)).toEqual({ lines: 0, bytes: 0, given: [], above: [], long: [] })
    expect(scan([new Uint8Array(0)], CUE)).toEqual({ lines: 0, bytes: 0, given: [], above: [], long: [] })
  })
})

describe('a line that is too long', () => {
  const part = bytesOf('y'.repeat(64 * 1024))
  const parts = Array.from({ length: 80 }, () => part)

  it('is told once, with its whole place and its beginning', () => {
    const { given, long, lines, bytes } = scan(parts, CUE)
    expect(long).toHaveLength(1)
    expect(given).toHaveLength(1)
    expect([lines, bytes]).toEqual([1, 80 * part.length])
    expect(given[0]).toMatchObject({ number: 1, start: 0, end: 80 * part.length })
    expect(given[0]?.text).toHaveLength(MAX_LINE_BYTES)
  })

  it('does not disturb the lines after it, nor depends on chunks', () => {
    const tail = bytesOf('\nKilled process 3 (z)\nend\n')
    const apart = scan([bytesOf(filler(55)), ...parts, tail], CUE)
    const whole = new Uint8Array(bytesOf(filler(55)).length + 80 * part.length + tail.length).fill(121)
    whole.set(bytesOf(filler(55)))
    whole.set(tail, whole.length - tail.length)
    expect(scan([whole], CUE)).toEqual(apart)
    expect(apart.given.slice(50).map(line => line.text)).toEqual(['Killed process 3 (z)', 'end'])
    expect(apart.long.map(line => line.number)).toEqual([56])
  })

  it('is not told for a cue that only its left-out part holds, in one chunk as in many', () => {
    const text = bytesOf(`${filler(55)}${'y'.repeat(MAX_LINE_BYTES + 10)}Killed process 9 (q)\nend\n`)
    for (const offsets of [[], [5000], [MAX_LINE_BYTES, MAX_LINE_BYTES + 2000]]) {
      expect(scan(cutAt(text, offsets), CUE).given.slice(50)).toMatchObject([{ text: 'end' }])
    }
  })

  it('may be exactly as long as the limit', () => {
    const text = bytesOf(`${'y'.repeat(MAX_LINE_BYTES)}\nnext\n`)
    for (const offsets of [[], [10], [MAX_LINE_BYTES]]) {
      const { long, given } = scan(cutAt(text, offsets), CUE)
      expect(long).toEqual([])
      expect(given[0]?.text).toHaveLength(MAX_LINE_BYTES)
    }
  })
})

describe('cues', () => {
  it('are literals, whatever characters they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1 }), fc.string(), (cues, text) => {
        expect(cueExpression(cues).test(text)).toBe(cues.some(cue => text.includes(cue)))
      }),
    )
  })

  it('match nothing where there are none', () => {
    expect(cueExpression([]).test('anything')).toBe(false)
    expect(cueExpression(['']).test('')).toBe(false)
  })
})
