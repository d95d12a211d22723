interface PlainAmount {
  readonly value: string
  readonly unit: string | null
}

interface PlainBlocks {
  readonly form: 'free-blocks'
  readonly node: string
  readonly zone: string
  readonly counts: readonly string[]
  readonly sizesKB: readonly string[]
  readonly types: readonly (string | null)[]
  readonly sum: PlainAmount
}

interface PlainAssignments {
  readonly form: 'assignments'
  readonly node: string | null
  readonly values: ReadonlyMap<string, PlainAmount>
}

const BLOCKS = /^Node (\d+) ([A-Z][A-Za-z0-9]*):((?: \d+\*\d+kB(?: \([A-Z]+\))?)+) = (\d+)kB *$/
const BLOCK = /(?<!\d)(\d+)\*(\d+)kB(?: (\([A-Z]+\)))?/g
const SWAP = /^(Free swap|Total swap) *= (\d+)kB *$/
const POOL = /^Node (\d+) (hugepages_total=\d+ hugepages_free=\d+ hugepages_surp=\d+ hugepages_size=\d+kB)$/
const ASSIGNED = /(?<![a-z_])([a-z_]+)=(\d+)(kB)?/g

function blocksOf(node: string, zone: string, blocks: string, sum: string): PlainBlocks {
  const each = [...blocks.matchAll(BLOCK)]
  return {
    form: 'free-blocks',
    node,
    zone,
    counts: each.map(([, count = '']) => count),
    sizesKB: each.map(([, , size = '']) => size),
    types: each.map(([, , , types = null]) => types),
    sum: { value: sum, unit: 'kB' },
  }
}

/**
 * The free blocks of a zone, huge pages and swap, as each report of a machine has them: the grammar says the same of them.
 * Null for any other line.
 */
export function plainBlocks(line: string): PlainBlocks | PlainAssignments | null {
  const [, node, zone, blocks, sum] = BLOCKS.exec(line) ?? []
  if (node !== undefined && zone !== undefined && blocks !== undefined && sum !== undefined)
    return blocksOf(node, zone, blocks, sum)
  const [, swap, free] = SWAP.exec(line) ?? []
  if (swap !== undefined && free !== undefined)
    return { form: 'assignments', node: null, values: new Map([[swap, { value: free, unit: 'kB' }]]) }
  const [, poolNode, pool] = POOL.exec(line) ?? []
  if (poolNode === undefined || pool === undefined) return null
  const pairs = [...pool.matchAll(ASSIGNED)].map(
    ([, key = '', value = '', unit = null]): readonly [string, PlainAmount] => [key, { value, unit }],
  )
  return { form: 'assignments', node: poolNode, values: new Map(pairs) }
}
