import { describe, expect, it } from 'vitest'
import { bodyOf } from './open.ts'

const CRI = '2026-10-07T08:30:21.123456789Z stdout F '

/** A line of the kernel's log with its wrapping, and what is in it. */
const KERNEL_LINES: readonly (readonly [string, object])[] = [
  ['[   20.871742] x', { bootSeconds: 20.871742 }],
  ['<4>[   20.871742] x', { bootSeconds: 20.871742 }],
  ['[   20.871742][    T1] x', { bootSeconds: 20.871742 }],
  ['4,5,6000000,-;x', { bootSeconds: 6 }],
  ['Oct 07 08:30:21 web-07 kernel: x', { wall: { year: 'given', zone: 'given' } }],
  ['Oct 07 08:30:21 web-07 kernel: [   20.871742] x', { bootSeconds: 20.871742 }],
  ['2026-10-07T08:30:21+00:00 web-07 kernel: x', { wall: { clock: 'reception' } }],
  ['<4>1 2026-10-07T08:30:21Z web-07 kernel - - - x', { wall: { clock: 'reception' } }],
  ['Wed 2026-10-07 08:30:21 UTC web-07 kernel: x', { wall: { clock: 'reception' } }],
  ['1791361821.007804 web-07 kernel: x', { wall: { clock: 'reception' } }],
  ['[   20.871742] web-07 kernel: x', { bootSeconds: 20.871742 }],
  ['kern  :warn  : [   20.871742] x', { bootSeconds: 20.871742 }],
]

/** What any program may print. */
const OTHER_LINES: readonly string[] = [
  'x',
  '',
  '<4>x',
  '<30>[   20.871742] x',
  '30,5,6000000,-;x',
  'Oct 07 08:30:21 web-07 app[1]: x',
  'Oct 07 08:30:21 web-07 kernel[1]: x',
  '[   20.871742] web-07 app[1]: x',
  '[Wed Oct  7 08:30:20 2026] x',
  'kernel: x',
  'user  :warn  : [   20.871742] x',
  '2026-10-07 08:30:21 ERROR kernel: x',
  '2026-10-07T08:30:21Z [   20.871742] x',
  '2026-10-07T08:30:21Z stdout F [   20.871742] x',
]

describe.each([
  ['cri', CRI],
  ['cri', '2026-10-07T10:30:21.1+02:00 stderr P '],
  ['timestamped', '2026-10-07T08:30:21.123456789Z '],
  ['kubectl-logs', '[pod/cart-0/app] 2026-10-07T08:30:21.123456789Z '],
])('%s: what a container wrote after %j', (id, head) => {
  it.each(KERNEL_LINES)('may be the kernel’s log, which is not proven: %s', (line, stamp) => {
    const body = bodyOf(head + line)
    expect(body).toMatchObject({ text: 'x', origin: 'unknown', stamp })
    expect(body.envelopes[0]).toBe(id)
    expect(['kernel', null]).toContain(body.ident)
  })

  it.each(OTHER_LINES)('is otherwise of the container: %j', line => {
    expect(bodyOf(head + line)).toMatchObject({
      envelopes: [id],
      text: line,
      ident: 'container',
      origin: 'user',
      stamp: { bootSeconds: null, wall: { clock: 'writer', zone: 'given' } },
    })
  })
})

describe('a line with a time before it', () => {
  it.each(['2026-10-07T08:30:21.123Z ', '2026-10-07T08:30:21Z\t', '2026-10-07 10:30:21.123456+02:00 '])(
    'may be of anybody: %j',
    head => {
      expect(bodyOf(`${head}x`)).toMatchObject({
        envelopes: ['timestamped'],
        text: 'x',
        ident: null,
        origin: 'unknown',
      })
      expect(bodyOf(`${head}[   20.871742] x`)).toMatchObject({
        text: 'x',
        origin: 'unknown',
        stamp: { bootSeconds: 20.871742, wall: { clock: 'writer' } },
      })
      expect(bodyOf(`${head}<4>[   20.871742] x`).origin).toBe('unknown')
      expect(bodyOf(`${head}<30>[   20.871742] x`).origin).toBe('user')
    },
  )

  it('is of a program where one is named', () => {
    const head = '2026-10-07T08:30:21.123Z'
    for (const program of ['n app[9]:', 'n app:', 'app[9]:'])
      expect(bodyOf(`${head} ${program} [   20.871742] x`)).toMatchObject({ ident: 'app', origin: 'user' })
  })

  it.each([
    'Mem-Info:',
    'oom_reaper: reaped process 1 (a)',
    'lowmem_reserve[]: 0 0',
    'Out of memory: x',
    'CPU: 0 PID: 1',
  ])('keeps a message that ends a word in a colon: %s', text =>
    expect(bodyOf(`2026-10-07T08:30:21.123Z ${text}`)).toMatchObject({ text, ident: null, origin: 'unknown' }),
  )

  it.each(['2026-10-07 08:30:21 x', '2026-10-07T08:30:21.123 x', '2026-13-07T08:30:21Z x', '2026-10-07T08:30:21Zx'])(
    'needs a whole date with its zone: %s',
    line => expect(bodyOf(line)).toMatchObject({ envelopes: [], text: line }),
  )
})

describe('a line of Talos', () => {
  it('names the machine where there are several, and the facility', () => {
    const wall = { epochMs: Date.UTC(2026, 9, 7, 8, 30, 21, 123), zone: 'given', clock: 'printk-rendered' }
    const stamp = '[2026-10-07T08:30:21.123456789Z]'
    expect(bodyOf(`kern: warning: ${stamp}: x`)).toMatchObject({
      text: 'x',
      host: null,
      origin: 'kernel',
      stamp: { wall },
    })
    expect(bodyOf(`10.5.0.2: kern:    info: ${stamp}: x`)).toMatchObject({
      text: 'x',
      host: '10.5.0.2',
      origin: 'kernel',
    })
    expect(bodyOf(`n-1: user: warning: ${stamp}: [talos] x`)).toMatchObject({ text: '[talos] x', origin: 'user' })
    expect(bodyOf(`kern: warning: ${stamp}:`)).toMatchObject({ text: '', origin: 'kernel' })
  })

  it.each([
    'kern: warning: x',
    'kern: other: [2026-10-07T08:30:21Z]: x',
    'kern: warning: [2026-13-07T08:30:21Z]: x',
    'kern: warning: [2026-10-07T08:30:21Z] x',
  ])('is none: %s', line => expect(bodyOf(line)).toMatchObject({ envelopes: [], text: line }))

  it('is text in the log of a program', () => {
    const text = 'kern: warning: [2026-10-07T08:30:21Z]: x'
    expect(bodyOf(`Oct 07 08:30:21 n app[1]: ${text}`).text).toBe(text)
    expect(bodyOf(`[   20.871742] ${text}`).text).toBe(text)
  })
})
