import type { Report } from '../../model/report.ts'
import { countOf, rowAt } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import { wordsOf } from '../state/terms.ts'

/** The report as it is seen: all of it, or the entries that the filter shows, with their incidents. The headline says so. */
export function exportedReport(state: State): Report {
  const { report } = state.shown
  const { filter } = state
  if (filter.rows === null) return report
  const timeline = Array.from({ length: countOf(state) }, (_, place) => report.timeline[rowAt(state, place)]).filter(
    entry => entry !== undefined,
  )
  const seen = new Set(timeline.map(({ incident }) => incident))
  const incidents = report.incidents.filter(({ id }) => seen.has(id))
  const groups = report.groups.filter(group => group.incidents.some(id => seen.has(id)))
  const what = `${timeline.length} of ${report.timeline.length} events and ${incidents.length} of ${report.incidents.length} incidents`
  return {
    ...report,
    headline: `Only what the filter '${wordsOf(filter.terms)}' shows (${what}). Of the whole case: ${report.headline}`,
    incidents,
    groups,
    timeline,
  }
}
