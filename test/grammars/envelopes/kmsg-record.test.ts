import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readKmsgRecord } from '../../../grammars/envelopes/kmsg-record.ts'
import { expectLinear, long, taken } from '../kernel/support.ts'
import { anyMessage } from './messages.ts'

describe('a record of /dev/kmsg', () => {
  it.each([
    ['4,338,10087421,-;x', { priority: '4', sequence: '338', microseconds: '10087421', caller: null }, 'x'],
    ['6,339,5140900,-,caller=T1;x;y', { priority: '6', caller: 'T1' }, 'x;y'],
    ['30,340,5690716,c,caller=C12;', { priority: '30', caller: 'C12' }, ''],
    ['4,341,1,+;x', { priority: '4', caller: null }, 'x'],
    ['4,342,1;x', { priority: '4', sequence: '342', microseconds: '1' }, 'x'],
    ['4,343,1,-,caller=T7,ncfrag=0/33;x', { caller: 'T7' }, 'x'],
  ])('%s', (line, expected, message) => {
    const read = taken(readKmsgRecord(line))
    expect(read).toMatchObject(expected)
    expect(line.slice(read.rest)).toBe(message)
  })

  it('leaves the message as it is', () => {
    fc.assert(
      fc.property(fc.nat(191), fc.nat(), fc.nat(), anyMessage, (priority, sequence, micros, message) => {
        const line = `${priority},${sequence},${micros},-;${message}`
        const read = taken(readKmsgRecord(line))
        expect(read).toMatchObject({ priority: `${priority}`, sequence: `${sequence}`, microseconds: `${micros}` })
        expect(line.slice(read.rest)).toBe(message)
      }),
    )
  })

  it.each(['', '4', '4,5', '4,5,6', '4,5,6,-', 'x,5,6,-;y', '4,5,6,-:y', ' SUBSYSTEM=pci'])('is none: %s', line =>
    expect(readKmsgRecord(line).ok).toBe(false),
  )

  it('takes no longer than its length', () => {
    expectLinear(readKmsgRecord, [
      long('4,5,6', ',-'),
      long('', '1'),
      long('4,5,6,', 'a'),
      long('4,5,6', ',a='),
      long('', '4,'),
    ])
  })
})
