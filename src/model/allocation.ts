/** One zone of the page allocator as the kernel's report prints it, measured against the request that failed. */
export interface ZoneState {
  readonly node: number | null
  readonly zone: string
  readonly managedBytes: number | null
  readonly freeBytes: number | null
  readonly minBytes: number | null
  readonly lowBytes: number | null
  readonly highBytes: number | null
  /** What the zone keeps from this request because the request may use a higher zone (`lowmem_reserve[]`). */
  readonly reserveBytes: number | null
  /** Free memory of CMA areas, which only movable pages may take. */
  readonly freeCmaBytes: number | null
  /** Blocks set aside for atomic requests of several pages; null where the kernel does not print them (before 5.6). */
  readonly highatomicBytes: number | null
  /** Whether mask, cpuset and memory policy allow the zone. */
  readonly usable: boolean | null
  /** Free blocks by order, from order 0; empty where the list is missing. */
  readonly freeBlocks: readonly number[]
  /** Letters of the kinds of pages of these blocks, as the kernel prints them; null where it prints none. */
  readonly freeBlockTypes: readonly (string | null)[]
  /** The largest order with a free block of a kind that the request may take; null where there is none, or no list. */
  readonly largestUsableOrder: number | null
  /** The kernel's own check, repeated on the printed numbers. They are of a moment after the attempts had failed. */
  readonly verdict: 'not-allowed' | 'below-watermark' | 'fragmented' | 'could-serve' | 'unknown'
}

/** The request that could not be served, and the zones that it could be served from. */
export interface Allocation {
  /** Flags by name, what has no certain name in that kernel as one hexadecimal number; null without a mask. */
  readonly gfpFlags: readonly string[] | null
  /** 2^order pages in a row were asked for; null where nothing was. */
  readonly order: number | null
  readonly bytes: number | null
  /** The highest zone that the mask allows. The request may use every lower one too. */
  readonly highestZone: string | null
  /** NUMA nodes that the cpuset and the memory policy leave; null where neither is printed. */
  readonly allowedNodes: readonly number[] | null
  /** The zones that the report prints; empty where the node's memory plays no part. */
  readonly zones: readonly ZoneState[]
  /** Free memory of the machine in zones that the report leaves out: the kernel prints those that the request may use. */
  readonly freeElsewhereBytes: number | null
  /** Why it failed; null where the report does not tell. */
  readonly why: string | null
}
