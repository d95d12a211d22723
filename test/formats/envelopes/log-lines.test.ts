import { describe, expect, it } from 'vitest'
import { bodiesOf, bodyOf } from './open.ts'

const utc = (...parts: Parameters<typeof Date.UTC>): number => Date.UTC(...parts)

describe('a line of the journal or of syslog', () => {
  it.each([
    ['Oct 07 08:30:21 kernel: x', null, 'kernel', utc(2000, 9, 7, 8, 30, 21)],
    ['août 05 08:30:21 web-07 kernel: x', 'web-07', 'kernel', utc(2000, 7, 5, 8, 30, 21)],
    ['oct. 07 08:30:21 web-07 kernel: x', 'web-07', 'kernel', utc(2000, 9, 7, 8, 30, 21)],
    ['апр 28 08:30:21 web-07 kernel: x', 'web-07', 'kernel', utc(2000, 3, 28, 8, 30, 21)],
    ['10月 07 08:30:21 web-07 kernel: x', 'web-07', 'kernel', utc(2000, 9, 7, 8, 30, 21)],
    ['Wed 2026-10-07 08:30:21 UTC web-07 kernel: x', 'web-07', 'kernel', utc(2026, 9, 7, 8, 30, 21)],
    ['Ср 2026-10-07 10:30:21 CEST web-07 kernel: x', 'web-07', 'kernel', utc(2026, 9, 7, 8, 30, 21)],
    ['Wed 2026-10-07 11:30:21 +03 kernel: x', null, 'kernel', utc(2026, 9, 7, 8, 30, 21)],
    ['1791361821.007804 web-07 kernel: x', 'web-07', 'kernel', 1791361821007],
    ['Mar  1 10:00:00 n kern.warn kernel: x', 'n', 'kernel', utc(2000, 2, 1, 10)],
    ['Mon Mar  4 10:00:00 2024 kern.warn kernel: x', null, 'kernel', utc(2024, 2, 4, 10)],
    ['Mar  1 2024 10:00:00 n kernel: x', 'n', 'kernel', utc(2024, 2, 1, 10)],
    ['<4>1 2026-10-07T08:30:21.013447+00:00 n kernel - - - x', 'n', 'kernel', utc(2026, 9, 7, 8, 30, 21, 13)],
    ['- 1131566461 2005.11.09 n Nov 9 12:01:01 n/n kernel: x', 'n/n', 'kernel', 1131566461000],
    ['2024-03-01 10:00:00 n kernel: x', 'n', 'unknown', utc(2024, 2, 1, 10)],
    ['2024-03-01 11:00:00.5 +0100 n kernel: x', 'n', 'unknown', utc(2024, 2, 1, 10, 0, 0, 500)],
    ['2024-03-01T10:00:00.123456789Z n kernel: x', 'n', 'unknown', utc(2024, 2, 1, 10, 0, 0, 123)],
    ['2024-03-01T10:00:00 n kernel: x', 'n', 'unknown', utc(2024, 2, 1, 10)],
  ])('is taken off: %s', (line, host, origin, epochMs) => {
    expect(bodyOf(line)).toMatchObject({
      text: 'x',
      host,
      ident: 'kernel',
      origin,
      stamp: { wall: { epochMs, clock: 'reception' } },
    })
  })

  it('has the zone that it prints, where that is one', () => {
    const zoneOf = (line: string) => bodyOf(line).stamp.wall?.zone
    for (const zone of ['UTC', 'GMT', 'CET', 'CEST', '+03', '-0330'])
      expect(zoneOf(`Wed 2026-10-07 08:30:21 ${zone} n kernel: x`)).toBe('given')
    for (const zone of ['CST', 'IST', 'PST', 'XYZ'])
      expect(zoneOf(`Wed 2026-10-07 08:30:21 ${zone} n kernel: x`)).toBe('missing')
    expect(zoneOf('2024-03-01 10:00:00 n kernel: x')).toBe('missing')
    expect(zoneOf('1791361821.007804 n kernel: x')).toBe('given')
  })

  it('has no time where the month is that of two languages', () => {
    expect(bodyOf('lip 07 08:30:21 web-07 kernel: x')).toMatchObject({
      text: 'x',
      ident: 'kernel',
      stamp: { wall: null },
    })
  })

  it.each([
    ['Oct 07 08:30:21 web-07 (udev-worker)[9]: x', '(udev-worker)'],
    ['Oct 07 08:30:21 sudo: x', 'sudo'],
    ['Oct 07 08:30:21 web-07 user.warn kernel: x', 'kernel'],
    ['Oct 07 08:30:21 web-07 kernel[9]: x', 'kernel'],
    ['Wed 2026-10-07 08:30:21 UTC web-07 init.scope[1]: x', 'init.scope'],
    ['Wed 2026-10-07 08:30:21 UTC web-07 dbus-:1.2-a.B@0.service[7]: x', 'dbus-:1.2-a.B@0.service'],
    ['1791361821.007804 web-07 app[9]: x', 'app'],
    ['Mon Mar  4 10:00:00 2024 daemon.notice netifd: x', 'netifd'],
    ['2024-03-01T10:00:00Z app[9]: x', 'app'],
    // A level is no host, and what a program calls its logger proves nothing.
    ['2024-03-01 10:00:00,123 ERROR kernel: x', 'kernel'],
    ['2024-03-01T10:00:00.123Z INFO ticket-bot: x', 'ticket-bot'],
    ['<30>1 2026-10-07T08:30:21Z web-07 systemd 1 - - x', 'systemd'],
    ['<30>1 2026-10-07T08:30:21Z web-07 kernel - - - x', 'kernel'],
    ['<6>1 2026-10-07T08:30:21Z web-07 kernel 9 - - x', 'kernel'],
    ['[   20.871742] web-07 systemd[1]: x', 'systemd'],
    ['[   20.871742 <    5.505752 >] web-07 a.service[12]: x', 'a.service'],
    ['[   20.871742 <    5.505752*>] web-07 a: x', 'a'],
  ])('of a program is that: %s', (line, ident) => {
    expect(bodyOf(line)).toMatchObject({ text: 'x', ident, origin: 'user' })
  })

  it.each([
    'at 12 08:30:21 web-07 kernel: x',
    'Feb 30 08:30:21 kernel: x',
    'Wed 2026-13-07 08:30:21 UTC web-07 kernel: x',
    'Wed 2026-10-07 08:30:21 web-07',
    '179136182.007804',
    '1 2026-10-37T08:30:21Z web-07 kernel - - - x',
    '2024-03-01 10:00:00 Mem-Info:',
    '- 1131566461 2005.11.09 n no date here',
  ])('is none: %s', line => expect(bodyOf(line)).toMatchObject({ envelopes: [], text: line }))

  it('is cut where its newlines are written out', () => {
    for (const head of ['Oct 07 08:30:21 kernel: ', '<4>1 - n kernel - - - ', '1791361821.007804 n kernel: '])
      expect(bodiesOf(`${head}anon 1#012file 2`).map(body => [body.text, body.continues])).toEqual([
        ['anon 1', false],
        ['file 2', true],
      ])
  })
})

describe('seconds since boot in the journal', () => {
  it('stand before a host and a program', () => {
    const stamp = { bootSeconds: 20.871742, wall: null }
    expect(bodyOf('[   20.871742] web-07 kernel: x')).toMatchObject({
      text: 'x',
      host: 'web-07',
      ident: 'kernel',
      stamp,
    })
    expect(bodyOf('[   20.871742 <    5.505752 >] web-07 kernel: x')).toMatchObject({
      text: 'x',
      ident: 'kernel',
      stamp,
    })
    expect(bodyOf('[   20.871742] kernel: x')).toMatchObject({ text: 'x', host: null, ident: 'kernel', stamp })
  })

  it('prove the kernel only in a form that the kernel does not print itself', () => {
    expect(bodyOf('[   20.871742] web-07 kernel: x').origin).toBe('unknown')
    expect(bodyOf('[   20.871742 <    5.505752 >] web-07 kernel: x').origin).toBe('kernel')
  })

  it.each([
    'usb 1-1: New device',
    'systemd[1]: x',
    'traps: node[123] trap',
    'node[123]: segfault at 0',
    'EXT4-fs (sda1): x',
    'audit: type=1400 apparmor="x": y',
    'web-07 kernel[9]x',
    'Out of memory: x',
    'oom_reaper: reaped process 1 (a), now x',
    'Node 0 DMA: 1*4kB',
    'Memory cgroup stats for /a:',
    'lowmem_reserve[]: 0 0',
    'a: b[1]: c',
  ])('are not taken for these before a message: %s', text => {
    expect(bodyOf(`[   20.871742] ${text}`)).toMatchObject({ envelopes: ['dmesg'], text, ident: null, host: null })
  })
})

describe('the name of a file before a line', () => {
  it.each(['/var/log/kern.log.1:', 'kern.log:337:', 'node-3/dmesg.txt-12-', './messages-20240301.gz:'])(
    'is taken off: %s',
    name => {
      expect(bodyOf(`${name}[   20.871742] x`)).toMatchObject({ text: 'x', stamp: { bootSeconds: 20.871742 } })
      expect(bodyOf(`${name}Oct 07 08:30:21 web-07 kernel: x`)).toMatchObject({
        text: 'x',
        host: 'web-07',
        origin: 'unknown',
      })
    },
  )
  it.each(['app.log: [   20.871742] x', 'kern.log:x', 'app:[   20.871742] x', 'see kern.log:[   20.871742] x'])(
    'stays where no log line follows it: %s',
    line => expect(bodyOf(line)).toMatchObject({ envelopes: [], text: line }),
  )
})
