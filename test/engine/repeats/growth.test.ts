import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byLives, bySizes, byUsage, growthOf } from '../../../src/engine/repeats/growth.ts'
import { shapeOf } from '../../../src/engine/repeats/shape.ts'
import type { Sizes } from '../../../src/engine/repeats/sizes.ts'
import type { UsageBefore } from '../../../src/engine/repeats/usage-before.ts'
import type { SizesOf } from '../../../src/model/report.ts'

const MIB = 2 ** 20
const sizes = (of: SizesOf | null, mib: readonly (number | null)[], name: string | null = null): Sizes => ({
  sizesOf: of,
  sizesName: name,
  sizesBytes: mib.map(each => each && each * MIB),
})

describe('growth by the memory at the kills', () => {
  test.each([
    ['the same each time', sizes('cgroup-usage', [64, 64, 64]), 'flat', 'certain'],
    ['the same twice', sizes('cgroup-usage', [64, 64]), 'flat', 'possible'],
    ['the same, as far as known', sizes('victim', [64, null, 64, 65]), 'flat', 'likely'],
    ['more with the limit', sizes('cgroup-usage', [64, 64, 128]), 'growing', 'likely'],
    ['more each time', sizes('victim', [60, 70, 80, 95]), 'growing', 'likely'],
    ['one process that grew a little', sizes('culprit', [153, 160], 'postgres (201)'), 'growing', 'possible'],
    ['one name that grew as little', sizes('culprit', [153, 160], 'postgres'), 'flat', 'possible'],
    ['far more after the same', sizes('victim', [60, 61, 60, 120]), 'sudden', 'possible'],
    ['up and down', sizes('victim', [60, 90, 60]), 'unknown', null],
    ['less each time', sizes('victim', [90, 80, 70]), 'unknown', null],
    ['one only', sizes('victim', [null, 64]), 'unknown', null],
    ['none', sizes(null, [null, null]), 'unknown', null],
  ] as const)('%s', (_, given, growth, confidence) => {
    expect(bySizes(given)).toMatchObject({ growth, confidence })
  })

  test('one factor for all values changes no word', () => {
    const values = fc.array(fc.integer({ min: 1, max: 2 ** 40 }), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(values, fc.constantFrom<SizesOf>('cgroup-usage', 'victim'), (sizesBytes, sizesOf) => {
        const given = { sizesOf, sizesName: null, sizesBytes }
        expect(bySizes({ ...given, sizesBytes: sizesBytes.map(each => each * 8) })).toEqual(bySizes(given))
        const { growth } = bySizes({ ...given, sizesBytes: sizesBytes.map(() => 4096) })
        expect(growth).toBe('flat')
        // What grows from first to last does not grow from last to first.
        const isGrowing = bySizes(given).growth === 'growing'
        if (isGrowing) expect(bySizes({ ...given, sizesBytes: sizesBytes.toReversed() }).growth).not.toBe('growing')
      }),
    )
  })
})

describe('growth by lives', () => {
  test.each([
    ['the last far shorter', [3600, 4000, 20], 'sudden'],
    ['the last not much shorter', [3600, 4000, 1800], null],
    ['one before it only', [3600, 20], null],
    ['the last not known', [3600, 4000, null], null],
  ] as const)('%s', (_, lives, growth) => {
    expect(byLives(lives)?.growth ?? null).toBe(growth)
  })
})

describe('growth by usage before the kills', () => {
  const used = (shape: UsageBefore['shape'], metric: UsageBefore['metric'] = 'memory-current'): UsageBefore => ({
    shape,
    metric,
    evidence: [],
  })
  test.each([
    ['slow', [used('slow'), used('other')], { growth: 'growing', confidence: 'possible' }],
    [
      'slow by working sets',
      [used('slow', 'memory-working-set'), used('slow', 'memory-working-set')],
      { confidence: 'likely' },
    ],
    ['at once', [used('jump')], { growth: 'sudden' }],
    ['both', [used('jump'), used('slow')], null],
    ['neither', [used('other')], null],
  ] as const)('%s', (_, found, expected) => {
    const growth = byUsage(found)
    if (expected === null) expect(growth).toBeNull()
    else expect(growth).toMatchObject({ growthBy: 'usage-before', ...expected })
  })

  test('outweighs the limit that all kills stop at', () => {
    expect(growthOf(sizes('cgroup-usage', [64, 64, 64]), [], [used('slow')]).growth).toBe('growing')
    expect(growthOf(sizes('cgroup-usage', [64, 64, 64]), [900, 900, 10], [])).toMatchObject({ growthBy: 'time-alive' })
    expect(growthOf(sizes('cgroup-usage', [64, 64, 64]), [], []).growth).toBe('flat')
  })

  const points = (bytes: readonly number[], step = 60) => bytes.map((each, at) => ({ seconds: at * step, bytes: each }))
  test.each([
    ['a steady rise', points([10, 20, 30, 40, 50, 60, 70]), 'slow'],
    ['a rise from level', points([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 70]), 'jump'],
    ['level', points([70, 70, 70, 70, 70, 70]), 'other'],
    ['a rise in the seconds of a start', points([10, 20, 30, 40, 50, 60, 70], 1), null],
    ['few samples', points([10, 30, 70], 600), null],
    ['a life before, then a steady rise', points([70, 70, 1, 10, 20, 30, 40, 50, 60, 70]), 'slow'],
  ] as const)('%s', (_, given, shape) => {
    expect(shapeOf(given)).toBe(shape)
  })
})
