import type { Incident, Report } from '../model/report.ts'
import { type Lookup, lookupOf } from '../render/lookup.ts'
import { type Axis, axisOf } from './axis.ts'
import { type Evidence, newEvidence } from './evidence.ts'
import { wholeRange } from './focus.ts'
import { indexSpans, type SpanIndex } from './spans.ts'
import type { TimeView } from './range.ts'
import { newTimeView } from './time-view.ts'

/** What every part of the page may need. */
export interface App {
  readonly report: Report
  readonly lookup: Lookup
  readonly spans: SpanIndex
  readonly axis: Axis
  readonly view: TimeView
  readonly evidence: Evidence
  /** Opens the card of an incident and goes there; set by the list of them. */
  showIncident: (id: string) => void
}

export function newApp(report: Report): App {
  const spans = indexSpans(report)
  const axis = axisOf(report)
  return {
    report,
    lookup: lookupOf(report),
    spans,
    axis,
    view: newTimeView(wholeRange(report, axis)),
    evidence: newEvidence(spans),
    showIncident: () => {},
  }
}

/** Words that are marked in the lines that are cited for an incident: the processes' names and numbers. */
export const termsOf = ({ victims, trigger }: Incident): readonly string[] =>
  [...victims, ...(trigger ? [trigger] : [])].flatMap(({ comm, pid }) => [
    ...(comm === null || comm.length < 2 ? [] : [comm]),
    // Short numbers stand for other things as well.
    ...(pid === null || pid < 100 ? [] : [String(pid)]),
  ])
