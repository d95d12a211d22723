import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutputError } from '../../src/model/output.ts'
import type { Report } from '../../src/model/report.ts'
import { htmlWithin } from '../../src/outputs/html.ts'
import { outputs } from '../../src/outputs/index.ts'
import { jsonPieces } from '../../src/outputs/json-pieces.ts'
import { arranged } from './arranged.ts'
import { containerLimit } from './container-limit.ts'
import { globalOom, twelve } from './reports.ts'

const ORDER = { b: null, a: { d: null, c: null } }
const OPTIONS = { width: 80, color: false, verbose: true }
/** A list of numbers stands in one line. Inside a string there is no line break to match. */
const NUMBERS = /\[\n\s+(?:(?:-?\d[\d.e+-]*|null),?\s+)+\]/g
const inOneLine = (list: string): string => list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']')

/** What is written, by the parser of the language and expressions. */
const expected = (value: unknown, indent: number): string =>
  JSON.stringify(arranged(value, ORDER), null, indent).replace(NUMBERS, inOneLine)

const lengths = (pieces: Iterable<string>): readonly number[] => [...pieces].map(({ length }) => length)

/** As many incidents and events as there are, many times over. */
const grown = (report: Report, times: number): Report => ({
  ...report,
  incidents: Array.from({ length: times }, () => report.incidents).flat(),
  timeline: Array.from({ length: times }, () => report.timeline).flat(),
})

describe('a value in pieces', () => {
  // The language itself puts keys that are numbers before all others.
  const inner = fc.jsonValue({ maxDepth: 4 }).filter(value => !/"\d+":/.test(JSON.stringify(value)))
  const values = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'x\n'), inner, { maxKeys: 4 })

  it.each([0, 2])('is what JSON makes of it, indented by %i', indent => {
    fc.assert(
      fc.property(values, value => {
        expect([...jsonPieces(value, ORDER, indent)].join('')).toBe(expected(value, indent))
      }),
      { numRuns: 500 },
    )
  })

  it.each([0, 2])('leaves out what is undefined, indented by %i', indent => {
    for (const value of [{ a: undefined }, { b: undefined, a: 1 }, { a: [undefined, {}], b: undefined }, {}])
      expect([...jsonPieces(value, ORDER, indent)].join('')).toBe(expected(value, indent))
  })
})

describe.each(outputs)('$id in pieces', ({ pieces, write }) => {
  it('is the same text', () => {
    for (const report of [containerLimit, globalOom, twelve])
      expect([...pieces(report, OPTIONS)].join('')).toBe(write(report, OPTIONS))
  })

  it('has more pieces for more incidents, and no longer ones', () => {
    const [one, many] = [lengths(pieces(twelve, OPTIONS)), lengths(pieces(grown(twelve, 20), OPTIONS))]
    expect(many.length).toBeGreaterThanOrEqual(one.length + 19 * twelve.incidents.length)
    expect(Math.max(...many)).toBeLessThan(2 * Math.max(...one))
  })
})

describe('a page that no browser opens', () => {
  it('is refused before its first piece, with what to do instead', () => {
    const page = htmlWithin(100_000)
    expect(page.write(twelve, OPTIONS)).toContain('</html>')
    const refused = (): unknown => page.pieces(grown(twelve, 20), OPTIONS)
    expect(refused).toThrow(OutputError)
    expect(refused).toThrow(/^A page with 240 incidents and \d+ events is too large for a browser\..*--pod/)
  })
})
