import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** A field of a struct with its value as printed, quotes included; fields of inner structs follow their own. */
export interface StructField {
  readonly key: string
  /** Empty where nothing is printed. */
  readonly value: string
}

const Blank = createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED })
const Comma = createToken({ name: 'Comma', pattern: /,/ })
const Opening = createToken({ name: 'Opening', pattern: /&?(?:[A-Za-z][\w.]*)?\{/ })
const Closing = createToken({ name: 'Closing', pattern: /\}/ })
const Key = createToken({ name: 'Key', pattern: /"[A-Za-z_]\w*":|[A-Za-z_]\w*:(?!\/\/)/ })
const Quoted = createToken({ name: 'Quoted', pattern: /"(?:[^"\\]|\\.)*"/ })
/** Up to the next key, the end of the struct or the end of the text: Go prints names with blanks as they are. */
const Bare = createToken({
  name: 'Bare',
  pattern: /[^\s",{}][^",{}]*?(?=[ ,] {0,4}"?[A-Za-z_]\w{0,40}"?:|,? {0,4}[}"{]|,(?! )|,? {0,4}(?![\s\S]))/,
  start_chars_hint: allBut(/[\s",{}]/),
})

const lexer = lineLexer([Blank, Comma, Key, Opening, Closing, Quoted, Bare])

class GoStructGrammar extends LineParser {
  constructor() {
    super([Blank, Comma, Key, Opening, Closing, Quoted, Bare], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  /** Flat: what is nested in what does not matter, and no text can nest deeper than a stack is. */
  readonly struct: () => CstNode = this.RULE('struct', () => {
    this.MANY(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.field, { LABEL: 'field' }) },
        { ALT: () => this.CONSUME(Opening) },
        { ALT: () => this.CONSUME(Closing) },
        { ALT: () => this.CONSUME(Comma) },
      ]),
    )
  })

  readonly field: () => CstNode = this.RULE('field', () => {
    this.CONSUME(Key, { LABEL: 'key' })
    this.OPTION(() =>
      this.OR([
        { ALT: () => this.CONSUME(Quoted, { LABEL: 'value' }) },
        { ALT: () => this.CONSUME(Bare, { LABEL: 'value' }) },
      ]),
    )
  })
}

const parser = lazily(() => new GoStructGrammar())

const fieldsOf = (tree: CstNode): readonly CstNode[] =>
  (tree.children.field ?? []).flatMap(child => ('image' in child ? [] : [child]))

const fieldOf = (field: CstNode): StructField => ({
  key: (piecesOf(field, 'key')[0]?.text ?? ':').replaceAll('"', '').slice(0, -1),
  value: piecesOf(field, 'value')[0]?.text ?? '',
})

/**
 * Reads a struct as Go programs log it: `%+v`, `%#v` and `String()` of generated code, the text form of protobuf (which
 * prints one blank or two on purpose), and JSON.
 */
export const readGoStruct = (text: string): Reading<readonly StructField[]> =>
  readWith(
    lexer,
    parser,
    () => parser().struct(),
    text,
    tree => fieldsOf(tree).map(fieldOf),
  )

export const grammar: Grammar = {
  reads: 'A struct in a log line of a Go program.',
  lexer,
  parser,
  examples: [
    {
      rule: 'struct',
      text: 'container_id:"8a31" id:"8a31" pid:4321 exit_status:137 exited_at:{seconds:1709287200 nanos:123}',
      from: 'TaskExit of containerd 1.7 and later',
    },
    {
      rule: 'struct',
      text: '&TaskExit{ContainerID:8a31,ID:8a31,Pid:4321,ExitStatus:137,ExitedAt:2021-03-01 10:00:00.123 +0000 UTC,XXX_unrecognized:[],}',
      from: 'containerd 1.3 to 1.6',
    },
    { rule: 'struct', text: '&{ID:6f1f Type:ContainerDied Data:8a31}', from: 'the kubelet of Kubernetes 1.21 to 1.26' },
    {
      rule: 'struct',
      text: '&pleg.PodLifecycleEvent{ID:"6f1f", Type:"ContainerDied", Data:"8a31"}',
      from: 'the kubelet of Kubernetes 1.18',
    },
    {
      rule: 'struct',
      text: '{"ID":"6f1f","Type":"ContainerDied","Data":"8a31"}',
      from: 'the kubelet of Kubernetes 1.27 and later',
    },
  ],
}
