import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { envelopes } from '../../../src/formats/envelopes/index.ts'
import type { Body } from '../../../src/model/reader.ts'
import { anyMessage } from '../../grammars/envelopes/messages.ts'
import { bareBody } from './open.ts'

/** What stands before a message, by envelope. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  'dmesg-T': [
    '[Thu Jan 15 08:30:10 2026] ',
    '[Чт янв 15 08:30:10 2026] ',
    '[Thu Jan 15 08:30:10 2026 <    0.000001>] ',
  ],
  'dmesg-iso': ['2026-01-15T08:30:10,087421+01:00 '],
  'dmesg-relative': ['[Jan15 08:30] ', '[  +0.000001] ', '[<    0.000001>] '],
  'dmesg-x': ['kern  :warn  : ', 'user  :notice: '],
  'dmesg-cpu': ['[2-3219.1870] '],
  dmesg: ['[   10.087421] ', '<4>[   10.087421] ', '[   10.087421 <    0.000001>] ', '[   10.087421,0] '],
  priority: ['<4>', '<30>'],
  kmsg: ['4,338,10087421,-;'],
  syslog: [
    'Jan 15 08:30:10 node-1 kernel: ',
    'janv. 15 08:30:10 kernel: ',
    '2026-01-15T08:30:10+01:00 node-1 kernel: ',
    '2026-01-15 08:30:10 node-1 kernel: ',
    'Jan 15 08:30:10 node-1 kern.warn kernel: ',
    'Thu Jan 15 08:30:10 2026 kern.warn kernel: ',
  ],
  rfc5424: ['<4>1 2026-01-15T08:30:10Z node-1 kernel - - - ', '<4>1 2026-01-15T08:30:10Z n kernel - - [a b="\\]"] '],
  'journal-full': ['Thu 2026-01-15 08:30:10 CET node-1 kernel: '],
  'journal-unix': ['1768465810.087421 node-1 kernel: '],
  'journal-monotonic': ['[   10.087421] node-1 kernel: ', '[   10.087421 <    0.000001 >] node-1 kernel: '],
  cri: ['2026-01-15T08:30:10.123456789Z stdout F '],
  'kubectl-logs': ['[pod/cart-0/app] ', '[pod/cart-0/app] 2026-01-15T08:30:10.123456789Z '],
  timestamped: ['2026-01-15T08:30:10.123Z ', '2026-01-15T08:30:10.123456789Z '],
  logcli: ['2026-01-15T08:30:10Z {} ', '2026-01-15T08:30:10.123456789+01:00 {job="a\\"b", node="n1"} '],
  talos: ['kern: warning: [2026-01-15T08:30:10.123456789Z]: '],
  loghub: ['- 1768465810 2026.01.15 n Jan 15 08:30:10 n/n kernel: '],
  logcat: [
    '01-15 08:30:10.123   710   712 I lmkd    : ',
    '2026-01-15 08:30:10.123 +0100  root   710   712 I lmkd: ',
    '01-15 08:30:10.123 I/lmkd    (  710): ',
    'I/lmkd    (  710): ',
  ],
  dated: ['Jan 15 08:30:10: ', '2026-01-15 08:30:10,123: '],
  'kernel-tag': ['kernel: '],
  klog: ['I0115 08:30:10.123456    1234 kubelet.go:2453] '],
}

/** Written out newlines, callers and words with a colon, which mean something after some of the prefixes. */
const isPlain = (message: string): boolean => !/#012|\\x0a|\n|^\ufeff|^\[ *[TC]\d+\]|^\[ *\d|^<\d|:/.test(message)

function firstOpened(text: string): { readonly id: string; readonly bodies: readonly Body[] } | null {
  for (const { id, open } of envelopes) {
    const opened = open(bareBody(text))
    if (opened !== null) return { id, bodies: 'text' in opened ? [opened] : opened }
  }
  return null
}

describe('every wrapping', () => {
  const cases = Object.entries(PREFIXES).flatMap(([id, prefixes]) => prefixes.map(prefix => [id, prefix] as const))

  // JSON and logrus, which quote, have tests of their own; grep finds lines that are wrapped already.
  it('is among these, or stands where a line is broken', () => {
    const others = envelopes.map(({ id }) => id).filter(id => !(id in PREFIXES))
    expect(others).toEqual(['klog-json', 'logrus', 'json', 'grep', 'oc-node-logs', 'kernel-context', 'mid-line'])
  })

  it.each(cases)('%s gives back what stands after %j', (id, prefix) => {
    fc.assert(
      fc.property(anyMessage.filter(isPlain), message => {
        const opened = firstOpened(prefix + message)
        expect(opened?.id).toBe(id)
        expect(opened?.bodies.map(body => body.text)).toEqual([message])
      }),
    )
  })

  it.each(cases)('%s never proves the kernel in what a program wrote: %j', (_, prefix) => {
    for (const { open } of envelopes) {
      const opened = open({ ...bareBody(`${prefix}x`), origin: 'user' })
      for (const body of opened === null ? [] : 'text' in opened ? [opened] : opened) expect(body.origin).toBe('user')
    }
  })

  it('is none that takes longer than its line', () => {
    const hostile = ['[', '<', '1', 'a ', ' ', 'a:', '[a', '2026-01-15', 'Jan ', '- ', 'kern', '@', '\ufffd']
    for (const piece of hostile)
      for (const [, prefix] of cases) {
        const text = prefix.slice(0, -2) + piece.repeat(16_000 / piece.length)
        const begin = performance.now()
        firstOpened(text)
        expect(performance.now() - begin, text.slice(0, 60)).toBeLessThan(1000)
      }
  })
})
