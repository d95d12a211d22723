import { describe, expect, test } from 'vitest'
import { alertOf } from '../../../src/engine/thrashing/alert.ts'
import type { Level } from '../../../src/engine/thrashing/level.ts'

const level = (from: number, to: number, full: number | null, some: number | null = null): Level => ({
  from,
  to,
  full,
  some,
  refaults: null,
  swapped: null,
})
const alert = (...levels: readonly Level[]) => alertOf({ from: 0, to: 100, hotSeconds: 100, levels })

describe('an alert on pressure', () => {
  test.each([
    ['fires when it was held for five seconds', [level(10, 13, 0.1), level(13, 15, 0.1)], 15],
    ['does not for less', [level(10, 14.9, 0.1)], null],
    ['does not for weaker pressure', [level(10, 60, 0.0999)], null],
    ['does not where pressure was not sampled', [level(10, 60, null)], null],
    ['fires within a long sample', [level(10, 70, 0.5)], 15],
    ['fires within the sample that makes it long enough', [level(10, 12, 0.5), level(12, 72, 0.5)], 15],
    ['fires with the first sample after a gap', [level(10, 12, 0.5), level(60, 61, 0.5)], 60],
    ['begins anew after a lull', [level(10, 14, 0.5), level(14, 15, 0.05), level(15, 20, 0.5)], 20],
    ['is not put together from two halves', [level(10, 14, 0.5), level(14, 15, 0.05), level(15, 19, 0.5)], null],
  ])('%s', (_, levels, seconds) => {
    expect(alert(...levels)?.seconds ?? null).toBe(seconds)
  })

  test('is of what fires first, and says of what', () => {
    expect(alert(level(10, 20, 0.1))?.condition).toBe('PSI memory full of 10 % or more for 5 s')
    expect(alert(level(10, 20, 0, 0.3))).toEqual({
      condition: 'PSI memory some of 30 % or more for 5 s',
      seconds: 15,
    })
    expect(alert(level(10, 20, 0, 0.29))).toBeNull()
    expect(alert(level(10, 20, 0, 0.4), level(20, 40, 0.4, 0.4))?.condition).toContain('some')
    expect(alert(level(10, 20, 0.4, 0.2), level(20, 40, 0.4, 0.4))?.condition).toContain('full')
  })
})
