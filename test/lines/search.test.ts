import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kit } from '../../src/kit.ts'
import { cueExpression, withNoBreakSpaces } from '../../src/lines/cues.ts'
import { SWIZZLES } from '../../src/lines/search/kernel.ts'
import type { LineSearch } from '../../src/lines/search/line-search.ts'
import { chosenMarks, HEAD_BYTES } from '../../src/lines/search/marks.ts'
import { newPlainSearch } from '../../src/lines/search/plain-search.ts'
import { newWasmSearch } from '../../src/lines/search/wasm-search.ts'

const ROOM = 64 * 1024
const { envelopes, messages, blocks } = kit.readers
const own = [...new Set([...envelopes, ...messages, ...blocks].flatMap(reader => reader.cues ?? []))]

function wasmSearch(cues: readonly string[], expression = cueExpression(cues), hasBlanks = true): LineSearch {
  const search = newWasmSearch(cues, expression, hasBlanks, ROOM)
  if (search === null) throw new Error('WebAssembly does not run here')
  return search
}

/** Where every line with a cue begins, and how many lines were passed over to get there. */
function everyLine(search: LineSearch, lines: Uint8Array, from: number): readonly (readonly number[])[] {
  search.open(lines)
  const found: number[][] = []
  for (let at = from; at < lines.length; ) {
    const next = search.next(at)
    found.push([next, search.passed()])
    if (next === lines.length) break
    at = lines.indexOf(10, next) + 1
  }
  return found
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, letter => letter.charCodeAt(0))

/** Cues, what is almost one, and anything else, in lines of any length. */
const piecesOf = (cues: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...cues),
    fc.tuple(fc.constantFrom(...cues), fc.nat(40), fc.nat(40)).map(([cue, from, to]) => cue.slice(from, to)),
    fc.constantFrom('\n', '\n', '\n\n', ' ', '\xa0', '\xc2\xa0', '\0'),
    fc.uint8Array({ maxLength: 40 }).map(bytes => String.fromCharCode(...bytes)),
    fc.nat(70).map(length => '.'.repeat(length)),
  )
const linesOf = (cues: readonly string[]) =>
  fc.array(piecesOf(cues), { maxLength: 60 }).map(pieces => latin1(`${pieces.join('')}\n`))

describe('the quick search', () => {
  it.each(SWIZZLES)('finds the lines that an expression finds, wherever they lie, by %s', swizzle => {
    const expression = cueExpression(own)
    const [plain, quick] = [newPlainSearch(expression), newWasmSearch(own, expression, true, ROOM, [swizzle])]
    if (quick === null) throw new Error(`${swizzle} does not run here`)
    fc.assert(
      fc.property(linesOf(own), lines => {
        expect(everyLine(quick, lines, 0)).toEqual(everyLine(plain, lines, 0))
      }),
      { numRuns: 1000 },
    )
  })

  it('does so where blanks are written in other ways', () => {
    const spaced = withNoBreakSpaces(cueExpression(own))
    const [plain, quick] = [newPlainSearch(spaced), wasmSearch(own, spaced, false)]
    const lines = linesOf(own.flatMap(cue => [cue, cue.replaceAll(' ', '\xa0'), cue.replaceAll(' ', '\xc2\xa0')]))
    fc.assert(
      fc.property(lines, lines => {
        expect(everyLine(quick, lines, 0)).toEqual(everyLine(plain, lines, 0))
      }),
      { numRuns: 500 },
    )
  })

  it('does so from any line on, and forgets what it searched before', () => {
    const [plain, quick] = [newPlainSearch(cueExpression(own)), wasmSearch(own)]
    fc.assert(
      fc.property(linesOf(own), fc.nat(), (lines, number) => {
        const starts = [0, ...Array.from(lines.keys()).filter(at => lines[at] === 10)].map(at => at && at + 1)
        const from = starts[number % starts.length] ?? 0
        expect(everyLine(quick, lines, from)).toEqual(everyLine(plain, lines, from))
      }),
      { numRuns: 300 },
    )
  })

  it('does so with any cues', () => {
    const letter = fc.constantFrom('a', 'b', 'A', ' ', '"', '0')
    const word = fc.array(letter, { minLength: 4, maxLength: 10 }).map(letters => letters.join(''))
    const cues = fc.uniqueArray(word, { minLength: 1, maxLength: 30 })
    const given = cues.chain(cues => fc.tuple(fc.constant(cues), linesOf(cues)))
    fc.assert(
      fc.property(given, ([cues, lines]) => {
        const plain = newPlainSearch(cueExpression(cues))
        expect(everyLine(wasmSearch(cues), lines, 0)).toEqual(everyLine(plain, lines, 0))
      }),
      { numRuns: 200 },
    )
  })

  it('finds every cue at every place of a block, up to the last byte', () => {
    const quick = wasmSearch(own)
    for (const cue of own) {
      for (let before = 0; before < 40; before += 1) {
        expect(everyLine(quick, latin1(`${'.'.repeat(before)}${cue}\n`), 0)).toEqual([[0, 0]])
      }
    }
  })

  it('is not made where a cue is too short for it', () => {
    expect(newWasmSearch(['oom', 'Killed process '], cueExpression(['oom', 'Killed process ']), true, ROOM)).toBeNull()
    expect(newWasmSearch(['Out of m'], cueExpression(['Out of m']), false, ROOM)).toBeNull()
  })
})

describe('marks', () => {
  it.each([true, false])('are part of every cue, no two with one head (blanks: %s)', hasBlanks => {
    const marks = chosenMarks(own, hasBlanks) ?? []
    for (const cue of own) expect(marks.some(mark => cue.includes(mark))).toBe(true)
    expect(new Set(marks.map(mark => mark.slice(0, HEAD_BYTES))).size).toBe(marks.length)
    if (!hasBlanks) expect(marks.filter(mark => mark.includes(' '))).toEqual([])
  })
})
