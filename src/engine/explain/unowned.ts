import { bytesOf } from '../../model/account-parts.ts'
import type { Culprit, MemoryAccount } from '../../model/report.ts'

type What = Culprit['what']

/** Parts of an account that no process of the table explains, by what they are. */
const KINDS: readonly { readonly what: What; readonly name: string; readonly parts: readonly string[] }[] = [
  { what: 'slab', name: 'kernel slab', parts: ['slab reclaimable', 'slab unreclaimable', 'slab'] },
  { what: 'hugepages', name: 'hugepage pool', parts: ['hugepages'] },
  { what: 'shmem', name: 'shared memory and tmpfs', parts: ['shmem'] },
  { what: 'page-cache', name: 'page cache', parts: ['file cache', 'cache'] },
  { what: 'kernel', name: 'socket buffers', parts: ['sockets'] },
  { what: 'kernel', name: 'page tables', parts: ['page tables', 'secondary page tables'] },
  { what: 'kernel', name: 'compressed swap', parts: ['compressed swap'] },
  {
    what: 'kernel',
    name: 'kernel memory',
    parts: ['kernel stacks', 'per-cpu', 'vmalloc', 'other kernel', 'kernel', 'kernel misc reclaimable'],
  },
]

/** Memory that no one process owns. */
export interface Unowned {
  readonly what: What
  readonly name: string
  readonly bytes: number
  /** False for what is left over: no counter shows it. */
  readonly isCounted: boolean
}

/** What of an account no one process owns, in the order of the kinds; what is in no counter of a node comes last. */
export function unownedOf(account: MemoryAccount): readonly Unowned[] {
  const { of, unaccountedBytes } = account
  const counted: Unowned[] = KINDS.map(({ what, name, parts: names }) => {
    return { what, name, bytes: bytesOf(account, ...names), isCounted: true }
  })
  if (of === 'cgroup') return counted
  return [
    ...counted,
    { what: 'kernel', name: 'memory that no counter names', bytes: unaccountedBytes, isCounted: false },
  ]
}
