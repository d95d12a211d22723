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
/** Below this the table leaves the scope out. */
const SCOPE_FROM = 80
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
  const rows = incidents.map(incident => [
    incident.id,
    shortTime(incident.at, page.width < NARROW),
    incident.kind,
    ...(wide ? [boundary(incident)] : []),
    victimsInShort(incident),
  ])
  const head = ['id', 'time (UTC)', 'kind', ...(wide ? ['scope'] : []), 'victim']
  const lines = table(
    [head, ...rows],
    head.map(() => 'left'),
    page.width - 2,
    2,
  )
  return section(
    page,
    `All ${incidents.length} incidents`,
    lines.map((line, at) => `  ${at === 0 ? page.ink.dim(line) : line}`),
  )
}

/** Every incident; of many first a table, and then only the first ones in full unless verbose. */
export function incidentSections(report: Report, page: Page): string[] {
  const { incidents } = report
  const many = incidents.length > MANY
  const shown = many && !page.verbose ? incidents.slice(0, IN_FULL) : incidents
  const lookup = lookupOf(report)
  const note = `The first ${shown.length} of ${incidents.length} incidents are told in full; --verbose shows all.`
  return [
    ...(many ? overview(incidents, page) : []),
    ...shown.flatMap(incident => incidentLines(incident, page, lookup)),
    ...(shown.length < incidents.length ? ['', ...flow([say(note, page.ink.dim)], page.width)] : []),
  ]
}
