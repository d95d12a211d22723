import { describe, expect, it } from 'vitest'
import { readNotice } from '../../../grammars/kernel/notice.ts'
import { beginningsOf, expectLinear, HOSTILE_NAMES, long, taken } from './support.ts'

const NAMES = HOSTILE_NAMES.filter(name => name !== '')

describe('a notice', () => {
  it.each([
    [
      'oom_reaper: reaped process 77 (java), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB',
      { what: 'reaped', comm: 'java', pid: '77', count: null },
    ],
    [
      'INFO: task kworker/0:1:39 blocked for more than 120 seconds.',
      { what: 'hung-task', comm: 'kworker/0:1', pid: '39', count: null },
    ],
    [
      'watchdog: BUG: soft lockup - CPU#64 stuck for 26s! [stat_manager-ag:1618982]',
      { what: 'soft-lockup', comm: 'stat_manager-ag', pid: '1618982', count: null },
    ],
    [
      'NMI watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [a:b:7]',
      { what: 'soft-lockup', comm: 'a:b', pid: '7', count: null },
    ],
    [
      'java: page allocation failure: order:9, mode:0x100cc2(GFP_HIGHUSER), nodemask=(null)',
      { what: 'allocation-failure', comm: 'java', pid: null, count: '9' },
    ],
    [
      'java: page allocation failure. order:2, mode:0x20',
      { what: 'allocation-failure', comm: 'java', pid: null, count: '2' },
    ],
    [
      'java: page allocation stalls for 10012ms, order:0, mode:0x14200ca',
      { what: 'allocation-stall', comm: 'java', pid: null, count: '10012' },
    ],
    ['oom_kill_process: 70 callbacks suppressed', { what: 'suppressed', comm: null, pid: null, count: '70' }],
  ])('%s', (line, expected) => {
    expect(taken(readNotice(line))).toEqual(expected)
    for (const part of beginningsOf(line)) {
      const reading = readNotice(part)
      if (reading.ok) expect(reading.value).toEqual(expected)
    }
  })

  it.each(NAMES)('of a task named “%s”', name => {
    expect(taken(readNotice(`oom_reaper: reaped process 7 (${name}), now anon-rss:0kB`)).comm).toBe(name)
    expect(taken(readNotice(`INFO: task ${name}:7 blocked for more than 120 seconds.`)).comm).toBe(name)
    expect(taken(readNotice(`${name}: page allocation failure: order:1, mode:0x1`)).comm).toBe(name)
  })

  it('keeps the colons and brackets of a name', () => {
    for (const name of ['a:', ' (a)', ':', '(sd-pam):']) {
      expect(taken(readNotice(`${name}: page allocation failure: order:1, mode:0x1`)).comm).toBe(name)
      expect(taken(readNotice(`INFO: task ${name}:7 blocked for more than 120 seconds.`)).comm).toBe(name)
    }
  })

  it('says no count that a cut may have shortened', () => {
    expect(readNotice('java: page allocation failure: order:1').ok).toBe(false)
    expect(readNotice('java: page allocation stalls for 100').ok).toBe(false)
  })

  it('is none where something else stands', () => {
    for (const line of [
      '',
      'INFO: task x',
      'x callbacks suppressed',
      'other: 7 callbacks suppressed',
      'page allocation failure',
    ]) {
      expect(readNotice(line).ok).toBe(false)
    }
  })

  it('takes no longer than its length', () => {
    expectLinear(readNotice, [
      long('INFO: task ', ':1'),
      long('INFO: task ', ':1 blocked for more than'),
      long('INFO: task a:', '1'),
      long('BUG: soft lockup - CPU#1 stuck for 1s! [', ':1'),
      long('', ': page allocation'),
      long('oom_reaper: reaped process 1 (', '),'),
      long('oom_kill_process: ', '1'),
    ])
  })
})
