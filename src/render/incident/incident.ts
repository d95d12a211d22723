import type { Incident } from '../../model/report.ts'
import { flow } from '../flow.ts'
import { kindInWords } from '../kind.ts'
import type { Lookup } from '../lookup.ts'
import type { Page } from '../page.ts'
import { say } from '../piece.ts'
import { longTime } from '../time.ts'
import { adviceLines } from './advice.ts'
import { detailLines, evictionLines, stalledLines } from './before.ts'
import { causeLines } from './causes.ts'
import { culpritLines } from './culprit.ts'
import { holderLines } from './holders.ts'
import { incompleteLines } from './incomplete.ts'
import { linkLines } from './links.ts'
import { memoryLines } from './memory.ts'
import { proofLines } from './proof.ts'
import { requestLines } from './request.ts'
import { scopeLines } from './scope.ts'
import { choiceLines, selectionLines } from './selection.ts'
import { sizingLines } from './sizing.ts'
import { triggerLines } from './trigger.ts'
import { victimLines } from './victims.ts'
import { zoneLines } from './zones.ts'

type Part = (incident: Incident, page: Page, lookup: Lookup) => readonly string[]

const PARTS: readonly Part[] = [
  scopeLines,
  victimLines,
  choiceLines,
  triggerLines,
  requestLines,
  culpritLines,
  evictionLines,
  stalledLines,
  causeLines,
  adviceLines,
  sizingLines,
  memoryLines,
  proofLines,
  incompleteLines,
]
const MORE_PARTS: readonly Part[] = [holderLines, detailLines, zoneLines, selectionLines, linkLines]

/** Everything about one incident, a blank line first. */
export function incidentLines(incident: Incident, page: Page, lookup: Lookup): string[] {
  const time = longTime(incident.at, page.verbose)
  const title = flow(
    [
      say(incident.id, page.ink.bold),
      say(`${time}:`, page.ink.bold),
      say(kindInWords(incident), incident.kind === 'sigkill' ? page.ink.yellow : page.ink.red),
    ],
    page.width,
    0,
    4,
  )
  const parts = PARTS.flatMap(part => part(incident, page, lookup))
  return ['', ...title, ...parts, ...(page.verbose ? moreLines(incident, page, lookup) : [])]
}

/** What only a second look needs: numbers of the kernel's report, its choice recomputed, sizes, what was joined. */
export const moreLines: Part = (incident, page, lookup) => MORE_PARTS.flatMap(part => part(incident, page, lookup))
