import { describe, expect, it } from 'vitest'
import { pairs, samplesIn } from '../read.ts'

const HEAD = (date: string, rest = ' \t_x86_64_\t(2 CPU)') => `Linux 6.1.0-56-cloud-amd64 (web-07) \t${date}${rest}\n`
const NAMES = '     %smem-10  %smem-60 %smem-300     %smem  %fmem-10  %fmem-60 %fmem-300     %fmem'
const row = (smem: string, fmem = '0.00') =>
  `         1.00      0.00      0.00    ${smem}      0.50      0.00      0.00     ${fmem}`
const at = (hours: number, minutes: number, seconds: number, day = 7) =>
  Date.UTC(2026, 9, day, hours, minutes, seconds) / 1000

const table = (head: string, times: readonly string[], comma = false) => {
  const text = `${head}\n${times[0]}${NAMES}\n${times[1]}${row('12.50')}\n${times[2]}${row('129.73')}\nAverage:  ${row('71.12')}\n`
  return comma ? text.replaceAll(/(\d)\.(\d\d)(?=\s)/g, '$1,$2').replace('Average:', 'Moyenne :') : text
}

const READ = [
  [at(20, 30, 15), Number.NaN],
  [at(20, 30, 16), 0.125],
  [at(20, 30, 17), 1.2973],
]
const TIMES = ['20:30:15', '20:30:16', '20:30:17']

describe('tables of sar', () => {
  it.each([
    ['the C locale', table(HEAD('10/07/26'), TIMES), ['DATE_AMBIGUOUS']],
    ['S_TIME_FORMAT=ISO', table(HEAD('2026-10-07'), TIMES), []],
    ['American English', table(HEAD('10/07/2026'), ['08:30:15 PM', '08:30:16 PM', '08:30:17 PM']), ['DATE_AMBIGUOUS']],
    ['German', table(HEAD('07.10.2026'), TIMES, true), []],
    ['French', table(HEAD('07/10/2026'), TIMES, true), []],
    ['Dutch', table(HEAD('07-10-26'), TIMES, true), []],
    ['Japanese', table(HEAD('2026年10月07日'), ['20時30分15秒', '20時30分16秒', '20時30分17秒']), []],
    [
      'Chinese of Taiwan',
      table(HEAD('2026年10月07日'), ['下午 08時30分15秒', '下午 08時30分16秒', '下午 08時30分17秒']),
      [],
    ],
    ['no processor (RHEL 5)', table(HEAD('2026-10-07', ''), TIMES), []],
    ['a command above', `$ LC_ALL=C sar -q MEM\n${table(HEAD('2026-10-07'), TIMES)}`, []],
  ])('in the form of %s', async (_, text, codes) => {
    const { format, series, problems } = await samplesIn(text, 'sar.txt')
    expect(format).toBe('sar')
    expect(series[0]).toMatchObject({ node: 'web-07', scope: 'node', clock: 'wall', zone: 'missing', type: 'rate' })
    expect(pairs(series, 'psi-memory-some')).toEqual(READ)
    expect(pairs(series, 'psi-memory-some-avg10')).toEqual(READ.slice(1).map(([time]) => [time, 0.01]))
    expect(problems.map(({ code }) => code)).toEqual(codes)
  })

  it('a day above twelve is told from the month', async () => {
    const { series, problems } = await samplesIn(table(HEAD('23/10/26'), TIMES))
    expect(pairs(series, 'psi-memory-some')?.[1]).toEqual([at(20, 30, 16, 23), 0.125])
    expect(problems).toEqual([])
  })

  it('with names that are repeated, comments, a restart and midnight', async () => {
    const names = '     pswpin/s pswpout/s'
    const lines = [
      HEAD('2026-10-07'),
      `23:58:00${names}`,
      '23:59:00         4.00      2.00',
      '',
      `23:59:00${names}`,
      '23:59:30     COM before the deployment',
      '00:00:00         1.00      0.00',
      '',
      '00:20:00       LINUX RESTART\t(2 CPU)',
      '',
      `00:20:00${names}`,
      '00:21:00         8.00      0.00',
      'Average:         4.33      0.67',
      '',
      `23:58:00    kbmemfree   kbavail kbmemused  %memused`,
      '23:59:00      890244    840936    500000     50.00',
      'Average:      890244    840936    500000     50.00',
    ]
    const { series } = await samplesIn(lines.join('\n'))
    expect(pairs(series, 'swap-in')).toEqual([
      [at(23, 58, 0), Number.NaN],
      [at(23, 59, 0), 4],
      [at(24, 0, 0), 1],
      [at(24, 20, 0), Number.NaN],
      [at(24, 21, 0), 8],
    ])
    expect(pairs(series, 'mem-free')).toEqual([[at(23, 59, 0), 890244 * 1024]])
    expect(pairs(series, 'mem-total')).toEqual([[at(23, 59, 0), 1_000_000 * 1024]])
  })

  it('with units (-h)', async () => {
    const { series } = await samplesIn(
      `${HEAD('2026-10-07')}\n08:30:15    kbmemfree   kbavail\n08:30:16       869.5M      1.5G\n`,
    )
    expect(pairs(series, 'mem-free')?.[0]?.[1]).toBe(869.5 * 1024 ** 2)
    expect(pairs(series, 'mem-available')?.[0]?.[1]).toBe(1.5 * 1024 ** 3)
  })

  it('cite their rows', async () => {
    const { series, bytes } = await samplesIn(table(HEAD('07.10.2026'), TIMES, true))
    const full = series.find(({ metric }) => metric === 'psi-memory-full')
    expect(new TextDecoder().decode(bytes.subarray(full?.starts[1], full?.ends[1]))).toMatch(/^20:30:16 .*12,50/)
    expect(full?.lines[1]).toBe(4)
  })

  it.each([
    ['of processors hold nothing of use', `${HEAD('2026-10-07')}\n08:30:15  CPU  %usr\n08:30:16  all  1.00\n`, 'sar'],
    ['without a day are not read', `08:30:15${NAMES}\n08:30:16${row('1.00')}\n`, null],
    ['of a day that does not exist are not read', table(HEAD('2026-13-41'), TIMES), 'sar'],
    [
      'with fewer cells than names are not read',
      table(HEAD('2026-10-07'), TIMES).replaceAll(/ +0\.00(?=\n)/g, ''),
      'sar',
    ],
  ])('%s', async (_, text, expected) => {
    const { format, series } = await samplesIn(text)
    expect(series).toEqual([])
    if (expected !== null) expect(format).toBe(expected)
    else expect(format).not.toBe('sar')
  })

  it('a kernel log is none', async () => {
    const { format } = await samplesIn('[    0.000000] Linux version 6.1.0 (x@y) 2026-10-07\n08:30:16 text\n')
    expect(format).not.toBe('sar')
  })
})
