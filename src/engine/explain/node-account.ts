import type { MemInfo, OomReport } from '../../model/kernel.ts'
import { type Closed, closed, type Part } from './parts.ts'
import { usableRamPagesOf } from './usable-ram.ts'

type Named = Readonly<Record<string, number | undefined>>

/** Totals that every kernel prints; without one of them the report is cut, and the rest is no account. */
const NEEDED = [
  'active_anon',
  'inactive_anon',
  'active_file',
  'inactive_file',
  'unevictable',
  'slab_reclaimable',
  'slab_unreclaimable',
  'shmem',
  'pagetables',
  'free',
] as const

/** The same before 2.6.28, when one pair of lists held process memory and files. */
const NEEDED_BEFORE_2_6_28 = ['Active', 'inactive', 'slab', 'pagetables', 'free'] as const

type Totals<Name extends string> = Named & Readonly<Record<Name, number>>

const hasAll = <Name extends string>(totals: Named, names: readonly Name[]): totals is Totals<Name> =>
  names.every(name => totals[name] !== undefined)

/** A field that some kernels print for each node and others for each zone; zones repeat none of a node's own. */
function nodeOrZoneBytes(memInfo: MemInfo, name: string): number {
  const onNodes = memInfo.nodes.some(node => node.fieldsKiB[name] !== undefined)
  const lines = onNodes ? memInfo.nodes : memInfo.zones
  return lines.reduce((sum, line) => sum + (line.fieldsKiB[name] ?? 0), 0) * 1024
}

type Pages = readonly (readonly [string, number | undefined])[]

function pagesOf(totals: Totals<(typeof NEEDED)[number]>): Pages {
  const lruAnon = totals.active_anon + totals.inactive_anon
  // Shared memory sits on the anon lists; what of it is locked stands under `unevictable` instead.
  const shmem = Math.min(totals.shmem, lruAnon)
  return [
    ['anonymous', lruAnon - shmem],
    ['shmem', shmem],
    ['file cache', totals.active_file + totals.inactive_file],
    ['unevictable', totals.unevictable],
    ['isolated', (totals.isolated_anon ?? 0) + (totals.isolated_file ?? 0)],
    ['slab reclaimable', totals.slab_reclaimable],
    ['slab unreclaimable', totals.slab_unreclaimable],
    ['kernel misc reclaimable', totals.kernel_misc_reclaimable],
    ['page tables', totals.pagetables],
    ['secondary page tables', totals.sec_pagetables],
    ['bounce', totals.bounce],
    // Free memory of the contiguous allocator (`free_cma`) is part of it.
    ['free', totals.free],
    ['free per-cpu', totals.free_pcp],
  ]
}

const oldPagesOf = (totals: Totals<(typeof NEEDED_BEFORE_2_6_28)[number]>): Pages => [
  ['anonymous and file cache', totals.Active + totals.inactive],
  ['slab', totals.slab],
  ['page tables', totals.pagetables],
  ['bounce', totals.bounce],
  ['free', totals.free],
]

function totalPagesOf(totals: Named): Pages | null {
  if (hasAll(totals, NEEDED)) return pagesOf(totals)
  return hasAll(totals, NEEDED_BEFORE_2_6_28) ? oldPagesOf(totals) : null
}

/** Parts of RAM by `Mem-Info`, whatever they add up to: the totals, and what only the node or zone lines carry. */
export function nodePartsOf(memInfo: MemInfo, pageBytes: number): readonly Part[] | null {
  const pages = totalPagesOf(memInfo.totalsPages)
  if (pages === null) return null
  return [
    ...pages.map(([name, count]) => ({ name, bytes: (count ?? 0) * pageBytes })),
    {
      name: 'kernel stacks',
      bytes: nodeOrZoneBytes(memInfo, 'kernel_stack') + nodeOrZoneBytes(memInfo, 'shadow_call_stack'),
    },
    // Copies that FUSE wrote from until 6.16, on no list.
    { name: 'FUSE writeback', bytes: nodeOrZoneBytes(memInfo, 'writeback_tmp') },
    { name: 'compressed swap', bytes: nodeOrZoneBytes(memInfo, 'zspages') },
    {
      name: 'hugepages',
      bytes: memInfo.hugepages.reduce((sum, pool) => sum + pool.total * pool.sizeKiB * 1024, 0),
    },
  ]
}

/** Where the node's RAM was, from `Mem-Info`. */
export function nodeAccountOf(report: OomReport, pageBytes: number): Closed | null {
  const usable = usableRamPagesOf(report, pageBytes)
  const parts = report.memInfo && nodePartsOf(report.memInfo, pageBytes)
  return usable === null || parts === null ? null : closed('node', usable * pageBytes, parts)
}
