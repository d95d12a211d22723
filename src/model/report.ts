import type { Incident } from './incident.ts'
import type { IncidentGroup } from './incident-group.ts'
import type { Instant } from './instant.ts'
import type { Problem } from './problem.ts'
import type { Span } from './span.ts'
import type { SampledSeries, ThrashingWindow } from './thrashing.ts'

export type {
  Because,
  Incident,
  IncidentKind,
  IncidentLink,
  Killer,
  PartialReason,
  SwapState,
} from './incident.ts'
export type { IncidentGroup, SizesOf } from './incident-group.ts'
export type { Instant } from './instant.ts'
export type { Culprit, Holder, Holders, MemoryAccount, ProcessMemory } from './memory.ts'
export type { Scope, ScopeLevel } from './scope.ts'
export type { RankedTask, Selection } from './selection.ts'
export type { Sizing } from './sizing.ts'
export type { SampledSeries, ThrashingWindow } from './thrashing.ts'
export type { Advice, Cause, Confidence } from './verdict.ts'
export type { Trigger, Victim } from './victim.ts'

/** An event. */
export interface TimelineEntry {
  /** `e1`, `e2`, … within one report. */
  readonly id: string
  /**
   * Sort of event: `kernel.*` by the kernel, `kube.*` by Kubernetes, `node.*` by kubelet and container runtimes
   * (`node.oom`, `node.exit`, `node.stop`, `node.eviction`, `node.symptom`), `app.out-of-memory` by a program about its
   * own memory, `app.kill-told` by one about a kill that it did not see itself.
   */
  readonly kind: string
  /** When it happened. */
  readonly at: Instant
  /** One line. */
  readonly title: string
  /** `info`, `warning` or `critical`. */
  readonly severity: 'info' | 'warning' | 'critical'
  /** `id` of the incident that it is part of; null where it is of none. */
  readonly incident: string | null
  /** Name of the node; null where it is not known. */
  readonly node: string | null
  /** Where it stands. */
  readonly evidence: readonly Span[]
}

/** A question of the first five minutes, with its answer. */
export interface TriageStep {
  /** Number of the question. */
  readonly step: number
  /** The question. */
  readonly question: string
  /** `yes`, `no`, or `unknown`. */
  readonly answer: 'yes' | 'no' | 'unknown'
  /** The answer in words. */
  readonly detail: string
  /** Where it stands; empty where it is not known. */
  readonly evidence: readonly Span[]
  /** The command that would answer it; null where it is answered. */
  readonly collect: string | null
}

/** Two sources that cannot both be right. */
export interface Contradiction {
  /** One claim. */
  readonly says: string
  /** Another, which cannot be true together with it. */
  readonly against: string
  /** Where both stand. */
  readonly evidence: readonly Span[]
  /** What would settle it, or did. */
  readonly settledBy: string
}

/** What to collect next. */
export interface Missing {
  /** What is not in the bundle. */
  readonly what: string
  /** The question that it would answer. */
  readonly wouldSettle: string
  /** The command that gets it. */
  readonly collect: string
}

/** A machine in the evidence. */
export interface NodeSummary {
  /** Name of the node; null for a kernel log that nothing connects to a name. */
  readonly name: string | null
  /** Kernel release. By `Linux version` of its log, a report, `uname -r`, or `kernelVersion` of the node object. */
  readonly kernel: string | null
  /** 1 or 2; null where nothing tells. */
  readonly cgroupVersion: 1 | 2 | null
  /**
   * RAM of the node. `capacity.memory` of the node object, else `MemTotal` of /proc/meminfo, else what a report counts
   * as usable.
   */
  readonly ramBytes: number | null
  /**
   * Size of a page. Printed by nothing: told by the smallest block of the lists of free blocks, or by sizes that are
   * there both in pages and in KiB.
   */
  readonly pageBytes: number | null
  /** Boot IDs seen. `/proc/sys/kernel/random/boot_id` (random(4)), or `bootID` of the node object. */
  readonly bootIds: readonly string[]
  /** How far the node's clock is ahead of the API server's, negative for behind; null where nothing tells. */
  readonly clockAheadSeconds: number | null
  /** The bound of that. */
  readonly clockPlusMinusSeconds: number | null
  /** Spans that the kernel log in the bundle covers. Silence outside of them proves nothing. */
  readonly kernelLog: readonly {
    /** First moment of a span. */
    readonly from: Instant
    /** Last moment of a span. */
    readonly to: Instant
  }[]
}

/** A file that was read. */
export interface SourceSummary {
  /** As in evidence. */
  readonly path: string
  /** What it was read as; `unknown` where it was not recognised. */
  readonly format: string
  /** Size after decompression. */
  readonly bytes: number
  /** Number of lines. */
  readonly lines: number
  /** How many facts came from it. */
  readonly events: number
  /** First time in it. ISO 8601 in UTC. */
  readonly from: string | null
  /** Last time in it. ISO 8601 in UTC. */
  readonly to: string | null
  /** Node that it belongs to; null where nothing tells. */
  readonly node: string | null
}

/** The name of the report's shape, in `Report.schema`; docs/report.md says what may change while it stays. */
export const REPORT_SCHEMA = 'oomlens.report.v1'

/** The whole answer. `docs/report.md` explains each field; `report.schema.json` is its JSON Schema. */
export interface Report {
  /** `oomlens.report.v1`: none of its fields is renamed, dropped or given another meaning while it says so. */
  readonly schema: typeof REPORT_SCHEMA
  /** What wrote the report. */
  readonly generator: {
    /** `oomlens`. */
    readonly name: 'oomlens'
    /** The version of the program. */
    readonly version: string
  }
  /** What was given. */
  readonly bundle: {
    /** Name of the input. */
    readonly name: string
    /**
     * `plain`, or the collector that made it; of several the outermost, and of several there the first in the list of
     * `oomlens formats`.
     */
    readonly layout: string
    /** When it was taken; null where nothing tells. ISO 8601 in UTC. */
    readonly capturedAt: string | null
  }
  /** The machines in the evidence. */
  readonly nodes: readonly NodeSummary[]
  /** The files that were read. */
  readonly sources: readonly SourceSummary[]
  /** One sentence: the answer. */
  readonly headline: string
  /** Acts of killing, and kernel reports in which nobody was killed; by time, then path, then line. */
  readonly incidents: readonly Incident[]
  /** Spans of time lost to reclaiming memory. */
  readonly thrashing: readonly ThrashingWindow[]
  /** What was sampled of pressure and memory, thinned for drawing. */
  readonly series: readonly SampledSeries[]
  /**
   * Every event, in order. The JSON document ends at 10,000 and keeps what incidents refer to and what is most severe;
   * NDJSON has all.
   */
  readonly timeline: readonly TimelineEntry[]
  /** Events that this form of the report leaves out of `timeline`. 0 in what `analyze` gives. */
  readonly timelineOmitted: number
  /** The checklist of the first five minutes, answered. */
  readonly triage: readonly TriageStep[]
  /** Incidents that repeat one another. */
  readonly groups: readonly IncidentGroup[]
  /** Sources that disagree. */
  readonly contradictions: readonly Contradiction[]
  /** What to collect next. */
  readonly missing: readonly Missing[]
  /** What looks bad and is not. */
  readonly healthy: readonly {
    /** What it is, and why it is no harm. */
    readonly finding: string
    /** Where it stands. */
    readonly evidence: readonly Span[]
  }[]
  /** Input that could not be read, was odd, or was forged. */
  readonly problems: readonly Problem[]
}
