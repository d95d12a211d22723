import { type Output, outputOf } from '../model/output.ts'
import type { Report } from '../model/report.ts'
import { contradictionLines } from '../render/contradictions.ts'
import { groupLines } from '../render/groups.ts'
import { headLines } from '../render/head.ts'
import { healthyLines } from '../render/healthy.ts'
import { incidentSections, isMany } from '../render/incidents.ts'
import { overTimeLines } from '../render/over-time.ts'
import { missingLines } from '../render/missing.ts'
import { noIncidentLines } from '../render/no-incident.ts'
import { type Page, pageOf } from '../render/page.ts'
import { problemSection } from '../render/problems.ts'
import { sourceLines } from '../render/sources.ts'
import { thrashingLines } from '../render/thrashing.ts'
import { triageLines } from '../render/triage.ts'

const SECTIONS: readonly ((report: Report, page: Page) => readonly string[])[] = [
  headLines,
  noIncidentLines,
  // Many incidents are first of all a few that repeat.
  (report, page) => (isMany(report) ? groupLines(report, page) : []),
  incidentSections,
  overTimeLines,
  thrashingLines,
  (report, page) => (isMany(report) ? [] : groupLines(report, page)),
  contradictionLines,
  healthyLines,
  triageLines,
  missingLines,
  problemSection,
  sourceLines,
]

/** The report for a terminal: the answer first, then what it rests on. */
export const text: Output = outputOf({
  id: 'text',
  extension: 'txt',
  describes: 'for people, in a terminal',
  *pieces(report, options) {
    const page = pageOf(options)
    for (const linesOf of SECTIONS) for (const line of linesOf(report, page)) yield `${line}\n`
  },
})
