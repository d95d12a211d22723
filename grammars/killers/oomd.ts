import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { type Reading, readWith } from '../reading.ts'
import { textAt, texts } from './texts.ts'

/** One line of Meta's oomd about a kill; null where the line does not say it. */
export interface MetaOomdLine {
  readonly what: 'kill' | 'trying' | 'killed' | 'nothing' | 'dry-run'
  /** The cgroup, from the root of the hierarchy in `kill`, as a path of the file system in others. */
  readonly cgroup: string | null
  /** Percent of stalled time in 10, 60 and 300 seconds. */
  readonly pressures: readonly string[]
  readonly usageBytes: string | null
  readonly ruleset: string | null
  readonly detectorGroup: string | null
  readonly killer: string | null
  /** `123(java)`; what was not killed ends in `[E1]`. */
  readonly processes: readonly string[]
}

const Kill = createToken({ name: 'Kill', pattern: /oomd kill: /, push_mode: 'fields' })
const Trying = createToken({ name: 'Trying', pattern: /Trying to kill /, push_mode: 'path' })
const Killed = createToken({ name: 'Killed', pattern: /Killed \d+:(?= \d)/, push_mode: 'processes' })
const Nothing = createToken({
  name: 'Nothing',
  pattern: /(?:No processed killed from|Failed to kill cgroup) /,
  push_mode: 'path',
})
const DryRun = createToken({
  name: 'DryRun',
  pattern: /OOMD: In dry-run mode; would have tried to kill /,
  push_mode: 'path',
})
const Source = createToken({ name: 'Source', pattern: /\[[^\]]{1,200}:\d+\] / })
const Pressure = createToken({ name: 'Pressure', pattern: /\d{1,3}\.\d{1,6} / })
const Bytes = createToken({ name: 'Bytes', pattern: / \d{1,20}(?= )/ })
const Ruleset = createToken({ name: 'Ruleset', pattern: / ruleset:\[[\u0000-\uffff]*?\](?= )/ })
const Group = createToken({ name: 'Group', pattern: / detectorgroup:\[[\u0000-\uffff]*?\](?= )/ })
const Killer = createToken({ name: 'Killer', pattern: / killer:\S+/ })
const Cgroup = createToken({
  name: 'Cgroup',
  pattern: /[^\s:]\S*?(?=:? |:?(?![\u0000-\uffff]))/,
  start_chars_hint: allBut(/[\s:]/),
})
const Process = createToken({
  name: 'Process',
  pattern: / \d+(?:\([\u0000-\uffff]*?\))?(?:\[E\d+\])?(?= \d+(?:[( ]|(?![\u0000-\uffff]))|(?![\u0000-\uffff]))/,
})
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const heads = [Source, Kill, Trying, Killed, Nothing, DryRun]
const fields = [Pressure, Ruleset, Group, Killer, Bytes, Cgroup, Rest]

const lexer = lineLexer({
  modes: { line: heads, fields, path: [Cgroup, Rest], processes: [Process, Rest] },
  defaultMode: 'line',
})

class MetaOomdGrammar extends LineParser {
  constructor() {
    super([...heads, ...fields, Process], { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Source))
    this.OR([
      { ALT: () => this.SUBRULE(this.kill) },
      {
        ALT: () => {
          this.CONSUME(Killed, { LABEL: 'killed' })
          this.AT_LEAST_ONE(() => this.CONSUME(Process, { LABEL: 'process' }))
        },
      },
      { ALT: () => this.SUBRULE(this.named) },
    ])
    this.OPTION1(() => this.CONSUME(Rest))
  })

  readonly kill: () => CstNode = this.RULE('kill', () => {
    this.CONSUME(Kill, { LABEL: 'kill' })
    this.AT_LEAST_ONE(() => this.CONSUME(Pressure, { LABEL: 'pressure' }))
    this.CONSUME(Cgroup, { LABEL: 'cgroup' })
    this.CONSUME(Bytes, { LABEL: 'bytes' })
    this.OPTION(() => this.CONSUME(Ruleset, { LABEL: 'ruleset' }))
    this.OPTION1(() => this.CONSUME(Group, { LABEL: 'group' }))
    this.OPTION2(() => this.CONSUME(Killer, { LABEL: 'killer' }))
  })

  readonly named: () => CstNode = this.RULE('named', () => {
    this.OR([
      { ALT: () => this.CONSUME(Trying, { LABEL: 'trying' }) },
      { ALT: () => this.CONSUME(Nothing, { LABEL: 'nothing' }) },
      { ALT: () => this.CONSUME(DryRun, { LABEL: 'dry-run' }) },
    ])
    this.CONSUME(Cgroup, { LABEL: 'cgroup' })
  })
}

const parser = lazily(() => new MetaOomdGrammar())
const WHAT = ['kill', 'trying', 'killed', 'nothing', 'dry-run'] as const
const inBrackets = (text: string | null): string | null => text?.slice(text.indexOf('[') + 1, -1) ?? null

/** Reads a line of oomd, as it is written to /dev/kmsg and to its own log (src/oomd/plugins/BaseKillPlugin.cpp). */
export const readMetaOomdLine = (text: string): Reading<MetaOomdLine> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => ({
      what: WHAT.find(label => textAt(tree, label) !== null) ?? 'nothing',
      cgroup: textAt(tree, 'cgroup'),
      pressures: texts(tree, 'pressure').map(each => each.trim()),
      usageBytes: textAt(tree, 'bytes')?.trim() ?? null,
      ruleset: inBrackets(textAt(tree, 'ruleset')),
      detectorGroup: inBrackets(textAt(tree, 'group')),
      killer: textAt(tree, 'killer')?.slice(' killer:'.length) ?? null,
      processes: texts(tree, 'process').map(each => each.trim()),
    }),
  )

export const grammar: Grammar = {
  reads: "One line of Meta's oomd about a kill.",
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: 'oomd kill: 37.29 12.02 3.50 workload.slice/batch.service 1048576000 ruleset:[protect workload] detectorgroup:[pressure] killer:kill_by_memory_size_or_growth v2',
      from: 'oomd 0.2 and later, in the kernel log',
    },
    { rule: 'line', text: 'Killed 2: 310(java) 311(sh)', from: 'oomd, in its own log' },
    {
      rule: 'line',
      text: '[../src/oomd/plugins/BaseKillPlugin.cpp:96] Trying to kill /sys/fs/cgroup/workload.slice/batch.service',
      from: 'oomd, in its own log',
    },
  ],
}
