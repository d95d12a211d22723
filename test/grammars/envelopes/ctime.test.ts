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
    ['[Wed Oct  7 08:30:20 2026 <    5.505752>] x', { month: 'Oct', year: '2026' }, 'x'],
    ['[mer. août  5 16:13:51 2026] x', { month: 'août', day: '5' }, 'x'],
    ['[Ср окт  7 08:30:20 2026] x', { month: 'окт', day: '7' }, 'x'],
    ['[水 10月  7 08:30:20 2026] x', { month: '10月', day: '7' }, 'x'],
    ['[mer. ao\ufffdt  5 16:13:51 2026] x', { month: 'ao\ufffdt' }, 'x'],
    ['[Fri Mar  1 10:00:00 2024]', { month: 'Mar', caller: null }, ''],
  ])('%s', (line, expected, message) => {
    const read = taken(readCtime(line))
    expect(read).toMatchObject(expected)
    expect(line.slice(read.rest)).toBe(message)
  })

  it.each([
    '',
    '[Jan 15 08:30:10 2026] x',
    '[Thu Jan 15 2026] x',
    '[Thu Jan 15 08:30 2026] x',
    '[Thu Jan 15 08:30:10.123456 2026] x',
    '[Thu, Jan: 15 08:30:10 2026] x',
    'Thu Jan 15 08:30:10 2026 x',
  ])('is none: %s', line => expect(readCtime(line).ok).toBe(false))

  it('takes no longer than its length', () => {
    expectLinear(readCtime, [
      long('[Thu ', ' '),
      long('[Thu Jan 15 08:30:10', ' '),
      long('[Thu Jan 15 08:30:10 2026] [', ' '),
      long('[Thu Jan 15 08:30:10 2026]', '[T1]'),
      long('', '[Thu '),
      long('[Thu Jan 15 08:30:10 2026 <', ' '),
      long('[', 'é'),
    ])
  })
})
