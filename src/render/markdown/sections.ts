import type { Report, TriageStep } from '../../model/report.ts'
import { boundary, victimsInShort } from '../incidents.ts'
import { groupInWords } from '../groups.ts'
import { windowInWords } from '../thrashing.ts'
import { shortTime } from '../time.ts'
import { cites } from './citation.ts'
import { code, markdown } from './escape.ts'
import { details, row, section } from './layout.ts'

const MOST_ROWS = 50
const MOST_ITEMS = 20
const MOST_MISSING = 3
const MOST_PROBLEMS = 5

/** Many incidents as one table. */
export function overviewMarkdown({ incidents }: Report): string[] {
  const rows = incidents
    .slice(0, MOST_ROWS)
    .map(incident =>
      row([
        incident.id,
        shortTime(incident.at),
        incident.kind,
        markdown(boundary(incident)),
        markdown(victimsInShort(incident)),
        markdown(incident.causes[0]?.code ?? ''),
      ]),
    )
  const left = incidents.length - rows.length
  return section(`All ${incidents.length} incidents`, [
    '',
    row(['id', 'time (UTC)', 'kind', 'scope', 'victim', 'cause']),
    '|---|---|---|---|---|---|',
    ...rows,
    ...(left > 0 ? ['', `and ${left} more`] : []),
  ])
}

/** The first items of a list, and how many more there are. */
function items<T>(all: readonly T[], itemOf: (one: T) => string): string[] {
  const left = all.length - MOST_ITEMS
  return [...all.slice(0, MOST_ITEMS).map(itemOf), ...(left > 0 ? [`- and ${left} more`] : [])]
}

export const groupsMarkdown = ({ groups }: Report): string[] =>
  section(
    'Repeats',
    items(groups, group => `- **${group.id}** ${markdown(groupInWords(group))}`),
  )

/** Windows that no incident told in full speaks of: one that led up to such a kill stands in its table. */
export const windowsMarkdown = ({ thrashing }: Report, told: Report['incidents']): string[] =>
  section(
    'Thrashing',
    items(
      thrashing.filter(({ id }) => !told.some(incident => incident.thrashing === id)),
      window => `- **${window.id}** ${markdown(windowInWords(window))}`,
    ),
  )

export const contradictionsMarkdown = ({ contradictions }: Report): string[] =>
  section(
    'Contradictions',
    items(
      contradictions,
      ({ says, against, settledBy, evidence }) =>
        `- ${markdown(says)}. *But:* ${markdown(against)}${cites(evidence)}. *Settled by:* ${markdown(settledBy)}`,
    ),
  )

const ANSWER: Readonly<Record<TriageStep['answer'], string>> = { yes: '✓ yes', no: '– no', unknown: '? unknown' }

export const triageMarkdown = ({ triage }: Report): string[] =>
  details(
    'First five minutes',
    triage.map(
      ({ step, question, answer, detail, collect }) =>
        `${step}. ${markdown(question)} **${ANSWER[answer]}**: ${markdown(detail)}${collect === null ? '' : ` ${code(collect)}`}`,
    ),
  )

export function missingMarkdown({ missing }: Report): string[] {
  const left = missing.length - MOST_MISSING
  return section('Missing', [
    ...missing
      .slice(0, MOST_MISSING)
      .map(
        ({ what, wouldSettle, collect }) =>
          `- ${markdown(what)}: would settle ${markdown(wouldSettle)}. ${code(collect)}`,
      ),
    ...(left > 0 ? [`- and ${left} more`] : []),
  ])
}

/** What may have hidden something: errors and warnings; notes are in the other outputs. */
export function problemsMarkdown({ problems, contradictions }: Report): string[] {
  const isSaid = (detail: string): boolean => contradictions.some(({ says }) => detail.startsWith(says))
  const serious = problems.filter(({ severity, detail }) => severity !== 'info' && !isSaid(detail))
  const left = serious.length - MOST_PROBLEMS
  return section('Problems', [
    ...serious
      .slice(0, MOST_PROBLEMS)
      .map(({ code: name, detail, advice, evidence }) =>
        `- ${code(name)} ${markdown(detail)}${cites(evidence)} ${markdown(advice ?? '')}`.trimEnd(),
      ),
    ...(left > 0 ? [`- and ${left} more`] : []),
  ])
}
