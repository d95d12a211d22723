import type { MemcgUsage } from '../../model/kernel.ts'
import { type Closed, closed, type Part, sumOf } from './parts.ts'

type Stats = Readonly<Record<string, number>>

/** Statistics of kernels up to 5.2 leave out the cgroup's children. Parts below this share of the usage are taken for such. */
const LEAST_EXPLAINED = 0.5

/** Kernel memory by the keys of `memory.stat`; `slab` stands for both of its halves. */
const KERNEL_KEYS: readonly (readonly [string, string])[] = [
  ['kernel_stack', 'kernel stacks'],
  ['pagetables', 'page tables'],
  ['sec_pagetables', 'secondary page tables'],
  ['percpu', 'per-cpu'],
  ['vmalloc', 'vmalloc'],
  ['zswap', 'compressed swap'],
]

function slabParts(stats: Stats): readonly Part[] {
  const { slab, slab_reclaimable: reclaimable, slab_unreclaimable: unreclaimable } = stats
  if (reclaimable === undefined || unreclaimable === undefined) return [{ name: 'slab', bytes: slab ?? 0 }]
  return [
    { name: 'slab reclaimable', bytes: reclaimable },
    { name: 'slab unreclaimable', bytes: unreclaimable },
  ]
}

/** The members of kernel memory and what is left of its total, which is there since 5.19 and in the `kmem:` line of v1. */
function kernelParts(stats: Stats, kmemBytes: number | null): readonly Part[] | null {
  const members = [...KERNEL_KEYS.map(([key, name]) => ({ name, bytes: stats[key] ?? 0 })), ...slabParts(stats)]
  const whole = stats.kernel ?? kmemBytes
  if (whole === null) return stats.slab === undefined && stats.slab_unreclaimable === undefined ? null : members
  const rest = whole - sumOf(members)
  return rest >= 0 ? [...members, { name: 'other kernel', bytes: rest }] : [{ name: 'kernel', bytes: whole }]
}

/** Pages still in the swap cache but no longer mapped: on the anon lists, yet in neither `anon` nor `shmem`. */
function swapCacheBytes(stats: Stats): number {
  const { swapcached = 0, active_anon = 0, inactive_anon = 0, anon = 0, shmem = 0 } = stats
  return Math.max(0, Math.min(swapcached, active_anon + inactive_anon - anon - shmem))
}

/** Keys of cgroup v2, which kernels from 5.3 to 6.4 print on v1 as well. */
function modernParts(stats: Stats, kmemBytes: number | null): readonly Part[] | null {
  const { anon, file, shmem } = stats
  const kernel = kernelParts(stats, kmemBytes)
  if (anon === undefined || file === undefined || shmem === undefined || !kernel) return null
  return [
    { name: 'anonymous', bytes: anon },
    { name: 'shmem', bytes: shmem },
    { name: 'file cache', bytes: Math.max(0, file - shmem) },
    { name: 'swap cache', bytes: swapCacheBytes(stats) },
    { name: 'sockets', bytes: stats.sock ?? 0 },
    { name: 'hugepages', bytes: stats.hugetlb ?? 0 },
    ...kernel,
  ]
}

/** Keys of cgroup v1: `rss` is anonymous memory only, `cache` includes shared memory. */
function legacyParts(stats: Stats, kmemBytes: number | null): readonly Part[] | null {
  const key = (name: string): number | undefined => stats[`total_${name}`] ?? stats[name]
  const rss = key('rss')
  const cache = key('cache')
  const shmem = key('shmem')
  if (rss === undefined || cache === undefined) return null
  const cached =
    shmem === undefined
      ? [{ name: 'cache', bytes: cache }]
      : [
          { name: 'shmem', bytes: shmem },
          { name: 'file cache', bytes: Math.max(0, cache - shmem) },
        ]
  return [{ name: 'anonymous', bytes: rss }, ...cached, { name: 'kernel', bytes: kmemBytes ?? 0 }]
}

/** Where the memory of the limiting cgroup was, from its statistics. Null where they are missing, cut, or another cgroup's. */
export function cgroupAccountOf(memcg: MemcgUsage): Closed | null {
  const totalBytes = memcg.memory?.usageBytes ?? null
  if (totalBytes === null) return null
  const kmemBytes = memcg.kmem?.usageBytes ?? null
  const parts = modernParts(memcg.stats, kmemBytes) ?? legacyParts(memcg.stats, kmemBytes)
  if (!parts || sumOf(parts) < LEAST_EXPLAINED * totalBytes) return null
  return closed('cgroup', totalBytes, parts)
}
