import type { Fact } from './fact.ts'

/** What a machine says about itself: `hostname`, `uname -a`, `/proc/version`, `boot_id`. Parts that the file does not say are null. */
export interface HostFact extends Fact<'host.identity'> {
  /** As `hostname` prints it. */
  readonly hostname: string | null
  /** `/proc/sys/kernel/random/boot_id` (random(4)): another one at each boot. */
  readonly bootId: string | null
  /** As `uname -r` prints it. */
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
  /** Values by name; pages or events. */
  readonly counters: Readonly<Record<string, number>>
  /** Processes that any OOM killer of the kernel has ended since boot; null before Linux 4.13, which does not count them. */
  readonly oomKills: number | null
}

/** A line of `/proc/pressure` or of a cgroup's `*.pressure`: shares of wall time in percent. */
export interface Stall {
  /** The mean of the last ten seconds, with recent ones weighing more. */
  readonly avg10Percent: number
  /** The same of a minute. */
  readonly avg60Percent: number
  /** The same of five minutes. */
  readonly avg300Percent: number
  /** All stalls since boot, or since the cgroup was made. */
  readonly totalMicroseconds: number
}

/** One reading of pressure (PSI, Linux 4.20 or later). */
export interface PressureReading extends Fact<'host.pressure'> {
  /** Null where neither the file nor a heading says which. */
  readonly resource: 'memory' | 'io' | 'cpu' | null
  /** Null for the whole machine. */
  readonly cgroup: string | null
  /** Some task stalled; null where the line is missing. */
  readonly some: Stall | null
  /** All tasks stalled at once; null where the line is missing. */
  readonly full: Stall | null
}

/** One file of a memory cgroup. */
export interface CgroupReading extends Fact<'host.cgroup'> {
  /** Below the mount of the hierarchy, as the kernel's log prints it; `/` is the root, or what a container sees as root. */
  readonly cgroup: string
  /** Of the hierarchy. */
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
  /** In the order of the file. */
  readonly zones: readonly {
    /** Number of the NUMA node. */
    readonly numaNode: number
    /** `DMA32`, `Normal` and so on. */
    readonly zone: string
    /** What the zone has to give; null where the file does not say it. */
    readonly managedPages: number | null
    /** What of it is free. */
    readonly freePages: number | null
    /** The low watermark, below which kswapd is woken. */
    readonly lowPages: number | null
    /** Free blocks by order, from order 0; empty where the file does not list them. */
    readonly freeBlocks: readonly number[]
  }[]
}

/** `/proc/slabinfo` or `slabtop`: the largest caches, largest first. */
export interface HostSlab extends Fact<'host.slab'> {
  /** Of each cache what it holds. */
  readonly caches: readonly {
    /** Name of the cache. */
    readonly name: string
    /** Its size. */
    readonly bytes: number
  }[]
}

/** What a node told of itself at the moment of collection. */
export type HostReading = HostFact | HostMemory | HostCounters | PressureReading | CgroupReading | HostZones | HostSlab
