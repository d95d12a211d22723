import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { type Reading, readWith } from '../reading.ts'
import { textAt } from './texts.ts'

/** What a manager of systemd says of a unit whose processes were killed for memory. */
export interface SystemdUnitLine {
  readonly what: 'kernel-kill' | 'oomd-kill' | 'result'
  readonly unit: string
  readonly processes: string | null
}

const Unit = createToken({
  name: 'Unit',
  pattern: /\S{1,255}?\.(?:service|scope|slice|socket|mount|swap)(?=: )/,
  start_chars_hint: allBut(/\s/),
})
const Colon = createToken({ name: 'Colon', pattern: /: / })
const KernelKill = createToken({
  name: 'KernelKill',
  pattern:
    /(?:A process of this unit has been killed by the OOM killer|The kernel OOM killer killed some processes in this unit)\.?/,
})
const OomdKill = createToken({ name: 'OomdKill', pattern: /systemd-oomd killed (?=\d)/ })
const Int = createToken({ name: 'Int', pattern: /\d{1,20}/ })
const Processes = createToken({ name: 'Processes', pattern: / process(?:\(es\)|es)? in this unit\.?/ })
const Result = createToken({ name: 'Result', pattern: /Failed with result 'oom-kill'\.?/ })

const tokens = [KernelKill, OomdKill, Result, Processes, Int, Colon, Unit]
const lexer = lineLexer(tokens)

class SystemdUnitGrammar extends LineParser {
  constructor() {
    super(tokens, { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.CONSUME(Unit, { LABEL: 'unit' })
    this.CONSUME(Colon)
    this.OR([
      { ALT: () => this.CONSUME(KernelKill, { LABEL: 'kernel-kill' }) },
      { ALT: () => this.CONSUME(Result, { LABEL: 'result' }) },
      {
        ALT: () => {
          this.CONSUME(OomdKill, { LABEL: 'oomd-kill' })
          this.CONSUME(Int, { LABEL: 'processes' })
          this.CONSUME(Processes)
        },
      },
    ])
  })
}

const parser = lazily(() => new SystemdUnitGrammar())
const WHAT = ['kernel-kill', 'oomd-kill', 'result'] as const

/** Reads a line of PID 1 or of a user's manager about a unit (src/core/unit.c of systemd 243 and later). */
export const readSystemdUnitLine = (text: string): Reading<SystemdUnitLine> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => ({
      what: WHAT.find(label => textAt(tree, label) !== null) ?? 'result',
      unit: textAt(tree, 'unit') ?? '',
      processes: textAt(tree, 'processes'),
    }),
  )

export const grammar: Grammar = {
  reads: 'One line of systemd about a unit whose processes were killed for memory.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: 'billing.service: A process of this unit has been killed by the OOM killer.',
      from: 'systemd 243 to 255',
    },
    {
      rule: 'line',
      text: 'index.service: systemd-oomd killed 1 process(es) in this unit.',
      from: 'systemd 248 and later',
    },
    { rule: 'line', text: "index.service: Failed with result 'oom-kill'.", from: 'systemd 243 and later' },
  ],
}
