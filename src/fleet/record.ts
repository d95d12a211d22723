import type { Container, Pod } from '../model/identity.ts'
import type { Confidence, Culprit, IncidentKind, Killer, ScopeLevel } from '../model/report.ts'

export const RECORD_SCHEMA = 'oomlens.fleet-record.v1'

/** The options of `analyze` that change what is found, as every bundle of a run gets them. Null: not given. */
export interface FleetOptions {
  readonly timezone: string | null
  readonly node: string | null
  readonly namespace: string | null
  readonly pod: string | null
  /** Milliseconds since the epoch, as the other two times. */
  readonly since: number | null
  readonly until: number | null
  readonly now: number | null
  /** What archives may unfold to, where something was asked for: names of `ArchiveLimits`. */
  readonly limits?: Readonly<Record<string, number>>
}

/** What a fleet needs to know of one incident; the whole of it is in the report of the bundle. */
export interface IncidentDigest {
  /** As in the bundle's own report. */
  readonly id: string
  readonly kind: IncidentKind
  readonly killer: Killer
  readonly level: ScopeLevel
  /** Whose it was, named alike for all replicas and restarts; `workloadOf` says how. Null where nothing names it. */
  readonly workload: string | null
  readonly node: string | null
  readonly pod: Pod | null
  readonly container: Container | null
  /** Of the first victim. */
  readonly pid: number | null
  readonly comm: string | null
  readonly victims: number
  readonly panic: boolean
  /** The cause to act on first. */
  readonly cause: { readonly code: string; readonly confidence: Confidence } | null
  readonly culprit: Pick<Culprit, 'what' | 'name' | 'bytes'> | null
  readonly wall: string | null
  readonly plusMinusSeconds: number | null
  readonly bootSeconds: number | null
  readonly limitBytes: number | null
}

/**
 * `analysed`: there is a report. `unreadable`: nothing in it is a log, so another try gives the same. `failed`: the
 * analysis was ended or broke, which the next run tries again.
 */
export type RecordStatus = 'analysed' | 'unreadable' | 'failed'
export type FailureReason = 'nothing-readable' | 'cannot-open' | 'changed' | 'time-limit' | 'memory-limit' | 'crash'

export interface Failure {
  readonly reason: FailureReason
  readonly detail: string
}

/** What one bundle told. It holds no time of the run and no path of the machine, so every run of it gives the same. */
export interface FleetRecord {
  readonly schema: typeof RECORD_SCHEMA
  /** Version of oomlens. */
  readonly oomlens: string
  readonly options: FleetOptions
  /** The path below what was given; see `listBundles`. */
  readonly name: string
  /** Of a file's bytes; of a directory, of what `sha256sum` prints for its files in the order of their paths. Null: not read. */
  readonly sha256: string | null
  /** As it lies there, packed or not. */
  readonly bytes: number | null
  readonly status: RecordStatus
  readonly failure: Failure | null
  readonly headline: string | null
  readonly layout: string | null
  readonly capturedAt: string | null
  readonly nodes: readonly { readonly name: string | null; readonly kernel: string | null }[]
  readonly incidents: readonly IncidentDigest[]
  readonly thrashingWindows: number
  readonly problems: { readonly error: number; readonly warning: number; readonly info: number }
}

/** The same bundle under the same name: what two records must share to be versions of one. */
export const keyOf = ({ name, sha256 }: Pick<FleetRecord, 'name' | 'sha256'>): string => `${sha256 ?? ''}\n${name}`
