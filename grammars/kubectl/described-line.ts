import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** One line of `kubectl describe`, by its form alone. */
export interface DescribedLine {
  /** Blanks before the first visible character. */
  readonly indent: number
  /** Text before the first colon, where the line has the form `Key:  value`; else null. */
  readonly key: string | null
  /** What follows the key; the whole text where there is none. Trailing blanks are dropped: kubectl pads its cells. */
  readonly value: string
  /** Column of the value. */
  readonly column: number
}

// The classes are written as ranges, since the lexer cannot find the first characters of a negated class.
const LineEnd = createToken({ name: 'LineEnd', pattern: Lexer.NA })
const BareEnd = createToken({ name: 'BareEnd', pattern: /\n/, categories: LineEnd })
const ValueEnd = createToken({ name: 'ValueEnd', pattern: /\n/, categories: LineEnd, pop_mode: true })
const Blanks = createToken({ name: 'Blanks', pattern: / +/ })
/** `QoS Class:`. No second colon, and a blank or the end after the first: `http://x` is no key. */
const Key = createToken({
  name: 'Key',
  pattern: /[\x00-\x09\x0b-\x1f!-9;-\uffff][\x00-\x09\x0b-9;-\uffff]*:(?=[ \n])/,
  push_mode: 'value',
})
const rest = /[\x00-\x09\x0b-\x1f!-\uffff][\x00-\x09\x0b-\uffff]*/
const Value = createToken({ name: 'Value', pattern: rest })
const Prose = createToken({ name: 'Prose', pattern: rest })

const lexer = lineLexer({
  modes: { line: [BareEnd, Blanks, Key, Prose], value: [ValueEnd, Blanks, Value] },
  defaultMode: 'line',
})

class DescriptionGrammar extends LineParser {
  constructor() {
    super([LineEnd, BareEnd, ValueEnd, Blanks, Key, Value, Prose], { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly description: () => CstNode = this.RULE('description', () => {
    this.MANY(() => this.SUBRULE(this.line))
  })

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Blanks, { LABEL: 'indent' }))
    this.OPTION1(() => {
      this.OR([{ ALT: () => this.SUBRULE(this.field) }, { ALT: () => this.CONSUME(Prose, { LABEL: 'prose' }) }])
    })
    this.CONSUME(LineEnd, { LABEL: 'end' })
  })

  readonly field: () => CstNode = this.RULE('field', () => {
    this.CONSUME(Key, { LABEL: 'key' })
    this.OPTION(() => this.CONSUME1(Blanks))
    this.OPTION1(() => this.CONSUME(Value, { LABEL: 'value' }))
  })
}

const parser = lazily(() => new DescriptionGrammar())

function lineOf(node: CstNode): DescribedLine {
  const indent = piecesOf(node, 'indent')[0]?.text.length ?? 0
  const [child] = node.children.field ?? []
  if (child === undefined || 'image' in child) {
    return { indent, key: null, value: piecesOf(node, 'prose')[0]?.text.trimEnd() ?? '', column: indent }
  }
  const key = piecesOf(child, 'key')[0]?.text.slice(0, -1) ?? null
  const [value] = piecesOf(child, 'value')
  const lineStart = (piecesOf(child, 'key')[0]?.start ?? 0) - indent
  return { indent, key, value: value?.text.trimEnd() ?? '', column: value ? value.start - lineStart : indent }
}

/** Reads lines of a description; each must end in a newline. Any text has a reading: what is no field is prose. */
export const readDescription = (text: string): Reading<readonly DescribedLine[]> =>
  readWith(
    lexer,
    parser,
    () => parser().description(),
    text,
    tree => (tree.children.line ?? []).flatMap(node => ('image' in node ? [] : [lineOf(node)])),
  )

export const grammar: Grammar = {
  reads: 'Lines of a description, each a field or prose.',
  lexer,
  parser,
  examples: [
    {
      rule: 'description',
      text: '    Last State:     Terminated\n      Reason:       OOMKilled\n',
      from: 'kubectl describe pod',
    },
    {
      rule: 'description',
      text: '  ----     ------     ----  ----     -------\n',
      from: 'kubectl describe pod, below the heads of its events',
    },
  ],
}
