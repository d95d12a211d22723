import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** `3m1s (x26 over 10m)`: time since the last occurrence, how often, time since the first. */
export interface AgeCell {
  /** A duration; null for `<unknown>` (no time at all) and `<invalid>` (a time in the future). */
  readonly last: string | null
  readonly count: string | null
  readonly first: string | null
}

const Blank = createToken({ name: 'Blank', pattern: / /, group: Lexer.SKIPPED })
const Duration = createToken({ name: 'Duration', pattern: /(?:\d+[smhdy])+/ })
const NoDuration = createToken({ name: 'NoDuration', pattern: /<unknown>|<invalid>/ })
const Times = createToken({ name: 'Times', pattern: /\(x\d+/ })
const Over = createToken({ name: 'Over', pattern: /over/ })
const Close = createToken({ name: 'Close', pattern: /\)/ })
const vocabulary = [Blank, Duration, NoDuration, Times, Over, Close]

const lexer = lineLexer(vocabulary)

class AgeCellGrammar extends LineParser {
  constructor() {
    super(vocabulary)
    this.performSelfAnalysis()
  }

  readonly cell: () => CstNode = this.RULE('cell', () => {
    this.OR([
      { ALT: () => this.CONSUME(Duration, { LABEL: 'last' }) },
      { ALT: () => this.CONSUME(NoDuration, { LABEL: 'none' }) },
    ])
    this.OPTION(() => {
      this.CONSUME(Times, { LABEL: 'count' })
      this.CONSUME(Over)
      this.OR1([
        { ALT: () => this.CONSUME1(Duration, { LABEL: 'first' }) },
        { ALT: () => this.CONSUME1(NoDuration, { LABEL: 'none' }) },
      ])
      this.CONSUME(Close)
    })
  })
}

const parser = lazily(() => new AgeCellGrammar())

/** The longest cell that kubectl can print is far below this; longer text is refused before it is lexed. */
const LONGEST = 80

/** Reads the Age cell of an event. */
export function readAgeCell(text: string): Reading<AgeCell> {
  if (text.length > LONGEST) return { ok: false, offset: LONGEST, message: 'too long for an age' }
  return readWith(
    lexer,
    parser,
    () => parser().cell(),
    text,
    tree => ({
      last: piecesOf(tree, 'last')[0]?.text ?? null,
      count: piecesOf(tree, 'count')[0]?.text.slice(2) ?? null,
      first: piecesOf(tree, 'first')[0]?.text ?? null,
    }),
  )
}

export const grammar: Grammar = {
  reads: 'The Age cell of an event.',
  lexer,
  parser,
  examples: [{ rule: 'cell', text: '3m1s (x26 over 10m)', from: 'kubectl describe, kubectl get events' }],
}
