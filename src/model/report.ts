import type { Allocation } from './allocation.ts'
import type { Container, Pod } from './identity.ts'
import type { Culprit, Holders, MemoryAccount } from './memory.ts'
import type { Problem } from './problem.ts'
import type { Span } from './span.ts'

export type { Culprit, Holder, Holders, MemoryAccount, ProcessMemory } from './memory.ts'

/** A point in time as the report gives it. */
export interface Instant {
  /** ISO 8601 in UTC, on the clock of the node that logged it; null when nothing in the bundle tells. */
  readonly wall: string | null
  /** Seconds since boot by the kernel log's clock. */
  readonly bootSeconds: number | null
  /** The true wall time lies within this many seconds of `wall`; null when `wall` is null. */
  readonly plusMinusSeconds: number | null
  /** How the wall time was obtained. */
  readonly basis: string | null
}

export type IncidentKind =
  | 'memcg'
  | 'global'
  | 'cpuset'
  | 'mempolicy'
  | 'sysrq'
  | 'userspace'
  | 'eviction'
  | 'sigkill'
  | 'unknown'
export type Killer =
  | 'kernel'
  | 'systemd-oomd'
  | 'oomd'
  | 'earlyoom'
  | 'nohang'
  | 'lmkd'
  | 'lowmemorykiller'
  | 'talos'
  | 'kubelet'
  | 'runtime'
  | 'unknown'
export type ScopeLevel =
  | 'container'
  | 'pod'
  | 'qos'
  | 'node-allocatable'
  | 'service'
  | 'slice'
  | 'cgroup'
  | 'numa'
  | 'node'
  | 'unknown'
export type Confidence = 'certain' | 'likely' | 'possible'

/** Who ran out of memory: the boundary that was hit, not where the victim lived. */
export interface Scope {
  readonly level: ScopeLevel
  readonly cgroup: string | null
  readonly node: string | null
  readonly pod: Pod | null
  readonly container: Container | null
}

export interface Victim {
  readonly pid: number | null
  readonly comm: string | null
  readonly uid: number | null
  readonly totalVmKiB: number | null
  readonly anonRssKiB: number | null
  readonly fileRssKiB: number | null
  readonly shmemRssKiB: number | null
  readonly pgtablesKiB: number | null
  readonly oomScoreAdj: number | null
  readonly cgroup: string | null
  readonly pod: Pod | null
  readonly container: Container | null
  readonly outcome: 'killed' | 'already-exiting' | 'signalled' | 'survived' | 'unknown'
}

export interface RankedTask {
  readonly pid: number
  readonly comm: string
  readonly points: number
  readonly rssPages: number | null
  readonly swapPages: number | null
  readonly pgtablesBytes: number | null
  readonly oomScoreAdj: number | null
  /**
   * What a kubelet means by that `oom_score_adj` (pkg/kubelet/qos/policy.go), on a machine that the case shows to run
   * Kubernetes; by the number alone, which any process may set for itself. Null elsewhere.
   */
  readonly qos: 'BestEffort' | 'Burstable' | 'Guaranteed or node-critical' | 'pause' | null
  /** The memory request that a Burstable container's adjustment stands for, within a thousandth of RAM; null where RAM is not known. */
  readonly requestBytes: number | null
}

/** Who asked for memory last: often innocent. `comm` is a thread's name; pod and container by the cpuset that it ran in. */
export interface Trigger {
  readonly comm: string
  readonly pid: number | null
  readonly oomScoreAdj: number | null
  readonly pod: Pod | null
  readonly container: Container | null
}

/** The kernel's choice, recomputed from the report's own task table. */
export interface Selection {
  readonly predictedPid: number | null
  readonly agrees: boolean | null
  /** Why this victim, with the numbers that decided; or why the report does not tell. */
  readonly why: string
  /** Top 20, with the victim and the trigger even when they rank lower. */
  readonly ranking: readonly RankedTask[]
  readonly tasks: number
  /** Pages that the badness was scaled by: RAM + swap, or the limit. */
  readonly totalPages: number | null
}

export interface Cause {
  readonly code: string
  readonly confidence: Confidence
  readonly why: string
  readonly evidence: readonly Span[]
}

export interface Advice {
  readonly do: string
  readonly object: string
  readonly from: string | null
  readonly to: string | null
  readonly why: string
  readonly willNotHelp: string | null
}

/** What is known of the size that is needed, for a memory cgroup that reached its limit. */
export interface Sizing {
  /** Whose limit and usage it is. */
  readonly of: 'container' | 'pod' | 'cgroup'
  readonly limitAtKillBytes: number | null
  /** The victim container's limit as the pod object in the bundle has it. */
  readonly specLimitBytes: number | null
  readonly usageAtKillBytes: number | null
  /** Swap of the cgroup, which comes on top of the usage; null where the kernel printed none. */
  readonly swapAtKillBytes: number | null
  /**
   * A lower bound: the workload needed at least this much, swap included, by the highest of its kills. Never a
   * recommendation. Null where no number is known, and where memory other than its processes' own held the limit.
   */
  readonly atLeastBytes: number | null
  /** ID of the incident that `atLeastBytes` is from. */
  readonly atLeastFrom: string | null
  /** What held more of the limit than all that processes allocated, in words; then there is no figure. */
  readonly heldBy: string | null
  /** ID of the group of its kills. */
  readonly group: string | null
  readonly why: string
}

export type Because = 'container-id' | 'pod-uid' | 'cgroup-path' | 'pid' | 'event-text' | 'time-only'

export interface IncidentLink {
  /** ID of a timeline entry. */
  readonly to: string
  readonly because: Because
}

export interface SwapState {
  readonly usageBytes: number | null
  readonly limitBytes: number | null
  readonly freeBytes: number | null
  readonly totalBytes: number | null
}

export type PartialReason = 'ring-buffer' | 'rate-limited' | 'excerpt' | 'interleaved'

/** One act of killing, or one report in which nobody was killed. */
export interface Incident {
  readonly id: string
  readonly kind: IncidentKind
  readonly killer: Killer
  readonly scope: Scope
  readonly at: Instant
  readonly trigger: Trigger | null
  readonly gfpMask: string | null
  readonly order: number | null
  /** What the kernel was asked for and could not give; null without the first line of its report. */
  readonly allocation: Allocation | null
  readonly oomMemcg: string | null
  readonly taskMemcg: string | null
  readonly limitBytes: number | null
  readonly usageBytes: number | null
  readonly failcnt: number | null
  readonly victims: readonly Victim[]
  readonly panic: boolean
  readonly complete: boolean
  readonly partial: PartialReason | null
  readonly swap: SwapState | null
  readonly selection: Selection | null
  readonly memory: MemoryAccount | null
  readonly culprit: Culprit | null
  readonly holders: Holders | null
  /** ID of the thrashing window that preceded it. */
  readonly thrashing: string | null
  /** The one to act on first comes first. */
  readonly causes: readonly Cause[]
  readonly sizing: Sizing | null
  readonly advice: readonly Advice[]
  readonly eviction: {
    readonly resource: string
    readonly threshold: string | null
    readonly available: string | null
  } | null
  readonly links: readonly IncidentLink[]
  readonly evidence: readonly Span[]
}

export interface ThrashingWindow {
  readonly id: string
  /** `node`, or a cgroup path. */
  readonly scope: string
  readonly node: string | null
  readonly from: Instant
  readonly to: Instant
  readonly seconds: number
  readonly confidence: Confidence
  readonly sort: 'file' | 'swap' | 'throttling' | 'unknown'
  readonly ended: 'kill' | 'recovery' | 'end-of-data'
  readonly peak: { readonly signal: string; readonly value: number }
  /** When an alert on pressure would have fired first; null where pressure was not sampled or never held so long. */
  readonly alert: {
    readonly condition: string
    readonly at: Instant
    /** How long before the kill that the window led up to; null where it led up to none. */
    readonly secondsBeforeKill: number | null
  } | null
  readonly signals: readonly { readonly signal: string; readonly peak: number; readonly evidence: readonly Span[] }[]
}

/** Samples of one metric in one scope, thinned for drawing: of each stretch of time the lowest and the highest stay. */
export interface SampledSeries {
  /** A name of `Metric` in `series.ts`; counters are given as rates. */
  readonly metric: string
  /** `node`, or a cgroup path. */
  readonly scope: string
  readonly node: string | null
  /** `share`: of the time, from 0 to 1. `pages-per-second` and `times-per-second` are means since the sample before. */
  readonly unit: 'share' | 'bytes' | 'pages-per-second' | 'times-per-second'
  /** The moment that `seconds` count from. */
  readonly from: Instant
  readonly seconds: readonly number[]
  /** One for each of `seconds`; null where the samples have a hole, or say nothing. */
  readonly values: readonly (number | null)[]
  /** How many samples there were before thinning. */
  readonly samples: number
  /** The first and the last sample. */
  readonly evidence: readonly Span[]
}

export interface TimelineEntry {
  readonly id: string
  readonly kind: string
  readonly at: Instant
  readonly title: string
  readonly severity: 'info' | 'warning' | 'critical'
  readonly incident: string | null
  readonly node: string | null
  readonly evidence: readonly Span[]
}

export interface TriageStep {
  readonly step: number
  readonly question: string
  readonly answer: 'yes' | 'no' | 'unknown'
  readonly detail: string
  readonly evidence: readonly Span[]
  /** The command that would answer it; null when it is answered. */
  readonly collect: string | null
}

/** What the memory at the kills of a group is the memory of. */
export type SizesOf = 'cgroup-usage' | 'victim' | 'culprit'

/** Incidents of one workload and kind, of one cgroup, or of one node: told as one story. */
export interface IncidentGroup {
  readonly id: string
  /** `unnamed`: cgroups that the log does not name, which may be several. */
  readonly of: 'workload' | 'cgroup' | 'node' | 'unnamed'
  /** The kind and whose boundary it was. */
  readonly what: string
  /** IDs, by time. The lists below have one entry for each of them, in this order. */
  readonly incidents: readonly string[]
  readonly first: Instant
  readonly last: Instant
  /** Median of the times from one to the next; null where no one clock has them all. */
  readonly spacingSeconds: number | null
  readonly shortestSpacingSeconds: number | null
  readonly longestSpacingSeconds: number | null
  /**
   * `flat`: the same memory each time, which a limit forces. `growing`: more from kill to kill, or a slow rise before them.
   * `sudden`: one with clearly more memory or a clearly shorter life than those before, or a jump before them.
   */
  readonly growth: 'flat' | 'growing' | 'sudden' | 'unknown'
  /** What `growth` was read from; null where it is unknown. */
  readonly growthBy: 'usage-before' | 'memory-at-kills' | 'time-alive' | null
  /** How sure the word is; null where it is unknown. */
  readonly confidence: Confidence | null
  readonly sizesOf: SizesOf | null
  /** Name of the victim or culprit whose memory it is. */
  readonly sizesName: string | null
  readonly sizesBytes: readonly (number | null)[]
  readonly limitsBytes: readonly (number | null)[]
  /** Where the limit that was hit is another one than at the kill before. */
  readonly limitChanges: readonly {
    readonly fromBytes: number
    readonly toBytes: number
    readonly incident: string
  }[]
  /** From the container's start to its end, by its status. */
  readonly aliveSeconds: readonly (number | null)[]
  /** By name, the most frequent first. */
  readonly victims: readonly { readonly name: string; readonly count: number }[]
  readonly causes: readonly { readonly code: string; readonly count: number }[]
  /** Restarts that the status of its pods counts; null where no pod of it is known. */
  readonly restarts: number | null
  readonly why: string
  /** Lines behind limits, lives, restarts and usage over time; what each kill rests on is cited by its incident. */
  readonly evidence: readonly Span[]
}

export interface Contradiction {
  readonly says: string
  readonly against: string
  readonly evidence: readonly Span[]
  readonly settledBy: string
}

export interface Missing {
  readonly what: string
  readonly wouldSettle: string
  readonly collect: string
}

export interface NodeSummary {
  readonly name: string | null
  readonly kernel: string | null
  readonly cgroupVersion: 1 | 2 | null
  readonly ramBytes: number | null
  readonly pageBytes: number | null
  readonly bootIds: readonly string[]
  /** How far the node's clock is ahead of the API server's; null where nothing tells. */
  readonly clockAheadSeconds: number | null
  readonly clockPlusMinusSeconds: number | null
  /** What the kernel log in the bundle covers: silence outside it proves nothing. */
  readonly kernelLog: readonly { readonly from: Instant; readonly to: Instant }[]
}

export interface SourceSummary {
  readonly path: string
  /** What it was read as, `unknown` where it was not recognised. */
  readonly format: string
  readonly bytes: number
  readonly lines: number
  readonly events: number
  readonly from: string | null
  readonly to: string | null
  readonly node: string | null
}

export const REPORT_SCHEMA = 'oomlens.report.v1'

/** The whole answer. `docs/report.md` explains each field; `report.schema.json` is its JSON Schema. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA
  readonly generator: { readonly name: 'oomlens'; readonly version: string }
  readonly bundle: { readonly name: string; readonly layout: string; readonly capturedAt: string | null }
  readonly nodes: readonly NodeSummary[]
  readonly sources: readonly SourceSummary[]
  /** One sentence that a tired person understands. */
  readonly headline: string
  readonly incidents: readonly Incident[]
  readonly thrashing: readonly ThrashingWindow[]
  /** What was sampled of pressure and memory, where it bears on the rest. */
  readonly series: readonly SampledSeries[]
  readonly timeline: readonly TimelineEntry[]
  /** Events that this form of the report leaves out of `timeline`: 0 in what `analyze` gives. */
  readonly timelineOmitted: number
  readonly triage: readonly TriageStep[]
  readonly groups: readonly IncidentGroup[]
  readonly contradictions: readonly Contradiction[]
  readonly missing: readonly Missing[]
  readonly healthy: readonly { readonly finding: string; readonly evidence: readonly Span[] }[]
  readonly problems: readonly Problem[]
}
