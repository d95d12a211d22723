import { describe, expect, it } from 'vitest'
import { pairs, samplesIn } from './read.ts'

const T = Date.UTC(2026, 9, 7, 8, 30, 16) / 1000
const at = (second: number) => `2026/10/07 08:30:${second}`
const psi = (second: number, interval: number, some: number) =>
  `PSI web-07 ${T + second - 16} ${at(second)} ${interval} y 24.6 8.4 2.0 625 3.4 0.7 0.2 ${some} 3.3 0.7 0.1 250000 1.1 0.4 0.1 29 0.1 0.0 0.0 66`
const PARSEABLE = [
  'RESET',
  `MEM web-07 ${T} ${at(16)} 16 4096 248833 223426 7342 808`,
  psi(16, 16, 9e6),
  'SEP',
  psi(21, 5, 5e5),
  'SEP',
  psi(26, 5, 4e6),
  'SEP',
]

const screen = (second: number, interval: string, some: string) => [
  '',
  `ATOP - web-07      2026/10/07  08:30:${second}      -----------------       ${interval} elapsed`,
  'MEM | tot   972.0M | free  878.0M |',
  `PSI | cpusome  38% | memsome ${some}% | memfull   5% | iosome    0% | iofull    0% |`,
]
const SCREENS = [...screen(16, '0h16m', ' 44'), ...screen(21, '5s', ' 10'), ...screen(26, '5s', ' 80')]

const READ = [
  [T, Number.NaN],
  [T + 5, 0.1],
  [T + 10, 0.8],
]

describe('pressure by atop', () => {
  it.each([
    ['-P', PARSEABLE, 'atop-parseable', 'given'],
    ['-r', SCREENS, 'atop', 'missing'],
  ])('with %s', async (_, lines, expected, zone) => {
    const { format, series, bytes } = await samplesIn(lines.join('\n'))
    expect(format).toBe(expected)
    expect(pairs(series, 'psi-memory-some')).toEqual(READ)
    expect(pairs(series, 'psi-memory-full')?.[1]).toEqual([T + 5, 0.05])
    const some = series.find(({ metric }) => metric === 'psi-memory-some')
    expect(some).toMatchObject({ node: 'web-07', scope: 'node', clock: 'wall', zone, type: 'rate' })
    expect(new TextDecoder().decode(bytes.subarray(some?.starts[1], some?.ends[1]))).toMatch(/^PSI .*(?:500000|10%)/)
  })

  it('comes with the size of memory', async () => {
    const { series } = await samplesIn(PARSEABLE.join('\n'))
    expect(pairs(series, 'mem-total')).toEqual([[T, 248833 * 4096]])
  })

  it('is of a screen only for its own interval', async () => {
    const { series } = await samplesIn([...SCREENS, ...screen(59, '10s', '  1')].join('\n'))
    expect(pairs(series, 'psi-memory-some')?.slice(3)).toEqual([
      [T + 33, Number.NaN],
      [T + 43, 0.01],
    ])
  })

  it.each([
    ['a kernel without it', [psi(16, 5, 1).replace(' y ', ' n '), 'SEP', psi(21, 5, 1).replace(' y ', ' n ')]],
    ['fewer numbers', [psi(16, 5, 1), 'SEP', psi(21, 5, 1).replace(/ 66$/, '')].slice(1)],
    ['other labels', [`CPU web-07 ${T} ${at(16)} 16 100 2`]],
    ['screens without it', screen(16, '5s', ' 10').slice(0, 3)],
  ])('is none for %s', async (_, lines) => {
    const { series } = await samplesIn(lines.join('\n'))
    expect(series.filter(({ metric }) => metric.startsWith('psi'))).toEqual([])
  })
})
