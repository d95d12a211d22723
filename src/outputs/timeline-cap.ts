import type { Report, TimelineEntry } from '../model/report.ts'

/** More entries make a document that no viewer and no `jq` likes; NDJSON has them all. */
export const MOST_ENTRIES = 10_000

const RANK: Readonly<Record<TimelineEntry['severity'], number>> = { critical: 0, warning: 1, info: 2 }

/**
 * The report with a timeline that ends at `most` entries: those that incidents refer to first, then by severity, then the
 * earliest. They stay in their order, and how many are gone is said.
 */
export function withinCap(report: Report, most: number = MOST_ENTRIES): Report {
  const { timeline, incidents } = report
  if (timeline.length <= most) return report
  const linked = new Set(incidents.flatMap(({ links }) => links.map(({ to }) => to)))
  const rank = ({ id, incident, severity }: TimelineEntry): number =>
    incident !== null || linked.has(id) ? -1 : RANK[severity]
  const kept = new Set(timeline.toSorted((a, b) => rank(a) - rank(b)).slice(0, most))
  return {
    ...report,
    timeline: timeline.filter(entry => kept.has(entry)),
    timelineOmitted: report.timelineOmitted + timeline.length - kept.size,
  }
}
