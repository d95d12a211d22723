import type { Failure, FleetRecord, Maker } from '../../fleet/index.ts'

/** What a worker is started with, as JSON in its only argument. */
export interface WorkerSetup {
  /** Where records go. */
  readonly directory: string
  readonly maker: Maker
}

/** First a bundle is hashed; only one that is not known yet is analysed. */
export type ToWorker =
  | { readonly do: 'hash'; readonly name: string; readonly path: string }
  | { readonly do: 'analyse' }

export type FromWorker =
  | { readonly did: 'start' }
  | { readonly did: 'hash'; readonly sha256: string; readonly bytes: number }
  /** It is written. */
  | { readonly did: 'analyse'; readonly record: FleetRecord }
  /** What could not be opened, or changed meanwhile. */
  | { readonly did: 'fail'; readonly failure: Failure }
  /** What is the fault of no bundle, such as a full disk: the run ends. */
  | { readonly did: 'stick'; readonly detail: string }
