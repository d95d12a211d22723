import type { Instant } from './instant.ts'
import type { Span } from './span.ts'
import type { Confidence } from './verdict.ts'

/** Whose memory the sizes of a group are: the usage of the cgroup, the victim's, or that of who used the node up. */
export type SizesOf = 'cgroup-usage' | 'victim' | 'culprit'

/** Incidents of one workload and kind, of one cgroup, or of one node: told as one story. */
export interface IncidentGroup {
  /** `g1`, `g2`, … within one report. */
  readonly id: string
  /**
   * `workload` (controller and container, across restarts and replaced pods), `cgroup`, `node`, or `unnamed`: kills in
   * cgroups that the log does not name, which may be several.
   */
  readonly of: 'workload' | 'cgroup' | 'node' | 'unnamed'
  /** The kind and whose boundary it was. */
  readonly what: string
  /** IDs, by time. The lists below have one entry for each of them, in this order. */
  readonly incidents: readonly string[]
  /** When the first one happened. */
  readonly first: Instant
  /** When the last one happened. */
  readonly last: Instant
  /** Median of the times from one to the next; null where no one clock has them all. */
  readonly spacingSeconds: number | null
  /** The shortest time from one to the next. */
  readonly shortestSpacingSeconds: number | null
  /** The longest time from one to the next. */
  readonly longestSpacingSeconds: number | null
  /**
   * `flat`: the same memory each time, which a limit forces. `growing`: more from kill to kill, or a slow rise before
   * them. `sudden`: one with clearly more memory or a clearly shorter life than those before, or a jump before them.
   */
  readonly growth: 'flat' | 'growing' | 'sudden' | 'unknown'
  /**
   * What `growth` was read from: `usage-before` (samples of the cgroup's usage), `memory-at-kills`, `time-alive`; null
   * where it is unknown.
   */
  readonly growthBy: 'usage-before' | 'memory-at-kills' | 'time-alive' | null
  /** How sure the word is; null where it is unknown. */
  readonly confidence: Confidence | null
  /**
   * Whose memory `sizesBytes` is: `cgroup-usage`, `culprit` (who used the node up) or `victim`; null where it is of
   * several programs, or not known.
   */
  readonly sizesOf: SizesOf | null
  /** Name of the victim or culprit whose memory it is. */
  readonly sizesName: string | null
  /** Memory at each of the incidents. */
  readonly sizesBytes: readonly (number | null)[]
  /** The limit at each of the incidents. */
  readonly limitsBytes: readonly (number | null)[]
  /** Where the limit that was hit is another one than at the kill before. */
  readonly limitChanges: readonly {
    /** The limit at the kill before. */
    readonly fromBytes: number
    /** The limit now. */
    readonly toBytes: number
    /** `id` of the incident that shows it. */
    readonly incident: string
  }[]
  /** From the container's start to its end, by its status. `startedAt` and `finishedAt` of core/v1, whole seconds. */
  readonly aliveSeconds: readonly (number | null)[]
  /** By name, the most frequent first. */
  readonly victims: readonly {
    /** Name of the process. */
    readonly name: string
    /** In how many of the incidents. */
    readonly count: number
  }[]
  /** First causes, the most frequent first. */
  readonly causes: readonly {
    /** The cause. */
    readonly code: string
    /** In how many of the incidents it comes first. */
    readonly count: number
  }[]
  /**
   * How often the status of its pods says that the container was started again; more than there are incidents means
   * ends that the bundle does not hold, which need not be OOM kills. Null where no pod of it is known. `restartCount`
   * of its container statuses (Kubernetes API, core/v1).
   */
  readonly restarts: number | null
  /** What the reading means, and what would settle it. */
  readonly why: string
  /** Lines behind limits, lives, restarts and usage over time; what each kill rests on is cited by its incident. */
  readonly evidence: readonly Span[]
}
