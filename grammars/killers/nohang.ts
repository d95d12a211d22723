import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { type Reading, readWith } from '../reading.ts'
import { textAt, texts } from './texts.ts'

/** One line of nohang about a kill; numbers as printed, null where the line does not say it. */
export interface NohangLine {
  readonly what:
    | 'status'
    | 'threshold'
    | 'pressure'
    | 'duration'
    | 'victim'
    | 'size'
    | 'cgroup'
    | 'signal'
    | 'died'
    | 'alive'
    | 'failed'
    | 'other'
  /** `MemAvailable`, `SwapFree` or `MemUsedZram`, with what there was and what is the threshold, in MiB. */
  readonly metric: string | null
  readonly valuesMiB: readonly string[]
  /** The pressure and its threshold, or the seconds that it may last and lasted. */
  readonly values: readonly string[]
  readonly pid: string | null
  readonly comm: string | null
  readonly uid: string | null
  readonly oomScoreAdj: string | null
  readonly rssMiB: string | null
  readonly cgroup: string | null
  readonly signal: string | null
}

const Status = createToken({ name: 'Status', pattern: /Memory status that requires corrective actions:/ })
const Metric = createToken({ name: 'Metric', pattern: /(?:MemAvailable|SwapFree|MemUsedZram)(?= \[)/ })
const Mebibytes = createToken({ name: 'Mebibytes', pattern: / \[-?\d+(?:\.\d+)? M(?:iB)?(?:, (?:[\d.]+|-) %)?\]/ })
const Compared = createToken({ name: 'Compared', pattern: / [<>]= (?:soft|hard)_threshold_[a-z_]+/ })
const Pressure = createToken({ name: 'Pressure', pattern: /PSI (?:[a-z]+ )?(?:avg )?value (?=\()/ })
const Duration = createToken({ name: 'Duration', pattern: /PSI avg value exceeded psi_excess_duration \(value=/ })
const InRound = createToken({ name: 'InRound', pattern: / ?\(\d+(?:\.\d+)?\)/ })
const Amount = createToken({ name: 'Amount', pattern: /\d{1,20}(?:\.\d{1,20})?(?=s)/ })
const ForSeconds = createToken({ name: 'ForSeconds', pattern: /s\) for / })
const PidIs = createToken({ name: 'PidIs', pattern: /PID: +/ })
const Name = createToken({ name: 'Name', pattern: /, [Nn]ame: [\u0000-\uffff]*?(?=, (?:badness|state): )/ })
const Badness = createToken({ name: 'Badness', pattern: /, badness: -?\d+/ })
const State = createToken({ name: 'State', pattern: /, state: [^,]*, EUID: / })
const Adj = createToken({ name: 'Adj', pattern: /badness: +-?\d+, oom_score: +-?\d+, oom_score_adj: +/ })
const Size = createToken({ name: 'Size', pattern: /Vm, MiB: +Size: \d+, RSS: / })
const Cgroup = createToken({ name: 'Cgroup', pattern: /cgroup_v2: \/[\u0000-\uffff]*/ })
const Send = createToken({ name: 'Send', pattern: /Send(?:ing)? (?=SIG[A-Z0-9]+ to the victim)/ })
const Signal = createToken({ name: 'Signal', pattern: /SIG[A-Z0-9]+/ })
const Died = createToken({ name: 'Died', pattern: /The victim (?:died|became a zombie) in / })
const Alive = createToken({ name: 'Alive', pattern: /The victim doesn't respond on corrective action in / })
const Failed = createToken({ name: 'Failed', pattern: /Cannot send a signal: / })
const Other = createToken({
  name: 'Other',
  pattern:
    /(?:Implement(?:ing)? a corrective action:|OK; total response time: |Victim status |Process with highest badness |TOP |Found |Recheck memory )/,
})
const Int = createToken({ name: 'Int', pattern: /-?\d{1,20}/ })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const tokens = [
  Status,
  Metric,
  Mebibytes,
  Compared,
  Duration,
  Pressure,
  InRound,
  Amount,
  ForSeconds,
  PidIs,
  Name,
  Badness,
  State,
  Adj,
  Size,
  Cgroup,
  Send,
  Signal,
  Died,
  Alive,
  Failed,
  Other,
  Int,
  Rest,
]

const lexer = lineLexer(tokens)

class NohangGrammar extends LineParser {
  constructor() {
    super(tokens, { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OR([
      { ALT: () => this.CONSUME(Status, { LABEL: 'status' }) },
      { ALT: () => this.SUBRULE(this.threshold) },
      { ALT: () => this.SUBRULE(this.victim) },
      { ALT: () => this.SUBRULE(this.action) },
    ])
    this.OPTION(() => this.CONSUME(Rest))
  })

  readonly threshold: () => CstNode = this.RULE('threshold', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(Metric, { LABEL: 'metric' })
          this.CONSUME(Mebibytes, { LABEL: 'mebibytes' })
          this.CONSUME(Compared)
          this.CONSUME1(Mebibytes, { LABEL: 'mebibytes' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(Pressure, { LABEL: 'pressure' })
          this.CONSUME(InRound, { LABEL: 'value' })
          this.CONSUME1(Compared)
          this.CONSUME1(InRound, { LABEL: 'value' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(Duration, { LABEL: 'duration' })
          this.CONSUME(Amount, { LABEL: 'value' })
          this.CONSUME(ForSeconds)
          this.CONSUME1(Amount, { LABEL: 'value' })
        },
      },
    ])
  })

  readonly victim: () => CstNode = this.RULE('victim', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(PidIs)
          this.CONSUME(Int, { LABEL: 'pid' })
          this.CONSUME(Name, { LABEL: 'name' })
          this.OR1([
            { ALT: () => this.CONSUME(Badness) },
            {
              ALT: () => {
                this.CONSUME(State)
                this.CONSUME1(Int, { LABEL: 'uid' })
              },
            },
          ])
        },
      },
      {
        ALT: () => {
          this.CONSUME(Adj)
          this.CONSUME2(Int, { LABEL: 'adj' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(Size)
          this.CONSUME3(Int, { LABEL: 'rss' })
        },
      },
      { ALT: () => this.CONSUME(Cgroup, { LABEL: 'cgroup' }) },
    ])
  })

  readonly action: () => CstNode = this.RULE('action', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(Send)
          this.CONSUME(Signal, { LABEL: 'signal' })
        },
      },
      { ALT: () => this.CONSUME(Died, { LABEL: 'died' }) },
      { ALT: () => this.CONSUME(Alive, { LABEL: 'alive' }) },
      { ALT: () => this.CONSUME(Failed, { LABEL: 'failed' }) },
      { ALT: () => this.CONSUME(Other, { LABEL: 'other' }) },
    ])
    this.OPTION(() => this.OR1([{ ALT: () => this.CONSUME(Amount) }, { ALT: () => this.CONSUME(Int) }]))
  })
}

const parser = lazily(() => new NohangGrammar())
const WHAT: readonly (readonly [string, NohangLine['what']])[] = [
  ['status', 'status'],
  ['metric', 'threshold'],
  ['pressure', 'pressure'],
  ['duration', 'duration'],
  ['pid', 'victim'],
  ['adj', 'size'],
  ['rss', 'size'],
  ['cgroup', 'cgroup'],
  ['signal', 'signal'],
  ['died', 'died'],
  ['alive', 'alive'],
  ['failed', 'failed'],
]
const numberIn = (text: string): string => /-?\d+(?:\.\d+)?/.exec(text)?.[0] ?? ''

/** Reads a line of nohang without the blanks before it (src/nohang of 0.1 to 0.2). */
export const readNohangLine = (text: string): Reading<NohangLine> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => ({
      what: WHAT.find(([label]) => textAt(tree, label) !== null)?.[1] ?? 'other',
      metric: textAt(tree, 'metric'),
      valuesMiB: texts(tree, 'mebibytes').map(numberIn),
      values: texts(tree, 'value').map(numberIn),
      pid: textAt(tree, 'pid'),
      comm: textAt(tree, 'name')?.slice(', name: '.length) ?? null,
      uid: textAt(tree, 'uid'),
      oomScoreAdj: textAt(tree, 'adj'),
      rssMiB: textAt(tree, 'rss'),
      cgroup: textAt(tree, 'cgroup')?.slice('cgroup_v2: '.length).trim() ?? null,
      signal: textAt(tree, 'signal'),
    }),
  )

export const grammar: Grammar = {
  reads: 'One line of nohang about a kill.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: 'MemAvailable [383 MiB, 5.0 %] <= soft_threshold_min_mem [384 MiB, 5.0 %]',
      from: 'nohang 0.1 and 0.2',
    },
    { rule: 'line', text: 'PSI avg value (17.2) >= soft_threshold_max_psi (5.0)', from: 'nohang 0.1 and 0.2' },
    { rule: 'line', text: 'PID: 2460, Name: mysqld, badness: 849', from: 'nohang 0.1 and 0.2' },
    { rule: 'line', text: 'Sending SIGTERM to the victim', from: 'nohang 0.1 and 0.2' },
    { rule: 'line', text: 'The victim died in 0.083s', from: 'nohang 0.1 and 0.2' },
  ],
}
