import type { Output } from '../model/output.ts'
import { toldInFull } from '../render/incidents.ts'
import { lookupOf } from '../render/lookup.ts'
import { code, markdown as escaped } from '../render/markdown/escape.ts'
import { incidentMarkdown } from '../render/markdown/incident.ts'
import {
  contradictionsMarkdown,
  groupsMarkdown,
  missingMarkdown,
  overviewMarkdown,
  problemsMarkdown,
  triageMarkdown,
  windowsMarkdown,
} from '../render/markdown/sections.ts'
import { nodeWords } from '../render/head.ts'
import { wallTime } from '../render/time.ts'

/** More incidents than this begin with a table of all, and one of those that repeat is told in full. */
const IN_FULL = 5
const MOST_NODES = 4

/** The report for a ticket or a chat: what settles it first, the rest folded away. All that logs hold stays text. */
export const markdown: Output = {
  id: 'markdown',
  extension: 'md',
  describes: 'for tickets and chats: a table for each incident, the evidence folded away',
  write(report, { verbose }) {
    const { headline, bundle, nodes, incidents } = report
    const lookup = lookupOf(report)
    const isMany = incidents.length > IN_FULL
    const shown = isMany && !verbose ? toldInFull(report) : incidents
    const left = incidents.length - shown.length
    const captured =
      bundle.capturedAt === null
        ? 'capture time not in the evidence'
        : `captured at or after ${wallTime(bundle.capturedAt)}`
    const lines = [
      `## ${escaped(headline)}`,
      '',
      [code(bundle.name), captured, ...nodes.slice(0, MOST_NODES).map(node => escaped(nodeWords(node)))].join(' · '),
      ...(isMany ? overviewMarkdown(report) : []),
      ...groupsMarkdown(report),
      ...shown.flatMap(incident => incidentMarkdown(incident, lookup)),
      ...(left > 0
        ? ['', `${shown.length} of ${incidents.length} incidents are told in full: of those that repeat, one.`]
        : []),
      ...windowsMarkdown(report, shown),
      ...contradictionsMarkdown(report),
      ...missingMarkdown(report),
      ...problemsMarkdown(report),
      ...triageMarkdown(report),
    ]
    return `${lines.join('\n')}\n`
  },
}
