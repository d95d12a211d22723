import { describe, expect, it } from 'vitest'
import { readCtime } from '../../../grammars/envelopes/ctime.ts'
import { expectLinear, long, taken } from '../kernel/support.ts'

describe('the date of dmesg -T', () => {
  it.each([
    [
      '[Thu Jan 15 08:30:10 2026] x y',
      { month: 'Jan', day: '15', time: '08:30:10', year: '2026', caller: null },
      'x y',
    ],
    ['[Fri Mar  1 10:00:00 2024]  x', { month: 'Mar', day: '1', time: '10:00:00', year: '2024', caller: null }, ' x'],
    ['[Fri Mar  1 10:00:00 2024] [  T1234] x', { month: 'Mar', caller: 'T1234' }, 'x'],
    ['[Fri Mar  1 10:00:00 2024][    C0] x', { month: 'Mar', caller: 'C0' }, 'x'],
    ['[Fri Mar  1 10:00:00 2024] [    157]     0', { month: 'Mar', caller: null }, '[    157]     0'],
    ['[Fri Mar  1 10:00:00 2024] [12345.678901] x', { month: 'Mar', caller: null }, '[12345.678901] x'],
    ['[Fri Mar  1 10:00:00 2024]', { month: 'Mar', caller: null }, ''],
  ])('%s', (line, expected, message) => {
    const read = taken(readCtime(line))
    expect(read).toMatchObject(expected)
    expect(line.slice(read.rest)).toBe(message)
  })

  it.each([
    '',
    '[Do Jan 15 08:30:10 2026] x',
    '[Thu Jän 15 08:30:10 2026] x',
    '[Thu Jan 15 08:30 2026] x',
    'Thu Jan 15 08:30:10 2026 x',
  ])('is none, or of another language: %s', line => expect(readCtime(line).ok).toBe(false))

  it('takes no longer than its length', () => {
    expectLinear(readCtime, [
      long('[Thu ', ' '),
      long('[Thu Jan 15 08:30:10', ' '),
      long('[Thu Jan 15 08:30:10 2026] [', ' '),
      long('[Thu Jan 15 08:30:10 2026]', '[T1]'),
      long('', '[Thu '),
    ])
  })
})
