import { describe, expect, test } from 'vitest'
import { killLines, raw, syslog } from '../logs.ts'
import { reportOf } from '../report-of.ts'

const END = '2026-01-15T08:30:10Z'
const problemsIn = async (log: string) =>
  (await reportOf({ log })).problems
    .filter(({ code }) => code === 'REPORTS_SUPPRESSED')
    .map(({ detail, evidence }) => [detail.slice(0, 60), evidence[0]?.line])
const line = (at: string, ident: string, text: string): string => `${at.slice(0, 19)}+00:00 node-1 ${ident}: ${text}\n`
const kill = line(END, 'kernel', killLines().at(-1) ?? '')

describe('reports that the kernel left out', () => {
  test.each(['oom_kill_process', 'out_of_memory', 'dump_tasks', 'mem_cgroup_out_of_memory'])('by %s', async name => {
    const log = raw(1000, [`${name}: 132 callbacks suppressed`, ...killLines()])
    expect(await problemsIn(log)).toEqual([["The kernel's rate limit left out 132 OOM reports before this", 1]])
  })

  test('are told without any kill', async () => {
    expect(await problemsIn(raw(1000, ['oom_kill_process: 1 callbacks suppressed']))).toHaveLength(1)
  })

  test.each(['net_ratelimit', 'warn_alloc', 'show_signal_msg', 'my_oom_kill_process'])('are none by %s', async name => {
    expect(await problemsIn(raw(1000, [`${name}: 132 callbacks suppressed`, ...killLines()]))).toEqual([])
  })
})

describe('lines that a logger lost near a kill', () => {
  test.each([
    ['systemd-journald[344]', 'Missed 344 kernel messages'],
    ['systemd-journal[344]', '/dev/kmsg buffer overrun, some messages lost.'],
    ['systemd-journald[344]', 'Suppressed 7124 messages from kubelet.service'],
    ['journal', 'Suppressed 7124 messages from /system.slice/docker.service'],
    ['rsyslogd-2177', 'imjournal: 406 messages lost due to rate-limiting'],
    ['rsyslogd', 'imjournal: begin to drop messages due to rate-limiting'],
    ['rsyslogd', 'imuxsock lost 516 messages from pid 159386 due to rate-limiting'],
  ])('by %s: %s', async (ident, text) => {
    const near = kill + line('2026-01-15T08:31:10Z', ident, text)
    expect((await problemsIn(near)).map(([, at]) => at)).toEqual([2])
    // An hour later it says nothing about the kill, and another program may say anything.
    expect(await problemsIn(kill + line('2026-01-15T09:31:10Z', ident, text))).toEqual([])
    expect(await problemsIn(kill + line('2026-01-15T08:31:10Z', 'app[7]', text))).toEqual([])
  })

  test('are told in a log without a year, too', async () => {
    const lost = 'Jan 15 08:30:12 node-1 systemd-journald[344]: Missed 344 kernel messages\n'
    expect(await problemsIn(syslog(END, killLines().slice(-1)) + lost)).toHaveLength(1)
  })

  test('by a console, whose note may stand before a line of the report', async () => {
    const [header = '', ...rest] = raw(1000, killLines()).split(/(?<=\n)/)
    const glued = `** 12 printk messages dropped ** ${header}${rest.join('')}`
    expect((await reportOf({ log: glued })).incidents).toMatchObject([{ trigger: { comm: 'java' }, complete: true }])
    const within = `${header}** 12 printk messages dropped **\n${rest.join('')}`
    expect(await problemsIn(within)).toEqual([
      [expect.stringContaining('A console of the kernel lost 12 log lines'), 2],
    ])
    expect(await problemsIn(`${kill}** 12 printk messages dropped **\n`)).toEqual([])
  })
})
