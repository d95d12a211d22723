import { describe, expect, test } from 'vitest'
import { newClockBook } from '../../../src/engine/clock/book.ts'
import { newLogsOf } from '../../../src/engine/thrashing/draft.ts'
import { findThrashing, type Using } from '../../../src/engine/thrashing/find.ts'
import type { Incident } from '../../../src/model/report.ts'
import type { Series } from '../../../src/model/series.ts'
import type { SourceRead } from '../../../src/model/source.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'
import { incident, scope } from '../../rules/cases.ts'
import { counter, seconds, series } from './series.ts'

const NOON = Date.parse('2026-01-15T12:00:00Z') / 1000
const clocks = newClockBook({ timezone: 'UTC', latestMs: null, capture: null }, [])

/** Samples of a second each since noon, with stalls from the 20th to the 60th. */
const stalls = (until = 100, parts: Partial<Series> = {}, from = 20, to = 60, step = 1): Series =>
  counter(
    'psi-memory-full',
    seconds(NOON, NOON + until, step),
    second => (second >= NOON + from && second < NOON + to ? 0.5 : 0),
    { clock: 'wall', ...parts },
  )

const kill = (second: number, id = 'i1', node: string | null = null): Incident =>
  incident({
    id,
    kind: 'global',
    scope: scope({ node }),
    at: { wall: new Date((NOON + second) * 1000).toISOString(), bootSeconds: null, plusMinusSeconds: 0, basis: null },
  })

const log = (path: string, host: string | null, hasBoot = true): SourceRead => ({
  path,
  format: 'dmesg',
  bytes: 1,
  lines: 1,
  events: 1,
  host,
  boots: hasBoot
    ? [{ boot: 0, host, first: NO_STAMP, last: NO_STAMP, leastDelayed: null, release: null, isOfKernel: true }]
    : [],
})

const find = (all: readonly Series[], using: Partial<Using> = {}) =>
  findThrashing(all, {
    incidents: [],
    sources: [],
    clocks,
    machines: [],
    logsOf: newLogsOf(using.sources ?? [], (_, host) => host),
    nodeOf: (_, host) => host,
    events: [],
    instantOf: () => ({ wall: null, bootSeconds: null, plusMinusSeconds: null, basis: null }),
    nodeOfEvent: () => null,
    ...using,
  })

const second = (wall: string | null | undefined): number => Date.parse(wall ?? '') / 1000 - NOON

describe('a window', () => {
  test('has its edges, its strongest signal and the alert that it would have set off', () => {
    const [window, ...others] = find([stalls()]).windows
    expect(others).toEqual([])
    expect(window).toMatchObject({
      id: 't1',
      scope: 'node',
      node: null,
      seconds: 40,
      confidence: 'certain',
      sort: 'unknown',
      peak: { signal: 'psi-memory-full', value: 0.5 },
      alert: { condition: 'PSI memory full of 10 % or more for 5 s', secondsBeforeKill: null },
    })
    expect([window?.from.wall, window?.to.wall, window?.alert?.at.wall].map(second)).toEqual([20.5, 60.5, 25.5])
  })

  test('without pressure has no alert', () => {
    const times = seconds(NOON, NOON + 100)
    const swapped = (metric: Series['metric']) =>
      counter(metric, times, each => (each >= NOON + 20 && each < NOON + 60 ? 500 : 0), { clock: 'wall' })
    const all = [swapped('swap-in'), swapped('swap-out')]
    const machines = [{ name: null, ramBytes: 4096 * 100_000 }]
    expect(find(all, { machines }).windows).toMatchObject([
      { alert: null, confidence: 'likely', peak: { signal: 'swap-io', value: 500 } },
    ])
    expect(find(all, { machines: [{ name: null, ramBytes: null }] }).windows).toEqual([])
    // A machine without a name is the only one that there is a log of.
    const sources = [log('dmesg', 'w1')]
    expect(find(all, { machines, sources }).windows).toHaveLength(1)
    expect(find(all, { machines: [{ name: 'w2', ramBytes: 4096 * 100_000 }], sources }).windows).toEqual([])
  })

  test.each([
    ['with a kill in it', 100, [kill(40)], 'kill'],
    ['with a kill a minute later', 100, [kill(120)], 'kill'],
    ['by itself, where the kill was long before its end', 200, [kill(29)], 'recovery'],
    ['by itself, where a kill came long after it', 200, [kill(125)], 'recovery'],
    ['by itself, as two quiet samples show', 62, [], 'recovery'],
    ['where the data ends, with one', 61, [], 'end-of-data'],
    ['where the data ends', 60, [], 'end-of-data'],
  ] as const)('ended %s', (_, until, incidents, ended) => {
    expect(find([stalls(until)], { incidents }).windows.map(each => each.ended)).toEqual([ended])
  })

  test.each([
    ['the kill', [kill(40)], 14.5],
    ['the first of two kills', [kill(60), kill(40)], 14.5],
    ['the first kill after the alert', [kill(22), kill(40)], 14.5],
    ['no kill, as it was before the alert', [kill(22)], null],
    ['no kill, as it was elsewhere in time', [kill(200)], null],
    ['a kill at the same moment', [kill(25.5)], 0],
  ])('has an alert so long before %s', (_, incidents, lead) => {
    expect(find([stalls()], { incidents }).windows[0]?.alert?.secondsBeforeKill).toBe(lead)
  })
})

describe('windows of one time', () => {
  test('that two sources sampled are one: the one with more samples', () => {
    const [fine, coarse] = [stalls(), stalls(100, { path: 'other.log', zone: 'missing' }, 20, 60, 2)]
    for (const all of [
      [fine, coarse],
      [coarse, fine],
    ]) {
      const { windows } = find(all)
      expect(windows.map(({ signals }) => signals[0]?.evidence[0]?.path)).toEqual(['psi.log'])
    }
  })

  test('that two sources sampled alike are one, whatever their order', () => {
    const [one, two] = [stalls(), stalls(100, { path: 'other.log', zone: 'missing' })]
    const paths = (all: readonly Series[]) => find(all).windows.map(({ signals }) => signals[0]?.evidence[0]?.path)
    expect(paths([one, two])).toHaveLength(1)
    expect(paths([one, two])).toEqual(paths([two, one]))
  })

  test('of two machines are two', () => {
    const all = [stalls(100, { node: 'w1' }), stalls(100, { node: 'w2', path: 'b.log' })]
    expect(
      find(all)
        .windows.map(({ node }) => node)
        .toSorted(),
    ).toEqual(['w1', 'w2'])
    const same = [stalls(100, { node: 'w1' }), stalls(100, { node: 'w1.example', path: 'b.log' })]
    expect(find(same).windows).toHaveLength(1)
  })

  test('of two cgroups are two', () => {
    const all = [stalls(100, { scope: '/a' }), stalls(100, { scope: '/b' })]
    expect(find(all).windows.map(each => each.scope)).toEqual(['/a', '/b'])
  })

  test('that follow each other are two, in order of time', () => {
    const late = stalls(200, { path: 'a.log', node: 'w1' }, 120, 160)
    const early = stalls(200, { path: 'b.log', node: 'w1', zone: 'missing' }, 20, 60)
    const { windows } = find([late, early])
    expect(windows.map(({ id, from }) => [id, second(from.wall)])).toEqual([
      ['t1', 20.5],
      ['t2', 120.5],
    ])
  })

  test('whose times cannot be compared are two', () => {
    const all = [stalls(), counter('psi-memory-full', seconds(0, 100), each => Number(each > 20 && each < 60) / 2)]
    expect(find(all).windows.map(({ from }) => from.wall === null)).toEqual([false, true])
  })
})

describe('a kill', () => {
  test('is after the window that it is nearest to', () => {
    const all = [stalls(200, {}, 20, 60), stalls(200, { scope: '/x' }, 100, 105)]
    const { before, windows } = find(all, { incidents: [kill(62, 'i1'), kill(300, 'i2')] })
    expect(windows.map(({ id, scope: of }) => [id, of])).toEqual([
      ['t1', 'node'],
      ['t2', '/x'],
    ])
    expect([...before]).toEqual([['i1', 't1']])
  })

  test('of two windows that it ends is after the nearer one', () => {
    const { before } = find([stalls(200, {}, 20, 60), stalls(200, { scope: '/x' }, 70, 110)], {
      incidents: [{ ...kill(112), oomMemcg: '/x' }],
    })
    expect([...before.values()]).toEqual(['t2'])
  })

  test('on another machine is after none', () => {
    const all = [stalls(100, { node: 'w1' })]
    expect(find(all, { incidents: [kill(40, 'i1', 'w2')] }).before.size).toBe(0)
    expect(find(all, { incidents: [kill(40, 'i1', 'w1')] }).before.size).toBe(1)
  })
})

describe('samples that nobody names', () => {
  const nodes = (sources: readonly SourceRead[], ...more: readonly Series[]) =>
    find([stalls(), ...more], { sources }).windows.map(({ node }) => node)

  test('are of the only machine that there is a log of', () => {
    expect(nodes([log('a', 'w1')])).toEqual(['w1'])
    expect(nodes([log('a', 'w1'), log('b', 'w1'), log('c', null)])).toEqual(['w1'])
    expect(nodes([log('a', 'w1'), log('b', 'w2')])).toEqual([null])
    expect(nodes([])).toEqual([null])
  })

  test('are of the only machine that other samples name, where there is no log', () => {
    const quiet = stalls(100, { node: 'w1', path: 'b.log' }, 0, 0)
    expect(nodes([], quiet)).toEqual(['w1'])
    expect(nodes([log('a', 'w1', false)], quiet)).toEqual(['w1'])
    expect(nodes([log('a', 'w2', false)], quiet)).toEqual(['w1'])
    expect(nodes([log('a', 'w2')], quiet)).toEqual(['w2'])
  })

  test('since boot are dated by the log of the kernel of their machine only', () => {
    const dated = newClockBook({ timezone: 'UTC', latestMs: null, capture: null }, [])
    const wall = { from: NOON, to: NOON, basis: 'x', zoneAssumed: false, rank: 1, span: null }
    dated.anchor({ path: 'a', boot: 0 }, { ...NO_STAMP, bootSeconds: 0 }, wall)
    const since = counter('psi-memory-full', seconds(0, 100), each => Number(each >= 20 && each < 60) / 2, {
      node: 'w1',
    })
    const from = (host: string) => find([since], { clocks: dated, sources: [log('a', host)] }).windows[0]?.from
    expect(from('w1')).toMatchObject({ wall: '2026-01-15T12:00:20.000Z', bootSeconds: 20 })
    expect(from('w2')).toMatchObject({ wall: null, bootSeconds: 20 })
  })
})

test('of several sources of one metric the one with the most samples is taken', () => {
  const times = seconds(NOON, NOON + 100)
  const few = series('psi-memory-full', [NOON, NOON + 100], [0, 90], { clock: 'wall', path: 'few.log' })
  const quiet = series(
    'psi-memory-full',
    times,
    times.map(() => 0),
    { clock: 'wall', path: 'many.log' },
  )
  for (const all of [
    [few, quiet],
    [quiet, few],
  ])
    expect(find(all).windows).toEqual([])
})
