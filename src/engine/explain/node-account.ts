import type { MemInfo } from '../../model/kernel.ts'
import type { MemoryAccount } from '../../model/report.ts'
import { closed, type Part } from './parts.ts'
import { usableRamPagesOf } from './usable-ram.ts'

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

type Named = Readonly<Record<string, number | undefined>>
type Totals = Named & Readonly<Record<(typeof NEEDED)[number], number>>

const hasAll = (totals: Named): totals is Totals => NEEDED.every(name => totals[name] !== undefined)

/** A field that some kernels print for each node and others for each zone; zones repeat none of a node's own. */
function nodeOrZoneBytes(memInfo: MemInfo, name: string): number {
  const onNodes = memInfo.nodes.some(node => node.fieldsKiB[name] !== undefined)
  const lines = onNodes ? memInfo.nodes : memInfo.zones
  return lines.reduce((sum, line) => sum + (line.fieldsKiB[name] ?? 0), 0) * 1024
}

function pageParts(totals: Totals, pageBytes: number): readonly Part[] {
  const lruAnon = totals.active_anon + totals.inactive_anon
  // Shared memory sits on the anon lists; what of it is locked stands under `unevictable` instead.
  const shmem = Math.min(totals.shmem, lruAnon)
  const pages: readonly (readonly [string, number | undefined])[] = [
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
    ['free', totals.free],
    ['free per-cpu', totals.free_pcp],
  ]
  return pages.map(([name, count]) => ({ name, bytes: (count ?? 0) * pageBytes }))
}

/** Where the node's RAM was, from `Mem-Info`: the totals in pages, and what only the per-node or per-zone lines carry. */
export function nodeAccountOf(memInfo: MemInfo, pageBytes: number): MemoryAccount | null {
  const usable = usableRamPagesOf(memInfo, pageBytes)
  if (usable === null || !hasAll(memInfo.totalsPages)) return null
  return closed('node', usable * pageBytes, [
    ...pageParts(memInfo.totalsPages, pageBytes),
    {
      name: 'kernel stacks',
      bytes: nodeOrZoneBytes(memInfo, 'kernel_stack') + nodeOrZoneBytes(memInfo, 'shadow_call_stack'),
    },
    { name: 'compressed swap', bytes: nodeOrZoneBytes(memInfo, 'zspages') },
    {
      name: 'hugepages',
      bytes: memInfo.hugepages.reduce((sum, pool) => sum + pool.total * pool.sizeKiB * 1024, 0),
    },
  ])
}
