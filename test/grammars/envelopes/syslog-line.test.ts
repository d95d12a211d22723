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
    ['2026-01-15 08:30:10.123 +0100 n kernel: x', { iso: '2026-01-15 08:30:10.123 +0100', host: 'n' }, 'x'],
    ['2026-01-15 08:30:10 n kernel: x', { iso: '2026-01-15 08:30:10', host: 'n' }, 'x'],
    ['Thu 2026-01-15 08:30:10 CET n kernel: x', { iso: '2026-01-15 08:30:10 CET', host: 'n' }, 'x'],
    ['Чт 2026-01-15 08:30:10 +03 n init.scope[1]: x', { iso: '2026-01-15 08:30:10 +03', ident: 'init.scope' }, 'x'],
    ['1768465810.087421 n (udev-worker)[12]: x', { unix: '1768465810.087421', ident: '(udev-worker)', pid: '12' }, 'x'],
    ['[   10.087421] n kernel: x', { monotonic: '10.087421', isDelta: false, host: 'n', ident: 'kernel' }, 'x'],
    ['[   10.087421 <    0.000001 >] n kernel: x', { monotonic: '10.087421', isDelta: true }, 'x'],
    ['[   10.087421 <    0.000001*>] n a.service[1]: x', { monotonic: '10.087421', isDelta: true, pid: '1' }, 'x'],
    ['Mar  1 08:30:10 kernel: x', { host: null, ident: 'kernel', pid: null }, 'x'],
    ['mars 01 08:30:10 systemd-oomd[12]: x', { month: 'mars', host: null, ident: 'systemd-oomd', pid: '12' }, 'x'],
    ['10月 01 08:30:10 n kernel: x', { month: '10月', day: '01', host: 'n' }, 'x'],
    ['Mar  1 08:30:10 n user.warn kernel: x', { host: 'n', facility: 'user.warn', ident: 'kernel' }, 'x'],
    ['Mar  1 08:30:10 kern.err kernel: x', { host: null, facility: 'kern.err', ident: 'kernel' }, 'x'],
    ['Fri Mar  1 08:30:10 2024 kern.err kernel: x', { month: 'Mar', year: '2024', facility: 'kern.err' }, 'x'],
    ['Mar  1 2024 08:30:10 n kernel: x', { month: 'Mar', day: '1', year: '2024', host: 'n' }, 'x'],
    ['Mar  1 08:30:10 2024 n kernel: x', { year: '2024', host: 'n' }, 'x'],
    ['Mar  1 08:30:10 2024 kernel: x', { year: null, host: '2024' }, 'x'],
    ['Mar  1 08:30:10 n dbus-:1.2-a.B@0.service[7]: x', { ident: 'dbus-:1.2-a.B@0.service', pid: '7' }, 'x'],
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
    'Jan: 15 08:30:10 node-1 kernel: x',
    'Jan 15 08:30 node-1 kernel: x',
    'Thu Jan 15 Jan 08:30:10 node-1 kernel: x',
    '2026-01-15 node-1 kernel: x',
    '2026-01-15T08:30:10 CET node-1 kernel: x',
    'Thu 2026-01-15 08:30:10 node-1 no ident',
    '12345.087421 node-1 kernel: x',
    '1768465810 node-1 kernel: x',
    '[   10.087421] two words kernel: x',
    '[   10.087421 <    0.000001>] node-1 kernel: x',
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
      long('Jan 15 08:30:10 2024 ', 'a '),
      long('Jan 15 08:30:10 2024 ', 'a'),
      long(head, ':'),
      long(head, 'a:b'),
      long('2026-01-15T08:30:10', ' '),
      long('[   10.087421 <', ' '),
      long('Thu 2026-01-15 08:30:10 ', 'A'),
    ])
  })
})
