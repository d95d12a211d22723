import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readKernelTime } from '../../../grammars/envelopes/kernel-time.ts'
import { expectLinear, long, taken } from '../kernel/support.ts'
import { anyMessage } from './messages.ts'

describe('the stamp of printk', () => {
  it.each([
    ['[    0.000000] Linux', null, '0.000000', null, 'Linux'],
    ['[123456.789012] x', null, '123456.789012', null, 'x'],
    ['[   12.345678][  T123] x', null, '12.345678', 'T123', 'x'],
    ['[   12.345678] [    C1] x', null, '12.345678', 'C1', 'x'],
    ['[   12.345678][T1234567] x', null, '12.345678', 'T1234567', 'x'],
    ['<4>[   12.345678] x', '4', '12.345678', null, 'x'],
    ['<30>[   12.345678][  T1] x', '30', '12.345678', 'T1', 'x'],
    ['[   12.345678]  active_file:1', null, '12.345678', null, ' active_file:1'],
    ['[12.345678] x', null, '12.345678', null, 'x'],
    ['[   12.345678 <    0.000001>] x', null, '12.345678', null, 'x'],
    ['[   12.345678 <    0.000001>] [  T1] x', null, '12.345678', 'T1', 'x'],
    ['[ 1234.567890,0] x', null, '1234.567890', null, 'x'],
    ['[   12.345678]', null, '12.345678', null, ''],
    ['[   12.345678] ', null, '12.345678', null, ''],
    ['[   12.345678] [    157]     0   157', null, '12.345678', null, '[    157]     0   157'],
    ['[   12.345678] [   13.000000] x', null, '12.345678', null, '[   13.000000] x'],
  ])('%s', (line, priority, seconds, caller, message) => {
    const { rest, ...read } = taken(readKernelTime(line))
    expect(read).toEqual({ priority, seconds, caller })
    expect(line.slice(rest)).toBe(message)
  })

  it('leaves the message as it is', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(999_999), anyMessage, (whole, micros, message) => {
        fc.pre(!/^\[ *[TC]\d{1,10}\]/.test(message))
        const line = `[${String(whole).padStart(5)}.${String(micros).padStart(6, '0')}] ${message}`
        expect(line.slice(taken(readKernelTime(line)).rest)).toBe(message)
      }),
    )
  })

  it.each([
    '',
    'x',
    '[x] y',
    '[12.3] y',
    '[12.345678',
    '[+0.123456] y',
    '[   12.345678 <    0.000000 >] y',
    '[<    0.000000>] y',
    '[   12.345678,x] y',
    ' [   12.345678] y',
    '<4>',
    '<4> [   1.000000] y',
  ])('is none: %s', line => expect(readKernelTime(line).ok).toBe(false))

  it('takes no longer than its length', () => {
    expectLinear(readKernelTime, [
      long('[', ' '),
      long('[    1.000000]', ' '),
      long('[    1.000000]', '[T1]'),
      long('[    1.000000] ', '<1>'),
      long('[    1.000000][', ' '),
      long('[', '1'),
      long('', '<1>'),
      long('[    1.000000 <', ' '),
    ])
  })
})
