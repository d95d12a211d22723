import { type Output, outputOf } from '../model/output.ts'
import type { Report } from '../model/report.ts'
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
export const markdown: Output = outputOf({
  id: 'markdown',
  extension: 'md',
  describes: 'for tickets and chats: a table for each incident, the evidence folded away',
  *pieces(report, { verbose }) {
    for (const line of linesOf(report, verbose)) yield `${line}\n`
  },
})

function* linesOf(report: Report, isVerbose: boolean): Generator<string> {
  const { headline, bundle, nodes, incidents } = report
  const lookup = lookupOf(report)
  const isMany = incidents.length > IN_FULL
  const shown = isMany && !isVerbose ? toldInFull(report) : incidents
  const captured =
    bundle.capturedAt === null
      ? 'capture time not in the evidence'
      : `captured at or after ${wallTime(bundle.capturedAt)}`
  yield `## ${escaped(headline)}`
  yield ''
  yield [code(bundle.name), captured, ...nodes.slice(0, MOST_NODES).map(node => escaped(nodeWords(node)))].join(' · ')
  if (isMany) yield* overviewMarkdown(report)
  yield* groupsMarkdown(report)
  for (const incident of shown) yield* incidentMarkdown(incident, lookup)
  if (shown.length < incidents.length) {
    yield ''
    yield `${shown.length} of ${incidents.length} incidents are told in full: of those that repeat, one.`
  }
  yield* windowsMarkdown(report, shown)
  yield* contradictionsMarkdown(report)
  yield* missingMarkdown(report)
  yield* problemsMarkdown(report)
  yield* triageMarkdown(report)
}
