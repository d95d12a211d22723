import { describe, expect, it } from 'vitest'
import { readSyslogLine } from '../../../grammars/envelopes/syslog-line.ts'
import { expectLinear, long, taken } from '../kernel/support.ts'

describe('a line of syslog', () => {
  it.each([
    [
      'Jan 15 08:30:10 node-1 kernel: x',
      { day: '15', time: '08:30:10', host: 'node-1', ident: 'kernel', priority: null },
      'x',
    ],
    ['Mar  1 08:30:10 node-1 kernel:  active_file:1', { day: '1', ident: 'kernel' }, ' active_file:1'],
    ['Mar 01 08:30:10.123456 node-1 kernel: x', { time: '08:30:10.123456' }, 'x'],
    ['Mar  1 08:30:10 n.example.org my-app[12]: x', { host: 'n.example.org', ident: 'my-app' }, 'x'],
    ['Mar  1 08:30:10 n (sd-pam)[12]: x', { ident: '(sd-pam)' }, 'x'],
    ['Mar  1 08:30:10 n kernel:', { ident: 'kernel' }, ''],
    ['2026-01-15T08:30:10+01:00 n kernel: x', { iso: '2026-01-15T08:30:10+01:00', host: 'n', month: '' }, 'x'],
    ['2026-01-15T08:30:10.123456Z n kubelet[7]: x', { iso: '2026-01-15T08:30:10.123456Z', ident: 'kubelet' }, 'x'],
    ['2026-01-15T08:30:10,123456+0100 n kernel: x', { iso: '2026-01-15T08:30:10,123456+0100' }, 'x'],
    ['<4>Mar  1 08:30:10 n kernel: x', { priority: '4', ident: 'kernel' }, 'x'],
  ])('%s', (line, expected, message) => {
    const read = taken(readSyslogLine(line))
    expect(read).toMatchObject(expected)
    expect(line.slice(read.rest)).toBe(message)
  })

  it.each([
    '',
    'Jan 15 08:30:10',
    'Jan 15 08:30:10 node-1',
    'Jan 15 08:30:10 node-1 no ident here',
    'Jän 15 08:30:10 node-1 kernel: x',
    'Jan 15 08:30 node-1 kernel: x',
    '2026-01-15T08:30:10 node-1 kernel: x',
  ])('is none: %s', line => expect(readSyslogLine(line).ok).toBe(false))

  it('takes no longer than its length', () => {
    const head = 'Jan 15 08:30:10 node-1 '
    expectLinear(readSyslogLine, [
      long(head, 'a'),
      long(head, 'a['),
      long(head, 'a:'),
      long(`${head}a[`, '1'),
      long('Jan 15 08:30:10 ', 'a'),
      long('Jan', ' '),
      long('', 'Jan '),
    ])
  })
})
