import type { OomReport } from '../../model/kernel.ts'
import type { KubeEvent } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import type { Body, DocumentFormat, ExcerptFormat, Found } from '../../model/reader.ts'
import { oomReport } from './report/block.ts'

const isReport = (found: Found): found is OomReport => 'kind' in found && found.kind === 'kernel.oom-report'

function bodyOf(event: KubeEvent, text: string): Body {
  const [{ path, line, start, end }] = event.evidence
  const where: Line = { path, number: line, start, end, text }
  return {
    line: where,
    text,
    stamp: event.stamp,
    host: event.node,
    ident: null,
    caller: null,
    origin: 'unknown',
    envelopes: [],
    continues: false,
  }
}

/** The rule that node-problem-detector comes with, and rules that people made of it, such as `PodOOMKilling`. */
const QUOTING = /^\w{0,40}OOMKilling$/

/** What client-go puts before the text of many events that it makes one (tools/record/events_cache.go). */
const COMBINED = /^\(combined from similar events\): ?/

/** Two lines of old kernels, which some tables print as one. */
const LINES = /\n|(?<=sacrifice child) (?=Killed process \d)/

/**
 * The kernel's line in an `OOMKilling` event of node-problem-detector (its rule in config/kernel-monitor.json): a kill
 * that may have left no other trace, because the container lives on.
 */
function quotedReport(event: KubeEvent): OomReport | null {
  if (!QUOTING.test(event.reason) || event.object.kind !== 'Node') return null
  const [first, ...rest] = event.message
    .replace(COMBINED, '')
    .split(LINES)
    .map(text => bodyOf(event, text.trim()))
  if (!first) return null
  const block = oomReport.open(first, { boot: 0, first: false })
  if (!block) return null
  for (const body of rest) if (block.take(body) === 'end') break
  const report = block.close('file-end').find(isReport)
  return report ? { ...report, evidence: event.evidence, cutBy: 'file-end' } : null
}

function* withReports(all: Iterable<Found>): Iterable<Found> {
  for (const found of all) {
    yield found
    const quoted = 'kind' in found && found.kind === 'kube.event' ? quotedReport(found) : null
    if (quoted) yield quoted
  }
}

/** The same format, which gives the kernel's report as well where an event quotes one. */
export const withQuotedReports = (format: DocumentFormat): DocumentFormat => ({
  ...format,
  read: document => withReports(format.read(document)),
})

/** The same for pieces of such documents. */
export const withQuotedPieces = (format: ExcerptFormat): ExcerptFormat => ({
  ...format,
  read(document) {
    const { found, format: name } = format.read(document)
    return { found: [...withReports(found)], format: name }
  },
})
