import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { type Reading, readWith } from '../reading.ts'
import { textAt } from './texts.ts'

/** One line of the OOM controller of Talos. */
export interface TalosLine {
  readonly what: 'triggered' | 'kill' | 'processes'
  /** What is known besides, as JSON; null where it stands elsewhere or was cut off. */
  readonly fields: string | null
}

const Tag = createToken({ name: 'Tag', pattern: /\[talos\] (?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )?/ })
const Level = createToken({ name: 'Level', pattern: /(?:INFO|WARN|info|warn)\s+/ })
const Triggered = createToken({ name: 'Triggered', pattern: /OOM controller triggered/ })
const Kill = createToken({ name: 'Kill', pattern: /Sending SIGKILL to cgroup/ })
const Processes = createToken({ name: 'Processes', pattern: /victim processes:/ })
const Fields = createToken({ name: 'Fields', pattern: /\s+\{[\u0000-\uffff]*/ })

const tokens = [Tag, Level, Triggered, Kill, Processes, Fields]
const lexer = lineLexer(tokens)

class TalosGrammar extends LineParser {
  constructor() {
    super(tokens, { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Tag))
    this.OPTION1(() => this.CONSUME(Level))
    this.OR([
      { ALT: () => this.CONSUME(Triggered, { LABEL: 'triggered' }) },
      { ALT: () => this.CONSUME(Kill, { LABEL: 'kill' }) },
      { ALT: () => this.CONSUME(Processes, { LABEL: 'processes' }) },
    ])
    this.OPTION2(() => this.CONSUME(Fields, { LABEL: 'fields' }))
  })
}

const parser = lazily(() => new TalosGrammar())
const WHAT = ['triggered', 'kill', 'processes'] as const

/** Reads a line of runtime.OOMController of machined, as zap prints it (Talos 1.12 and later). */
export const readTalosLine = (text: string): Reading<TalosLine> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => ({
      what: WHAT.find(label => textAt(tree, label) !== null) ?? 'triggered',
      fields: textAt(tree, 'fields')?.trim() ?? null,
    }),
  )

export const grammar: Grammar = {
  reads: 'One line of the OOM controller of Talos.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: '[talos] Sending SIGKILL to cgroup {"component": "controller-runtime", "controller": "runtime.OOMController", "cgroup": "/sys/fs/cgroup/kubepods/besteffort/pod3f1c7a52-8d0e-4c11-9b57-6a2f0e9d4b18"}',
      from: 'Talos 1.12 and later',
    },
  ],
}
