import type { Span } from './span.ts'

/** One zone of `Mem-Info`; sizes in KiB. */
export interface ZoneInfo {
  /** Number of the NUMA node; null where the line has none, as without CONFIG_NUMA. */
  readonly node: number | null
  /** `DMA`, `DMA32`, `Normal`, `HighMem`, `Movable`, `Device`. */
  readonly name: string
  /** The line's own fields by the kernel's names, in KiB (`free`, `min`, `low`, `high`, `managed`, …). */
  readonly fieldsKiB: Readonly<Record<string, number>>
  /**
   * `lowmem_reserve[]`: what the zone keeps from requests that may use a higher zone, one number for each zone, lowest
   * first.
   */
  readonly lowmemReservePages: readonly number[]
  /** Free blocks by order, from order 0. Empty when the list is missing. */
  readonly freeBlocks: readonly number[]
  /**
   * Letters of the kinds of pages that the free blocks of each order are of (`UME`; show_migration_types in
   * mm/page_alloc.c and mm/show_mem.c, since 3.8); null where none is printed.
   */
  readonly freeBlockTypes: readonly (string | null)[]
  /** The line of its fields; of its free blocks where those are missing. */
  readonly span: Span
}

/** A NUMA node's own line of `Mem-Info`, since 4.8. */
export interface NodeMemory {
  /** Its number. */
  readonly node: number
  /** The line's fields by the kernel's names, in KiB. */
  readonly fieldsKiB: Readonly<Record<string, number>>
  /** The line. */
  readonly span: Span
}

/** Huge pages of one size, which are in no other counter: `hugepages_total=` and so on, since 3.10 (mm/hugetlb.c). */
export interface HugepagePool {
  /** Number of the NUMA node; null where the line has none. */
  readonly node: number | null
  /** Pages that are set aside. */
  readonly total: number
  /** Those of them that nobody uses. */
  readonly free: number
  /** Size of one page. */
  readonly sizeKiB: number
}

/** `Mem-Info:` and what follows it. */
export interface MemInfo {
  /** System-wide totals by the kernel's names (`active_anon`, `free`, …), in pages. */
  readonly totalsPages: Readonly<Record<string, number>>
  /** Lines of NUMA nodes, since 4.8: those that the request may use. */
  readonly nodes: readonly NodeMemory[]
  /** Lines of zones: those that the request may use. */
  readonly zones: readonly ZoneInfo[]
  /** Pools of huge pages; empty where none are printed. */
  readonly hugepages: readonly HugepagePool[]
  /** `total pagecache pages`: files, shared memory and swap cache together. */
  readonly pagecachePages: number | null
  /** `pages in swap cache`. */
  readonly swapCachePages: number | null
  /** `Free swap`. */
  readonly freeSwapKiB: number | null
  /** `Total swap`; 0 where none is configured. */
  readonly totalSwapKiB: number | null
  /** `pages RAM`, those that are reserved among them. */
  readonly ramPages: number | null
  /** `pages reserved`; from 3.13 to 3.16 the kernel prints those of the last zone only. */
  readonly reservedPages: number | null
  /** Unreclaimable slab caches, largest first as the kernel lists them, in KiB. */
  readonly slabs: readonly {
    /** Name of the cache. */
    readonly name: string
    /** What is in use, in KiB. */
    readonly usedKiB: number
    /** What it holds, in KiB. */
    readonly totalKiB: number
  }[]
  /** The line of each total, and of `pages RAM`, by the kernel's names. */
  readonly spans: Readonly<Record<string, Span>>
  /** From its first line to its last. */
  readonly span: Span
}
