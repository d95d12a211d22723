/**
 * The tasks of the report's table together: a view into the anonymous and shared memory of the account, not a part of
 * it. A sum of RSS counts file pages too, and shared pages once for each process.
 */
export interface ProcessMemory {
  /** Rows of the table. */
  readonly tasks: number
  /** The sum of their RSS. It counts file pages, and shared pages once for each process: it may exceed RAM. */
  readonly rssBytes: number
  /** The sum of their anonymous memory; null where the table does not tell the kinds apart (before 6.8). */
  readonly anonBytes: number | null
  /** The sum of their shared memory, which counts shared pages more than once as well; null before 6.8. */
  readonly shmemBytes: number | null
  /** The sum of what they have in swap; null where the table has no `swapents` (before 3.6). */
  readonly swapBytes: number | null
  /** At least this much of the account's anonymous and shared memory is in no task; null where that cannot be told. */
  readonly elsewhereBytes: number | null
  /** What the sum says, and what not. */
  readonly note: string
}

/**
 * Where the memory was. Parts do not overlap; their sum and `unaccountedBytes` make `totalBytes`. Of a node by
 * `Mem-Info`, of a cgroup by `Memory cgroup stats` (Documentation/admin-guide/cgroup-v2.rst, memory.stat).
 */
export interface MemoryAccount {
  /** What is accounted for: `node` or `cgroup`. */
  readonly of: 'node' | 'cgroup'
  /** All of it: RAM of the node, or usage of the cgroup. */
  readonly totalBytes: number
  /** What it is made of. Parts do not overlap. */
  readonly parts: readonly {
    /** Name of the part, such as `anonymous`, `shmem` or `slab unreclaimable`. */
    readonly name: string
    /** How much it is. */
    readonly bytes: number
  }[]
  /** What is left. `parts` and this make up `totalBytes`. */
  readonly unaccountedBytes: number
  /** The task table as a whole, a view into the parts and not one of them; null without a table. */
  readonly processes: ProcessMemory | null
  /**
   * What to know before relying on it: much that no counter shows, parts that exceed the total, lines that disagree.
   * Null where there is nothing.
   */
  readonly note: string | null
}

/** Who or what used the memory up. */
export interface Culprit {
  /** What kind of thing it is. */
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
  /** Its name: `java (310)` for a process with its pid, `40 × php-fpm` for many of one name. */
  readonly name: string
  /** How much it held; null where it is not known. */
  readonly bytes: number | null
  /** How that was told. */
  readonly why: string
}

/** One holder of memory. */
export interface Holder {
  /** What kind of thing it is, as of `culprit`. */
  readonly what: Culprit['what']
  /**
   * A process with its pid, a name with the number of its processes, a container, pod or service, or a kind of memory.
   */
  readonly name: string
  /** Resident memory and swap, in bytes, where it is of processes. */
  readonly bytes: number
  /**
   * Its part of `ofBytes`, from 0 to 1; null without it. Sizes that count shared pages more than once may exceed 1
   * together.
   */
  readonly share: number | null
  /** What the size counts or leaves out. Null where there is nothing to say. */
  readonly note: string | null
}

/** Who held the memory, in views that overlap: a process is in its name's sum and in its container's as well. */
export interface Holders {
  /** RAM and used swap of the node, or usage and used swap of the cgroup; null where the report does not hold it. */
  readonly ofBytes: number | null
  /** Processes by themselves. Of each view the five largest are there. */
  readonly processes: readonly Holder[]
  /** Processes of one name together; before 6.8 at most, because the table counts shared pages too. */
  readonly names: readonly Holder[]
  /** Containers, pods and cgroups, by those of their processes whose cgroup the log names. */
  readonly places: readonly Holder[]
  /** What no one process owns, the largest first: shared memory, page cache, the kernel's own, memory in no counter. */
  readonly unowned: readonly Holder[]
  /**
   * Unreclaimable slab caches, which are parts of the slab. `Unreclaimable slab info`, printed since 4.15 where slab
   * exceeds the LRU lists (mm/slab_common.c).
   */
  readonly slabCaches: readonly Holder[]
}
