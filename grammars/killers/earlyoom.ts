import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { type Reading, readWith } from '../reading.ts'
import { textAt } from './texts.ts'

/** One line of earlyoom about a kill; numbers as printed, null where the line does not say it. */
export interface EarlyoomLine {
  readonly what: 'limits' | 'signal' | 'escalating' | 'exited' | 'stuck' | 'failed' | 'dry-run'
  /** `SIGTERM`, `SIGKILL`, or a number. */
  readonly signal: string | null
  readonly pid: string | null
  readonly uid: string | null
  readonly comm: string | null
  readonly oomScoreAdj: string | null
  readonly rssMiB: string | null
  /** Percent of memory and swap at or below which it acts. */
  readonly memoryPercent: string | null
  readonly swapPercent: string | null
  /** The same in MiB, as versions before 1.2 print it. */
  readonly memoryMiB: string | null
  readonly swapMiB: string | null
}

const Low = createToken({
  name: 'Low',
  pattern: /[lL]ow memory! [aA]t or below (?:SIGTERM|SIGKILL|sigterm\/sigkill) limits:? ?/,
  push_mode: 'limits',
})
const Out = createToken({ name: 'Out', pattern: /Out of memory! (?=avail: |mem min: )/, push_mode: 'limits' })
const Sending = createToken({
  name: 'Sending',
  pattern: /sending (?=SIG(?:TERM|KILL) to process \d)/,
  push_mode: 'sending',
})
const KillingQuoted = createToken({ name: 'KillingQuoted', pattern: /Killing process (?=')/, push_mode: 'killing' })
const KillingNamed = createToken({ name: 'KillingNamed', pattern: /Killing process: /, push_mode: 'named' })
const KillingNumber = createToken({
  name: 'KillingNumber',
  pattern: /[kK]illing process (?=\d+ )/,
  push_mode: 'killing',
})
const Escalating = createToken({ name: 'Escalating', pattern: /escalating to SIGKILL after /, push_mode: 'rest' })
const Exited = createToken({ name: 'Exited', pattern: /process (?=(?:-?\d+ )?exited after )/, push_mode: 'exit' })
const Stuck = createToken({ name: 'Stuck', pattern: /process (?=-?\d+ did not exit)/, push_mode: 'exit' })
const Failed = createToken({ name: 'Failed', pattern: /kill failed: /, push_mode: 'rest' })
const DryRun = createToken({ name: 'DryRun', pattern: /dryrun, not actually sending any signal/ })

const Memory = createToken({ name: 'Memory', pattern: /\(?mem:? +/ })
const Swap = createToken({ name: 'Swap', pattern: /, swap:? +/ })
const Percent = createToken({ name: 'Percent', pattern: /\d{1,3}(?:\.\d{1,2})?(?= ?%)/ })
const PercentSign = createToken({ name: 'PercentSign', pattern: / ?%\)?/ })
const Least = createToken({ name: 'Least', pattern: /(?:avail: \d+ MiB < |mem )min: / })
const LeastSwap = createToken({ name: 'LeastSwap', pattern: /, swap min: / })
const Signal = createToken({ name: 'Signal', pattern: /SIG(?:TERM|KILL)/ })
const ToProcess = createToken({ name: 'ToProcess', pattern: / to process / })
const Uid = createToken({ name: 'Uid', pattern: / uid / })
/** A name may hold anything; the score after it ends it. */
const Name = createToken({ name: 'Name', pattern: / "[\u0000-\uffff]*?"(?=: (?:badness|oom_score) -?\d)/ })
const Score = createToken({ name: 'Score', pattern: /: (?:badness|oom_score) -?\d+/ })
const Adj = createToken({ name: 'Adj', pattern: /, oom_score_adj / })
const Rss = createToken({ name: 'Rss', pattern: /, VmRSS:? / })
const MiB = createToken({ name: 'MiB', pattern: / MiB/ })
const WithSignal = createToken({ name: 'WithSignal', pattern: / with signal / })
const PidIs = createToken({ name: 'PidIs', pattern: /, pid: / })
const Badness = createToken({ name: 'Badness', pattern: /[,:] badness:? -?\d+/ })
const DoubleQuoted = createToken({ name: 'DoubleQuoted', pattern: / "[\u0000-\uffff]*?"(?= with signal \d)/ })
const SingleQuoted = createToken({ name: 'SingleQuoted', pattern: /'[\u0000-\uffff]*?'(?= with signal \d)/ })
const Unquoted = createToken({
  name: 'Unquoted',
  pattern: /[\u0000-\uffff]+?(?=, pid: \d+, badness: )/,
  push_mode: 'killing',
})
const LastName = createToken({ name: 'LastName', pattern: / \S[\u0000-\uffff]*/ })
const Int = createToken({ name: 'Int', pattern: /-?\d{1,20}/ })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const heads = [Low, Out, Sending, KillingQuoted, KillingNamed, KillingNumber, Escalating, Exited, Stuck, Failed, DryRun]
const limits = [Least, LeastSwap, Memory, Swap, Percent, PercentSign, MiB, Int]
const sending = [Signal, ToProcess, Uid, Name, Score, Adj, Rss, MiB, Int, Rest]
const killing = [WithSignal, PidIs, Badness, Rss, MiB, DoubleQuoted, SingleQuoted, Int, LastName]

const lexer = lineLexer({
  modes: { line: heads, limits, sending, killing, named: [Unquoted], exit: [Int, Rest], rest: [Rest] },
  defaultMode: 'line',
})

class EarlyoomGrammar extends LineParser {
  constructor() {
    super([...new Set([...heads, ...limits, ...sending, ...killing, Unquoted])], { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.low) },
      { ALT: () => this.SUBRULE(this.out) },
      { ALT: () => this.SUBRULE(this.sending) },
      { ALT: () => this.SUBRULE(this.killing) },
      { ALT: () => this.SUBRULE(this.outcome) },
    ])
  })

  readonly low: () => CstNode = this.RULE('low', () => {
    this.CONSUME(Low, { LABEL: 'limits' })
    this.CONSUME(Memory)
    this.CONSUME(Percent, { LABEL: 'memory-percent' })
    this.CONSUME(PercentSign)
    this.CONSUME(Swap)
    this.CONSUME1(Percent, { LABEL: 'swap-percent' })
    this.CONSUME1(PercentSign)
  })

  readonly out: () => CstNode = this.RULE('out', () => {
    this.CONSUME(Out, { LABEL: 'limits' })
    this.CONSUME(Least)
    this.CONSUME(Int, { LABEL: 'memory-mib' })
    this.CONSUME(MiB)
    this.OPTION(() => {
      this.CONSUME(LeastSwap)
      this.CONSUME1(Int, { LABEL: 'swap-mib' })
      this.CONSUME1(MiB)
    })
  })

  readonly sending: () => CstNode = this.RULE('sending', () => {
    this.CONSUME(Sending)
    this.CONSUME(Signal, { LABEL: 'signal' })
    this.CONSUME(ToProcess)
    this.CONSUME(Int, { LABEL: 'pid' })
    this.OPTION(() => {
      this.CONSUME(Uid)
      this.CONSUME1(Int, { LABEL: 'uid' })
    })
    this.CONSUME(Name, { LABEL: 'spaced-name' })
    this.CONSUME(Score)
    this.OPTION1(() => {
      this.CONSUME(Adj)
      this.CONSUME2(Int, { LABEL: 'adj' })
    })
    this.OPTION2(() => {
      this.CONSUME(Rss)
      this.CONSUME3(Int, { LABEL: 'rss' })
      this.CONSUME(MiB)
    })
    this.OPTION3(() => this.CONSUME(Rest))
  })

  /** Versions before 1.3, and what was on the way to it. */
  readonly killing: () => CstNode = this.RULE('killing', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(KillingQuoted)
          this.CONSUME(SingleQuoted, { LABEL: 'quoted-name' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(KillingNamed)
          this.CONSUME(Unquoted, { LABEL: 'name' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(KillingNumber)
          this.CONSUME(Int, { LABEL: 'pid' })
          this.OR1([
            { ALT: () => this.CONSUME(DoubleQuoted, { LABEL: 'spaced-name' }) },
            { ALT: () => this.CONSUME(LastName, { LABEL: 'last-name' }) },
          ])
        },
      },
    ])
    this.OPTION(() => {
      this.CONSUME(WithSignal)
      this.CONSUME1(Int, { LABEL: 'signal' })
    })
    this.OPTION1(() => {
      this.CONSUME(PidIs)
      this.CONSUME2(Int, { LABEL: 'pid' })
    })
    this.OPTION2(() => this.CONSUME(Badness))
    this.OPTION3(() => {
      this.CONSUME(Rss)
      this.CONSUME3(Int, { LABEL: 'rss' })
      this.CONSUME(MiB)
    })
  })

  readonly outcome: () => CstNode = this.RULE('outcome', () => {
    this.OR([
      { ALT: () => this.CONSUME(Escalating, { LABEL: 'escalating' }) },
      { ALT: () => this.CONSUME(Failed, { LABEL: 'failed' }) },
      { ALT: () => this.CONSUME(DryRun, { LABEL: 'dry-run' }) },
      {
        ALT: () => {
          this.CONSUME(Exited, { LABEL: 'exited' })
          this.OPTION(() => this.CONSUME(Int, { LABEL: 'pid' }))
        },
      },
      {
        ALT: () => {
          this.CONSUME(Stuck, { LABEL: 'stuck' })
          this.CONSUME1(Int, { LABEL: 'pid' })
        },
      },
    ])
    this.OPTION1(() => this.CONSUME(Rest))
  })
}

const parser = lazily(() => new EarlyoomGrammar())
const WHAT = ['limits', 'escalating', 'exited', 'stuck', 'failed', 'dry-run'] as const

function nameOf(tree: CstNode): string | null {
  const [spaced, quoted, last] = [textAt(tree, 'spaced-name'), textAt(tree, 'quoted-name'), textAt(tree, 'last-name')]
  if (spaced !== null) return spaced.slice(2, -1)
  if (quoted !== null) return quoted.slice(1, -1)
  // /proc/PID/stat has the name in brackets, which the first versions print as they are.
  if (last !== null) return last.slice(1).replace(/^\((.*)\)$/, '$1')
  return textAt(tree, 'name')
}

/** Reads a line of earlyoom (kill.c and main.c of 1.0 to 1.9). What it prints of memory from time to time is no such line. */
export const readEarlyoomLine = (text: string): Reading<EarlyoomLine> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => ({
      what: WHAT.find(label => textAt(tree, label) !== null) ?? 'signal',
      signal: textAt(tree, 'signal'),
      pid: textAt(tree, 'pid'),
      uid: textAt(tree, 'uid'),
      comm: nameOf(tree),
      oomScoreAdj: textAt(tree, 'adj'),
      rssMiB: textAt(tree, 'rss'),
      memoryPercent: textAt(tree, 'memory-percent'),
      swapPercent: textAt(tree, 'swap-percent'),
      memoryMiB: textAt(tree, 'memory-mib'),
      swapMiB: textAt(tree, 'swap-mib'),
    }),
  )

export const grammar: Grammar = {
  reads: 'One line of earlyoom about a kill.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: 'low memory! at or below SIGTERM limits: mem 20.00%, swap 100.00%',
      from: 'earlyoom 1.3 to 1.9',
    },
    { rule: 'line', text: 'Out of memory! mem min: 800 MiB, swap min: 400 MiB', from: 'earlyoom 1.1' },
    {
      rule: 'line',
      text: 'sending SIGTERM to process 260 uid 0 "ruby": badness 1095, VmRSS 624 MiB',
      from: 'earlyoom 1.4 to 1.7',
    },
    {
      rule: 'line',
      text: 'sending SIGKILL to process 260 uid 0 "ruby": oom_score 1095, oom_score_adj 0, VmRSS 624 MiB, cmdline "ruby load.rb"',
      from: 'earlyoom 1.9',
    },
    {
      rule: 'line',
      text: "Killing process 'ruby' with signal 15, pid: 260, badness: 1095, VmRSS: 624 MiB",
      from: 'earlyoom 1.2',
    },
    { rule: 'line', text: 'escalating to SIGKILL after 1.7 seconds', from: 'earlyoom 1.3 and later' },
    { rule: 'line', text: 'process 260 exited after 1.912 seconds', from: 'earlyoom 1.8 and later' },
  ],
}
