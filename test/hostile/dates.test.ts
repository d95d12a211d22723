import { describe, expect, test } from 'vitest'
import { clockTime } from '../../src/formats/host/clock-time.ts'
import { wallOf } from '../../src/formats/json/time.ts'
import { apiTime } from '../../src/formats/kubectl/api-time.ts'
import { parseRfc3339 } from '../../src/formats/kubernetes/rfc3339.ts'
import { sampleTime } from '../../src/formats/series/sample-time.ts'
import { analyze } from '../../src/index.ts'
import { bundleOf } from '../../src/model/bundle.ts'

const KILL =
  'Memory cgroup out of memory: Killed process 4242 (java) total-vm:900kB, anon-rss:800kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:968'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

interface Fields {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly time: string
}

const two = (value: number): string => String(value).padStart(2, '0')
const four = (value: number): string => String(value).padStart(4, '0')
const iso = ({ year, month, day, time }: Fields, zone: string): string =>
  `${four(year)}-${two(month)}-${two(day)}T${time}${zone}`
const nameOf = (month: number): string => MONTHS[month - 1] ?? 'Foo'

/** One kill, as each of these writes its line. Of those that print no year it is told from what is given as now. */
const LINES: Readonly<Record<string, (fields: Fields) => string>> = {
  'syslog in ISO': fields => `${iso(fields, '+00:00')} node-1 kernel: ${KILL}`,
  'dmesg --time-format iso': fields => `${iso(fields, ',123456+00:00')} ${KILL}`,
  'dmesg -T': ({ year, month, day, time }) =>
    `[Thu ${nameOf(month)} ${String(day).padStart(2)} ${time} ${four(year)}] ${KILL}`,
  'syslog without a year': ({ month, day, time }) =>
    `${nameOf(month)} ${String(day).padStart(2)} ${time} node-1 kernel: ${KILL}`,
  'RFC 5424': fields => `<4>1 ${iso(fields, 'Z')} node-1 kernel - - - ${KILL}`,
  'journalctl -o short-full': fields => `Thu ${iso(fields, ' UTC').replace('T', ' ')} node-1 kernel: ${KILL}`,
  'a container runtime': fields => `${iso(fields, '.123456789Z')} stderr F [    1.000000] ${KILL}`,
  JSON: fields => JSON.stringify({ '@timestamp': iso(fields, 'Z'), message: KILL, _TRANSPORT: 'kernel' }),
}
const YEARLESS = new Set(['syslog without a year'])

const fields = (year: number, month: number, day: number, time = '08:30:10'): Fields => ({ year, month, day, time })

const NONE: Readonly<Record<string, Fields>> = {
  'month 13': fields(2026, 13, 15),
  'month 0': fields(2026, 0, 15),
  '30 February of a leap year': fields(2024, 2, 30),
  '31 April': fields(2026, 4, 31),
  'day 0': fields(2026, 1, 0),
  'day 32': fields(2026, 1, 32),
  'hour 25': fields(2026, 1, 15, '25:30:10'),
  'minute 60': fields(2026, 1, 15, '08:60:10'),
  'second 61': fields(2026, 1, 15, '08:30:61'),
}
const NONE_OF_A_YEAR: Readonly<Record<string, Fields>> = {
  'year 0': fields(0, 1, 15),
  'year 1': fields(1, 1, 15),
  'year 10000': fields(10_000, 1, 15),
  '29 February of a year that has none': fields(2026, 2, 29),
}
const SOME: readonly (readonly [string, Fields, string])[] = [
  ['29 February of a leap year', fields(2024, 2, 29), '2024-02-29T08:30:10Z'],
  ['the last second of the year 9999', fields(9999, 12, 31, '23:59:58'), '9999-12-31T23:59:58Z'],
  ['a leap second', fields(2016, 12, 31, '23:59:60'), '2017-01-01T00:00:00Z'],
]

const NOW = Date.UTC(2026, 6, 1)

async function told(line: string) {
  const { incidents, problems } = await analyze(bundleOf('case', { 'kernel.log': `${line}\n` }), { now: NOW })
  return { at: incidents.map(({ at }) => at), codes: problems.map(({ code }) => code) }
}

describe.each(Object.entries(LINES))('%s', (name, lineOf) => {
  test.each(Object.entries({ ...NONE, ...(YEARLESS.has(name) ? {} : NONE_OF_A_YEAR) }))(
    '%s is no date, and becomes no other one',
    async (_, date) => {
      const { at, codes } = await told(lineOf(date))
      // Either the form is not taken for one, which is said, or the kill is not dated.
      if (at.length === 0) expect(codes).toContain('KERNEL_LINE_UNREAD')
      else expect(at.map(({ wall }) => wall)).toEqual([null])
    },
  )

  test.each(YEARLESS.has(name) ? [] : SOME)('%s is one', async (_, date, moment) => {
    const { at } = await told(lineOf(date))
    expect(at).toHaveLength(1)
    const { wall, plusMinusSeconds } = at[0] ?? {}
    expect(Math.abs(Date.parse(wall ?? '') - Date.parse(moment)) / 1000).toBeLessThanOrEqual(
      (plusMinusSeconds ?? 0) + 0.2,
    )
  })
})

/** Functions that read a printed time by itself, and how it is printed. */
const READERS: readonly (readonly [string, (fields: Fields) => string, (text: string) => number | null])[] = [
  ['the API', date => iso(date, 'Z'), text => parseRfc3339(text)?.epochMs ?? null],
  [
    'kubectl describe',
    ({ year, month, day, time }) => `Thu, ${two(day)} ${nameOf(month)} ${four(year)} ${time} +0000`,
    apiTime,
  ],
  ['exporters of logs', date => iso(date, 'Z'), text => wallOf(text)?.epochMs ?? null],
  ['date -Is', date => iso(date, '+00:00'), clockTime],
  [
    'date',
    ({ year, month, day, time }) => `Thu ${nameOf(month)} ${String(day).padStart(2)} ${time} UTC ${four(year)}`,
    clockTime,
  ],
  [
    'date of samples',
    date => iso(date, 'Z'),
    text => {
      const time = sampleTime(text)
      return time && time.seconds * 1000
    },
  ],
]

describe.each(READERS)('a time by %s', (_, print, read) => {
  test.each(Object.entries({ ...NONE, ...NONE_OF_A_YEAR }))('%s is none', (_name, date) => {
    expect(read(print(date))).toBeNull()
  })

  test.each(SOME)('%s is one', (_name, date, moment) => expect(read(print(date))).toBe(Date.parse(moment)))

  test.each(MONTHS.map((name, at) => [name, at + 1] as const))('%s is a month', (_name, month) => {
    expect(read(print(fields(2026, month, 15)))).toBe(Date.UTC(2026, month - 1, 15, 8, 30, 10))
  })
})

test.each(['+99:99', '-77:00', '+00:61', '+24:00'])('%s is no zone, and its time none', zone => {
  const text = `2026-01-15T08:30:10${zone}`
  expect([parseRfc3339(text), wallOf(text), clockTime(text)]).toEqual([null, null, null])
  expect(apiTime(`Thu, 15 Jan 2026 08:30:10 ${zone.replace(':', '')}`)).toBeNull()
})

test('a time that a zone has twice is said to be uncertain by an hour', async () => {
  const lines = `[Sun Oct 25 02:30:00 2026] ${KILL}\n`
  const { incidents } = await analyze(bundleOf('case', { 'dmesg.txt': lines }), { timezone: 'Europe/Berlin' })
  expect(incidents[0]?.at).toMatchObject({ wall: '2026-10-25T01:00:00.000Z' })
  expect(incidents[0]?.at.plusMinusSeconds).toBeGreaterThanOrEqual(1800)
  expect(incidents[0]?.at.basis).toBe('dmesg -T in an hour that comes twice; zone assumed: Europe/Berlin')
  const skipped = await analyze(bundleOf('case', { 'dmesg.txt': `[Sun Mar 29 02:30:00 2026] ${KILL}\n` }), {
    timezone: 'Europe/Berlin',
  })
  expect(skipped.incidents[0]?.at.basis).toContain('in an hour that the zone skips')
})
