/**
 * What a series measures. Counters of pages are pages; sizes are bytes; stall times are seconds. Names follow
 * /proc/pressure, /proc/vmstat, /proc/meminfo and the files of a memory cgroup.
 */
export type Metric =
  /** Seconds stalled so far: `total=` of /proc/pressure/memory and memory.pressure, `node_pressure_memory_waiting_seconds_total`. */
  | 'psi-memory-some'
  /** `full`: no task made progress; `…_stalled_seconds_total`. */
  | 'psi-memory-full'
  | 'psi-io-some'
  | 'psi-io-full'
  | 'psi-cpu-some'
  /** Averages over the last ten seconds as the kernel prints them, as a share from 0 to 1. */
  | 'psi-memory-some-avg10'
  | 'psi-memory-full-avg10'
  /** Pages of the working set that were dropped and read again (`workingset_refault_file`, `_anon`; before 5.9 one for both). */
  | 'refault-file'
  | 'refault-anon'
  | 'major-faults'
  /** Pages that tasks had to scan themselves, and kswapd (`pgscan_direct`, `pgscan_kswapd`; zones summed). */
  | 'scan-direct'
  | 'scan-kswapd'
  | 'steal-direct'
  | 'steal-kswapd'
  /** Entries into direct reclaim (`allocstall*`). */
  | 'direct-reclaim'
  /** Pages (`pswpin`, `pswpout`). */
  | 'swap-in'
  | 'swap-out'
  /** Pages of files on the LRU lists, in bytes. */
  | 'file-lru'
  | 'mem-total'
  | 'mem-free'
  | 'mem-available'
  | 'swap-total'
  | 'swap-free'
  | 'memory-current'
  /** Memory in use without file pages that are inactive (`container_memory_working_set_bytes`). */
  | 'memory-working-set'
  | 'memory-high'
  | 'memory-max'
  /** `memory.events`: times that the cgroup was held at `memory.high`, that it hit `memory.max`, and kills in it. */
  | 'events-high'
  | 'events-max'
  | 'events-oom-kill'

/** Samples of one metric in one scope, as typed columns: points are never events. */
export interface Series {
  /** What was measured. */
  readonly metric: Metric
  /** `node`, or the path of a cgroup. */
  readonly scope: string
  /**
   * `counter`: grows, and starts again from zero at a boot. `gauge`: a value at that time. `rate`: how much a second, over
   * the time since the sample before; NaN where a run of samples begins, which is the time from which its first rate counts.
   */
  readonly type: 'counter' | 'gauge' | 'rate'
  /** Name that the source itself gives the machine. */
  readonly node: string | null
  /** The source. */
  readonly path: string
  /** Seconds: since boot when `clock` is `boot`, since the epoch when it is `wall`. */
  readonly clock: 'boot' | 'wall'
  /** `missing`: the printed fields are read as if they were UTC. */
  readonly zone: 'given' | 'missing'
  /** One for each sample, in the order of the source. */
  readonly times: Float64Array
  /** One for each of `times`, in the unit of the metric. */
  readonly values: Float64Array
  /** Where each sample stands: byte offsets of its first byte and after its last one, and its 1-based line. */
  readonly starts: Float64Array
  /** After the last byte of each sample. */
  readonly ends: Float64Array
  /** Number of the line of each sample, counted from 1. */
  readonly lines: Uint32Array
}
