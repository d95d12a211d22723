import type { MemInfo } from '../../model/kernel.ts'
import type { Span } from '../../model/span.ts'

/**
 * What one counter, or two that move into each other, come to by the totals and by the lines of nodes or zones. In pages.
 */
export interface MemInfoSum {
  readonly name: string
  readonly of: 'nodes' | 'zones'
  readonly totalPages: number
  readonly sumPages: number
  /** Lines that hold the numbers, the totals first. */
  readonly evidence: readonly Span[]
}

/**
 * The totals in pages are read a moment before the lines in KiB. On 190 whole reports of 2.6.24 to 6.12 the two differ by
 * 0.02 % of RAM at most. A hundred times that is no lag of a counter.
 */
const NOISE_SHARE = 0.02
/** On a very small machine one batch of pages is more than that. */
const NOISE_PAGES = 256

export const noisePages = (ramPages: number): number => Math.max(NOISE_PAGES, NOISE_SHARE * ramPages)

/**
 * Counters that nodes or zones repeat. Active and inactive pages count together: with the multi-generational LRU (6.1) the
 * zones tell them apart in another way than the totals. Pages that are dirty or being written change too fast.
 */
const COUNTERS: readonly (readonly [string, readonly string[]])[] = [
  ['anonymous LRU', ['active_anon', 'inactive_anon']],
  ['file LRU', ['active_file', 'inactive_file']],
  ['unevictable', ['unevictable']],
  ['shmem', ['shmem']],
  ['slab_reclaimable', ['slab_reclaimable']],
  ['slab_unreclaimable', ['slab_unreclaimable']],
  ['pagetables', ['pagetables']],
  ['free', ['free']],
  ['free_pcp', ['free_pcp']],
]

type Line = MemInfo['zones'][number] | MemInfo['nodes'][number]

/** The sum of some fields over lines that all have them; null where one does not, or there is no line. */
function sumKiB(lines: readonly Line[], fields: readonly string[]): number | null {
  if (lines.length === 0) return null
  let sum = 0
  for (const { fieldsKiB } of lines) {
    for (const field of fields) {
      const value = fieldsKiB[field]
      if (value === undefined) return null
      sum += value
    }
  }
  return sum
}

/** Every counter that a report prints twice: as a total, and for each node (4.8 and later) or zone. */
export function memInfoSums(memInfo: MemInfo, pageBytes: number): readonly MemInfoSum[] {
  return COUNTERS.flatMap(([name, fields]) => {
    const totals = fields.map(field => memInfo.totalsPages[field])
    if (totals.some(each => each === undefined)) return []
    const totalPages = totals.reduce<number>((sum, each) => sum + (each ?? 0), 0)
    const ofTotals = [...new Set(fields.flatMap(field => memInfo.spans[field] ?? []))]
    return (['nodes', 'zones'] as const).flatMap(of => {
      const kib = sumKiB(memInfo[of], fields)
      const evidence = [...ofTotals, ...memInfo[of].map(({ span }) => span)]
      return kib === null ? [] : [{ name, of, totalPages, sumPages: (kib * 1024) / pageBytes, evidence }]
    })
  })
}

/** What the zones printed hold, in pages; null where one of them does not say. */
export function presentPages(memInfo: MemInfo, pageBytes: number): number | null {
  const kib = sumKiB(memInfo.zones, ['present'])
  return kib === null ? null : Math.round((kib * 1024) / pageBytes)
}
