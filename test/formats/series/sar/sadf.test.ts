import { describe, expect, it } from 'vitest'
import { pairs, samplesIn } from '../read.ts'

const START = Date.UTC(2026, 9, 7, 8, 30, 15) / 1000
const SWAPPED = [
  [START, Number.NaN],
  [START + 1, 0],
  [START + 2, 12.5],
]

const lines = (first: string, second: string) =>
  `# hostname;interval;timestamp;pswpin/s;pswpout/s\nweb-07;1;${first};0.00;0.00\nweb-07;1;${second};12.50;4.00\n`
const value = (stamp: string, name: string, number: string, device = '-') =>
  `web-07\t1\t2026-10-07 ${stamp} UTC\t${device}\t${name}\t${number}\n`

const sample = (seconds: number, pswpin: string, smem: string, zone = '"utc": 1') =>
  `{"timestamp": {"date": "2026-10-07", "time": "08:30:${seconds}", ${zone}, "interval": 1},\n"swap-pages": {"pswpin": ${pswpin}, "pswpout": 0.00},\n"memory": {"memfree": 890244, "avail": 840936, "memused": 500000, "memused-percent": 50.00, "swpfree": 3, "swpused": 4},\n"psi": {\n"psi-io": {"some_avg10": 0.52, "some_avg": 1.53, "full_avg": 0.00},\n"psi-mem": {"some_avg10": 1.00, "some_avg60": 0.00, "some_avg": ${smem}, "full_avg": 0.00}}}`
const json = (zone?: string) =>
  `{"sysstat": {\n\t"hosts": [\n{\n"nodename": "web-07",\n"statistics": [\n${sample(16, '0.00', '129.73', zone)},\n${sample(17, '12.50', '0.25', zone)}\n],\n"restarts": [\n{"boot": {"date": "2026-10-07", "time": "08:31:00", "utc": 1}}]}]}}\n`

describe('what sadf prints', () => {
  it.each([
    ['-d', lines('2026-10-07 08:30:16 UTC', '2026-10-07 08:30:17 UTC'), 'sadf', 'given'],
    ['-d -T', lines('2026-10-07 08:30:16', '2026-10-07 08:30:17'), 'sadf', 'missing'],
    ['-d -U', lines(`${START + 1}`, `${START + 2}`), 'sadf', 'given'],
    ['-d of sysstat 8', lines(`${START + 1}`, `${START + 2}`).replace('# ', ''), 'sadf', 'given'],
    [
      '-d across a restart',
      lines('2026-10-07 08:30:16 UTC', '2026-10-07 08:30:17 UTC').replace(
        /\n(?=web-07;1;.*;12)/,
        '\nweb-07;-1;2026-10-07 08:30:16 UTC;LINUX-RESTART\t(2 CPU)\n',
      ),
      'sadf',
      'given',
    ],
    [
      '-p',
      value('08:30:16', 'pswpin/s', '0.00') +
        value('08:30:16', '%usr', '99.00', 'all') +
        value('08:30:17', 'pswpin/s', '12.50'),
      'sadf',
      'given',
    ],
    ['-j', json(), 'sadf-json', 'given'],
    ['-j since 12.7.5', json('"tz": "UTC"'), 'sadf-json', 'given'],
    ['-j -T', json('"utc": 0'), 'sadf-json', 'missing'],
    ['-j through jq', JSON.stringify(JSON.parse(json())), 'sadf-json', 'given'],
  ])('with %s', async (_, text, expected, zone) => {
    const { format, series } = await samplesIn(text, 'sadf.txt')
    expect(format).toBe(expected)
    expect(series[0]).toMatchObject({ node: 'web-07', clock: 'wall', zone, type: 'rate' })
    expect(pairs(series, 'swap-in')).toEqual(SWAPPED)
  })

  it('as JSON holds pressure and memory, each with its own bytes', async () => {
    const { series, bytes } = await samplesIn(json())
    expect(pairs(series, 'psi-memory-some')).toEqual([
      [START, Number.NaN],
      [START + 1, 1.2973],
      [START + 2, 0.0025],
    ])
    expect(pairs(series, 'mem-total')?.[0]).toEqual([START + 1, 1_000_000 * 1024])
    expect(pairs(series, 'swap-total')?.[0]).toEqual([START + 1, 7 * 1024])
    const some = series.find(({ metric }) => metric === 'psi-memory-some')
    const cited = new TextDecoder().decode(bytes.subarray(some?.starts[2], some?.ends[2]))
    expect(cited).toMatch(/^"psi-mem": \{[^{}]*"some_avg": 0\.25, [^{}]*\}$/)
    expect(some?.lines[2]).toBe(17)
  })

  it('rates are of their interval only, also where samples are missing', async () => {
    const { series } = await samplesIn(lines('2026-10-07 08:30:16 UTC', '2026-10-07 08:30:59 UTC'))
    expect(pairs(series, 'swap-in')?.slice(2)).toEqual([
      [START + 43, Number.NaN],
      [START + 44, 12.5],
    ])
  })

  it.each([
    [
      'columns of other things',
      '# hostname;interval;timestamp;CPU;%user\nweb-07;1;2026-10-07 08:30:16 UTC;-1;3.00\n',
      'sadf',
    ],
    [
      'cells that are missing',
      `${lines('2026-10-07 08:30:16 UTC', '2026-10-07').replaceAll(/;0\.00\n/g, '\n')}`,
      'sadf',
    ],
    ['values with tabs of something else', 'a\t1\tsomething else\t-\tpgpgin/s\t1\n', null],
    ['JSON of something else', '{"sysstat": {"version": 1}}\n', null],
  ])('%s give nothing', async (_, text, expected) => {
    const { format, series } = await samplesIn(text)
    expect(series).toEqual([])
    if (expected === null) expect(format).not.toMatch(/^sadf/)
    else expect(format).toBe(expected)
  })
})
