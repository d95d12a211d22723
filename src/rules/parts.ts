import type { MemoryAccount } from '../model/report.ts'

/** Parts of an account that are the kernel's own memory, within a cgroup. */
export const KERNEL_PARTS = [
  'slab',
  'slab reclaimable',
  'slab unreclaimable',
  'sockets',
  'kernel stacks',
  'page tables',
  'secondary page tables',
  'per-cpu',
  'vmalloc',
  'other kernel',
  'kernel',
] as const

export const SLAB_PARTS = ['slab', 'slab unreclaimable'] as const
export const CACHE_PARTS = ['file cache', 'cache'] as const

/** The sum of the named parts in bytes. */
export const bytesOf = (memory: MemoryAccount, ...names: readonly string[]): number =>
  memory.parts.reduce((sum, part) => (names.includes(part.name) ? sum + part.bytes : sum), 0)

/** Their share of the total, 0 for an empty account. */
export const shareOf = (memory: MemoryAccount, ...names: readonly string[]): number =>
  memory.totalBytes > 0 ? bytesOf(memory, ...names) / memory.totalBytes : 0

/** The largest of the named parts; null where none of them holds anything. */
export function largestOf(memory: MemoryAccount, names: readonly string[]): MemoryAccount['parts'][number] | null {
  const held = memory.parts.filter(part => names.includes(part.name) && part.bytes > 0)
  return held.toSorted((a, b) => b.bytes - a.bytes)[0] ?? null
}

/** `37 %`; nearly all is not all. */
export const percent = (share: number): string =>
  share < 1 && share >= 0.995 ? 'more than 99 %' : `${Math.round(share * 100)} %`
