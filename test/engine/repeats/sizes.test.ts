import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { sized } from '../../../src/engine/repeats/peak.ts'
import { shapeOf } from '../../../src/engine/repeats/shape.ts'
import { sizesOf } from '../../../src/engine/repeats/sizes.ts'
import { spacingOf } from '../../../src/engine/repeats/spacing.ts'
import type { Culprit, Incident, IncidentGroup, Sizing } from '../../../src/model/report.ts'
import { group, incident, MIB, span, victim } from '../../rules/cases.ts'

const act = (parts: Partial<Act> = {}): Act => newAct({ kind: 'memcg', killer: 'kernel', ...parts })

describe('how far apart incidents are', () => {
  const at = (wall: string | null, bootSeconds: number | null = null, path = 'dmesg.txt'): Incident =>
    incident({
      at: { wall, bootSeconds, plusMinusSeconds: null, basis: null },
      evidence: [{ ...span(1), path }],
    })
  const wall = (time: string) => at(`2026-01-15T${time}Z`)
  const spacing = (...all: readonly Incident[]) => {
    const { shortestSpacingSeconds, spacingSeconds, longestSpacingSeconds } = spacingOf(all)
    return [shortestSpacingSeconds, spacingSeconds, longestSpacingSeconds]
  }
  const unknown = [null, null, null]

  test.each([
    ['by the wall', [wall('08:00:00.00'), wall('08:00:10.04'), wall('08:01:00.00'), wall('08:01:20.00')], [10, 20, 50]],
    ['by seconds since one boot', [at(null, 10), at(null, 12), at(null, 20)], [2, 8, 8]],
    ['not by seconds of two boots', [at(null, 10), at(null, 5)], unknown],
    ['by seconds that are the same', [at(null, 10), at(null, 10)], [0, 0, 0]],
    ['not by seconds of two logs', [at(null, 10), at(null, 20, 'b')], unknown],
    ['not by two clocks', [wall('08:00:00.00'), at(null, 20)], unknown],
    ['not where one has no time', [at(null, 10), at(null, null), at(null, 20)], unknown],
    ['not where the first has none', [at(null, null), at(null, 20)], unknown],
    ['not of one', [wall('08:00:00.00')], unknown],
  ])('%s', (_, all, expected) => {
    expect(spacing(...all)).toEqual(expected)
  })
})

describe('whose memory is compared from kill to kill', () => {
  const culprit = (name: string, mib: number | null): Culprit => ({
    what: 'process',
    name,
    bytes: (mib === null ? null : mib * MIB) as number,
    why: '',
  })
  const onNode = (name: string, mib: number | null) =>
    incident({ kind: 'global', culprit: culprit(name, mib), victims: [] })
  const died = (comm: string | null, anonRssKiB: number | null) =>
    incident({ kind: 'global', victims: [victim({ comm, anonRssKiB, fileRssKiB: null, shmemRssKiB: 1024 })] })
  const sizes = (...all: readonly Incident[]) => {
    const { sizesOf: of, sizesName, sizesBytes } = sizesOf(all)
    return [of, sizesName, sizesBytes.map(each => each && each / MIB)]
  }

  test.each([
    ['one process', ['java (7)', 'java (7)'], 'java (7)'],
    ['one name', ['java (7)', 'java (8)'], 'java'],
    ['one process, once with its pod', ['java (7)', 'app of pod shop/cart, process java (7)'], 'java'],
    ['one crowd', ['9 × php', '12 × php'], 'php'],
    ['kernel slab', ['kernel slab', 'kernel slab'], 'kernel slab'],
    ['what only looks like a pod', ['a, process b (7)', 'a, process b (7)'], 'a, process b (7)'],
  ])('who used the node up: %s', (_, [one = '', two = ''], name) => {
    expect(sizes(onNode(one, 60), onNode(two, 70))).toEqual(['culprit', name, [60, 70]])
  })

  test.each([
    ['two names', onNode('java (7)', 60), onNode('node (8)', 70)],
    ['what only looks like a pod', onNode('a, process b (7)', 60), onNode('b (7)', 70)],
    ['one of known size', onNode('java (7)', 60), onNode('java (7)', null)],
    ['one that is known', onNode('java (7)', 60), incident({ kind: 'global', victims: [] })],
  ])('nobody, where it was %s', (_, one, two) => {
    expect(sizes(one, two)).toEqual([null, null, [null, null]])
  })

  test('those that died, where they are of one name', () => {
    expect(sizes(died('java', 2048), died('java', 4096), died(null, null))).toEqual(['victim', 'java', [3, 5, null]])
    expect(sizes(died('java', 2048), died('node', 4096))[0]).toBeNull()
    expect(sizes(died('java', 2048), died('java', null))[0]).toBeNull()
    expect(sizes(died(null, 2048), died(null, 4096))[0]).toBeNull()
  })

  test('the cgroup, where its usage is known of half of its kills', () => {
    const used = (mib: number | null) =>
      incident({
        usageBytes: mib === null ? null : mib * MIB,
        victims: [victim({ anonRssKiB: 1024, fileRssKiB: null })],
      })
    expect(sizes(used(64), used(65))[0]).toBe('cgroup-usage')
    expect(sizes(used(64), used(65), used(null), used(null))).toEqual(['cgroup-usage', null, [64, 65, null, null]])
    expect(sizes(used(64), used(65), used(null), used(null), used(null))[0]).toBe('victim')
    expect(sizes(used(64), used(null))[0]).toBe('victim')
    expect(sizes(used(null), used(null))[0]).toBe('victim')
  })
})

describe('the shape of usage', () => {
  const points = (bytes: readonly number[], step: number) =>
    bytes.map((each, at) => ({ seconds: at * step, bytes: each }))
  const level = (count: number, bytes: number): readonly number[] => Array.from({ length: count }, () => bytes)

  test.each([
    ['two minutes of five samples', points([10, 20, 30, 40, 50], 30), 'slow'],
    ['less than two minutes', points([10, 20, 30, 40, 50], 29), null],
    ['four samples', points([10, 20, 30, 40], 60), null],
    ['a rise of a fifth', points([80, 85, 90, 95, 100], 60), 'slow'],
    ['a rise of less', points([81, 85, 90, 95, 100], 60), 'other'],
    ['a rise in four tenths of the time', points([...level(6, 0), 1, 5, 9, 10, 10], 60), 'other'],
    ['a rise in a tenth of the time', points([...level(10, 0), 100], 60), 'jump'],
    ['a rise in more than that', points([...level(8, 0), 50, 100, 100], 60), 'jump'],
    ['a rise in a fifth of the time', points([...level(8, 0), 30, 60, 100], 60), 'other'],
  ] as const)('%s', (_, given, shape) => {
    expect(shapeOf(given)).toBe(shape)
  })
})

describe('what a workload needs at least', () => {
  const sizing = (atLeastMiB: number | null): Sizing =>
    ({
      atLeastBytes: atLeastMiB === null ? null : atLeastMiB * MIB,
      atLeastFrom: null,
      group: null,
      why: 'Own.',
    }) as unknown as Sizing
  const pair = (id: string, atLeastMiB: number | null) => [act(), incident({ id, sizing: sizing(atLeastMiB) })] as const
  const all = (of: IncidentGroup['of'], ...pairs: readonly (readonly [Act, Incident])[]) => {
    const story = group({ of, incidents: ['i1', 'i2'] })
    const stories = { all: [story], of: ({ id }: Incident) => (story.incidents.includes(id) ? story : null) }
    return sized(pairs, stories).map(([, each]) => {
      const { atLeastBytes, atLeastFrom, group: of_ } = each.sizing ?? {}
      return [atLeastBytes == null ? atLeastBytes : atLeastBytes / MIB, atLeastFrom, of_]
    })
  }

  test('is the most that any of its kills shows', () => {
    expect(all('workload', pair('i1', 64), pair('i2', 90))).toEqual([
      [90, 'i2', 'g1'],
      [90, 'i2', 'g1'],
    ])
    expect(all('cgroup', pair('i1', 90), pair('i2', 90))).toEqual([
      [90, 'i1', 'g1'],
      [90, 'i2', 'g1'],
    ])
  })

  test('is its own where the kills may be of several', () => {
    expect(all('unnamed', pair('i1', 64), pair('i2', 90))).toEqual([
      [64, 'i1', 'g1'],
      [90, 'i2', 'g1'],
    ])
  })

  test('is not known where its own is not, and its own where it repeats nothing', () => {
    expect(all('workload', pair('i1', null), pair('i2', 90))).toEqual([
      [null, null, 'g1'],
      [90, 'i2', 'g1'],
    ])
    expect(all('workload', pair('i3', 64))).toEqual([[64, 'i3', null]])
    expect(all('workload', [act(), incident({ id: 'i1' })])).toEqual([[undefined, undefined, undefined]])
  })

  test('says whose the most was', () => {
    const story = group({ incidents: ['i1', 'i2'] })
    const [[, first] = []] = sized([pair('i1', 64), pair('i2', 90)], { all: [story], of: () => story })
    expect(first?.sizing?.why).toBe('Own. At i2 it had 90 MiB, the highest of its kills.')
  })
})
