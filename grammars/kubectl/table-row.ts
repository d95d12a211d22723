import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { type Piece, piecesOf, type Reading, readWith } from '../reading.ts'

/** A row of the Events table of `kubectl describe`. `rest` is what follows the age: source and message. */
export interface EventRow {
  readonly type: Piece
  readonly reason: Piece
  readonly age: Piece
  readonly rest: readonly Piece[]
  /** True where padding follows the last cell: then the cell after it is empty. */
  readonly padded: boolean
}

// kubectl pads cells with two (describe) or three (get, events) blanks; one blank is part of a cell.
const Gap = createToken({ name: 'Gap', pattern: / {2,}/ })
const Blank = createToken({ name: 'Blank', pattern: / /, group: Lexer.SKIPPED })
const Cell = createToken({
  name: 'Cell',
  pattern: /[\x00-\x1f!-\uffff]+(?: [\x00-\x1f!-\uffff]+)*/,
})
/** `4m6s (x2 over 4m12s)`. A longer cell that only begins like one (`5m of silence`) stays a cell. */
const Age = createToken({
  name: 'Age',
  pattern: /(?:(?:\d{1,9}[smhdy]){1,3}|<unknown>|<invalid>)(?: \(x\d{1,9} over [0-9a-z<>]{1,20}\))?/,
  categories: Cell,
  longer_alt: Cell,
})
const vocabulary = [Gap, Blank, Age, Cell]

const lexer = lineLexer(vocabulary)

class TableRowGrammar extends LineParser {
  constructor() {
    super(vocabulary)
    this.performSelfAnalysis()
  }

  readonly cells: () => CstNode = this.RULE('cells', () => {
    this.OPTION(() => this.CONSUME(Gap))
    this.OPTION1(() => {
      this.CONSUME(Cell, { LABEL: 'cell' })
      this.MANY(() => {
        this.CONSUME1(Gap)
        this.CONSUME1(Cell, { LABEL: 'cell' })
      })
      this.OPTION2(() => this.CONSUME2(Gap))
    })
  })

  readonly eventRow: () => CstNode = this.RULE('eventRow', () => {
    this.OPTION(() => this.CONSUME(Gap))
    this.CONSUME(Cell, { LABEL: 'type' })
    this.CONSUME1(Gap)
    this.CONSUME1(Cell, { LABEL: 'reason' })
    this.CONSUME2(Gap)
    this.CONSUME(Age, { LABEL: 'age' })
    this.MANY(() => {
      this.CONSUME3(Gap)
      this.CONSUME2(Cell, { LABEL: 'rest' })
    })
    this.OPTION1(() => this.CONSUME4(Gap, { LABEL: 'padding' }))
  })
}

const parser = lazily(() => new TableRowGrammar())

/** Splits a line of a table at runs of two or more blanks. Any line has a reading. */
export const readCells = (text: string): Reading<readonly Piece[]> =>
  readWith(
    lexer,
    parser,
    () => parser().cells(),
    text,
    tree => piecesOf(tree, 'cell'),
  )

/** Reads one row of a describe's Events table; fails on anything that has no age in its third cell. */
export const readEventRow = (text: string): Reading<EventRow> =>
  readWith(
    lexer,
    parser,
    () => parser().eventRow(),
    text,
    tree => {
      const none: Piece = { text: '', start: 0 }
      return {
        type: piecesOf(tree, 'type')[0] ?? none,
        reason: piecesOf(tree, 'reason')[0] ?? none,
        age: piecesOf(tree, 'age')[0] ?? none,
        rest: piecesOf(tree, 'rest'),
        padded: piecesOf(tree, 'padding').length > 0,
      }
    },
  )

export const grammar: Grammar = {
  reads: 'Rows of tables, and events with their age.',
  lexer,
  parser,
  examples: [
    { rule: 'cells', text: 'payments-api-0   0/1   CrashLoopBackOff   4', from: 'kubectl get pods' },
    {
      rule: 'eventRow',
      text: '  Warning  BackOff  3m1s (x26 over 10m)  kubelet  Back-off restarting failed container',
      from: 'kubectl describe pod',
    },
  ],
}
