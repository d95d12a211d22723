import { describe, expect, it } from 'vitest'
import { readRelativeTime } from '../../../grammars/envelopes/relative-time.ts'
import { expectLinear, long, taken } from '../kernel/support.ts'

describe('a time after the line above', () => {
  it.each([
    ['[  +5.505752] x', { month: null }, 'x'],
    ['[ +12.345678]  x', { month: null }, ' x'],
    ['[+123.345678] x', { month: null }, 'x'],
    ['[<    5.505752>] x', { month: null }, 'x'],
    ['[Jan15 08:30] x', { month: 'Jan', day: '15', time: '08:30' }, 'x'],
    ['[Mar  1 08:30] x', { month: 'Mar', day: '1', time: '08:30' }, 'x'],
    ['[Mar 1 08:30]', { month: 'Mar', day: '1', time: '08:30' }, ''],
    ['[oct.12 08:30] x', { month: 'oct.', day: '12' }, 'x'],
    ['[10月12 08:30] x', { month: '10月', day: '12' }, 'x'],
    ['[10月 2 08:30] x', { month: '10月', day: '2' }, 'x'],
  ])('%s', (line, expected, message) => {
    const read = taken(readRelativeTime(line))
    expect(read).toMatchObject(expected)
    expect(line.slice(read.rest)).toBe(message)
  })

  it.each([
    '',
    '[',
    '[+5] x',
    '[5.505752] x',
    '[Jan15] x',
    '[Jan15 08:30:10] x',
    '[08:30] x',
    '[< 5.5>] x',
    'Jan15 08:30 x',
  ])('is none: %s', line => expect(readRelativeTime(line).ok).toBe(false))

  it('takes no longer than its length', () => {
    expectLinear(readRelativeTime, [
      long('[', ' '),
      long('[', 'a'),
      long('[+', '1'),
      long('[<', ' '),
      long('[Jan', ' '),
    ])
  })
})
