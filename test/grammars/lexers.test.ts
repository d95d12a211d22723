import { readdirSync, readFileSync } from 'node:fs'
import { createToken, type ILexingResult, type IMultiModeLexerDefinition, Lexer } from 'chevrotain'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { readKill } from '../../grammars/kernel/kill.ts'
import { readNohangLine } from '../../grammars/killers/nohang.ts'
import { lineLexer } from '../../grammars/line-lexer.ts'
import { allBut } from '../../grammars/start-chars.ts'
import { ROOT } from '../readme/documents.ts'
import { grammarFiles } from './docs/grammars.ts'

test('every grammar has a lexer that goes by the first character', () => {
  expect(grammarFiles.length).toBeGreaterThan(20)
  for (const { name, grammar } of grammarFiles) expect(() => grammar?.lexer(), name).not.toThrow()
  const files = readdirSync(`${ROOT}grammars`, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.ts'),
  )
  const own = files.filter(file =>
    /new Lexer\(|extends CstParser/.test(readFileSync(`${ROOT}grammars/${file}`, 'utf8')),
  )
  expect(own.sort()).toEqual(['line-lexer.ts', 'line-parser.ts'])
})

test('one that cannot is refused', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const Word = createToken({ name: 'Word', pattern: /[^\s]+/ })
  expect(lineLexer([Word])).toThrow('cannot be optimized')
  vi.restoreAllMocks()
})

const outcome = ({ tokens, errors }: ILexingResult) => ({
  tokens: tokens.map(({ tokenType, image, startOffset }) => [tokenType.name, image, startOffset]),
  errors: errors.map(({ offset }) => offset),
})

/** Characters of each lot that Chevrotain tells apart, and those that classes of ours name. */
const characters = [...Array(256).keys(), 0x300, 0x2003, 0x2028, 0x3000, 0x6708, 0xc6d4, 0xd83d, 0xfeff, 0xffff].map(
  code => String.fromCharCode(code),
)

describe.each(grammarFiles.map(({ name, grammar }) => [name, grammar] as const))('%s', (_, grammar) => {
  test('finds the tokens that trying each of them at every place finds', () => {
    const quick = grammar?.lexer() ?? new Lexer([])
    const slow = new Lexer(Reflect.get(quick, 'lexerDefinition') as IMultiModeLexerDefinition, {
      positionTracking: 'onlyOffset',
      recoveryEnabled: false,
      safeMode: true,
    })
    const pieces = (grammar?.examples ?? []).flatMap(({ text }) => [text, ...text.split(/(?<=\W)|(?=\W)/)])
    const text = fc
      .array(
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...pieces) },
          { weight: 2, arbitrary: fc.constantFrom(...characters) },
          fc.string({ unit: 'binary', maxLength: 3 }),
        ),
        { maxLength: 12 },
      )
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(text, each => {
        expect(outcome(quick.tokenize(each))).toEqual(outcome(slow.tokenize(each)))
      }),
      { numRuns: 600 },
    )
    for (const character of characters)
      for (const { text } of grammar?.examples ?? []) {
        const changed = character + text.slice(1)
        expect(outcome(quick.tokenize(changed))).toEqual(outcome(slow.tokenize(changed)))
      }
  })
})

test('a hint for a complemented class has every other character', () => {
  const codes = new Set(allBut(/[\s:]/))
  for (let code = 0; code < 256; code += 1) expect(codes.has(code)).toBe(!/[\s:]/.test(String.fromCharCode(code)))
  const lots = new Set([...codes].filter(code => code > 255).map(code => Math.floor(code / 255)))
  for (let code = 256; code < 0x10000; code += 1) expect(lots.has(Math.floor(code / 255))).toBe(true)
})

test('a text that is another one is told without the cost of an explanation', () => {
  // No way fits; another token than the only one; not a token at all.
  for (const reading of [readNohangLine('xxxxxxxxx to the victim'), readKill('Killed process (a)')])
    expect(reading).toMatchObject({ ok: false, message: 'the text is another one from here on' })
  expect(readKill('Killed process (a)')).toMatchObject({ offset: 15 })
  expect(Error.stackTraceLimit).toBeGreaterThan(0)
})
