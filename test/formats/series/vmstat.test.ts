import { describe, expect, it } from 'vitest'
import { pairs, samplesIn } from './read.ts'

const at = (seconds: number) => Date.UTC(2026, 9, 7, 8, 30, seconds) / 1000
const HEAD =
  'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu----- -----timestamp-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st                 UTC\n'
const row = (second: number, free: number, swapIn: number) =>
  ` 1  0      0 ${free}   3232  41964 ${swapIn}    8  1100   118  274  277 21 43 36  0  0 2026-10-07 08:30:${second}\n`
const READ = [
  [at(15), Number.NaN],
  [at(16), 2],
  [at(17), 25],
]
const ROWS = row(15, 900, 777) + row(16, 800, 8) + row(17, 700, 100)
const german = (text: string) =>
  text.replace('free', 'frei').replace('cache', 'Cache').replace('timestamp', 'Zeitstempel')

describe('rows of vmstat -t', () => {
  it.each([
    ['in English', HEAD + ROWS],
    ['in German', german(HEAD + ROWS)],
    ['wide, with guest time', (HEAD + ROWS).replace(' st  ', ' st gu  ').replaceAll(/ 0 2026/g, ' 0 0 2026')],
    ['of active and inactive memory (-a)', (HEAD + ROWS).replace('  buff  cache', '  inact active')],
    ['below the command', `$ vmstat -t 1 3\n${HEAD}${ROWS}`],
    ['with names in the middle', HEAD + row(15, 900, 777) + row(16, 800, 8) + HEAD + row(17, 700, 100)],
  ])('%s', async (_, text) => {
    const { format, series, problems } = await samplesIn(text, 'vmstat.txt')
    expect(format).toBe('vmstat')
    expect(series[0]).toMatchObject({ node: null, scope: 'node', clock: 'wall', zone: 'given', type: 'rate' })
    expect(pairs(series, 'swap-in')).toEqual(READ)
    expect(pairs(series, 'mem-free')?.[1]).toEqual([at(16), 800 * 1024])
    expect(problems).toEqual([])
  })

  it('of a zone that is not named, or is several, have none', async () => {
    for (const zone of ['   ', 'CST']) {
      const { series } = await samplesIn((HEAD + ROWS).replace('UTC', zone))
      expect(series[0]?.zone).toBe('missing')
      expect(pairs(series, 'swap-in')).toEqual(READ)
    }
  })

  it('of another zone are moved', async () => {
    const { series } = await samplesIn((HEAD + ROWS).replace('UTC', 'CEST'))
    expect(pairs(series, 'swap-in')?.[1]).toEqual([at(16) - 7200, 2])
  })

  it('begin with the mean since boot, in each run', async () => {
    const { series } = await samplesIn(HEAD + ROWS + HEAD + row(40, 900, 777) + row(41, 800, 4))
    expect(pairs(series, 'swap-in')?.slice(3)).toEqual([
      [at(40), Number.NaN],
      [at(41), 1],
    ])
  })

  it('whose memory never changes say nothing about it (procps 4.0.2)', async () => {
    const { series } = await samplesIn(HEAD + row(15, 900, 0) + row(16, 900, 8) + row(17, 900, 100))
    expect(pairs(series, 'mem-free')).toBeNull()
    expect(pairs(series, 'swap-in')).toEqual(READ)
  })

  it('without times are said to be left out', async () => {
    const text = (HEAD + ROWS).replace(/ +UTC/, '').replaceAll(/ 2026\S+ \S+/g, '')
    const { format, series, problems } = await samplesIn(text)
    expect(format).toBe('vmstat')
    expect(series).toEqual([])
    expect(problems).toMatchObject([{ code: 'TIME_MISSING', severity: 'info', evidence: [{ line: 2 }] }])
  })

  it.each([
    [
      'the numbers of disks',
      'disk- ------------reads------------\n       total merged sectors      ms\nvda      803      0   12345     100\n',
    ],
    ['other tables', 'r b c\n1 2 3\n'],
    ['/proc/vmstat', 'nr_free_pages 42376\npswpin 0\n'],
  ])('%s are none', async (_, text) => {
    const { format, series } = await samplesIn(text)
    expect(format).not.toBe('vmstat')
    expect(series).toEqual([])
  })

  it('leave the log that stands in the same file to be read', async () => {
    const log =
      '[  100.500000] Out of memory: Killed process 300 (hog) total-vm:10kB, anon-rss:5kB, file-rss:0kB, shmem-rss:0kB\n'
    const { format, series, events } = await samplesIn(HEAD + ROWS + log)
    expect(format).toBe('vmstat')
    expect(pairs(series, 'swap-in')).toEqual(READ)
    expect(events).toMatchObject([{ kind: 'kernel.oom-report' }])
  })
})
