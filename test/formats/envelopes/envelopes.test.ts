import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodiesOf, bodyOf } from './open.ts'

describe('a wrapping', () => {
  it.each([
    ['[   10.087421] x', ['dmesg'], 'x', { bootSeconds: 10.087421, wall: null }],
    ['[Thu Jan 15 08:30:10 2026] x', ['dmesg-T'], 'x', { bootSeconds: null, wall: { clock: 'printk-rendered' } }],
    ['[Thu Jan 15 08:30:10 2026] [   10.087421] x', ['dmesg-T', 'dmesg'], 'x', { bootSeconds: 10.087421, wall: {} }],
    ['4,338,10087421,-;x', ['kmsg'], 'x', { bootSeconds: 10.087421, wall: null }],
    ['Jan 15 08:30:10 node-1 kernel: x', ['syslog'], 'x', { bootSeconds: null, wall: { clock: 'reception' } }],
    ['Jan 15 08:30:10 node-1 kernel: [   10.087421] x', ['syslog', 'dmesg'], 'x', { bootSeconds: 10.087421, wall: {} }],
    ['Jan 15 08:30:10 node-1 kernel: [   10.087421][  T1] x', ['syslog', 'dmesg'], 'x', { bootSeconds: 10.087421 }],
    ['<4>Jan 15 08:30:10 node-1 kernel: x', ['syslog'], 'x', { wall: { clock: 'reception' } }],
    [
      '2026-01-15T08:30:10.5+01:00 node-1 kernel: x',
      ['syslog'],
      'x',
      {
        wall: { epochMs: Date.UTC(2026, 0, 15, 7, 30, 10, 500), zone: 'given', year: 'given', resolutionSeconds: 0.1 },
      },
    ],
    ['2026-02-30T08:30:10Z node-1 kernel: x', [], '2026-02-30T08:30:10Z node-1 kernel: x', { wall: null }],
    ['kernel: x', ['kernel-tag'], 'x', { bootSeconds: null, wall: null }],
    ['> Jan 15 08:30:10 node-1 kernel: x', ['syslog'], 'x', { wall: {} }],
    ['   [   10.087421] x', ['dmesg'], 'x', { bootSeconds: 10.087421 }],
    ['x', [], 'x', { bootSeconds: null, wall: null }],
  ])('is taken off: %s', (line, envelopes, text, stamp) => {
    expect(bodyOf(line)).toMatchObject({ envelopes, text, stamp, continues: false })
  })

  it('tells who wrote the line, as far as it can', () => {
    expect(bodyOf('[   10.087421] x').origin).toBe('unknown')
    expect(bodyOf('<4>[   10.087421] x').origin).toBe('kernel')
    expect(bodyOf('<30>[   10.087421] x').origin).toBe('user')
    expect(bodyOf('4,338,10087421,-;x').origin).toBe('kernel')
    expect(bodyOf('30,338,10087421,-;x').origin).toBe('user')
    expect(bodyOf('Jan 15 08:30:10 n kernel: x').origin).toBe('kernel')
    expect(bodyOf('Jan 15 08:30:10 n app[1]: x').origin).toBe('user')
    expect(bodyOf('<30>Jan 15 08:30:10 n kernel: x').origin).toBe('user')
    expect(bodyOf('Jan 15 08:30:10 n kernel[1]: x').origin).toBe('user')
    expect(bodyOf('kernel: x').origin).toBe('unknown')
    expect(bodyOf('x').origin).toBe('unknown')
  })

  it('tells the machine, the program and the task', () => {
    expect(bodyOf('Jan 15 08:30:10 node-1 app[12]: x')).toMatchObject({ host: 'node-1', ident: 'app' })
    expect(bodyOf('[   10.087421][  T123] x')).toMatchObject({ caller: 'T123', host: null, ident: null })
    expect(bodyOf('4,338,10087421,-,caller=C1;x')).toMatchObject({ caller: 'C1', ident: 'kernel' })
    expect(bodyOf('[Thu Jan 15 08:30:10 2026] [  T9] x')).toMatchObject({ caller: 'T9' })
  })

  it('stays on what a program wrote', () => {
    expect(bodyOf('Jan 15 08:30:10 n app[1]: [   10.087421] x')).toMatchObject({
      envelopes: ['syslog'],
      text: '[   10.087421] x',
      stamp: { bootSeconds: null },
    })
    expect(bodyOf('Jan 15 08:30:10 n app[1]: Jan 15 08:30:10 n kernel: x').text).toBe('Jan 15 08:30:10 n kernel: x')
    expect(bodyOf('[   10.087421] [   11.000000] x').text).toBe('[   11.000000] x')
    expect(bodyOf('Jan 15 08:30:10 n kernel: [Thu Jan 15 08:30:10 2026] x').text).toBe('[Thu Jan 15 08:30:10 2026] x')
    expect(bodyOf('[   10.087421] Jan 15 08:30:10 n kernel: x').text).toBe('Jan 15 08:30:10 n kernel: x')
    expect(bodyOf('Jan 15 08:30:10 n app[1]: 4,5,6,-;x')).toMatchObject({ text: '4,5,6,-;x', origin: 'user' })
  })
})

describe('a record of several lines', () => {
  it('is cut where /dev/kmsg and rsyslog print its newlines', () => {
    expect(
      bodiesOf('6,1,5000000,-;anon 1\\x0afile 2\\x0aslab 3').map(({ text, continues }) => [text, continues]),
    ).toEqual([
      ['anon 1', false],
      ['file 2', true],
      ['slab 3', true],
    ])
    const [, second] = bodiesOf('Jan 15 08:30:10 n kernel: anon 1#012file 2')
    expect(second).toMatchObject({ text: 'file 2', continues: true, origin: 'kernel', host: 'n', line: { number: 1 } })
  })

  it('goes on in lines that are indented', () => {
    const text = '[    8.129766] anon 1\n               file 2\n                active_file:3\n[    9.000000] x'
    expect(bodiesOf(text).map(body => [body.text, body.continues, body.stamp.bootSeconds])).toEqual([
      ['anon 1', false, 8.129766],
      ['file 2', true, 8.129766],
      ['active_file:3', true, 8.129766],
      ['x', false, 9],
    ])
  })

  it('is of the program that wrote it, whatever its lines quote', () => {
    for (const indent of ['  ', '\t', ' ', '                      ']) {
      const [, quoted] = bodiesOf(`Jan 15 08:30:10 n app[1]: a\n${indent}[   10.087421] x`)
      expect(quoted).toMatchObject({ origin: 'user', ident: 'app', continues: true, text: '[   10.087421] x' })
    }
  })

  it('ends with a line that is not indented, or is not the next', () => {
    const [, bare, after] = bodiesOf('[    8.129766] anon 1\nfile 2\n   file 3')
    expect(bare).toMatchObject({ envelopes: [], continues: false })
    expect(after).toMatchObject({ envelopes: [], continues: false })
  })
})

describe('a date', () => {
  const wallOf = (line: string) => bodyOf(line).stamp.wall
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  const two = (value: number) => String(value).padStart(2, '0')

  it('with a year is that date, read as if it were UTC', () => {
    const anyTime = fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) / 1000 })
    fc.assert(
      fc.property(anyTime, seconds => {
        const at = new Date(seconds * 1000)
        const day = String(at.getUTCDate()).padStart(2)
        const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':')
        const line = `[Thu ${MONTHS[at.getUTCMonth()]} ${day} ${time} ${at.getUTCFullYear()}] x`
        expect(wallOf(line)).toEqual({
          epochMs: seconds * 1000,
          zone: 'missing',
          year: 'given',
          resolutionSeconds: 1,
          clock: 'printk-rendered',
        })
      }),
    )
  })

  it('without a year is placed in a leap year', () => {
    expect(wallOf('Feb 29 08:30:10 n kernel: x')).toEqual({
      epochMs: Date.UTC(2000, 1, 29, 8, 30, 10),
      zone: 'missing',
      year: 'missing',
      resolutionSeconds: 1,
      clock: 'reception',
    })
  })

  it('may have fractions of a second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), micros => {
        const wall = wallOf(`Mar 01 08:30:10.${String(micros).padStart(6, '0')} n kernel: x`)
        expect(wall).toMatchObject({
          epochMs: Date.UTC(2000, 2, 1, 8, 30, 10) + Math.floor(micros / 1000),
          resolutionSeconds: 0.001,
        })
      }),
    )
    expect(wallOf('Mar 01 08:30:10.5 n kernel: x')).toMatchObject({
      epochMs: Date.UTC(2000, 2, 1, 8, 30, 10, 500),
      resolutionSeconds: 0.1,
    })
  })

  it.each([
    '[Sun Feb 29 08:30:10 2026] x',
    '[Sun Feb 30 08:30:10 2024] x',
    '[Sun Apr 31 08:30:10 2024] x',
    '[Sun Apr  0 08:30:10 2024] x',
    '[Sun Apr 10 24:30:10 2024] x',
    '[Sun Apr 10 23:60:10 2024] x',
    '[Sun Apr 10 23:30:61 2024] x',
    '[Sun Apr 10 23:30:10 0024] x',
    'Feb 30 08:30:10 n kernel: x',
    'Jun 31 08:30:10 n kernel: x',
  ])('that does not exist is none: %s', line => {
    expect(bodyOf(line)).toMatchObject({ envelopes: [], stamp: { wall: null }, text: line })
  })

  it('may fall into a leap second', () => {
    expect(wallOf('[Sat Dec 31 23:59:60 2016] x')?.epochMs).toBe(Date.UTC(2017, 0, 1))
  })
})
