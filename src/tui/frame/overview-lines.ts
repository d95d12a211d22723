import type { Report } from '../../model/report.ts'
import { contradictionLines } from '../../render/contradictions.ts'
import { groupLines } from '../../render/groups.ts'
import { headLines } from '../../render/head.ts'
import { healthyLines } from '../../render/healthy.ts'
import { missingLines } from '../../render/missing.ts'
import { noIncidentLines } from '../../render/no-incident.ts'
import { type Page, pageOf } from '../../render/page.ts'
import { problemSection } from '../../render/problems.ts'
import { sourceLines } from '../../render/sources.ts'
import { thrashingLines } from '../../render/thrashing.ts'
import { triageLines } from '../../render/triage.ts'
import { remembering } from './memo.ts'
import { cutStyled } from './styled.ts'

/** What the report says of the whole case; incidents have their cards. */
const SECTIONS: readonly ((report: Report, page: Page) => readonly string[])[] = [
  headLines,
  noIncidentLines,
  thrashingLines,
  groupLines,
  contradictionLines,
  healthyLines,
  triageLines,
  missingLines,
  problemSection,
  sourceLines,
]

export const overviewLines: (report: Report, width: number, color: boolean) => readonly string[] = remembering(
  (report: Report, width: number, color: boolean): readonly string[] => {
    const page = pageOf({ width, color, verbose: true })
    return SECTIONS.flatMap(lines => lines(report, page)).flatMap(line => cutStyled(line, width))
  },
)
