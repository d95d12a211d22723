import { describe, expect, it } from 'vitest'
import { bodiesOf, bodyOf } from './open.ts'

const utc = (...parts: Parameters<typeof Date.UTC>) => ({ epochMs: Date.UTC(...parts) })

describe('a time that dmesg prints', () => {
  it.each([
    ['[Mi Okt  7 08:30:20 2026] x', utc(2026, 9, 7, 8, 30, 20)],
    ['[mer. août  5 16:13:51 2026] x', utc(2026, 7, 5, 16, 13, 51)],
    ['[mer. ao\ufffdt  5 16:13:51 2026] x', utc(2026, 7, 5, 16, 13, 51)],
    ['[Ср окт  7 08:30:20 2026] x', utc(2026, 9, 7, 8, 30, 20)],
    ['[mié oct  7 08:30:20 2026] x', utc(2026, 9, 7, 8, 30, 20)],
    ['[śro paź  7 08:30:20 2026] x', utc(2026, 9, 7, 8, 30, 20)],
    ['[三 10月  7 08:30:20 2026] x', utc(2026, 9, 7, 8, 30, 20)],
    ['[Wed Oct  7 08:30:20 2026 <    5.505752>] x', utc(2026, 9, 7, 8, 30, 20)],
    ['[  +7.000000] [Wed Oct  7 08:30:20 2026 <    7.000000>] x', utc(2026, 9, 7, 8, 30, 20)],
    ['[Oct 7 08:30] [Wed Oct  7 08:30:20 2026] x', utc(2026, 9, 7, 8, 30, 20)],
    ['[Wed Oct  7 08:30:20 2026] [Oct 7 08:30] x', utc(2026, 9, 7, 8, 30, 20)],
    ['[Wed Oct  7 10:30:20 2026] 2026-10-07T10:30:20,871742+02:00 x', utc(2026, 9, 7, 8, 30, 20, 871)],
    ['2026-10-07T10:30:20,871742+02:00 [Wed Oct  7 10:30:20 2026] x', utc(2026, 9, 7, 8, 30, 20, 871)],
    ['2026-10-07T08:30:20,871742+0000 x', { ...utc(2026, 9, 7, 8, 30, 20, 871), zone: 'given' }],
    ['[Oct 7 08:30] x', { ...utc(2000, 9, 7, 8, 30), year: 'missing', resolutionSeconds: 60 }],
    ['[Oct12 08:30] x', { ...utc(2000, 9, 12, 8, 30), year: 'missing', resolutionSeconds: 60 }],
    ['[окт12 08:30] x', utc(2000, 9, 12, 8, 30)],
    ['[  +5.505752] x', null],
    ['[<    5.505752>] x', null],
    ['[\ufffd\ufffd \ufffd\ufffd\ufffd  7 08:30:20 2026] x', null],
    ['[pią lip  7 08:30:20 2026] x', null],
    ['[   20.871742 <    5.505752>] x', null],
    ['[ 1234.567890,0] x', null],
  ])('is taken off: %s', (line, wall) => {
    const body = bodyOf(line)
    expect(body).toMatchObject({ text: 'x', origin: 'unknown', ident: null, host: null })
    expect(body.envelopes).not.toEqual([])
    if (wall === null) expect(body.stamp.wall).toBeNull()
    else expect(body.stamp.wall).toMatchObject({ clock: 'printk-rendered', ...wall })
  })

  it('stands beside seconds since boot in any order', () => {
    const both = { bootSeconds: 12345.678901, wall: { epochMs: Date.UTC(2024, 2, 1, 10) } }
    expect(bodyOf('[Fri Mar  1 10:00:00 2024] [12345.678901] x')).toMatchObject({ text: 'x', stamp: both })
    expect(bodyOf('[12345.678901] [Fri Mar  1 10:00:00 2024] x')).toMatchObject({ text: 'x', stamp: both })
    expect(bodyOf('[2-3219.1870] x')).toMatchObject({ text: 'x', stamp: { bootSeconds: 3219.187, wall: null } })
  })

  it.each([
    '[Mi Foo  7 08:30:20 2026] x',
    '[Mi Feb 30 08:30:20 2026] x',
    '[lip  7 08:30:20 2026] x',
    '[pią lip 32 08:30:20 2026] x',
    '[Foo12 08:30] x',
    '[Feb30 08:30] x',
    '[Oct12 24:30] x',
    '2026-10-07T08:30:20,871+00:00 WARN x',
    '[2-3219.187] x',
  ])('is none that cannot be: %s', line => {
    expect(bodyOf(line).envelopes.filter(id => id !== 'timestamped')).toEqual([])
  })

  it('is text where another wrapping says who wrote it', () => {
    for (const text of ['[Wed Oct  7 08:30:20 2026] x', '[  +5.505752] x', '[Oct12 08:30] x', 'kern  :warn  : x'])
      expect(bodyOf(`Jan 15 08:30:10 n kernel: ${text}`).text).toBe(text)
    expect(bodyOf('[    1.000000] [    2.000000] x').text).toBe('[    2.000000] x')
    expect(bodyOf('[  +1.000000] [  +2.000000] x').text).toBe('[  +2.000000] x')
  })
})

describe('a priority', () => {
  it.each([
    ['kern  :warn  : [   20.871742] x', 'kernel', { bootSeconds: 20.871742 }],
    ['kern  :err   : [Wed Oct  7 08:30:20 2026] x', 'kernel', { bootSeconds: null }],
    ['kern  :emerg : 2026-10-07T08:30:20,871742+00:00 x', 'kernel', {}],
    ['kern  :warn  : x', 'kernel', { wall: null }],
    ['user  :notice: [   20.871742] x', 'user', { bootSeconds: 20.871742 }],
    ['daemon:info  : [   20.871742] x', 'user', {}],
    ['local0:debug : x', 'user', {}],
    ['<4>x', 'unknown', {}],
    ['<30>x', 'user', {}],
    ['Jan 15 08:30:10 n kernel: <4>x', 'kernel', {}],
    ['Jan 15 08:30:10 n kernel: <30>x', 'user', {}],
    ['Jan 15 08:30:10 n kernel: <30>[   20.871742] x', 'user', { bootSeconds: 20.871742 }],
    ['Jan 15 08:30:10 n kernel:  [   20.871742] x', 'kernel', { bootSeconds: 20.871742 }],
  ])('tells who wrote the line: %s', (line, origin, stamp) => {
    expect(bodyOf(line)).toMatchObject({ text: 'x', origin, stamp })
  })

  it('is text after a time, and none without a known name', () => {
    for (const text of ['kern  :warn  : x', '<4>x']) {
      expect(bodyOf(`[   20.871742] ${text}`).text).toBe(text)
      expect(bodyOf(`[Wed Oct  7 08:30:20 2026] ${text.replace('kern ', 'x ')}`).text).toBe(text.replace('kern ', 'x '))
    }
    for (const line of ['cern  :warn  : x', 'kern  :bad   : x', 'kern: warn: x', '<4 >x', '<>x'])
      expect(bodyOf(line)).toMatchObject({ envelopes: [], text: line })
  })
})

describe('who was running', () => {
  it.each([
    ['<6>[ 1234.567890] [0:      swapper/0:    1] x', 'T1'],
    ['<6>[ 1234.567890]  [4:  kworker/4:1H:  234] x', 'T234'],
    ['[   31.907781]I[0:      swapper/0:    0] x', 'T0'],
    ['<6>[ 1234.567890]  (0)[276:mmcqd/0]x', 'T276'],
    ['[ 1234.567890] <4>.(2)[97:kworker/2:1]x', 'T97'],
    ['<4>[    0.159069] -(0)[0:swapper/0]x', 'T0'],
  ])('stands between the time and the message on phones: %s', (line, caller) => {
    expect(bodyOf(line)).toMatchObject({ text: 'x', caller, stamp: { wall: null } })
  })

  it.each(['[  157]     0   157', '[0: a] x', '(0)[a:1] x', '[mem 0x0-0x1] x', '[<c0014200>] (a) from [<c0015020>]'])(
    'is not %s',
    text => expect(bodyOf(`[ 1234.567890] ${text}`).text).toBe(text),
  )

  it('is told after a time of printk only', () => {
    expect(bodyOf('[0:      swapper/0:    1] x').envelopes).toEqual([])
  })
})

describe('a record of several lines', () => {
  it.each(['kern  :info  : [    8.129766] ', '[  +0.000001] ', '[Jan15 08:30] ', '2026-01-15T08:30:10,000001+00:00 '])(
    'goes on in lines that are indented below %s',
    prefix => {
      const text = `${prefix}anon 1\n${' '.repeat(prefix.length)}file 2`
      expect(bodiesOf(text).map(body => [body.text, body.continues])).toEqual([
        ['anon 1', false],
        ['file 2', true],
      ])
    },
  )
})
