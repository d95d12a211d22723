import { describe, expect, it } from 'vitest'
import { sortOf } from '../../../src/engine/thrashing/sort.ts'
import type { Metric, Series } from '../../../src/model/series.ts'
import { counter, seconds, tracks } from './series.ts'

const growing = (metric: Metric, rate: number): Series => counter(metric, seconds(0, 60), () => rate)

function sortWith(...all: readonly Series[]) {
  const [of] = tracks(...all)
  if (of === undefined) throw new Error('nothing was sampled')
  return sortOf(of, { from: 10, to: 50, hotSeconds: 40, levels: [] })
}

describe('what the time of a window was lost to', () => {
  it.each([
    ['file', [growing('refault-file', 50), growing('swap-in', 10)]],
    ['swap', [growing('refault-file', 10), growing('swap-in', 50)]],
    ['swap', [growing('refault-file', 10), growing('refault-anon', 50)]],
    ['throttling', [growing('events-high', 1), growing('swap-in', 50)]],
    // Where one of the two was not sampled, the other cannot be said to be more.
    ['unknown', [growing('refault-file', 50)]],
    ['unknown', [growing('swap-in', 50)]],
    ['unknown', [growing('refault-file', 0), growing('swap-in', 0)]],
  ] as const)('%s (%#)', (sort, all) => {
    expect(sortWith(...all)).toBe(sort)
  })
})
