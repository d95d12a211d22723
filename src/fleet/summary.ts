import type { Failure, IncidentDigest } from './record.ts'
import type { Maker } from './record-of.ts'

export const SUMMARY_SCHEMA = 'oomlens.fleet-summary.v1'

/** How often something is named by the distinct incidents; null: not known. */
export interface Count {
  readonly name: string | null
  readonly incidents: number
}

export interface WorkloadCount extends Count {
  /** Distinct nodes that are known. */
  readonly nodes: number
  readonly causes: readonly Count[]
  /** ISO 8601 in UTC; null where no time is known. */
  readonly first: string | null
  readonly last: string | null
  readonly largestLimitBytes: number | null
}

export interface KernelCount extends Count {
  /** Distinct nodes that a bundle says run it, whether something was killed there or not. */
  readonly nodes: number
}

/** One line of `--format ndjson`. */
export interface IncidentLine extends Omit<IncidentDigest, 'id'> {
  readonly kernel: string | null
  /** Names of all bundles that tell of it; the first fields are of the one that knows most. */
  readonly bundles: readonly string[]
}

export interface BundleCounts {
  /** Names that were to be analysed: of all listings in the directory, and of all records. */
  readonly listed: number
  readonly analysed: number
  readonly unreadable: number
  readonly failed: number
  /** Listed, and not yet analysed. */
  readonly missing: number
  /** Analysed, but the same bytes as another: their incidents are counted once. */
  readonly copies: number
  /** More than one content under a name, such as of a bundle that changed between two runs. */
  readonly changed: number
}

/** What a directory of records says in all. The same records give the same summary, however many runs made them. */
export interface FleetSummary {
  readonly schema: typeof SUMMARY_SCHEMA
  readonly bundles: BundleCounts
  /** The first of them, by name. */
  readonly missing: readonly string[]
  readonly failures: readonly ({ readonly name: string } & Failure)[]
  /** More than one: the records are of different versions or options, and do not compare. */
  readonly madeBy: readonly (Maker & { readonly records: number })[]
  readonly incidents: {
    readonly distinct: number
    /** Of them: memory killed something. Evictions and bare SIGKILLs are none. */
    readonly memoryKills: number
    /** Told again by another bundle, and not counted again. */
    readonly repeats: number
    /** Of the distinct ones: node, time or victim is not known, so that a repeat of it would not show. */
    readonly notComparable: number
  }
  readonly workloads: readonly WorkloadCount[]
  readonly nodes: readonly Count[]
  readonly causes: readonly Count[]
  readonly kinds: readonly Count[]
  readonly killers: readonly Count[]
  readonly kernels: readonly KernelCount[]
  readonly trend: {
    readonly by: 'day' | 'hour'
    /** In UTC, without those in which nothing happened. */
    readonly buckets: readonly { readonly from: string; readonly incidents: number; readonly memoryKills: number }[]
    /** Incidents of unknown time. */
    readonly undated: number
  }
  /** Bundles that tell of most incidents. */
  readonly worst: readonly { readonly name: string; readonly incidents: number; readonly headline: string | null }[]
}
