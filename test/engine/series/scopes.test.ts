import { describe, expect, test } from 'vitest'
import { clipped, pointsOf } from '../../../src/engine/series/points.ts'
import { reportSeries, type SeriesUsing } from '../../../src/engine/series/report-series.ts'
import { scopesOf } from '../../../src/engine/series/scopes.ts'
import { thinned } from '../../../src/engine/series/thin.ts'
import { tracksOf } from '../../../src/engine/thrashing/scope-tracks.ts'
import { trackOf } from '../../../src/engine/thrashing/track.ts'
import type { Incident, Instant, ThrashingWindow } from '../../../src/model/report.ts'
import type { Series } from '../../../src/model/series.ts'
import { incident, scope, victim } from '../../rules/cases.ts'
import { window } from '../report/answers.ts'
import { counter, seconds, series } from '../thrashing/series.ts'

const held = (at: string, bytes: number, parts: Partial<Series> = {}): Series =>
  series('memory-current', [0, 1], [1, bytes], { type: 'gauge', scope: at, ...parts })
const tracks = (...all: readonly Series[]) => tracksOf(all, each => each.node)

describe('the scopes that are drawn', () => {
  const concerned = (
    at: string,
    incidents: readonly Incident[],
    windows: readonly ThrashingWindow[] = [],
    node: string | null = null,
  ) => scopesOf(tracks(held(at, 1, { node })), { incidents, windows })[0]?.isConcerned
  const killed = (parts: Partial<Incident>): Incident => incident({ scope: scope(), victims: [], ...parts })

  test.each<[string, string, Partial<Incident>, boolean]>([
    ['the node', 'node', {}, true],
    ['the cgroup whose limit it was', '/a', { scope: scope({ cgroup: '/a' }) }, true],
    ['what is above it', '/a', { scope: scope({ cgroup: '/a/b' }) }, true],
    ['what is below it', '/a/b', { oomMemcg: '/a' }, true],
    ['the cgroup of a victim', '/a', { victims: [victim({ cgroup: '/a/b' })] }, true],
    ['what is below the cgroup of a victim', '/a/b', { victims: [victim({ cgroup: '/a' })] }, false],
    ['what is beside it', '/ab', { oomMemcg: '/a', victims: [victim({ cgroup: '/a' })] }, false],
    ['nothing of a kill without a cgroup', '/a', { victims: [victim()] }, false],
  ])('are those of a kill: %s', (_, at, parts, expected) => {
    expect(concerned(at, [killed(parts)])).toBe(expected)
  })

  test('are those of its machine', () => {
    const on = killed({ scope: scope({ cgroup: '/a', node: 'w1' }) })
    expect([
      concerned('/a', [on], [], 'w1'),
      concerned('/a', [on], [], 'w2'),
      concerned('node', [on], [], 'w2'),
    ]).toEqual([true, false, false])
    const stall = window({ scope: '/a', node: 'w1' })
    expect([
      concerned('/a', [], [stall], 'w1'),
      concerned('/a', [], [stall], 'w2'),
      concerned('/b', [], [stall], 'w1'),
      concerned('/a', []),
    ]).toEqual([true, false, false, false])
  })

  test('are twenty-four: those of a kill, the node, and then those that held most', () => {
    const crowd = Array.from({ length: 30 }, (_, at) => held(`/c${String(at).padStart(2, '0')}`, 100 + at))
    const all = tracks(...crowd, held('/small', 1), series('mem-free', [0, 1], [1, 1], { type: 'gauge' }))
    const drawn = scopesOf(all, { incidents: [], windows: [window({ scope: '/small' })] }).map(
      ({ tracks: { scope: at } }) => at,
    )
    expect(drawn).toHaveLength(24)
    expect(drawn.slice(0, 2)).toEqual(['node', '/c08'])
    expect(drawn.at(-1)).toBe('/small')
    expect(drawn).not.toContain('/c07')
  })

  test('held what their highest sample says, by working set where nothing else was sampled', () => {
    const crowd = Array.from({ length: 24 }, (_, at) => held(`/c${at}`, 100))
    const high = series('memory-working-set', [0, 1, 2], [1, 500, 1], { type: 'gauge', scope: '/high' })
    const drawn = (each: Series) =>
      scopesOf(tracks(...crowd, each), { incidents: [], windows: [] }).some(
        ({ tracks: { scope: at } }) => at === each.scope,
      )
    expect([drawn(high), drawn({ ...high, values: Float64Array.from([1, 50, 1]) })]).toEqual([true, false])
  })

  test('are in the order of nodes, each before its cgroups', () => {
    const all = [
      held('/b', 9, { node: 'w2' }),
      held('/a', 1, { node: 'w2' }),
      held('/z', 1, { node: 'w1' }),
      series('mem-free', [0, 1], [1, 1], { type: 'gauge', node: 'w2' }),
    ]
    const drawn = scopesOf(tracks(...all), { incidents: [], windows: [] })
    expect(drawn.map(({ tracks: { node, scope: at } }) => `${node} ${at}`)).toEqual([
      'w1 /z',
      'w2 node',
      'w2 /a',
      'w2 /b',
    ])
  })
})

describe('points', () => {
  const gauge = (times: readonly number[], values: readonly number[] = times) =>
    pointsOf(trackOf(series('mem-free', times, values, { type: 'gauge' })))

  test('are what was sampled, without what is no number or no limit', () => {
    expect(gauge([0, 1, 2, 3], [5, Number.NaN, 2 ** 60, 6])).toMatchObject({ times: [0, 3], values: [5, 6] })
    expect(gauge([0], [2 ** 60 - 2 ** 8]).values).toHaveLength(1)
  })

  test('have a hole where samples are four times further apart than usual', () => {
    expect(gauge([0, 10, 20, 60]).afterHole).toEqual([false, false, false, false])
    expect(gauge([0, 10, 20, 61]).afterHole).toEqual([false, false, false, true])
    expect(gauge([0, 1, 2, 3], [1, Number.NaN, Number.NaN, 2]).afterHole).toEqual([false, false])
    expect(gauge([0, 1, 2, 3, 4, 5], [1, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 2]).afterHole).toEqual([
      false,
      true,
    ])
  })

  test('are cut to a time, both of its ends with it', () => {
    const all = { times: [1, 2, 3, 4], values: [1, 2, 3, 4], afterHole: [false, true, true, false] }
    expect(clipped(all, 2, 3)).toEqual({ times: [2, 3], values: [2, 3], afterHole: [false, true] })
    expect(clipped(all, 5, 9).times).toEqual([])
  })

  test('are thinned to their extremes, with a hole where it was', () => {
    const times = seconds(0, 299)
    const values = times.map(time => (time === 50 ? 9 : time === 250 ? -9 : time % 2))
    const drawn = thinned({ times, values, afterHole: times.map(time => time === 120) }, [], 32)
    expect(drawn.length).toBeLessThanOrEqual(32)
    expect(drawn).toContainEqual([50, 9])
    expect(drawn).toContainEqual([250, -9])
    expect(drawn.filter(([, value]) => value === null)).toEqual([[120, null]])
    expect([drawn[0]?.[0], drawn.at(-1)?.[0]]).toEqual([0, 299])
    expect(thinned({ times: [], values: [], afterHole: [] }, [], 32)).toEqual([])
  })
})

describe('a series of the report', () => {
  const instant = (time: number, isTimed = true): Instant => ({
    wall: isTimed ? new Date(Date.UTC(2026, 0, 15) + time * 1000).toISOString() : null,
    bootSeconds: time,
    plusMinusSeconds: 0,
    basis: null,
  })
  const drawn = (all: readonly Series[], parts: Partial<SeriesUsing> = {}) =>
    reportSeries(tracks(...all), {
      incidents: [],
      windows: [],
      options: {},
      momentOf: (_, time) => instant(time),
      ...parts,
    })
  const since = (ms: number) => Date.UTC(2026, 0, 15) + ms

  test('is of the time that is asked for, where its wall time is known', () => {
    const all = [counter('psi-memory-some', seconds(0, 10), () => 0.5)]
    const span = (parts: Partial<SeriesUsing>) =>
      drawn(all, parts).map(({ from, seconds: of }) => [from.bootSeconds, of.at(-1)])
    expect(span({ options: { since: since(3000), until: since(7000) } })).toEqual([[3, 4]])
    expect(span({ options: { since: since(99_000) } })).toEqual([])
    expect(span({ options: { since: since(99_000) }, momentOf: (_, time) => instant(time, false) })).toEqual([[1, 9]])
  })

  test('has shares of at most all of the time, whole bytes, and four digits of the rest', () => {
    const last = (each: Series) => drawn([each])[0]?.values.at(-1)
    expect(last(counter('psi-memory-some', [0, 1], () => 1.5))).toBe(1)
    expect(last(counter('psi-memory-some', [0, 1], () => 0.123456))).toBe(0.1235)
    expect(last(counter('swap-in', [0, 1], () => 12_345.6))).toBe(12_350)
    expect(last(series('mem-free', [0, 1], [1, 12_345.6], { type: 'gauge' }))).toBe(12_346)
  })

  test('has more points around a kill on its machine', () => {
    const times = seconds(0, 9999)
    const all = [
      series(
        'mem-free',
        times,
        times.map(time => time % 7),
        { type: 'gauge', node: 'w1' },
      ),
    ]
    const inside = (node: string) => {
      const kill = incident({ kind: 'global', scope: scope({ node }), at: instant(5000) })
      const [one] = drawn(all, { incidents: [kill] })
      return one?.seconds.filter(time => time >= 4880 && time <= 5120).length ?? 0
    }
    expect(inside('w1')).toBeGreaterThan(100)
    expect(inside('w2')).toBeLessThan(30)
  })
})
