import fc from 'fast-check'
import { type NoticeLine, readNotice } from '../../../../grammars/kernel/notice.ts'
import { type LineLaw, LOST, type Said, said } from '../line-law.ts'
import * as words from '../words.ts'

interface Form {
  readonly what: NoticeLine['what']
  /** What it tells of: the others are numbers that no reader needs. */
  readonly has: readonly ('comm' | 'pid' | 'count')[]
  readonly print: (said: Said) => string
}

const FORMS: readonly Form[] = [
  {
    what: 'reaped',
    has: ['comm', 'pid'],
    print: ({ pid, comm }) =>
      `oom_reaper: reaped process ${pid} (${comm}), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB`,
  },
  {
    what: 'hung-task',
    has: ['comm', 'pid'],
    print: ({ pid, comm }) => `INFO: task ${comm}:${pid} blocked for more than 120 seconds.`,
  },
  {
    what: 'soft-lockup',
    has: ['comm', 'pid'],
    print: ({ pid, comm }) => `watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [${comm}:${pid}]`,
  },
  {
    what: 'allocation-failure',
    has: ['comm', 'count'],
    print: ({ comm, count }) =>
      `${comm}: page allocation failure: order:${count}, mode:0x100cc2(GFP_HIGHUSER), nodemask=(null)`,
  },
  {
    what: 'allocation-stall',
    has: ['comm', 'count'],
    print: ({ comm, count }) => `${comm}: page allocation stalls for ${count}ms, order:0, mode:0x14200ca`,
  },
  {
    what: 'suppressed',
    has: ['count'],
    print: ({ count }) => `oom_kill_process: ${count} callbacks suppressed`,
  },
]

const facts = fc.record({ comm: words.name, pid: words.pid, count: fc.nat(99_999) })

export const noticeLaws: readonly LineLaw<Said, NoticeLine>[] = FORMS.map(({ what, has, print }) => ({
  name: `a notice: ${what}`,
  facts: facts.map(each => said({ what, ...Object.fromEntries(has.map(key => [key, each[key]])) })),
  print,
  said: each => each,
  read: readNotice,
  says: line => said({ ...line }),
  printAgain: ({ what: _what, ...line }) => print({ comm: LOST, pid: LOST, count: LOST, ...said({ ...line }) }),
}))
