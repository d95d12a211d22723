import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHot, isWarm, type Level, levelsOf } from '../../../src/engine/thrashing/level.ts'
import { tracksOf } from '../../../src/engine/thrashing/scope-tracks.ts'
import { windowsOf } from '../../../src/engine/thrashing/windows.ts'
import type { Series } from '../../../src/model/series.ts'
import { counter, seconds, series, tracks } from './series.ts'

const windows = (...all: readonly Series[]) => tracks(...all).flatMap(each => windowsOf(levelsOf(each)))
const within = (from: number, to: number, share: number) => (second: number) =>
  second >= from && second < to ? share : 0

describe('a window of stalls', () => {
  it('has the edges of the stalls', () => {
    const found = windows(counter('psi-memory-full', seconds(0, 100), within(20, 60, 0.2)))
    expect(found).toMatchObject([{ from: 20, to: 60, hotSeconds: 40 }])
  })

  it.each([
    ['full of a tenth for five seconds', 'psi-memory-full', 0.1, 5, 1],
    ['full of less', 'psi-memory-full', 0.09, 60, 0],
    ['some of three tenths', 'psi-memory-some', 0.3, 30, 1],
    ['some of less', 'psi-memory-some', 0.28, 60, 0],
    ['a blip', 'psi-memory-full', 1, 4, 0],
  ] as const)('%s', (_, metric, share, long, count) => {
    expect(windows(counter(metric, seconds(0, 100), within(20, 20 + long, share)))).toHaveLength(count)
  })

  it('bridges a lull of less than ten seconds, and no longer one', () => {
    const stalls = (lull: number) => (second: number) =>
      within(20, 30, 0.5)(second) + within(30 + lull, 50 + lull, 0.5)(second)
    expect(windows(counter('psi-memory-full', seconds(0, 100), stalls(9)))).toMatchObject([{ from: 20, to: 59 }])
    expect(windows(counter('psi-memory-full', seconds(0, 100), stalls(10)))).toHaveLength(2)
  })

  it('goes on above half of what opens it', () => {
    const falling = (second: number) => within(20, 30, 0.5)(second) + within(30, 60, 0.06)(second)
    expect(windows(counter('psi-memory-full', seconds(0, 100), falling))).toMatchObject([{ from: 20, to: 60 }])
  })

  it('is none where a counter begins again at a boot', () => {
    const times = seconds(0, 60)
    const values = times.map(time => (time < 30 ? 1000 + time * 0.01 : (time - 30) * 0.01))
    expect(windows(series('psi-memory-full', times, values))).toEqual([])
  })
})

describe('pages that are read again', () => {
  const times = seconds(0, 100)
  const lru = series(
    'file-lru',
    times,
    times.map(() => 4096 * 1000),
    { type: 'gauge' },
  )
  const refaults = counter('refault-file', times, within(20, 60, 60))

  it('are thrashing where tasks wait for them', () => {
    const some = counter('psi-memory-some', times, within(20, 60, 0.12))
    expect(windows(lru, refaults, some)).toMatchObject([{ from: 20, to: 60 }])
  })

  it('are a healthy stream where hardly anybody waits, whatever their number is', () => {
    const many = counter('refault-file', times, within(20, 60, 25_000))
    expect(windows(lru, many, counter('psi-memory-some', times, within(20, 60, 0.085)))).toEqual([])
  })

  it('alone are not thrashing', () => {
    expect(windows(lru, refaults)).toEqual([])
  })
})

describe('pages that go to swap and come back', () => {
  const times = seconds(0, 100)
  const total = series(
    'mem-total',
    times,
    times.map(() => 4096 * 100_000),
    { type: 'gauge' },
  )

  it('are thrashing without any pressure data', () => {
    const [inward, outward] = [
      counter('swap-in', times, within(20, 60, 400)),
      counter('swap-out', times, within(20, 60, 500)),
    ]
    expect(windows(total, inward, outward)).toMatchObject([{ from: 20, to: 60 }])
  })

  it('may be of a machine whose size another source tells', () => {
    const swapped = [counter('swap-in', times, within(20, 60, 400)), counter('swap-out', times, within(20, 60, 500))]
    const byWall = { ...total, clock: 'wall' as const }
    expect(windows(byWall, ...swapped)).toMatchObject([{ from: 20, to: 60 }])
    const sized = (ramBytes: number) =>
      tracksOf(swapped, () => 'node-1', new Map([['node-1', ramBytes]])).flatMap(each => windowsOf(levelsOf(each)))
    expect(sized(4096 * 100_000)).toMatchObject([{ from: 20, to: 60 }])
    expect(sized(4096 * 1_000_000)).toEqual([])
    expect(windows(...swapped)).toEqual([])
  })

  it.each([
    ['going out only', 0, 5000],
    ['coming back only', 5000, 0],
    ['few of them', 100, 100],
  ])('%s is none', (_, inRate, outRate) => {
    const [inward, outward] = [
      counter('swap-in', times, within(20, 60, inRate)),
      counter('swap-out', times, within(20, 60, outRate)),
    ]
    expect(windows(total, inward, outward)).toEqual([])
  })
})

describe('what is known of a moment', () => {
  const times = seconds(0, 10)
  const flat = (metric: Series['metric'], value: number): Series =>
    series(
      metric,
      times,
      times.map(() => value),
      { type: 'gauge' },
    )
  const grows = (metric: Series['metric'], rate: number): Series => counter(metric, times, () => rate)
  const first = (...all: readonly Series[]) => {
    const [level] = tracks(...all).flatMap(levelsOf)
    return level && [level.full, level.some, level.refaults, level.swapped]
  }
  const some = grows('psi-memory-some', 0.5)

  it.each<[string, readonly Series[], readonly (number | null)[] | undefined]>([
    ['stalls', [some, grows('psi-memory-full', 0.25)], [0.25, 0.5, null, null]],
    [
      'averages of stalls',
      [flat('psi-memory-full-avg10', 0.25), flat('psi-memory-some-avg10', 0.5)],
      [0.25, 0.5, null, null],
    ],
    [
      'stalls before averages',
      [grows('psi-memory-full', 0.25), flat('psi-memory-full-avg10', 0.9)],
      [0.25, null, null, null],
    ],
    [
      'file pages that come back, of all',
      [some, grows('refault-file', 10), flat('file-lru', 4096 * 100)],
      [null, 0.5, 0.1, null],
    ],
    ['no share without the size of all', [some, grows('refault-file', 10)], [null, 0.5, null, null]],
    ['no share of nothing', [some, grows('refault-file', 10), flat('file-lru', 0)], [null, 0.5, null, null]],
    ['no share without what comes back', [some, flat('file-lru', 4096)], [null, 0.5, null, null]],
    [
      'swap, by what both goes and comes',
      [some, grows('swap-in', 10), grows('swap-out', 5), flat('mem-total', 4096 * 100)],
      [null, 0.5, null, 0.05],
    ],
    ['no swap without what goes', [some, grows('swap-in', 10), flat('mem-total', 4096)], [null, 0.5, null, null]],
    ['no swap without what comes', [some, grows('swap-out', 10), flat('mem-total', 4096)], [null, 0.5, null, null]],
    [
      'no swap without the size of the machine',
      [some, grows('swap-in', 10), grows('swap-out', 5)],
      [null, 0.5, null, null],
    ],
    [
      'no swap of a machine without memory',
      [some, grows('swap-in', 10), grows('swap-out', 5), flat('mem-total', 0)],
      [null, 0.5, null, null],
    ],
    ['nothing where only sizes were sampled', [flat('mem-total', 1), flat('file-lru', 1)], undefined],
  ])('%s', (_, all, expected) => {
    expect(first(...all)).toEqual(expected)
  })

  it('goes by pressure before what comes nearest, where it was sampled at least twice', () => {
    const once = series('psi-memory-some', [3], [1])
    const [level] = tracks(once, grows('swap-in', 1)).flatMap(levelsOf)
    expect(level).toMatchObject({ from: 0, to: 1 })
  })

  it.each<[string, Partial<Level>, boolean, boolean]>([
    ['a tenth of full', { full: 0.1 }, true, true],
    ['half of that', { full: 0.05 }, false, true],
    ['less', { full: 0.049 }, false, false],
    ['three tenths of some', { some: 0.3 }, true, true],
    ['half of that', { some: 0.15 }, false, true],
    ['less', { some: 0.149 }, false, false],
    ['a twentieth of the files and a tenth of some', { refaults: 0.05, some: 0.1 }, true, true],
    ['a twentieth of the files', { refaults: 0.05 }, false, false],
    ['fewer files', { refaults: 0.049, some: 0.1 }, false, true],
    ['fewer waiting for files', { refaults: 0.05, some: 0.099 }, false, true],
    ['swap without pressure', { swapped: 0.002 }, true, true],
    ['half of that', { swapped: 0.001 }, false, true],
    ['swap with little pressure', { swapped: 0.1, some: 0.01 }, false, false],
    ['swap with little pressure of all', { swapped: 0.1, full: 0.01 }, false, false],
    ['nothing', {}, false, false],
  ])('opens a window, or keeps it open: %s', (_, parts, hot, warm) => {
    const level = { from: 0, to: 1, full: null, some: null, refaults: null, swapped: null, ...parts }
    expect([isHot(level), isWarm(level)]).toEqual([hot, warm])
  })
})

describe('laws', () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 120 })
  const stallsOf =
    (each: readonly number[], add = 0) =>
    (second: number) =>
      (each[second] ?? 0) + add
  const overlaps = (a: { from: number; to: number }, b: { from: number; to: number }) =>
    a.from <= b.to && b.from <= a.to

  it('a load below what keeps a window open, added all the time, creates none', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.049, noNaN: true }), fc.integer({ min: 20, max: 300 }), (load, long) => {
        expect(windows(counter('psi-memory-full', seconds(0, long), () => load))).toEqual([])
      }),
    )
  })

  it('samples further apart show no window where there was none near', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 2, max: 4 }), (each, step) => {
        const end = each.length - 1
        const fine = windows(counter('psi-memory-full', seconds(0, end), stallsOf(each)))
        const quiet = each.every(share => share < 0.1)
        const coarse = windows(counter('psi-memory-full', seconds(0, end, step), stallsOf(each)))
        if (quiet) expect(coarse).toEqual([])
        for (const window of coarse)
          expect(each.slice(Math.floor(window.from), Math.ceil(window.to)).some(share => share >= 0.1)).toBe(true)
        expect(fine.length).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('cutting the samples shows no window that the whole does not hold', () => {
    fc.assert(
      fc.property(shares, fc.nat(100), fc.nat(100), (each, a, b) => {
        const end = each.length - 1
        const [from, to] = [Math.min(a, b) % end, Math.max(a, b) % (end + 1)]
        const whole = windows(counter('psi-memory-full', seconds(0, end), stallsOf(each)))
        const full = counter('psi-memory-full', seconds(0, end), stallsOf(each))
        const cut: Series = {
          ...full,
          times: full.times.slice(from, to),
          values: full.values.slice(from, to),
        }
        for (const window of windows(cut)) expect(whole.some(other => overlaps(window, other))).toBe(true)
      }),
    )
  })
})
