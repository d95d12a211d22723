import type { Incident, TimelineEntry } from '../../model/report.ts'
import type { Span } from '../../model/span.ts'
import type { Case } from './case.ts'

/** Every place that is cited for an entry and its incident, each once: the entry's own, then those of the causes. */
export function citationsOf(shown: Case, entry: TimelineEntry | null): readonly Span[] {
  if (entry === null) return []
  const incident: Incident | undefined = entry.incident === null ? undefined : shown.incidents.get(entry.incident)
  const all = [
    ...entry.evidence,
    ...(incident ? [...incident.causes.flatMap(({ evidence }) => evidence), ...incident.evidence] : []),
  ]
  return [...new Map(all.map(span => [`${span.path}\n${span.start}\n${span.end}`, span])).values()]
}
