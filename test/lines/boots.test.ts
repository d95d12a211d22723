import { describe, expect, it } from 'vitest'
import { envelopes } from '../../src/formats/envelopes/index.ts'
import { newLineReader } from '../../src/lines/read-lines.ts'
import { bytesOf } from './scanned.ts'

const readers = { envelopes, records: [], joins: [], messages: [], blocks: [], documents: [], series: [] }

function read(lines: readonly string[]) {
  const reader = newLineReader('log', readers, () => {})
  reader.push(bytesOf(lines.join('\n')))
  return reader.end()
}

const boots = (lines: readonly string[]) =>
  read(lines).boots.map(({ first, last, release }) => [first.bootSeconds, last.bootSeconds, release])
const BANNER = 'Linux version 6.1.0-1 (build@host) #1'

describe('the boots of a log', () => {
  it('are one while the clock of the kernel goes on, or almost', () => {
    expect(boots(['[    1.000000] a', '[    5.000000] b', '[    4.999000] c', '[   99.000000] d'])).toEqual([
      [1, 99, null],
    ])
  })

  it('are two where it falls back', () => {
    expect(boots(['[   90.000000] a', '[   91.000000] b', '[    0.000000] c', '[    3.000000] d'])).toEqual([
      [90, 91, null],
      [0, 3, null],
    ])
  })

  it('begin with a banner', () => {
    expect(boots([`[    0.000000] ${BANNER}`, '[    3.000000] b', `[    0.000000] ${BANNER}`])).toEqual([
      [0, 3, '6.1.0-1'],
      [0, 0, '6.1.0-1'],
    ])
  })

  it('begin with a banner also where only dates tell the time', () => {
    const walls = (lines: readonly string[]) => read(lines).boots.map(boot => [boot.first.wall?.epochMs, boot.release])
    const first = Date.UTC(2000, 0, 15, 8, 0, 0)
    const second = Date.UTC(2000, 0, 15, 9, 0, 0)
    expect(walls(['Jan 15 08:00:00 n kernel: a', `Jan 15 09:00:00 n kernel: ${BANNER}`])).toEqual([
      [first, null],
      [second, '6.1.0-1'],
    ])
    expect(
      walls(['Jan 15 09:00:00 n kernel: microcode: updated early', `Jan 15 09:00:00 n kernel: ${BANNER}`]),
    ).toEqual([[second, '6.1.0-1']])
  })

  it('are told by lines of the kernel alone', () => {
    expect(boots(['[   90.000000] a', '30,1,1000000,-;x', `30,1,1000000,-;${BANNER}`])).toEqual([[90, 90, null]])
    expect(read([`Jan 15 08:00:00 n app[1]: ${BANNER}`, 'text']).boots).toEqual([])
  })

  it('know the line whose date is least behind the clock of the kernel', () => {
    const [boot] = read([
      'Jan 15 08:00:09 n kernel: [    1.000000] late',
      'Jan 15 08:00:10 n kernel: [    9.500000] least',
      'Jan 15 08:00:20 n kernel: [   11.000000] late again',
    ]).boots
    expect(boot?.leastDelayed).toMatchObject({ bootSeconds: 9.5, span: { line: 2 } })
  })
})

describe('what a log is', () => {
  it('is what most of its lines are wrapped in, with the name of the machine', () => {
    expect(read(['Jan 15 08:00:00 n kernel: x', 'Jan 15 08:00:00 n app: y', '[    1.000000] z'])).toMatchObject({
      format: 'syslog',
      host: 'n',
      lines: 3,
    })
    expect(read(['text', 'more'])).toMatchObject({ format: null, host: null, lines: 2 })
  })

  it('is nothing for lines that are too long to be of a log', () => {
    expect(read([`[    1.000000] ${'x'.repeat(20_000)}`])).toMatchObject({ format: null, boots: [] })
  })
})
