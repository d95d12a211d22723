import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { type Reading, readWith } from '../reading.ts'
import { textAt, texts } from './texts.ts'

/** One line of systemd-oomd; what a line does not say is null. Numbers are as printed. */
export interface OomdLine {
  readonly what: 'kill' | 'notice' | 'dry-run' | 'failed' | 'considered' | 'path' | 'usage' | 'other'
  /** The cgroup that the line is about: the one that was killed, in a list of candidates the candidate. */
  readonly path: string | null
  /** The cgroup whose pressure was measured. */
  readonly measured: string | null
  /** Percent: the pressure, then its limit; for memory and swap the limit alone. */
  readonly percents: readonly string[]
  /** `1min 30s`. */
  readonly timespan: string | null
  /** Bytes: used and total, of memory and then of swap, or of swap alone. */
  readonly bytes: readonly string[]
  readonly hasMemory: boolean
  /** `157.9M`. */
  readonly size: string | null
}

const Killed = createToken({ name: 'Killed', pattern: /(?:Killed|Marked) (?=\/)/, push_mode: 'fields' })
const PressureFor = createToken({ name: 'PressureFor', pattern: /Memory pressure for (?=\/)/, push_mode: 'fields' })
const DryRun = createToken({
  name: 'DryRun',
  pattern: /oomd dry-run: Would have tried to kill (?=\/)/,
  push_mode: 'fields',
})
const Failed = createToken({ name: 'Failed', pattern: /Failed to kill any cgroups?(?:\(s\))?/, push_mode: 'fields' })
const Considered = createToken({
  name: 'Considered',
  pattern: /Considered \d+ cgroups? for killing/,
  push_mode: 'fields',
})
const PathOf = createToken({ name: 'PathOf', pattern: /Path: (?=\/)/, push_mode: 'fields' })
const Usage = createToken({ name: 'Usage', pattern: /Current Memory Usage: /, push_mode: 'fields' })
const Other = createToken({
  name: 'Other',
  pattern: /(?:Memory Pressure Limit|Pressure|Memory Min|Memory Low|Swap Usage|Pgscan|Last Pgscan): /,
  push_mode: 'fields',
})

const Path = createToken({ name: 'Path', pattern: /\/\S*/ })
const ForKilling = createToken({ name: 'ForKilling', pattern: / for killing/ })
const DuePressure = createToken({ name: 'DuePressure', pattern: / due to memory pressure for / })
const DueMemory = createToken({ name: 'DueMemory', pattern: / due to memory used \(/ })
const DueSwap = createToken({ name: 'DueSwap', pattern: /(?: due to|\) and) swap used \(/ })
const Total = createToken({ name: 'Total', pattern: /\) \/ total \(/ })
const More = createToken({ name: 'More', pattern: /\) being more than / })
const Being = createToken({ name: 'Being', pattern: / being / })
const Above = createToken({ name: 'Above', pattern: / > / })
const Greater = createToken({ name: 'Greater', pattern: / is greater than / })
const For = createToken({ name: 'For', pattern: / for (?:> |more than )/ })
const Percent = createToken({ name: 'Percent', pattern: /\d{1,3}(?:\.\d{1,4})?%/ })
const Timespan = createToken({
  name: 'Timespan',
  pattern: /\d{1,9}(?:\.\d{1,6})?(?:us|ms|s|min|h|d|w)(?: \d{1,9}(?:us|ms|s|min|h|d|w)){0,5}(?= with )/,
})
const Seconds = createToken({ name: 'Seconds', pattern: /\d{1,9}(?= seconds)/ })
const Size = createToken({ name: 'Size', pattern: /\d{1,9}(?:\.\d{1,3})?[BKMGTPE]/ })
const Bytes = createToken({ name: 'Bytes', pattern: /\d{1,20}(?=\)| for )/ })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const heads = [Killed, PressureFor, DryRun, Failed, Considered, PathOf, Usage, Other]
const fields = [
  ForKilling,
  DuePressure,
  DueMemory,
  DueSwap,
  Total,
  More,
  Being,
  Above,
  Greater,
  For,
  Path,
  Percent,
  Timespan,
  Seconds,
  Size,
  Bytes,
  Rest,
]

const lexer = lineLexer({ modes: { line: heads, fields }, defaultMode: 'line' })

class OomdGrammar extends LineParser {
  constructor() {
    super([...heads, ...fields], { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.kill, { LABEL: 'kill' }) },
      { ALT: () => this.SUBRULE(this.notice, { LABEL: 'notice' }) },
      { ALT: () => this.SUBRULE(this.candidate, { LABEL: 'candidate' }) },
    ])
    this.MANY(() => this.OR1(fields.map(token => ({ ALT: () => this.CONSUME(token) }))))
  })

  /** A line may be cut anywhere: what is there in whole is read. */
  readonly kill: () => CstNode = this.RULE('kill', () => {
    this.CONSUME(Killed)
    this.CONSUME(Path, { LABEL: 'path' })
    this.OPTION(() => this.CONSUME(ForKilling))
    this.OPTION1(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.pressure, { LABEL: 'reason' }) },
        { ALT: () => this.SUBRULE(this.used, { LABEL: 'reason' }) },
      ])
    })
  })

  readonly pressure: () => CstNode = this.RULE('pressure', () => {
    this.CONSUME(DuePressure)
    this.OPTION(() => this.CONSUME(Path, { LABEL: 'measured' }))
    this.OPTION1(() => this.CONSUME(Being))
    this.OPTION2(() => this.CONSUME(Percent, { LABEL: 'percent' }))
    this.OPTION3(() => this.CONSUME(Above))
    this.OPTION4(() => this.CONSUME1(Percent, { LABEL: 'percent' }))
    this.OPTION5(() => this.CONSUME(For))
    this.OPTION6(() => this.CONSUME(Timespan, { LABEL: 'timespan' }))
  })

  readonly used: () => CstNode = this.RULE('used', () => {
    this.OR([{ ALT: () => this.CONSUME(DueMemory, { LABEL: 'memory' }) }, { ALT: () => this.CONSUME(DueSwap) }])
    this.MANY(() =>
      this.OR1([
        { ALT: () => this.CONSUME(Bytes, { LABEL: 'bytes' }) },
        { ALT: () => this.CONSUME(Total) },
        { ALT: () => this.CONSUME1(DueSwap) },
        { ALT: () => this.CONSUME(More) },
        { ALT: () => this.CONSUME(Percent, { LABEL: 'percent' }) },
      ]),
    )
  })

  readonly notice: () => CstNode = this.RULE('notice', () => {
    this.CONSUME(PressureFor)
    this.CONSUME(Path, { LABEL: 'measured' })
    this.CONSUME(Greater)
    this.CONSUME(Bytes, { LABEL: 'limit' })
    this.CONSUME(For)
    this.CONSUME(Seconds, { LABEL: 'timespan' })
  })

  /** One of the lines above a kill, or what says that there was none. */
  readonly candidate: () => CstNode = this.RULE('candidate', () => {
    this.OR([
      { ALT: () => this.CONSUME(Considered, { LABEL: 'considered' }) },
      { ALT: () => this.CONSUME(Failed, { LABEL: 'failed' }) },
      { ALT: () => this.CONSUME(Other, { LABEL: 'other' }) },
      {
        ALT: () => {
          this.CONSUME(DryRun, { LABEL: 'dry-run' })
          this.CONSUME(Path, { LABEL: 'path' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(PathOf, { LABEL: 'path-of' })
          this.CONSUME1(Path, { LABEL: 'path' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(Usage, { LABEL: 'usage' })
          this.CONSUME(Size, { LABEL: 'size' })
        },
      },
    ])
  })
}

const parser = lazily(() => new OomdGrammar())
const CANDIDATES = ['considered', 'failed', 'dry-run', 'usage'] as const

function whatOf(tree: CstNode): OomdLine['what'] {
  if (tree.children.kill) return 'kill'
  if (tree.children.notice) return 'notice'
  const known = CANDIDATES.find(label => texts(tree, label).length > 0)
  return known ?? (texts(tree, 'path-of').length > 0 ? 'path' : 'other')
}

/** Reads a line of systemd-oomd without the blanks before it (src/oom/oomd-manager.c and oomd-util.c of systemd 247 to 260). */
export const readOomdLine = (text: string): Reading<OomdLine> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => ({
      what: whatOf(tree),
      path: textAt(tree, 'path'),
      measured: textAt(tree, 'measured'),
      percents: [...texts(tree, 'percent').map(percent => percent.slice(0, -1)), ...texts(tree, 'limit')],
      timespan: textAt(tree, 'timespan'),
      bytes: texts(tree, 'bytes'),
      hasMemory: texts(tree, 'memory').length > 0,
      size: textAt(tree, 'size'),
    }),
  )

export const grammar: Grammar = {
  reads: 'One line of systemd-oomd.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: 'Killed /batch.slice/index.service due to memory pressure for /batch.slice being 24.15% > 20.00% for > 10s with reclaim activity',
      from: 'systemd 248 to 259',
    },
    {
      rule: 'line',
      text: 'Killed /system.slice/cache.service due to memory used (744321024) / total (754978816) and swap used (499122176) / total (536866816) being more than 90.00%',
      from: 'systemd 250 to 259',
    },
    {
      rule: 'line',
      text: 'Memory pressure for /user.slice is greater than 60 for more than 30 seconds and there was reclaim activity',
      from: 'systemd 247',
    },
    {
      rule: 'line',
      text: 'oomd dry-run: Would have tried to kill /batch.slice/index.service and all its descendants',
      from: 'systemd 252 and later',
    },
    { rule: 'line', text: 'Current Memory Usage: 157.9M', from: 'systemd 249 and later' },
  ],
}
