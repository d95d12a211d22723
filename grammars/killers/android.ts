import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { type Reading, readWith } from '../reading.ts'
import { textAt } from './texts.ts'

/** One line of Android's low memory killer, in the kernel or as a daemon; numbers as printed, null where it does not say it. */
export interface AndroidLine {
  /** `kernel-kill`: as the driver says it; `kill`: as lmkd says it; `part`: more of the record above. */
  readonly what: 'kernel-kill' | 'kill' | 'part'
  readonly comm: string | null
  readonly pid: string | null
  readonly uid: string | null
  readonly oomScoreAdj: string | null
  readonly freedKiB: string | null
  readonly swapKiB: string | null
  /** Pages that the process had, as the driver before Linux 3.10 prints it. */
  readonly pages: string | null
  readonly cacheKiB: string | null
  readonly limitKiB: string | null
  readonly reason: string | null
}

const Driver = createToken({ name: 'Driver', pattern: /(?:\w{1,16}_)?(?:lowmemorykiller|lowmem): / })
const Killing = createToken({ name: 'Killing', pattern: /Killing (?=')/ })
const Kill = createToken({ name: 'Kill', pattern: /Kill (?=')/ })
const Send = createToken({ name: 'Send', pattern: /send sigkill to / })
const Quoted = createToken({ name: 'Quoted', pattern: /'[\u0000-\uffff]*?' \((?=\d+\))/ })
const Bracketed = createToken({ name: 'Bracketed', pattern: / \([\u0000-\uffff]*?\)(?=, (?:score_)?adj )/ })
const Closing = createToken({ name: 'Closing', pattern: /\)/ })
const Tgid = createToken({ name: 'Tgid', pattern: / \(tgid \d+\)/ })
const Uid = createToken({ name: 'Uid', pattern: /, uid / })
const Adj = createToken({ name: 'Adj', pattern: /, (?:oom_score_adj|oom_adj|adj) / })
const ScoreAdj = createToken({ name: 'ScoreAdj', pattern: /, score_adj / })
const State = createToken({ name: 'State', pattern: /, state \d+/ })
const ToFree = createToken({ name: 'ToFree', pattern: /,?\s*to free / })
const Swap = createToken({ name: 'Swap', pattern: /kB rss, (?=\d+kB swap)/ })
const Behalf = createToken({ name: 'Behalf', pattern: /kB on behalf of '[\u0000-\uffff]*?' \(\d+\) because,?/ })
const Cache = createToken({ name: 'Cache', pattern: /(?:kB because)?\s*cache ~?/ })
const Below = createToken({ name: 'Below', pattern: /kB is below limit / })
const ForAdj = createToken({ name: 'ForAdj', pattern: /kB for oom(?:_score_adj|_adj| score) -?\d+/ })
const Free = createToken({ name: 'Free', pattern: /\s*Free memory is ~?/ })
const Size = createToken({ name: 'Size', pattern: /, size \d{1,20}/ })
const Reason = createToken({ name: 'Reason', pattern: /(?:kB|kB swap); reason: [\u0000-\uffff]*/ })
/** At the end of a line that was cut a number may lack its last digits. */
const Int = createToken({ name: 'Int', pattern: /-?\d{1,20}(?=[^\d])/ })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const tokens = [
  Driver,
  Killing,
  Kill,
  Send,
  Quoted,
  Tgid,
  Bracketed,
  Closing,
  Uid,
  ScoreAdj,
  Adj,
  State,
  ToFree,
  Reason,
  Swap,
  Behalf,
  Cache,
  Below,
  ForAdj,
  Free,
  Size,
  Int,
  Rest,
]

const lexer = lineLexer(tokens)

class AndroidGrammar extends LineParser {
  constructor() {
    super(tokens, { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Driver))
    this.OR([
      { ALT: () => this.SUBRULE(this.kill) },
      { ALT: () => this.SUBRULE(this.sent) },
      { ALT: () => this.SUBRULE(this.part) },
    ])
  })

  readonly kill: () => CstNode = this.RULE('kill', () => {
    this.OR([
      { ALT: () => this.CONSUME(Killing, { LABEL: 'killing' }) },
      { ALT: () => this.CONSUME(Kill, { LABEL: 'kill' }) },
    ])
    this.CONSUME(Quoted, { LABEL: 'quoted' })
    this.CONSUME(Int, { LABEL: 'pid' })
    this.CONSUME(Closing)
    this.OPTION(() => this.CONSUME(Tgid))
    this.OPTION1(() => {
      this.CONSUME(Uid)
      this.CONSUME1(Int, { LABEL: 'uid' })
    })
    this.SUBRULE(this.scored)
    this.OPTION2(() => this.SUBRULE(this.part))
    this.OPTION3(() => this.CONSUME(Rest))
  })

  readonly sent: () => CstNode = this.RULE('sent', () => {
    this.CONSUME(Send, { LABEL: 'killing' })
    this.CONSUME(Int, { LABEL: 'pid' })
    this.CONSUME(Bracketed, { LABEL: 'bracketed' })
    this.SUBRULE(this.scored)
    this.OPTION(() => {
      this.CONSUME(Size, { LABEL: 'pages' })
    })
    this.OPTION1(() => this.CONSUME(Rest))
  })

  /** Old kernels print the score that Android sets, some of them both that and the kernel's own. */
  readonly scored: () => CstNode = this.RULE('scored', () => {
    this.CONSUME(Adj)
    this.CONSUME(Int, { LABEL: 'adj' })
    this.OPTION(() => {
      this.CONSUME(ScoreAdj)
      this.CONSUME1(Int, { LABEL: 'score-adj' })
    })
    this.OPTION1(() => this.CONSUME(State))
  })

  readonly part: () => CstNode = this.RULE('part', () => {
    this.AT_LEAST_ONE(() =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(ToFree)
            this.CONSUME(Int, { LABEL: 'freed' })
          },
        },
        {
          ALT: () => {
            this.CONSUME(Swap)
            this.CONSUME1(Int, { LABEL: 'swap' })
          },
        },
        { ALT: () => this.CONSUME(Reason, { LABEL: 'reason' }) },
        { ALT: () => this.CONSUME(Behalf) },
        {
          ALT: () => {
            this.CONSUME(Cache)
            this.CONSUME2(Int, { LABEL: 'cache' })
            this.CONSUME(Below)
            this.CONSUME3(Int, { LABEL: 'limit' })
          },
        },
        { ALT: () => this.CONSUME(ForAdj) },
        {
          ALT: () => {
            this.CONSUME(Free)
            this.CONSUME5(Int)
          },
        },
      ]),
    )
    this.OPTION(() => this.CONSUME(Rest))
  })
}

const parser = lazily(() => new AndroidGrammar())

function nameOf(tree: CstNode): string | null {
  const [quoted, bracketed] = [textAt(tree, 'quoted'), textAt(tree, 'bracketed')]
  return quoted?.slice(1, -3) ?? bracketed?.slice(2, -1) ?? null
}

/**
 * Reads a line of drivers/staging/android/lowmemorykiller.c (Linux 2.6.29 to 4.11, and what vendors made of it), or of
 * Android's lmkd (system/memory/lmkd), which took its place.
 */
export const readAndroidLine = (text: string): Reading<AndroidLine> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => ({
      what: textAt(tree, 'killing') ? 'kernel-kill' : textAt(tree, 'kill') ? 'kill' : 'part',
      comm: nameOf(tree),
      pid: textAt(tree, 'pid'),
      uid: textAt(tree, 'uid'),
      oomScoreAdj: textAt(tree, 'score-adj') ?? textAt(tree, 'adj'),
      freedKiB: textAt(tree, 'freed'),
      swapKiB: textAt(tree, 'swap'),
      pages: textAt(tree, 'pages')?.slice(', size '.length) ?? null,
      cacheKiB: textAt(tree, 'cache'),
      limitKiB: textAt(tree, 'limit'),
      reason: textAt(tree, 'reason')?.replace(/^[^;]*; reason: /, '') ?? null,
    }),
  )

export const grammar: Grammar = {
  reads: "One line of Android's low memory killer.",
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: "lowmemorykiller: Killing 'com.example.app' (20003), adj 1000,",
      from: 'Linux 3.10 to 4.11 of Android',
    },
    {
      rule: 'line',
      text: '   cache 24088kB is below limit 24576kB for oom_score_adj 1000',
      from: 'Linux 3.10 to 4.11 of Android',
    },
    {
      rule: 'line',
      text: 'send sigkill to 20003 (com.example.app), adj 15, size 6120',
      from: 'Linux 2.6.29 to 3.9 of Android',
    },
    {
      rule: 'line',
      text: "Kill 'com.example.app' (20003), uid 10045, oom_score_adj 905 to free 140528kB rss, 37404kB swap; reason: device is not responding",
      from: 'lmkd of Android 12 and later',
    },
  ],
}
