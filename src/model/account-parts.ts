import type { MemoryAccount } from './memory.ts'

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
