/** Counters with their numbers as they stand there. */
interface PlainCounters {
  readonly form: 'counters'
  readonly node: string | null
  readonly zone: string | null
  readonly unreclaimable: boolean | null
  readonly counters: ReadonlyMap<string, { readonly value: string; readonly unit: string | null }>
}

const STATISTIC = /^ *([a-z][a-z0-9_]*) +(\d{1,20}) *$/

/** What is called as a unit is, the grammar takes for one. */
const SIZES =
  /^(?:Node (\d+) )?(?:(?!KB )([A-Z][A-Za-z0-9]*) )?((?:[a-z][a-z0-9_]*(?:\([a-z]+\))?:\d+[kK]B(?: |$))+)(?:all_unreclaimable\? (yes|no))?$/
const SIZE = /(?<!\S)([a-z][a-z0-9_]*(?:\([a-z]+\))?):(\d+)([kK]B)/g

/**
 * A statistic of a cgroup, or the sizes of a node or zone with their units: they are many, and the grammar says the same of
 * them. Null for any other line.
 */
export function plainCounters(line: string): PlainCounters | null {
  const [, key, value] = STATISTIC.exec(line) ?? []
  if (key !== undefined && value !== undefined) {
    const counters = new Map([[key, { value, unit: null }]])
    return { form: 'counters', node: null, zone: null, unreclaimable: null, counters }
  }
  const [, node = null, zone = null, sizes, gaveUp] = SIZES.exec(line) ?? []
  if (sizes === undefined) return null
  const counters = new Map<string, { readonly value: string; readonly unit: string }>()
  for (const [, name = '', number = '', unit = ''] of sizes.matchAll(SIZE)) counters.set(name, { value: number, unit })
  return { form: 'counters', node, zone, unreclaimable: gaveUp === undefined ? null : gaveUp === 'yes', counters }
}

interface PlainReserve {
  readonly form: 'lowmem-reserve'
  readonly pages: readonly string[]
}

interface PlainTail {
  readonly form: 'tail'
  readonly amount: string
  readonly what: string
}

/** Ends with a counter that no line is cut at. */
const TOTALS =
  /^ *((?:[a-z][a-z_]*:\d+ )*(?:isolated_file|writeback|slab_unreclaimable|pagetables|bounce|free_cma):\d+) *$/
const TOTAL = /(?<![a-z_])([a-z_]+):(\d+)/g
const LOWMEM = /^lowmem_reserve\[\]:((?: \d+)+) *$/
const TAIL =
  /^(\d+) (total pagecache pages|pages in swap cache|pages RAM|pages HighMem\/MovableOnly|pages reserved|pages hwpoisoned)$/

/** What each report of a machine has a dozen of: totals in pages, reserves, and the last lines. Null for any other line. */
export function plainTotals(line: string): PlainCounters | PlainReserve | PlainTail | null {
  const [, totals] = TOTALS.exec(line) ?? []
  if (totals !== undefined) {
    const counters = new Map<string, { readonly value: string; readonly unit: null }>()
    for (const [, name = '', value = ''] of totals.matchAll(TOTAL)) counters.set(name, { value, unit: null })
    return { form: 'counters', node: null, zone: null, unreclaimable: null, counters }
  }
  const [, pages] = LOWMEM.exec(line) ?? []
  if (pages !== undefined) return { form: 'lowmem-reserve', pages: pages.trimStart().split(' ') }
  const [, amount, what] = TAIL.exec(line) ?? []
  return amount === undefined || what === undefined ? null : { form: 'tail', amount, what }
}
