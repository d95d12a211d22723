/**
 * One zone of the page allocator as the kernel's report prints it, measured against the request. By the lines of
 * `Mem-Info` (show_free_areas in mm/page_alloc.c, later mm/show_mem.c).
 */
export interface ZoneState {
  /** Number of the NUMA node. */
  readonly node: number | null
  /** Name of the zone. */
  readonly zone: string
  /** What the zone has to give. `managed:`, since 3.8. */
  readonly managedBytes: number | null
  /** What of it was free. */
  readonly freeBytes: number | null
  /**
   * The min watermark: below it only requests in an emergency are served. Since 5.17 with the boost, which is printed
   * beside it.
   */
  readonly minBytes: number | null
  /** The low watermark: below it kswapd is woken. */
  readonly lowBytes: number | null
  /** The high watermark: kswapd sleeps above it. */
  readonly highBytes: number | null
  /**
   * What the zone keeps from this request because it may use a higher zone: the entry of `lowmem_reserve[]` that holds
   * for it. Null where the page size is not known, or which entry it is.
   */
  readonly reserveBytes: number | null
  /** Free memory of CMA areas, for movable pages only. */
  readonly freeCmaBytes: number | null
  /** Set aside for atomic requests (what of it is free, since 6.17; printed since 5.6). */
  readonly highatomicBytes: number | null
  /** Whether mask, cpuset and policy allow the zone. */
  readonly usable: boolean | null
  /** Free blocks by order, from order 0. Blocks of 2^order pages; empty where the list is missing. */
  readonly freeBlocks: readonly number[]
  /**
   * The kinds of pages that they are of: `U` unmovable, `E` reclaimable, `M` movable, `R` reserve, `H` for atomic
   * requests, `C` CMA, `I` isolated. Printed since 3.8 (show_migration_types); null for an order without any, and where
   * none are printed.
   */
  readonly freeBlockTypes: readonly (string | null)[]
  /** The largest order with a free block that the request may take. Null where there is none, or no list. */
  readonly largestUsableOrder: number | null
  /**
   * `not-allowed`; `below-watermark`: what is free is not above the min watermark and what else the zone keeps;
   * `fragmented`: it is, in no block that would do; `could-serve`: by these numbers it could, as memory may have been
   * freed meanwhile; `unknown`. The kernel's own check (`__zone_watermark_ok` in mm/page_alloc.c), repeated on numbers
   * of a moment after the attempts had failed.
   */
  readonly verdict: 'not-allowed' | 'below-watermark' | 'fragmented' | 'could-serve' | 'unknown'
}

/** The request that could not be served, and the zones that it could be served from. */
export interface Allocation {
  /**
   * Flags of the request by name: the kernel's own words since 4.6; before, what is certain in that kernel, and the
   * rest as one hexadecimal number. Empty for the mask 0, by which a page fault asks for a kill without saying what had
   * failed.
   */
  readonly gfpFlags: readonly string[] | null
  /** 2^`order` pages in a row were asked for; null where nothing was (SysRq). */
  readonly order: number | null
  /** The size of the request; null where the size of a page is not known. */
  readonly bytes: number | null
  /**
   * The highest zone that the mask allows: `DMA`, `DMA32`, `Normal`, `HighMem` or `Movable`. Every lower one is allowed
   * too. `gfp_zone` of include/linux/gfp.h.
   */
  readonly highestZone: string | null
  /** NUMA nodes that cpuset and memory policy leave; null where none are printed. `mems_allowed=` and `nodemask=`. */
  readonly allowedNodes: readonly number[] | null
  /** The zones that the report prints; empty for a cgroup's limit and for SysRq. */
  readonly zones: readonly ZoneState[]
  /**
   * Free memory of the machine in zones that the report leaves out, which the kernel does with those that the request
   * may not use (nodes, and since 6.1 zones); null where it cannot be told.
   */
  readonly freeElsewhereBytes: number | null
  /** Why it failed, in a few sentences; null where the report does not tell. */
  readonly why: string | null
}
