import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** One line of the kernel that tells of memory trouble without being a kill. */
export interface NoticeLine {
  readonly what: 'reaped' | 'hung-task' | 'soft-lockup' | 'allocation-failure' | 'allocation-stall' | 'suppressed'
  readonly comm: string | null
  readonly pid: string | null
  readonly count: string | null
}

const Reaped = createToken({ name: 'Reaped', pattern: /oom_reaper: reaped process /, push_mode: 'reaped' })
const Hung = createToken({ name: 'Hung', pattern: /INFO: task /, push_mode: 'hung' })
const Lockup = createToken({
  name: 'Lockup',
  pattern: /(?:NMI )?(?:watchdog: )?BUG: soft lockup - CPU#\d+ stuck for \d+s! \[/,
  push_mode: 'lockup',
})
const Suppressed = createToken({
  name: 'Suppressed',
  pattern:
    /(?:oom_kill_process|out_of_memory|mem_cgroup_out_of_memory|dump_header|dump_tasks|pagefault_out_of_memory): /,
  push_mode: 'suppressed',
})
const Failing = createToken({
  name: 'Failing',
  pattern: /[\u0000-\uffff]+?(?=: page allocation (?:failure|stalls))/,
  push_mode: 'allocation',
})
const Failure = createToken({ name: 'Failure', pattern: /: page allocation failure[.:] order:/ })
const Stalls = createToken({ name: 'Stalls', pattern: /: page allocation stalls for / })
const Callbacks = createToken({ name: 'Callbacks', pattern: / callbacks suppressed/ })
const Pid = createToken({ name: 'Pid', pattern: /\d+/ })
/** Whole only where something follows it. */
const Count = createToken({ name: 'Count', pattern: /\d+(?=,|ms)/ })
const InBrackets = createToken({ name: 'InBrackets', pattern: / \([\u0000-\uffff]*\)(?=, now anon-rss:)/ })
const CommColon = createToken({ name: 'CommColon', pattern: /[\u0000-\uffff]+:(?=\d+ blocked for more than )/ })
const LockupComm = createToken({ name: 'LockupComm', pattern: /[\u0000-\uffff]+:(?=\d+\])/ })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = lineLexer({
  modes: {
    line: [Reaped, Hung, Lockup, Suppressed, Failing],
    reaped: [Pid, InBrackets, Rest],
    hung: [CommColon, Pid, Rest],
    lockup: [LockupComm, Pid, Rest],
    suppressed: [Pid, Callbacks, Rest],
    allocation: [Failure, Stalls, Count, Rest],
  },
  defaultMode: 'line',
})

class NoticeGrammar extends LineParser {
  constructor() {
    super(
      [
        Reaped,
        Hung,
        Lockup,
        Suppressed,
        Failing,
        Failure,
        Stalls,
        Callbacks,
        Pid,
        Count,
        InBrackets,
        CommColon,
        LockupComm,
        Rest,
      ],
      { maxLookahead: 2 },
    )
    this.performSelfAnalysis()
  }

  readonly notice: () => CstNode = this.RULE('notice', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(Reaped, { LABEL: 'reaped' })
          this.CONSUME(Pid, { LABEL: 'pid' })
          this.CONSUME(InBrackets, { LABEL: 'comm' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(Hung, { LABEL: 'hung-task' })
          this.CONSUME(CommColon, { LABEL: 'comm' })
          this.CONSUME1(Pid, { LABEL: 'pid' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(Lockup, { LABEL: 'soft-lockup' })
          this.CONSUME(LockupComm, { LABEL: 'comm' })
          this.CONSUME2(Pid, { LABEL: 'pid' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(Suppressed)
          this.CONSUME3(Pid, { LABEL: 'count' })
          this.CONSUME(Callbacks, { LABEL: 'suppressed' })
        },
      },
      {
        ALT: () => {
          this.CONSUME(Failing, { LABEL: 'comm' })
          this.OR1([
            { ALT: () => this.CONSUME(Failure, { LABEL: 'allocation-failure' }) },
            { ALT: () => this.CONSUME(Stalls, { LABEL: 'allocation-stall' }) },
          ])
          this.CONSUME(Count, { LABEL: 'count' })
        },
      },
    ])
    this.OPTION(() => this.CONSUME(Rest))
  })
}

const parser = lazily(() => new NoticeGrammar())
const KINDS: readonly NoticeLine['what'][] = [
  'reaped',
  'hung-task',
  'soft-lockup',
  'allocation-failure',
  'allocation-stall',
  'suppressed',
]

/** How much of the piece that holds the name stands before the name and after it: ` (java)`, `java:`. */
const AROUND_NAME: Readonly<Record<NoticeLine['what'], readonly [number, number]>> = {
  reaped: [2, 1],
  'hung-task': [0, 1],
  'soft-lockup': [0, 1],
  'allocation-failure': [0, 0],
  'allocation-stall': [0, 0],
  suppressed: [0, 0],
}

/** Reads the one-line notices that stand around OOM kills. `count` is what they count: an order, milliseconds, reports. */
export const readNotice = (text: string): Reading<NoticeLine> =>
  readWith(
    lexer,
    parser,
    () => parser().notice(),
    text,
    tree => {
      const part = (label: string) => piecesOf(tree, label)[0]?.text ?? null
      const what = KINDS.find(kind => part(kind) !== null) ?? 'suppressed'
      const [before, after] = AROUND_NAME[what]
      return {
        what,
        comm: part('comm')?.slice(before, after === 0 ? undefined : -after) ?? null,
        pid: part('pid'),
        count: part('count'),
      }
    },
  )

export const grammar: Grammar = {
  reads: 'One line about memory trouble that is no kill.',
  lexer,
  parser,
  examples: [
    {
      rule: 'notice',
      text: 'oom_reaper: reaped process 166 (java), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB',
      from: 'Linux 4.6 and later',
    },
    {
      rule: 'notice',
      text: 'INFO: task kworker/0:1:39 blocked for more than 120 seconds.',
      from: 'Linux 2.6.32 to 6.19',
    },
    {
      rule: 'notice',
      text: 'watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [java:166]',
      from: 'Linux 4.14 and later',
    },
    {
      rule: 'notice',
      text: 'java: page allocation failure: order:9, mode:0x100cc2(GFP_HIGHUSER), nodemask=(null),cpuset=/,mems_allowed=0',
      from: 'Linux 5.1 and later',
    },
    { rule: 'notice', text: 'oom_kill_process: 12 callbacks suppressed', from: 'lib/ratelimit.c of Linux' },
  ],
}
