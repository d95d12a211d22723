import type { Incident, ThrashingWindow, TimelineEntry } from '../../model/report.ts'
import { quoted } from '../../render/citation.ts'
import { flow } from '../../render/flow.ts'
import { incidentLines, moreLines } from '../../render/incident/incident.ts'
import { type Page, pageOf } from '../../render/page.ts'
import { say } from '../../render/piece.ts'
import { windowLines } from '../../render/thrashing.ts'
import { longTime } from '../../render/time.ts'
import type { Case } from '../case/case.ts'
import type { Look } from '../state/state.ts'
import { remembering } from './memo.ts'
import { overviewLines } from './overview-lines.ts'
import { cutStyled } from './styled.ts'

const WINDOW_ID = /\((t\d+)\)/

/** The window that an entry of its own speaks of. */
function windowOf({ lookup }: Case, { kind, title }: TimelineEntry): ThrashingWindow | null {
  const id = kind.startsWith('thrashing.') ? WINDOW_ID.exec(title)?.[1] : undefined
  return (id === undefined ? undefined : lookup.windows.get(id)) ?? null
}

function entryLines(entry: TimelineEntry, page: Page): readonly string[] {
  const { id, title, at, kind, severity, node, incident, evidence } = entry
  const style = severity === 'critical' ? page.ink.red : severity === 'warning' ? page.ink.yellow : page.ink.bold
  const facts = [kind, severity, ...(node === null ? [] : [`node ${node}`]), ...(incident === null ? [] : [incident])]
  return [
    ...flow([say(id, page.ink.bold), say(title, style)], page.width, 0, 2),
    ...flow([say(longTime(at, true))], page.width, 2, 4),
    ...flow([say(facts.join(', '), page.ink.dim)], page.width, 2, 4),
    ...evidence.flatMap(span => quoted(page, span, 2)),
  ]
}

/** The card; what is shown of it beyond the text report comes last, since it is looked for less. */
function cardLines(shown: Case, incident: Incident | undefined, page: Page): readonly string[] {
  if (!incident) return []
  const card = incidentLines(incident, page, shown.lookup)
  return page.verbose ? card : [...card, ...moreLines(incident, page, shown.lookup)]
}

function written(
  shown: Case,
  entry: TimelineEntry | null,
  width: number,
  color: boolean,
  verbose: boolean,
): readonly string[] {
  const page = pageOf({ width, color, verbose }, 'v shows all')
  if (entry === null) return overviewLines(shown.report, width, color)
  const card = cardLines(shown, entry.incident === null ? undefined : shown.incidents.get(entry.incident), page)
  const window = windowOf(shown, entry)
  const own = [...entryLines(entry, page), ...(window ? ['', ...windowLines(window, page)] : [])]
  // The card says all that the entry says, and more, where the entry is the kill itself.
  const isTheKill = card.length > 0 && entry.severity === 'critical'
  return (isTheKill ? card.slice(1) : [...own, ...card]).flatMap(line => cutStyled(line, width))
}

const remembered = remembering(written, 8)

/** What is known of the entry at the cursor: the card of its incident, its window, or its own lines. */
export const detailLines = (
  shown: Case,
  entry: TimelineEntry | null,
  width: number,
  { color, verbose }: Look,
): readonly string[] => remembered(shown, entry, width, color, verbose)
