import { formatSeconds } from '../model/bytes.ts'
import type { IncidentGroup, Report } from '../model/report.ts'
import { entry, type Page, section } from './page.ts'
import { say } from './piece.ts'

/** What usage did before the incidents of a group. */
export const GROWTH: Readonly<Record<IncidentGroup['growth'], string | null>> = {
  flat: 'usage before them was flat',
  growing: 'usage grew before them (a leak looks like this)',
  sudden: 'usage jumped before them (a burst looks like this)',
  unknown: null,
}
const MOST_IDS = 12

function facts({ incidents, spacingSeconds, growth }: IncidentGroup, verbose: boolean): string {
  const shown = verbose ? incidents : incidents.slice(0, MOST_IDS)
  const left = incidents.length - shown.length
  return [
    `${incidents.length} incidents: ${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`,
    ...(spacingSeconds === null ? [] : [`about ${formatSeconds(spacingSeconds)} apart`]),
    ...(GROWTH[growth] === null ? [] : [GROWTH[growth]]),
  ].join('; ')
}

/** A group in one line: what repeated, which incidents, how far apart. */
export const groupInWords = (group: IncidentGroup, verbose: boolean): string =>
  `${group.what}: ${facts(group, verbose)}`

/** Incidents that repeat one another. */
export const groupLines = ({ groups }: Report, page: Page): string[] =>
  section(
    page,
    'Repeats',
    groups.flatMap(group =>
      entry(page, [say(group.id, page.ink.bold), say(`${group.what}:`), say(facts(group, page.verbose))]),
    ),
  )
