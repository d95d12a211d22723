import type { ReportFacts, Zone } from './facts.ts'

/** `show_mem` of lib/show_mem.c and `show_free_areas` of mm/page_alloc.c. */

/** The lines of totals by era; the records hold several lines each. */
const OLD = [
  ['active_anon', 'inactive_anon', 'isolated_anon'],
  ['active_file', 'inactive_file', 'isolated_file'],
]
const TOTALS: Readonly<Record<ReportFacts['era']['totals'], readonly (readonly string[])[]>> = {
  old: [
    ...OLD,
    ['unevictable', 'dirty', 'writeback', 'unstable'],
    ['free', 'slab_reclaimable', 'slab_unreclaimable'],
    ['mapped', 'shmem', 'pagetables', 'bounce'],
  ],
  cma: [
    ...OLD,
    ['unevictable', 'dirty', 'writeback', 'unstable'],
    ['free', 'slab_reclaimable', 'slab_unreclaimable'],
    ['mapped', 'shmem', 'pagetables', 'bounce'],
    ['free_cma'],
  ],
  pcp: [
    ...OLD,
    ['unevictable', 'dirty', 'writeback', 'unstable'],
    ['slab_reclaimable', 'slab_unreclaimable'],
    ['mapped', 'shmem', 'pagetables', 'bounce'],
    ['free', 'free_pcp', 'free_cma'],
  ],
  'no unstable': [
    ...OLD,
    ['unevictable', 'dirty', 'writeback'],
    ['slab_reclaimable', 'slab_unreclaimable'],
    ['mapped', 'shmem', 'pagetables', 'bounce'],
    ['free', 'free_pcp', 'free_cma'],
  ],
  misc: [
    ...OLD,
    ['unevictable', 'dirty', 'writeback'],
    ['slab_reclaimable', 'slab_unreclaimable'],
    ['mapped', 'shmem', 'pagetables', 'bounce'],
    ['kernel_misc_reclaimable'],
    ['free', 'free_pcp', 'free_cma'],
  ],
  sec: [
    ...OLD,
    ['unevictable', 'dirty', 'writeback'],
    ['slab_reclaimable', 'slab_unreclaimable'],
    ['mapped', 'shmem', 'pagetables'],
    ['sec_pagetables', 'bounce'],
    ['kernel_misc_reclaimable'],
    ['free', 'free_pcp', 'free_cma'],
  ],
}

/** Every total by its name. */
export function totalsOf({ era, totals }: ReportFacts): Readonly<Record<string, number>> {
  return Object.fromEntries(TOTALS[era.totals].flat().map((key, at) => [key, totals[at] ?? 0]))
}

function printTotals(facts: ReportFacts): readonly string[] {
  const values = totalsOf(facts)
  return TOTALS[facts.era.totals].map(
    (keys, at) => (at === 0 ? '' : ' ') + keys.map(key => `${key}:${values[key]}`).join(' '),
  )
}

const BLOCK_TYPES = ['', ' (U)', ' (UM)', ' (UME)']
const printBlocks = ({ node, name, blocks }: Zone, withTypes: boolean): string => {
  const list = blocks.map(
    (count, order) => `${count}*${4 * 2 ** order}kB${withTypes && count > 0 ? BLOCK_TYPES[1 + (order % 3)] : ''}`,
  )
  const sum = blocks.reduce((all, count, order) => all + count * 4 * 2 ** order, 0)
  return `Node ${node} ${name}: ${list.join(' ')} = ${sum}kB`
}

function printZone({ era }: ReportFacts, zone: Zone): string {
  const { node, name, freeKiB, minKiB, managedKiB } = zone
  const head = `Node ${node} ${name} free:${freeKiB}kB${era.highatomic ? ' boost:0kB' : ''} min:${minKiB}kB low:${minKiB + 1}kB high:${minKiB + 2}kB`
  const atomic = era.highatomic ? ' reserved_highatomic:0KB' : ''
  const lru = ' active_anon:0kB inactive_anon:0kB active_file:0kB inactive_file:0kB unevictable:0kB'
  const sizes = ` present:${managedKiB + 9}kB managed:${managedKiB}kB mlocked:0kB`
  return era.zones === 'per node'
    ? `${head}${atomic}${lru} writepending:0kB${sizes} bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:0kB`
    : `${head}${lru} isolated(anon):0kB isolated(file):0kB${sizes} dirty:0kB writeback:0kB mapped:0kB shmem:0kB bounce:0kB writeback_tmp:0kB pages_scanned:12 all_unreclaimable? no`
}

const NODES: Readonly<Record<ReportFacts['era']['nodes'], readonly string[]>> = {
  none: [],
  blanks: [
    'Node 0 active_anon:4kB isolated(anon):0kB shmem_thp: 0kB anon_thp: 8kB writeback_tmp:0kB all_unreclaimable? yes',
  ],
  'no blanks': ['Node 0 active_anon:4kB isolated(anon):0kB shmem_thp:0kB anon_thp:8kB all_unreclaimable? yes'],
  balloon: ['Node 0 active_anon:4kB isolated(anon):0kB shmem_thp:0kB anon_thp:8kB all_unreclaimable? yes Balloon:0kB'],
}

export const printMemInfo = (facts: ReportFacts): readonly string[] => [
  'Mem-Info:',
  ...(facts.era.totals === 'old' || facts.era.totals === 'cma'
    ? ['Node 0 DMA per-cpu:', 'CPU    0: hi:    0, btch:   1 usd:   0']
    : []),
  ...printTotals(facts),
  ...NODES[facts.era.nodes],
  ...facts.zones.flatMap(zone => [printZone(facts, zone), 'lowmem_reserve[]: 0 188 188 188']),
  ...facts.zones.map(zone => printBlocks(zone, facts.era.migrateTypes)),
  'Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB',
  '4711 total pagecache pages',
  '0 pages in swap cache',
  'Swap cache stats: add 1, delete 2, find 3/4',
  `Free swap  = ${facts.freeSwapKiB}kB`,
  `Total swap = ${facts.swapKiB}kB`,
  `${facts.ramPages} pages RAM`,
  '0 pages HighMem/MovableOnly',
  '12 pages reserved',
]
