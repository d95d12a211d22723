/**
 * The tasks of the report's table together: a view into the anonymous and shared memory of the account, not a part of it.
 * A sum of RSS counts file pages too, and shared pages once for each process. Bytes, by the table's columns.
 */
export interface ProcessMemory {
  readonly tasks: number
  readonly rssBytes: number
  /** Null where the table does not tell the kinds apart (before 6.8). */
  readonly anonBytes: number | null
  readonly shmemBytes: number | null
  /** Null where the table has no `swapents` (before 3.6). */
  readonly swapBytes: number | null
  /** At least this much of the account's anonymous and shared memory is in no task; null where that cannot be told. */
  readonly elsewhereBytes: number | null
  /** What the sum says, and what not. */
  readonly note: string
}

/** Where the memory was. Parts do not overlap; their sum and `unaccountedBytes` make `totalBytes`. */
export interface MemoryAccount {
  readonly of: 'node' | 'cgroup'
  readonly totalBytes: number
  readonly parts: readonly { readonly name: string; readonly bytes: number }[]
  readonly unaccountedBytes: number
  readonly processes: ProcessMemory | null
  /** What to know before relying on it: much that no counter shows, parts that exceed the total, lines that disagree. */
  readonly note: string | null
}

export interface Culprit {
  readonly what:
    | 'process'
    | 'container'
    | 'pod'
    | 'service'
    | 'kernel'
    | 'slab'
    | 'driver'
    | 'hugepages'
    | 'page-cache'
    | 'shmem'
    | 'unknown'
  readonly name: string
  readonly bytes: number | null
  readonly why: string
}

/** Someone or something that held memory when the report was written. */
export interface Holder {
  readonly what: Culprit['what']
  readonly name: string
  readonly bytes: number
  /** Of `ofBytes`, null without it. Sizes that count shared pages more than once may exceed 1 together. */
  readonly share: number | null
  /** What the size counts or leaves out. */
  readonly note: string | null
}

/** Who held the memory, in views that overlap: a process is in its name's sum and in its container's as well. */
export interface Holders {
  /** RAM and used swap of the node, or usage and used swap of the cgroup; null where the report does not hold it. */
  readonly ofBytes: number | null
  /** The five largest of each view. */
  readonly processes: readonly Holder[]
  readonly names: readonly Holder[]
  /** Containers, pods and cgroups, by those of their processes whose cgroup the log names. */
  readonly places: readonly Holder[]
  /** What no one process owns, the largest first: shared memory, page cache, the kernel's own, memory in no counter. */
  readonly unowned: readonly Holder[]
  /** Unreclaimable slab caches, which are parts of the slab. */
  readonly slabCaches: readonly Holder[]
}
