import { formatBytes } from '../../model/bytes.ts'
import type { Advice, Incident, MemoryAccount } from '../../model/report.ts'
import type { Span } from '../../model/span.ts'
import { place } from '../citation.ts'
import { change } from '../incident/advice.ts'
import { evictionInWords } from '../incident/before.ts'
import { culpritName } from '../incident/culprit.ts'
import { incompleteness } from '../incident/incomplete.ts'
import { memoryRows, type Row, share, UNACCOUNTED } from '../incident/memory.ts'
import { requestInWords } from '../incident/request.ts'
import { scopeInWords } from '../incident/scope.ts'
import { sizesInWords } from '../incident/sizing.ts'
import { triggerInWords } from '../incident/trigger.ts'
import { isDead, nobody, victimInWords } from '../incident/victims.ts'
import { kindInWords, ranOut } from '../kind.ts'
import type { Lookup } from '../lookup.ts'
import { windowInWords } from '../thrashing.ts'
import { longTime } from '../time.ts'
import { cites } from './citation.ts'
import { block, markdown } from './escape.ts'
import { details, row } from './layout.ts'

const MOST_VICTIMS = 3
const MOST_CAUSES = 3
const MOST_ADVICE = 3
const MOST_LINES = 5
/** A longer excerpt is cut: the place says where the rest is. */
const EXCERPT = 220
const SMALL_SHARE = 0.01

function victims(incident: Incident): string {
  if (incident.victims.length === 0) return nobody(incident)
  const shown = incident.victims.slice(0, MOST_VICTIMS).map(victim => victimInWords(victim, incident.kind, false))
  const left = incident.victims.length - shown.length
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('; ')
}

function verdictRows(incident: Incident, { windows }: Lookup): string[] {
  const { culprit, selection, thrashing, scope } = incident
  const window = thrashing === null ? undefined : windows.get(thrashing)
  const facts: readonly (readonly [string, string | null])[] = [
    [ranOut(incident) ? 'Ran out' : 'Where', scopeInWords(incident)],
    [incident.victims.length === 0 || incident.victims.some(isDead) ? 'Died' : 'Victim', victims(incident)],
    ['Chosen', selection !== null && scope.level !== 'container' ? selection.why : null],
    ['Asked', triggerInWords(incident)],
    ['Request', requestInWords(incident)],
    [
      'Used it up',
      culprit ? `${culpritName(culprit)}. ${culprit.why}` : ranOut(incident) ? 'not in the evidence' : null,
    ],
    ['Short of', evictionInWords(incident)],
    ['Before it', window ? windowInWords(window) : null],
    ['Number', sizesInWords(incident)],
    ['Incomplete', incompleteness(incident)],
  ]
  return facts.flatMap(([name, words]) => (words === null ? [] : [row([`**${name}**`, markdown(words)])]))
}

const causeItem = ({ code, confidence, why, evidence }: Incident['causes'][number]): string =>
  `- **${markdown(code)}** (${confidence}): ${markdown(why)}${cites(evidence)}`

function adviceItem(one: Advice): string {
  const not = one.willNotHelp === null ? '' : ` *Will not help:* ${markdown(one.willNotHelp)}`
  return `- ${markdown(one.do)} (${markdown(`${one.object}${change(one)}`)}) ${markdown(one.why)}${not}`
}

/** Parts of less than a hundredth share one row. */
function partRows(memory: MemoryAccount): readonly Row[] {
  const rows = memoryRows(memory, true)
  const isSmall = ({ name, bytes }: Row): boolean => name !== UNACCOUNTED && bytes < SMALL_SHARE * memory.totalBytes
  const small = rows.filter(isSmall)
  const bytes = small.reduce((sum, part) => sum + part.bytes, 0)
  if (small.length < 2) return rows
  const large = rows.filter(each => !isSmall(each))
  return [...large.slice(0, -1), { name: `${small.length} smaller parts`, bytes }, ...large.slice(-1)]
}

function memoryDetails(memory: MemoryAccount | null): string[] {
  if (memory === null) return []
  const { totalBytes } = memory
  const rows = partRows(memory).map(({ name, bytes }) =>
    row([markdown(name), formatBytes(bytes), totalBytes > 0 ? share(bytes / totalBytes) : '']),
  )
  return details(`Memory of the ${memory.of}: ${formatBytes(totalBytes)}`, [
    row(['part', 'size', 'share']),
    '|---|---:|---:|',
    ...rows,
  ])
}

function excerpt(span: Span): string {
  const text = span.excerpt?.trim().replace(/(?<!\s)\s*\n\s*/g, ' ') ?? ''
  return `${place(span)}  ${text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text}`.trimEnd()
}

function proof({ evidence }: Incident): string[] {
  const shown = evidence.slice(0, MOST_LINES)
  const left = evidence.length - shown.length
  return details(`Evidence: ${evidence.length} ${evidence.length === 1 ? 'place' : 'places'}`, [
    ...block([...shown.map(excerpt), ...(left > 0 ? [`and ${left} more`] : [])]),
  ])
}

/** One incident: a table that settles it, why, what to do, and the rest folded away. */
export function incidentMarkdown(incident: Incident, lookup: Lookup): string[] {
  const { id, at, causes, advice } = incident
  return [
    '',
    `### ${id} · ${markdown(longTime(at))} · ${markdown(kindInWords(incident))}`,
    '',
    row(['', '']),
    '|---|---|',
    ...verdictRows(incident, lookup),
    '',
    '**Why**',
    ...causes.slice(0, MOST_CAUSES).map(causeItem),
    ...(advice.length === 0 ? [] : ['', '**Do**', ...advice.slice(0, MOST_ADVICE).map(adviceItem)]),
    ...memoryDetails(incident.memory),
    ...proof(incident).slice(incident.memory === null ? 0 : 1),
  ]
}
