/** Counters with their numbers as they stand there. */
interface PlainCounters {
  readonly form: 'counters'
  readonly node: string | null
  readonly zone: string | null
  readonly unreclaimable: boolean | null
  readonly counters: ReadonlyMap<string, { readonly value: string; readonly unit: string | null }>
}

const STATISTIC = /^ *([a-z][a-z0-9_]*) +(\d{1,20}) *$/

const SIZES =
  /^(?:Node (\d+) )?(?:([A-Z][A-Za-z0-9]*) )?((?:[a-z][a-z0-9_]*(?:\([a-z]+\))?:\d+[kK]B(?: |$))+)(?:all_unreclaimable\? (yes|no))?$/
const SIZE = /([a-z][a-z0-9_]*(?:\([a-z]+\))?):(\d+)([kK]B)/g

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
