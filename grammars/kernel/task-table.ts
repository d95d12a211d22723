import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { type Piece, piecesOf, type Reading, readWith } from '../reading.ts'

/** A row of the task table, or its header: what stands in the brackets, and the words after them. */
export interface TaskTableLine {
  /** `pid` in the header. */
  readonly bracket: string
  readonly words: readonly Piece[]
}

const Blank = createToken({ name: 'Blank', pattern: /[ \t]+/, group: Lexer.SKIPPED })
const LineEnd = createToken({ name: 'LineEnd', pattern: /\n/ })
const Open = createToken({ name: 'Open', pattern: /\[ *(?=(?:pid|\d+) *\])/ })
const Bracketed = createToken({ name: 'Bracketed', pattern: /(?:pid|\d+)(?= *\])/ })
const Close = createToken({ name: 'Close', pattern: /\]/, push_mode: 'words' })
const Word = createToken({ name: 'Word', pattern: /[^ \t\n]+/, start_chars_hint: allBut(/[ \t\n]/) })
const RowEnd = createToken({ name: 'RowEnd', pattern: /\n/, pop_mode: true, categories: LineEnd })

const lexer = lineLexer({
  modes: { line: [Open, Bracketed, Blank, Close], words: [RowEnd, Blank, Word] },
  defaultMode: 'line',
})

class TaskTableGrammar extends LineParser {
  constructor() {
    super([Blank, LineEnd, Open, Bracketed, Close, Word, RowEnd], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly table: () => CstNode = this.RULE('table', () => {
    this.MANY(() => this.SUBRULE(this.row, { LABEL: 'row' }))
  })

  readonly row: () => CstNode = this.RULE('row', () => {
    this.CONSUME(Open)
    this.CONSUME(Bracketed, { LABEL: 'bracket' })
    this.CONSUME(Close)
    this.MANY(() => this.CONSUME(Word, { LABEL: 'word' }))
    this.CONSUME(LineEnd)
  })
}

const parser = lazily(() => new TaskTableGrammar())

const rowOf = (node: CstNode): TaskTableLine => ({
  bracket: piecesOf(node, 'bracket')[0]?.text ?? '',
  words: piecesOf(node, 'word'),
})

const ROW = /[ \t]*\[ *(pid|\d+) *\]([^\n]*)\n/y
const WORD = /[^ \t]+/g

/** Rows as the kernel prints them: they are many, and the grammar says the same of them. Null where anything else is among them. */
function plainRows(text: string): readonly TaskTableLine[] | null {
  const rows: TaskTableLine[] = []
  ROW.lastIndex = 0
  while (ROW.lastIndex < text.length) {
    const row = ROW.exec(text)
    if (row === null) return null
    const [, bracket = '', rest = ''] = row
    const from = ROW.lastIndex - 1 - rest.length
    const words: Piece[] = []
    WORD.lastIndex = 0
    for (let word = WORD.exec(rest); word !== null; word = WORD.exec(rest))
      words.push({ text: word[0], start: from + word.index })
    rows.push({ bracket, words })
  }
  return rows
}

/** Reads lines of a task table, each ended by a newline. Which word is which column, and where the name begins, the header tells. */
export function readTaskTable(text: string): Reading<readonly TaskTableLine[]> {
  const rows = plainRows(text)
  return rows === null ? readByGrammar(text) : { ok: true, value: rows }
}

export const readByGrammar = (text: string): Reading<readonly TaskTableLine[]> =>
  readWith(
    lexer,
    parser,
    () => parser().table(),
    text,
    tree => (tree.children.row ?? []).flatMap(child => ('image' in child ? [] : [rowOf(child)])),
  )

export const grammar: Grammar = {
  reads: 'Lines of the table of tasks, and its header.',
  lexer,
  parser,
  examples: [
    {
      rule: 'table',
      text: '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name\n[    166]     0   166    16515    16318   167936        0           968 java\n',
      from: 'Linux 4.19 to 6.7',
    },
  ],
}
