import type { Incident, Report, TimelineEntry } from '../../model/report.ts'
import { type Lookup, lookupOf } from '../../render/lookup.ts'
import { type Axis, axisOf } from './axis.ts'
import { coverOf, type Range } from './cover.ts'
import { type Lanes, lanesOf } from './lanes.ts'
import { type PodIndex, podIndexOf } from './pods.ts'
import { standInsOf } from './stand-ins.ts'
import { type Track, tracksOf } from './tracks.ts'
import { type WindowRange, windowRangesOf } from './window-ranges.ts'

/** A report with what stepping through it needs, made once: no key press looks at every entry. */
export interface Case {
  readonly report: Report
  readonly entries: readonly TimelineEntry[]
  readonly lookup: Lookup
  readonly incidents: ReadonlyMap<string, Incident>
  readonly axis: Axis
  /** Where each entry is on the axis; NaN where that is not known. */
  readonly timesMs: Float64Array
  /** For each incident that the timeline tells of: its entries from the first to the last. */
  readonly spans: readonly { readonly incident: string; readonly range: Range }[]
  /** The entries that stand for the incidents, ascending. */
  readonly incidentRows: readonly number[]
  /** The windows of thrashing that entries lie in, by their first entry. */
  readonly windows: readonly WindowRange[]
  /** The incident whose span lies innermost around each entry, as an index into `spans`; -1 for none. */
  readonly spanAt: Int32Array
  /** The window around each entry, as an index into `windows`; -1 for none. */
  readonly windowAt: Int32Array
  readonly lanes: Lanes
  readonly pods: PodIndex
  /** Samples over time, where the report holds any. */
  readonly tracks: readonly Track[]
}

export function caseOf(report: Report): Case {
  const entries = report.timeline
  const axis = axisOf(entries)
  const timesMs = Float64Array.from(entries, ({ at }) => axis.msOf(at))
  const { spans, rows } = standInsOf(entries)
  const windows = windowRangesOf(report, axis, timesMs)
  const incidents = new Map(report.incidents.map(incident => [incident.id, incident]))
  const pods = podIndexOf(entries, incidents)
  return {
    report,
    entries,
    lookup: lookupOf(report),
    incidents,
    axis,
    timesMs,
    spans,
    incidentRows: rows,
    windows,
    spanAt: coverOf(entries.length, spans),
    windowAt: coverOf(entries.length, windows),
    lanes: lanesOf(entries, pods),
    pods,
    tracks: tracksOf(report, axis),
  }
}
