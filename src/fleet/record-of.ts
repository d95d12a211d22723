import type { Problem } from '../model/problem.ts'
import type { Report } from '../model/report.ts'
import { digestOf } from './digest.ts'
import { type Failure, type FleetOptions, type FleetRecord, RECORD_SCHEMA } from './record.ts'

/** What is known of a bundle before it is analysed. */
export interface BundleId {
  readonly name: string
  readonly sha256: string | null
  readonly bytes: number | null
}

/** What made a record: records of one maker can be compared. */
export interface Maker {
  readonly oomlens: string
  readonly options: FleetOptions
}

const count = (problems: readonly Problem[], severity: Problem['severity']): number =>
  problems.filter(problem => problem.severity === severity).length

/** `nothingReadable` says why the report is of nothing; null when something was read. */
export function recordOf(id: BundleId, report: Report, nothingReadable: string | null, maker: Maker): FleetRecord {
  const { problems } = report
  return {
    ...failedRecord(id, { reason: 'nothing-readable', detail: nothingReadable ?? '' }, maker),
    status: nothingReadable === null ? 'analysed' : 'unreadable',
    failure: nothingReadable === null ? null : { reason: 'nothing-readable', detail: nothingReadable },
    headline: nothingReadable === null ? report.headline : null,
    layout: report.bundle.layout,
    capturedAt: report.bundle.capturedAt,
    nodes: report.nodes.map(({ name, kernel }) => ({ name, kernel })),
    incidents: report.incidents.map(digestOf),
    thrashingWindows: report.thrashing.length,
    problems: {
      error: count(problems, 'error'),
      warning: count(problems, 'warning'),
      info: count(problems, 'info'),
    },
  }
}

/** The record of a bundle that gave no report. */
export const failedRecord = ({ name, sha256, bytes }: BundleId, failure: Failure, maker: Maker): FleetRecord => ({
  schema: RECORD_SCHEMA,
  oomlens: maker.oomlens,
  options: maker.options,
  name,
  sha256,
  bytes,
  status: 'failed',
  failure,
  headline: null,
  layout: null,
  capturedAt: null,
  nodes: [],
  incidents: [],
  thrashingWindows: 0,
  problems: { error: 0, warning: 0, info: 0 },
})
