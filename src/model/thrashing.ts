import type { Instant } from './instant.ts'
import type { Span } from './span.ts'
import type { Confidence } from './verdict.ts'

/**
 * A span of time lost to reclaiming memory. Told by pressure stall information (Documentation/accounting/psi.rst, Linux
 * 4.20 and later), else by counters of /proc/vmstat; docs/thrashing.md says how.
 */
export interface ThrashingWindow {
  /** `t1`, `t2`, … within one report. */
  readonly id: string
  /** `node`, or the path of a cgroup. */
  readonly scope: string
  /** Name of the node; null where it is not known. */
  readonly node: string | null
  /** First moment. */
  readonly from: Instant
  /** Last moment. */
  readonly to: Instant
  /** How long. */
  readonly seconds: number
  /** As of causes. */
  readonly confidence: Confidence
  /**
   * `file`: files are read again and again. `swap`: pages go out and come back. `throttling`: held at memory.high.
   * `unknown`: the samples do not tell.
   */
  readonly sort: 'file' | 'swap' | 'throttling' | 'unknown'
  /** What ended it: `kill`, `recovery`, or `end-of-data`. */
  readonly ended: 'kill' | 'recovery' | 'end-of-data'
  /** The strongest signal. */
  readonly peak: {
    /** Which one. */
    readonly signal: string
    /** Its highest value, in the unit of the signal. A share of the time from 0 to 1 for `psi-…`. */
    readonly value: number
  }
  /** When an alert on pressure would have fired first; null where pressure was not sampled, or never held so long. */
  readonly alert: {
    /** The condition of the alert. */
    readonly condition: string
    /** When it would have fired. */
    readonly at: Instant
    /** How long before the kill that the window led up to; null where it led up to none. */
    readonly secondsBeforeKill: number | null
  } | null
  /** Every signal that rose. */
  readonly signals: readonly {
    /** Its name, such as `psi-memory-full`. */
    readonly signal: string
    /**
     * Its highest value, in its own unit. Shares of the time from 0 to 1 for `psi-…`, pages or times a second for the
     * others.
     */
    readonly peak: number
    /** The samples that show it. */
    readonly evidence: readonly Span[]
  }[]
}

/** What was sampled of one thing over time, thinned. Of each stretch of time the lowest and the highest sample stay. */
export interface SampledSeries {
  /**
   * `psi-memory-some`, `psi-memory-full`, `psi-io-some`, `psi-io-full` (shares of the time since the sample before;
   * where those were not sampled, with `-avg10`, the kernel's own average over ten seconds), `mem-available`,
   * `mem-free`, `swap-free`, `file-lru`, `memory-current`, `memory-working-set`, `memory-high`, `memory-max`, and the
   * rates `refault-file`, `refault-anon`, `swap-in`, `swap-out`, `major-faults`, `direct-reclaim`, `scan-direct`.
   */
  readonly metric: string
  /** `node`, or a cgroup path. */
  readonly scope: string
  /** Name of the node. */
  readonly node: string | null
  /** `share` (0 to 1), `bytes`, `pages-per-second`, `times-per-second`. The rates are means since the sample before. */
  readonly unit: 'share' | 'bytes' | 'pages-per-second' | 'times-per-second'
  /** The moment that `seconds` count from: the first point. */
  readonly from: Instant
  /** Seconds after `from`, one for each value. */
  readonly seconds: readonly number[]
  /** One for each of `seconds`, in `unit`; null where the samples have a hole, or say nothing. */
  readonly values: readonly (number | null)[]
  /** How many samples there were before thinning. */
  readonly samples: number
  /** The first and the last sample. */
  readonly evidence: readonly Span[]
}
