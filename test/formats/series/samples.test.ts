import { describe, expect, it } from 'vitest'
import { pairs, samplesIn } from './read.ts'

const psi = (some: number, full: number): string =>
  `some avg10=1.50 avg60=0.00 avg300=0.00 total=${some}\nfull avg10=0.50 avg60=0.00 avg300=0.00 total=${full}\n`

const CGROUP = '/sys/fs/cgroup/kubepods.slice/a.scope'

describe('samples below an uptime and a path', () => {
  it('are read into columns, by scope', async () => {
    const { format, series } = await samplesIn(
      [1.5, 2.5]
        .map(
          time =>
            `@ ${time} /proc/pressure/memory\n${psi(time * 1e6, 0)}@ ${time} /proc/vmstat\nnr_active_file 10\nnr_inactive_file 5\nallocstall_dma32 2\nallocstall_normal 3\noom_kill 6\nworkingset_refault_file 7\n@ ${time} /proc/meminfo\nMemTotal:       1000 kB\nActive(file): 3 kB\n@ ${time} ${CGROUP}/memory.events\nlow 0\nhigh 4\noom_kill 1\n@ ${time} ${CGROUP}/memory.high\nmax\n@ ${time} ${CGROUP}/memory.max\n4096\n`,
        )
        .join(''),
    )
    expect(format).toBe('samples')
    expect(series[0]).toMatchObject({ clock: 'boot', node: null, type: 'counter' })
    expect(pairs(series, 'psi-memory-some')).toEqual([
      [1.5, 1.5],
      [2.5, 2.5],
    ])
    expect(pairs(series, 'psi-memory-full-avg10')?.[0]).toEqual([1.5, 0.005])
    expect(pairs(series, 'file-lru')?.[0]).toEqual([1.5, 15 * 4096])
    expect(pairs(series, 'direct-reclaim')?.[0]).toEqual([1.5, 5])
    expect(pairs(series, 'refault-file')?.[0]).toEqual([1.5, 7])
    expect(pairs(series, 'events-oom-kill')?.[0]).toEqual([1.5, 6])
    expect(pairs(series, 'mem-total')?.[0]).toEqual([1.5, 1000 * 1024])
    expect(pairs(series, 'events-high', '/kubepods.slice/a.scope')?.[0]).toEqual([1.5, 4])
    expect(pairs(series, 'memory-max', '/kubepods.slice/a.scope')?.[0]).toEqual([1.5, 4096])
    expect(pairs(series, 'memory-high', '/kubepods.slice/a.scope')).toBeNull()
  })

  it('may have a byte order mark', async () => {
    const { format, series, bytes } = await samplesIn(
      `\ufeff@ 1 /proc/pressure/memory\n${psi(1e6, 2)}@ 2 /proc/pressure/memory\n${psi(3e6, 4)}`,
    )
    expect(format).toBe('samples')
    expect(pairs(series, 'psi-memory-some')).toEqual([
      [1, 1],
      [2, 3],
    ])
    expect(new TextDecoder().decode(bytes.subarray(series[0]?.starts[0], series[0]?.ends[0]))).toMatch(
      /^some .*=1000000$/,
    )
  })

  it('cite their lines', async () => {
    const { series, bytes } = await samplesIn(
      `@ 1 /proc/pressure/memory\n${psi(1, 2)}@ 2 /proc/pressure/memory\n${psi(3, 4)}`,
    )
    const full = series.find(({ metric }) => metric === 'psi-memory-full')
    const cited = new TextDecoder().decode(bytes.subarray(full?.starts[1], full?.ends[1]))
    expect(cited).toBe('full avg10=0.50 avg60=0.00 avg300=0.00 total=4')
    expect(full?.lines[1]).toBe(6)
  })
})

describe('samples below a date', () => {
  it.each([
    ['date -Is', '2026-11-23T16:55:58+00:00', Date.UTC(2026, 10, 23, 16, 55, 58), 'given'],
    ['date -Is in another zone', '2026-11-23T16:55:58+05:30', Date.UTC(2026, 10, 23, 11, 25, 58), 'given'],
    ['date', 'Mon Nov 23 16:55:58 UTC 2026', Date.UTC(2026, 10, 23, 16, 55, 58), 'given'],
    ['date of a twelve-hour locale', 'Mon 23 Nov 2026 04:55:58 PM UTC', Date.UTC(2026, 10, 23, 16, 55, 58), 'given'],
    ['date with a zone that is several', 'Mon Nov 23 16:55:58 IST 2026', Date.UTC(2026, 10, 23, 16, 55, 58), 'missing'],
    ['date without a zone', '2026-11-23 16:55:58', Date.UTC(2026, 10, 23, 16, 55, 58), 'missing'],
    ['date +%s.%N', '1795452958.250000000', 1_795_452_958_250, 'given'],
  ])('of %s', async (_, date, ms, zone) => {
    const { format, series } = await samplesIn(`${date}\n${psi(5e6, 0)}`, 'psi-memory.txt')
    expect(format).toBe('dated-samples')
    expect(series[0]).toMatchObject({ clock: 'wall', zone })
    expect(pairs(series, 'psi-memory-some')).toEqual([[ms / 1000, 5]])
  })

  it.each([
    ['headings of tail', '==> /proc/pressure/io <==\n'],
    ['paths', '/proc/pressure/io\n'],
    ['commands', '$ cat /proc/pressure/io\n'],
  ])('with %s', async (_, heading) => {
    const { series } = await samplesIn(`2026-11-23T16:55:58Z\n${heading}${psi(5e6, 0)}`)
    expect(pairs(series, 'psi-io-some')).toEqual([[1_795_452_958, 5]])
    expect(pairs(series, 'psi-memory-some')).toBeNull()
  })

  it('with the path before each line', async () => {
    const text = psi(5e6, 0)
      .replace(/^/gm, '/proc/pressure/memory:')
      .replace(/\/proc\/pressure\/memory:$/, '')
    const { series } = await samplesIn(`2026-11-23T16:55:58Z\n${text}`)
    expect(pairs(series, 'psi-memory-some')).toEqual([[1_795_452_958, 5]])
  })

  it('of another resource by the name of the file are no pressure of memory', async () => {
    const { series } = await samplesIn(`2026-11-23T16:55:58Z\n${psi(5e6, 0)}`, 'psi-io.txt')
    expect(pairs(series, 'psi-memory-some')).toBeNull()
  })

  it.each([
    ['a log with dates', '2026-11-23T16:55:58Z node-1 kernel: some avg10=0.00\n'],
    ['a date alone', 'Mon Nov 23 16:55:58 UTC 2026\n'],
    ['pressure without a time', psi(1, 1)],
  ])('%s is none', async (_, text) => {
    const { format, series } = await samplesIn(text, 'psi.txt')
    expect(series).toEqual([])
    expect(format).not.toBe('dated-samples')
  })
})
