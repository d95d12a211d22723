import { describe, expect, it } from 'vitest'
import { eventsIn, fixture, foundIn, problemsIn, reportIn, reportsIn } from './read.ts'
import { WRAPPINGS } from './wrap.ts'

const KILL =
  'Out of memory: Killed process 7 (a) total-vm:4620kB, anon-rss:3956kB, file-rss:4kB, shmem-rss:72kB, UID:0 pgtables:44kB oom_score_adj:900'
const HEADER = 'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=900'

describe('a page allocation failure', () => {
  const text = [
    'swapper/0: page allocation failure: order:9, mode:0x100cc2(GFP_HIGHUSER), nodemask=(null),cpuset=/,mems_allowed=0',
    'CPU: 0 PID: 1 Comm: swapper/0 Not tainted 6.1.0 #1',
    'Call Trace:',
    ' warn_alloc+0x1/0x2',
    ' __alloc_pages_slowpath+0xd12/0x1020',
    ...fixture('global-6.12').split('\n').slice(11, 33),
  ].join('\n')

  it.each(['bare', 'dmesg', 'syslog', 'kmsg'])('is no report, for all its memory info (%s)', wrapping => {
    const log = WRAPPINGS[wrapping]?.(text) ?? ''
    expect(reportsIn(log)).toEqual([])
    expect(eventsIn(log, 'kernel.notice')).toMatchObject([{ what: 'allocation-failure', comm: 'swapper/0', count: 9 }])
  })

  it('at the start of a log is none wherever it was cut', () => {
    const lines = text.split('\n')
    for (let at = 1; at < lines.length; at += 1) expect(reportsIn(lines.slice(at).join('\n'))).toEqual([])
  })

  it('does not lend its memory info to the report after it', () => {
    const lines = text.split('\n').slice(6)
    const report = reportIn([...lines, fixture('memcg-v2-6.1')].join('\n'))
    expect(report).toMatchObject({ memInfo: null, cutBy: null, span: { line: lines.length + 1 } })
  })
})

describe('a line that a process wrote into the kernel log', () => {
  it.each([
    ['kmsg', `30,338,10087421,-;${KILL}`],
    ['a buffer with priorities', `<30>[   10.087421] ${KILL}`],
    ['syslog with priorities', `<30>Jan 15 08:30:10 node-1 kernel: [   10.087421] ${KILL}`],
    ['syslog with facilities', `Jan 15 08:30:10 node-1 user.warn kernel: [   10.087421] ${KILL}`],
    ['RFC 5424', `<30>1 2026-01-15T08:30:10Z node-1 kernel - - - ${KILL}`],
    ['a PID', `Jan 15 08:30:10 node-1 kernel[12]: ${KILL}`],
    ['dmesg -x', `daemon:info  : [   10.087421] ${KILL}`],
    ['priorities alone', `<30>${KILL}`],
    ['Talos', `user: warning: [2026-01-15T08:30:10Z]: ${KILL}`],
  ])('is no report: %s', (_, line) => {
    const found = foundIn(line)
    expect(found).toMatchObject([{ code: 'FORGED_KERNEL_LINE', evidence: [{ line: 1 }] }])
  })

  it('does not change a report that it stands in', () => {
    const records = WRAPPINGS.kmsg?.(fixture('memcg-v2-6.1')).trimEnd().split('\n') ?? []
    const forged = [`12,1,100000000,-;${HEADER}`, `12,2,100000000,-;${KILL}`, '12,3,100000000,-;9 pages RAM']
    const log = [...records.slice(0, 5), ...forged, ...records.slice(5)].join('\n')
    expect(reportsIn(log)).toMatchObject([{ kills: [{ pid: 166 }], trigger: { pid: 166 }, originUnproven: false }])
    expect(problemsIn(log).map(problem => problem.code)).toEqual(['FORGED_KERNEL_LINE', 'FORGED_KERNEL_LINE'])
  })

  it('is told apart by the priority of the kernel alone', () => {
    for (const level of [0, 3, 4, 7]) expect(reportIn(`${level},338,10087421,-;${KILL}`).originUnproven).toBe(false)
    for (const priority of [8, 11, 30, 191]) expect(reportsIn(`${priority},338,10087421,-;${KILL}`)).toEqual([])
  })

  it('cannot be told where the log has no priorities, and then the report says so', () => {
    expect(reportIn(`[   10.087421] ${KILL}`).originUnproven).toBe(true)
    expect(reportIn(KILL).originUnproven).toBe(true)
    expect(reportIn(`kernel: ${KILL}`).originUnproven).toBe(true)
  })
})

describe('a program that quotes the kernel', () => {
  it.each([
    `Jan 15 08:30:10 node-1 my-app[12]: ${KILL}`,
    `Jan 15 08:30:10 node-1 my-app: ${HEADER}`,
    `Jan 15 08:30:10 node-1 my-app[12]: [   10.087421] ${KILL}`,
    `Jan 15 08:30:10 node-1 node-problem-detector[1]: [kernel-monitor] ${KILL}`,
    `janv. 15 08:30:10 node-1 my-app[12]: ${KILL}`,
    `Jan 15 08:30:10 my-app[12]: ${KILL}`,
    `Thu 2026-01-15 08:30:10 CET node-1 my-app.service[12]: ${KILL}`,
    `1768465810.087421 node-1 my-app[12]: ${KILL}`,
    `[   10.087421] node-1 my-app[12]: ${KILL}`,
    `[   10.087421 <    0.000001 >] node-1 my-app: ${KILL}`,
    `<14>1 2026-01-15T08:30:10Z node-1 my-app 12 - - ${KILL}`,
    `<14>1 2026-01-15T08:30:10Z node-1 - - - - ${KILL}`,
    `Thu Jan 15 08:30:10 2026 user.notice my-app: ${KILL}`,
    `2026-01-15 08:30:10 node-1 my-app: ${KILL}`,
    `2026-01-15T08:30:10.087421789Z stdout F ${KILL}`,
    `2026-01-15T08:30:10.087421789Z stderr F Jan 15 08:30:10 node-1 my-app: ${KILL}`,
    `2026-01-15T08:30:10.087421789Z ${KILL}`,
    'Jan 15 08:30:10 node-1 my-app[1]: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),global_oom,task=a,pid=7,uid=0',
  ])('is quoted, and no report: %s', line => {
    expect(foundIn(line)).toMatchObject([{ code: 'QUOTED_KERNEL_LINE', severity: 'info' }])
  })

  it('is no report in the further lines of its record either', () => {
    for (const indent of ['  ', '\t', '        ']) {
      expect(reportsIn(`Jan 15 08:30:10 node-1 my-app[12]: it said\n${indent}${KILL}\n${indent}${HEADER}`)).toEqual([])
      expect(reportsIn(`Jan 15 08:30:10 node-1 my-app[12]: it said\n${indent}[   10.087421] ${KILL}`)).toEqual([])
    }
  })

  it('is no report in a log of an unknown form', () => {
    const stamp = '2026-01-15T08:30:10.123456+00:00 host my-app:'
    expect(reportsIn([`${stamp} ${HEADER}`, `${stamp} ${KILL}`, `level=info msg="${KILL}"`].join('\n'))).toEqual([])
    expect(eventsIn(`${stamp} x: page allocation failure: order:1, mode:0x1`, 'kernel.notice')).toEqual([])
  })

  it('is no report where it writes a date, a level and a name itself', () => {
    for (const level of ['ERROR', 'warn', 'Info', 'FATAL'])
      for (const stamp of ['2026-01-15 08:30:10,123', '2026-01-15T08:30:10.123Z', 'Jan 15 08:30:10'])
        expect(reportsIn(`${stamp} ${level} kernel: ${KILL}`)).toEqual([])
  })

  it('is nothing at all where it only speaks of memory', () => {
    const lines = [
      'earlyoom[500]: sending SIGTERM to process 77 uid 0 "a": badness 12, VmRSS 5 MiB',
      'Out of memory and no killable processes',
      'Out of memory! avail: 100 MiB < min: 200 MiB',
      'rcu: \tUnless rcu_sched kthread gets sufficient CPU time, OOM is now expected behavior.',
      'OOM killer disabled.',
      'PM: suspend entry (deep)',
      'invoked oom-killer: gfp_mask=0x',
    ]
    expect(foundIn(lines.join('\n'))).toEqual([])
  })
})

describe('a form that is not read', () => {
  it.each([
    ['journalctl -o export', `MESSAGE=${HEADER}`],
    ['dmesg --json', `         "msg": "${HEADER}"`],
    ['a time without a date', `08:30:10 ${KILL}`],
    ['a name after a whole date', `2026-01-15T08:30:10.087Z console ${KILL}`],
  ])('gives no report, and a problem that says so: %s', (_, line) => {
    expect(foundIn(line)).toMatchObject([{ code: 'KERNEL_LINE_UNREAD', evidence: [{ line: 1 }] }])
  })

  it('is no problem where nothing of the OOM killer is in it', () => {
    expect(foundIn('MESSAGE=usb 1-1: new device\n08:30:10 eth0: up')).toEqual([])
  })
})

describe('rows of numbers', () => {
  const row = (pid: number) => `[ ${pid}]     0   ${pid}    16515    16318   167936        0           968 java`
  it('are no report where one stands alone', () => expect(reportsIn(row(1))).toEqual([]))
  it('are the rest of one where a table is left', () => {
    expect(reportsIn([row(1), row(2), row(3)].join('\n'))).toMatchObject([{ has: { conclusion: false }, kills: [] }])
  })
})
