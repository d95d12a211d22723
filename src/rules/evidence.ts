import type { IncidentCase } from '../model/case.ts'
import { bySpan, type Span } from '../model/span.ts'

/** Enough of an incident's own citations to find it by. */
const FALLBACK_SPANS = 2

/** The given citations without gaps and repeats; where there is none, the incident's own. */
export function cited({ incident }: IncidentCase, ...spans: readonly (Span | null | undefined)[]): readonly Span[] {
  const kept: Span[] = []
  for (const span of spans) if (span && !kept.some(other => bySpan(other, span) === 0)) kept.push(span)
  return kept.length > 0 ? kept : incident.evidence.slice(0, FALLBACK_SPANS)
}

/** The usage line and the statistics of the limiting cgroup. */
export const memcgSpans = ({ report }: IncidentCase): readonly (Span | null | undefined)[] => [
  report?.memcg?.memory?.span,
  report?.memcg?.statsSpan,
]

/** The line of the report that names a victim. */
export const killSpan = ({ report }: IncidentCase): Span | null =>
  report?.kills[0]?.span ?? report?.chosen?.span ?? null
