import type { Fact } from './fact.ts'

/** What a machine says about itself: `hostname`, `uname -a`, `/proc/version`, `boot_id`. Parts that the file does not say are null. */
export interface HostFact extends Fact<'host.identity'> {
  readonly hostname: string | null
  readonly bootId: string | null
  readonly kernelRelease: string | null
  /** ID that a cloud gives its machine: `i-0123456789abcdef0`. */
  readonly instanceId: string | null
}

/** `/proc/meminfo` or `free`, as it stood when the bundle was made. */
export interface HostMemory extends Fact<'host.memory'> {
  /** By the kernel's names (`MemTotal`, `MemAvailable`, `SwapTotal`, …). */
  readonly fieldsKiB: Readonly<Record<string, number>>
}

/** `/proc/vmstat`: pages or events since boot, by the kernel's names. */
export interface HostCounters extends Fact<'host.counters'> {
  readonly counters: Readonly<Record<string, number>>
  /** Processes that any OOM killer of the kernel has ended since boot; null before Linux 4.13, which does not count them. */
  readonly oomKills: number | null
}

/** A line of `/proc/pressure` or of a cgroup's `*.pressure`: shares of wall time in percent. */
export interface Stall {
  readonly avg10Percent: number
  readonly avg60Percent: number
  readonly avg300Percent: number
  readonly totalMicroseconds: number
}

/** One reading of pressure (PSI, Linux 4.20 or later). */
export interface PressureReading extends Fact<'host.pressure'> {
  /** Null where neither the file nor a heading says which. */
  readonly resource: 'memory' | 'io' | 'cpu' | null
  /** Null for the whole machine. */
  readonly cgroup: string | null
  readonly some: Stall | null
  readonly full: Stall | null
}

/** One file of a memory cgroup. */
export interface CgroupReading extends Fact<'host.cgroup'> {
  /** Below the mount of the hierarchy, as the kernel's log prints it; `/` is the root, or what a container sees as root. */
  readonly cgroup: string
  readonly version: 1 | 2
  /** `memory.max`, `memory.events`, `memory.limit_in_bytes`, … */
  readonly file: string
  /**
   * By the file's own keys, `value` where it holds one number only. Bytes for sizes, counts for events; null for `max`
   * and for v1's number that means no limit.
   */
  readonly values: Readonly<Record<string, number | null>>
}

/** `/proc/zoneinfo` or `/proc/buddyinfo`. Pages. */
export interface HostZones extends Fact<'host.zones'> {
  readonly zones: readonly {
    readonly numaNode: number
    readonly zone: string
    readonly managedPages: number | null
    readonly freePages: number | null
    readonly lowPages: number | null
    /** Free blocks by order, from order 0; empty where the file does not list them. */
    readonly freeBlocks: readonly number[]
  }[]
}

/** `/proc/slabinfo` or `slabtop`: the largest caches, largest first. */
export interface HostSlab extends Fact<'host.slab'> {
  readonly caches: readonly { readonly name: string; readonly bytes: number }[]
}

/** What a node told of itself at the moment of collection. */
export type HostReading = HostFact | HostMemory | HostCounters | PressureReading | CgroupReading | HostZones | HostSlab
