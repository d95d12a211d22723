import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRfc5424Line } from '../../../grammars/envelopes/rfc5424-line.ts'
import { expectLinear, long, taken } from '../kernel/support.ts'
import { anyMessage } from './messages.ts'

const HEAD = '<4>1 2026-01-15T08:30:10.087421Z node-1 kernel - -'

describe('a line of RFC 5424', () => {
  it.each([
    [`${HEAD} - x`, { priority: '4', time: '2026-01-15T08:30:10.087421Z', host: 'node-1', process: null }, 'x'],
    ['<30>1 2026-01-15T08:30:10+01:00 n systemd 1 - -  x', { program: 'systemd', process: '1' }, ' x'],
    ['<4>1 - - - - - - x', { time: null, host: null, program: null, process: null }, 'x'],
    ['1 2026-01-15T08:30:10Z n kernel - - - x', { priority: null, program: 'kernel' }, 'x'],
    [`${HEAD} [a@1 b="c"] x`, { program: 'kernel' }, 'x'],
    [`${HEAD} [a@1 b="\\]\\"\\\\" c=""][d] x`, { program: 'kernel' }, 'x'],
    [`${HEAD} [a b="] x"] y`, null, ''],
    [`${HEAD} - \ufeffx`, { program: 'kernel' }, 'x'],
    [`${HEAD} -`, { program: 'kernel' }, ''],
    [`${HEAD} [a b="c"]`, { program: 'kernel' }, ''],
    [`${HEAD} - [a b="c"] x`, { program: 'kernel' }, '[a b="c"] x'],
  ])('%s', (line, expected, message) => {
    const reading = readRfc5424Line(line)
    if (expected === null) return expect(reading.ok).toBe(false)
    const read = taken(reading)
    expect(read).toMatchObject(expected)
    return expect(line.slice(read.rest)).toBe(message)
  })

  it('leaves the message as it is', () => {
    const value = fc.string().map(text => text.replace(/["\\\]]/g, '\\$&'))
    fc.assert(
      fc.property(fc.array(value), anyMessage, (values, message) => {
        fc.pre(!message.startsWith('\ufeff'))
        const data = values.length === 0 ? '-' : `[id@1${values.map(each => ` p="${each}"`).join('')}]`
        const line = `${HEAD} ${data} ${message}`
        expect(line.slice(taken(readRfc5424Line(line)).rest)).toBe(message)
      }),
    )
  })

  it.each([
    '',
    '<4>2 2026-01-15T08:30:10Z n kernel - - - x',
    '<4>1 2026-01-15 08:30:10Z n kernel - - - x',
    '<4>1 2026-01-15T08:30:10 n kernel - - - x',
    '<4>1 2026-01-15T08:30:10Z n kernel: x',
    `${HEAD} x`,
    `${HEAD} [a b=c] x`,
    `${HEAD} [a b="c] x`,
  ])('is none: %s', line => expect(readRfc5424Line(line).ok).toBe(false))

  it('takes no longer than its length', () => {
    expectLinear(readRfc5424Line, [
      long(`${HEAD} [a b="`, '\\'),
      long(`${HEAD} [a b="`, '\\"'),
      long(`${HEAD} `, '[a]'),
      long(`${HEAD} [a`, ' b=""'),
      long(`${HEAD} `, 'x'),
      long('<4>1 - ', 'x'),
      long('<4>1 - ', '- '),
    ])
  })
})
