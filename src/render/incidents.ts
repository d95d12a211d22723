import type { Incident, Report } from '../model/report.ts'
import { flow } from './flow.ts'
import { incidentLines } from './incident/incident.ts'
import { lookupOf } from './lookup.ts'
import { containerOfPod, podName, scopeName, victimName } from './names.ts'
import { type Page, section } from './page.ts'
import { say } from './piece.ts'
import { table } from './table.ts'
import { shortTime } from './time.ts'

/** More incidents than this begin with a table of all. */
const MANY = 10
/** How many of the many are told in full. */
const IN_FULL = 5
/** How many rows the table of all has, unless verbose. */
const MOST_ROWS = 15
/** Below this the table leaves the scope out. */
const SCOPE_FROM = 80
/** From this on the table has the cause. */
const CAUSE_FROM = 100
/** Below this the table leaves the year out. */
const NARROW = 60

/** The victims in a few words. */
export function victimsInShort({ victims, panic }: Incident): string {
  const [first] = victims
  if (!first) return panic ? 'none: panic' : 'none'
  return victimName(first) + (victims.length > 1 ? ` +${victims.length - 1}` : '')
}

/** The pod first: in a table it tells incidents apart, where `container` would fill the cell. */
export function boundary({ scope }: Incident): string {
  const { pod, container } = scope
  if (pod?.name != null) return [podName(pod), container?.name].filter(part => part != null).join(' ')
  return containerOfPod(container, pod) ?? scopeName(scope) ?? 'not in the evidence'
}

function overview(incidents: readonly Incident[], page: Page): string[] {
  const wide = page.width >= SCOPE_FROM
  const shown = page.verbose ? incidents : incidents.slice(0, MOST_ROWS)
  const rows = shown.map(incident => [
    incident.id,
    shortTime(incident.at, page.width < NARROW),
    incident.kind,
    ...(wide ? [boundary(incident)] : []),
    victimsInShort(incident),
    ...(page.width >= CAUSE_FROM ? [incident.causes[0]?.code ?? ''] : []),
  ])
  const head = ['id', 'time (UTC)', 'kind', ...(wide ? ['scope'] : []), 'victim']
  if (page.width >= CAUSE_FROM) head.push('cause')
  const lines = table(
    [head, ...rows],
    head.map(() => 'left'),
    page.width - 2,
    2,
  )
  return section(page, `All ${incidents.length} incidents`, [
    ...lines.map((line, at) => `  ${at === 0 ? page.ink.dim(line) : line}`),
    ...(shown.length < incidents.length
      ? flow([say(`and ${incidents.length - shown.length} more (--verbose shows all)`, page.ink.dim)], page.width, 2)
      : []),
  ])
}

/** Of what repeats one each, the first whose report is whole, and what repeats nothing: the others say the same again. */
export function toldInFull({ incidents, groups }: Report): readonly Incident[] {
  const whole = new Set(incidents.flatMap(({ id, complete }) => (complete ? [id] : [])))
  const again = new Set(
    groups.flatMap(({ incidents: own }) => {
      const told = own.find(id => whole.has(id)) ?? own[0]
      return own.filter(id => id !== told)
    }),
  )
  return incidents.filter(({ id }) => !again.has(id)).slice(0, IN_FULL)
}

/** True where one card after the other would hide what they have in common. */
export const isMany = ({ incidents }: Report): boolean => incidents.length > MANY

/** Every incident; of many first a table, and then only the first ones in full unless verbose. */
export function incidentSections(report: Report, page: Page): string[] {
  const { incidents } = report
  const many = isMany(report)
  const shown = many && !page.verbose ? toldInFull(report) : incidents
  const lookup = lookupOf(report)
  const note = `${shown.length} of ${incidents.length} incidents are told in full: of those that repeat, one. --verbose shows all.`
  return [
    ...(many ? overview(incidents, page) : []),
    ...shown.flatMap(incident => incidentLines(incident, page, lookup)),
    ...(shown.length < incidents.length ? ['', ...flow([say(note, page.ink.dim)], page.width)] : []),
  ]
}
