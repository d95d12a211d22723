import { describe, expect, test } from 'vitest'
import { isRamWrong, usableRamPagesOf } from '../../../src/engine/explain/usable-ram.ts'
import type { MemInfo } from '../../../src/model/kernel.ts'
import { memInfo, report } from './reports.ts'

describe('RAM that the kernel can give out', () => {
  const usable = (parts: Partial<MemInfo>, pageBytes: number | null = 4096) =>
    usableRamPagesOf(report({ memInfo: memInfo(parts) }), pageBytes)

  test.each<[string, Partial<MemInfo>, number | null, number | null]>([
    ['what the zones manage, where all are printed', { reservedPages: 1 }, 4096, 57_367],
    ['all but what is reserved, where zones are left out', { zones: memInfo().zones.slice(0, 1) }, 4096, 57_367],
    ['all but what is reserved, without the size of a page', { reservedPages: 406 }, null, 65_000],
    ['nothing where all is reserved', { zones: [], ramPages: 10, reservedPages: 10 }, 4096, null],
    ['the last page', { zones: [], ramPages: 10, reservedPages: 9 }, 4096, 1],
    ['nothing without what is reserved', { zones: [], reservedPages: null }, 4096, null],
    ['nothing without all', { zones: [], ramPages: null }, 4096, null],
  ])('is %s', (_, parts, pageBytes, expected) => {
    expect(usable(parts, pageBytes)).toBe(expected)
  })

  const wrong = (parts: Partial<MemInfo>, constraint: string | null = 'CONSTRAINT_NONE') =>
    isRamWrong(report({ memInfo: memInfo(parts), constraint }), 4096)
  const [dma, dma32] = memInfo().zones.map(each => ({
    ...each,
    fieldsKiB: { ...each.fieldsKiB, slab_reclaimable: 3590 },
  }))
  const zones = dma && dma32 ? [dma, dma32] : []
  const total = memInfo().totalsPages

  test.each<[string, Partial<MemInfo>, boolean]>([
    ['as much as the zones hold', {}, false],
    ['less than they hold', { ramPages: 60_000 }, true],
    ['a little less', { ramPages: 63_000 }, false],
    ['more, and every counter of the zones adds up', { ramPages: 90_000, zones }, true],
    ['a little more', { ramPages: 68_000, zones }, false],
    [
      'more, and a counter does not add up',
      { ramPages: 90_000, zones, totalsPages: { ...total, slab_reclaimable: 9000 } },
      false,
    ],
    [
      'more, and counters are too small to tell',
      { ramPages: 90_000, zones: memInfo().zones, totalsPages: { free: 660 } },
      false,
    ],
    [
      'more, with hugepages on a node that is not shown',
      { ramPages: 90_000, zones, hugepages: [...memInfo().hugepages, { node: 1, total: 0, free: 0, sizeKiB: 2048 }] },
      false,
    ],
    [
      'more, with zones that do not name their node',
      { ramPages: 90_000, zones: zones.map(each => ({ ...each, node: null })) },
      true,
    ],
  ])('pages RAM is wrong where it is %s: %s', (_, parts, expected) => {
    expect(wrong(parts)).toBe(expected)
  })

  test('pages RAM may be of more nodes than are shown', () => {
    expect(wrong({ ramPages: 90_000, zones }, 'CONSTRAINT_CPUSET')).toBe(false)
    expect(wrong({ ramPages: 90_000, zones }, null)).toBe(false)
    expect(wrong({ ramPages: 60_000 }, null)).toBe(true)
  })
})
