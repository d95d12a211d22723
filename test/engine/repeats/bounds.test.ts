import { describe, expect, test } from 'vitest'
import { newClockBook } from '../../../src/engine/clock/book.ts'
import { byLives, bySizes, byUsage, growthOf } from '../../../src/engine/repeats/growth.ts'
import type { Sizes } from '../../../src/engine/repeats/sizes.ts'
import { type UsageBefore, usageFinder } from '../../../src/engine/repeats/usage-before.ts'
import type { Incident } from '../../../src/model/report.ts'
import type { Series } from '../../../src/model/series.ts'
import { incident, MIB, scope } from '../../rules/cases.ts'
import { seconds, series } from '../thrashing/series.ts'

const sizes = (of: Sizes['sizesOf'], name: string | null, mib: readonly number[]): Sizes => ({
  sizesOf: of,
  sizesName: name,
  sizesBytes: mib.map(each => each * MIB),
})

describe('growth by the memory at the kills', () => {
  test.each([
    ['half as much again after the same', [60, 60, 60, 90], 'sudden'],
    ['less than that', [60, 60, 60, 89], 'growing'],
    ['half as much again after two', [60, 60, 90], 'sudden'],
    ['half as much again after one', [60, 90], 'growing'],
    ['far more after what was not the same', [60, 64, 120], 'growing'],
    ['far more once, and the same again', [60, 60, 60, 120, 60], 'sudden'],
    ['hardly less on the way', [100, 95, 120], 'growing'],
    ['less on the way', [100, 94, 120], 'unknown'],
    ['more at the end than at first', [100, 110, 105.1], 'growing'],
    ['no more at the end than at first', [100, 110, 105], 'unknown'],
    ['a twentieth more', [100, 105], 'flat'],
    ['more than that', [100, 105.1], 'growing'],
  ])('%s', (_, mib, growth) => {
    expect(bySizes(sizes('victim', 'java', mib)).growth).toBe(growth)
  })

  test('of one process is closer than of one name, and only of who used the node up', () => {
    const grown = [100, 103]
    expect(bySizes(sizes('culprit', 'java (7)', grown)).growth).toBe('growing')
    expect(bySizes(sizes('victim', 'java (7)', grown)).growth).toBe('flat')
    expect(bySizes(sizes('culprit', 'java (7) and more', grown)).growth).toBe('flat')
    expect(bySizes(sizes('culprit', 'java (7)', [100, 102])).growth).toBe('flat')
  })

  test('is told before a short life, which is told before what stays the same', () => {
    const short = [900, 900, 10]
    expect(growthOf(sizes('victim', 'java', [60, 70, 80]), short, []).growthBy).toBe('memory-at-kills')
    expect(growthOf(sizes('victim', 'java', [60, 60, 90]), short, []).growthBy).toBe('memory-at-kills')
    expect(growthOf(sizes('victim', 'java', [60, 60, 60]), short, []).growthBy).toBe('time-alive')
    expect(growthOf(sizes('victim', 'java', [60, 90, 60]), short, []).growthBy).toBe('time-alive')
  })
})

test.each([
  ['a quarter of the shortest', [400, 500, 100], 'sudden'],
  ['more than that', [400, 500, 101], null],
  ['a quarter of those that are known', [400, null, 500, 100], 'sudden'],
  ['a quarter of one', [400, null, 100], null],
])('the last life is %s', (_, lives, growth) => {
  expect(byLives(lives)?.growth ?? null).toBe(growth)
})

test('growth by usage is likely where several working sets say so, and nothing else', () => {
  const used = (shape: UsageBefore['shape'], metric: Series['metric'] = 'memory-working-set') => ({
    shape,
    metric,
    evidence: [],
  })
  const sure = (...found: readonly UsageBefore[]) => byUsage(found)?.confidence
  expect(sure(used('slow'), used('slow'))).toBe('likely')
  expect(sure(used('slow'))).toBe('possible')
  expect(sure(used('slow'), used('slow', 'memory-current'))).toBe('possible')
  expect(sure(used('slow'), used('slow'), used('other', 'memory-current'))).toBe('likely')
})

describe('usage before a kill', () => {
  const book = newClockBook({ timezone: 'UTC', latestMs: null, capture: null }, [])
  const usage = (values: (second: number) => number, parts: Partial<Series> = {}): Series => {
    const times = seconds(0, 600, 10)
    return series('memory-current', times, times.map(values), { type: 'gauge', scope: '/a', ...parts })
  }
  const rising = (parts: Partial<Series> = {}): Series => usage(second => second + 10, parts)
  const kill = (bootSeconds: number | null, parts: Partial<Incident> = {}): Incident =>
    incident({
      at: { wall: null, bootSeconds, plusMinusSeconds: null, basis: null },
      scope: scope({ cgroup: '/a', node: 'w1' }),
      ...parts,
    })
  const find = (all: readonly Series[], of: Incident, before: Incident | null = null) => {
    const found = usageFinder(all, { sources: [], clocks: book, nodeOf: (_, host) => host })(of, before)
    return found && [found.shape, found.metric, ...found.evidence.map(({ line }) => line)]
  }

  test.each<[string, readonly Series[], Incident, readonly unknown[] | null]>([
    ['rises', [rising()], kill(300), ['slow', 'memory-current', 1, 30]],
    ['rises up to a sample of the kill', [rising()], kill(301), ['slow', 'memory-current', 1, 31]],
    ['jumps', [usage(second => (second < 590 ? 10 : 90))], kill(600.5), ['jump', 'memory-current', 1, 61]],
    ['of another cgroup', [rising({ scope: '/b' })], kill(300), null],
    [
      'of the cgroup, as systemd escapes it',
      [rising({ scope: '/a-b' })],
      kill(300, { scope: scope({ cgroup: '/a\\x2db' }) }),
      ['slow', 'memory-current', 1, 30],
    ],
    ['on another machine', [rising({ node: 'w2' })], kill(300), null],
    ['on its machine', [rising({ node: 'w1' })], kill(300), ['slow', 'memory-current', 1, 30]],
    ['of another metric', [rising({ metric: 'memory-max' })], kill(300), null],
    ['without samples', [series('memory-current', [], [], { scope: '/a' })], kill(300), null],
    ['after the kill only', [rising()], kill(0), null],
    ['on another clock', [rising()], kill(null), null],
    ['of the node', [rising()], kill(300, { kind: 'global' }), null],
    ['of no known cgroup', [rising()], kill(300, { scope: scope() }), null],
  ])('%s', (_, all, of, expected) => {
    expect(find(all, of)).toEqual(expected)
  })

  test('begins with the kill before it', () => {
    const saw = usage(second => (second % 300) + 10)
    expect(find([saw], kill(590), kill(300))).toEqual(['slow', 'memory-current', 31, 59])
    expect(find([saw], kill(590), kill(295))).toEqual(['slow', 'memory-current', 31, 59])
    expect(find([rising()], kill(300), kill(null))).toEqual(['slow', 'memory-current', 1, 30])
    expect(find([rising()], kill(300), kill(250))).toBeNull()
  })

  test('ends with what the kernel printed, where it counts the same', () => {
    const level = usage(() => 10)
    expect(find([level], kill(300, { usageBytes: 90 }))?.[0]).toBe('jump')
    expect(find([{ ...level, metric: 'memory-working-set' }], kill(300, { usageBytes: 90 }))?.[0]).toBe('other')
    expect(find([level], kill(300))?.[0]).toBe('other')
  })

  test('is the working set first, and leaves out samples that are none', () => {
    const all = [rising(), { ...usage(() => 10), metric: 'memory-working-set' as const }]
    expect(find(all, kill(300))?.slice(0, 2)).toEqual(['other', 'memory-working-set'])
    const holes = usage(second => (second % 20 === 0 ? Number.NaN : second + 10))
    expect(find([holes], kill(300))?.[0]).toBe('slow')
  })
})
