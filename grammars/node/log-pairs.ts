import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** A message with its values as printed: quotes and brackets included. */
export interface LogPairs {
  /** Null where the text begins with a key. */
  readonly message: string | null
  readonly pairs: readonly { readonly key: string; readonly value: string }[]
}

const Blank = createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED })
const Quoted = createToken({ name: 'Quoted', pattern: /"(?:[^"\\]|\\.)*"/ })
const Key = createToken({ name: 'Key', pattern: /[A-Za-z_][\w./-]*=/, push_mode: 'value' })
/** The value follows on lines of its own, each after a tab, up to a line ` >`. */
const Below = createToken({ name: 'Below', pattern: /<(?!\s*\S)/, pop_mode: true })
const List = createToken({ name: 'List', pattern: /\[[^\]]*\]/, pop_mode: true })
const Struct = createToken({
  name: 'Struct',
  pattern: /&?[\w.]*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/,
  pop_mode: true,
})
const QuotedValue = createToken({ name: 'QuotedValue', pattern: /"(?:[^"\\]|\\.)*"/, pop_mode: true })
const Word = createToken({ name: 'Word', pattern: /[^\s"]\S*/, start_chars_hint: allBut(/[\s"]/), pop_mode: true })
const Nothing = createToken({ name: 'Nothing', pattern: /\s+/, pop_mode: true })

const lexer = lineLexer({
  modes: { line: [Blank, Quoted, Key], value: [QuotedValue, Below, List, Struct, Word, Nothing] },
  defaultMode: 'line',
})

class LogPairsGrammar extends LineParser {
  constructor() {
    super([Blank, Quoted, Key, QuotedValue, Below, List, Struct, Word, Nothing], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly record: () => CstNode = this.RULE('record', () => {
    this.OPTION(() => this.CONSUME(Quoted, { LABEL: 'message' }))
    this.MANY(() => this.SUBRULE(this.pair, { LABEL: 'pair' }))
  })

  readonly pair: () => CstNode = this.RULE('pair', () => {
    this.CONSUME(Key, { LABEL: 'key' })
    this.OPTION(() =>
      this.OR([
        { ALT: () => this.CONSUME(QuotedValue, { LABEL: 'value' }) },
        { ALT: () => this.CONSUME(Below, { LABEL: 'below' }) },
        { ALT: () => this.CONSUME(List, { LABEL: 'value' }) },
        { ALT: () => this.CONSUME(Struct, { LABEL: 'value' }) },
        { ALT: () => this.CONSUME(Word, { LABEL: 'value' }) },
        { ALT: () => this.CONSUME(Nothing) },
      ]),
    )
  })
}

const parser = lazily(() => new LogPairsGrammar())
const nodesOf = (node: CstNode, label: string): readonly CstNode[] =>
  (node.children[label] ?? []).flatMap(child => ('image' in child ? [] : [child]))

/** Reads a structured message of klog or logrus: a quoted message, then `key=value`. */
export const readLogPairs = (text: string): Reading<LogPairs> =>
  readWith(
    lexer,
    parser,
    () => parser().record(),
    text,
    tree => ({
      message: piecesOf(tree, 'message')[0]?.text ?? null,
      pairs: nodesOf(tree, 'pair').map(pair => ({
        key: (piecesOf(pair, 'key')[0]?.text ?? '=').slice(0, -1),
        value: piecesOf(pair, 'value')[0]?.text ?? '',
      })),
    }),
  )

export const grammar: Grammar = {
  reads: 'A structured message of klog (Kubernetes) or logrus (containerd, dockerd).',
  lexer,
  parser,
  examples: [
    {
      rule: 'record',
      text: '"Generic (PLEG): container finished" podID="6f1f" containerID="8a31" exitCode=137',
      from: 'the kubelet of Kubernetes 1.21 and later',
    },
    {
      rule: 'record',
      text: '"SyncLoop (PLEG): event for pod" pod="shop/cart-0" event=&{ID:6f1f Type:ContainerDied Data:8a31}',
      from: 'the kubelet of Kubernetes 1.21 to 1.26',
    },
    {
      rule: 'record',
      text: '"Probe failed" probeType="Liveness" pod="shop/cart-0" output=<',
      from: 'klog 2.9 and later, where a value has several lines',
    },
    {
      rule: 'record',
      text: 'time="2024-03-01T10:00:00.123456789Z" level=info msg="TaskOOM event container_id:\\"8a31\\""',
      from: 'containerd 1.7',
    },
  ],
}
