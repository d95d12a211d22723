import { formatBytes } from '../model/bytes.ts'
import type { OutputOptions } from '../model/output.ts'
import { entry, type Page, pageOf, section, several } from '../render/page.ts'
import { say } from '../render/piece.ts'
import { type Align, table } from '../render/table.ts'
import { headSentences, warnings } from './sentences.ts'
import type { Count, FleetSummary } from './summary.ts'

const INDENT = 2
const MOST_ROWS = 10
const MOST_BUCKETS = 31
const BAR = 30

type Row = readonly string[]

/** A heading, a table of the first rows, and how many there are more. */
function rows(page: Page, heading: string, head: Row, body: readonly Row[], aligns: readonly Align[]): string[] {
  if (body.length === 0) return []
  const most = page.verbose ? body.length : MOST_ROWS
  const lines = table([head, ...body.slice(0, most)], aligns, page.width - INDENT, 1).map(line => `  ${line}`)
  const left = body.length - most
  return section(page, heading, [
    ...lines.map((line, at) => (at === 0 ? page.ink.dim(line) : line)),
    ...(left > 0 ? entry(page, [say(`and ${left} more (--verbose shows all)`, page.ink.dim)]) : []),
  ])
}

const UNKNOWN = 'not in the evidence'
const day = (wall: string | null): string => wall?.slice(0, 10) ?? ''

const counts = (page: Page, heading: string, what: string, all: readonly Count[]): string[] =>
  rows(
    page,
    heading,
    ['incidents', what],
    all.map(({ name, incidents }) => [String(incidents), name ?? UNKNOWN]),
    ['right', 'left'],
  )

/** Columns of a page below which only what and why is shown. */
const NARROW = 70

function workloads(page: Page, { workloads: all }: FleetSummary): string[] {
  const columns = page.width < NARROW ? 3 : 6
  return rows(
    page,
    'Workloads',
    ['incidents', 'workload', 'first cause', 'nodes', 'limit', 'last seen'].slice(0, columns),
    all.map(({ name, incidents, nodes, causes, last, largestLimitBytes }) =>
      [
        String(incidents),
        name ?? UNKNOWN,
        causes[0]?.name ?? '',
        String(nodes),
        largestLimitBytes === null ? '' : formatBytes(largestLimitBytes),
        day(last),
      ].slice(0, columns),
    ),
    (['right', 'left', 'left', 'right', 'right', 'left'] as const).slice(0, columns),
  )
}

const kernels = (page: Page, { kernels: all }: FleetSummary): string[] =>
  rows(
    page,
    'Kernels',
    ['incidents', 'kernel', 'nodes'],
    all.map(({ name, incidents, nodes }) => [String(incidents), name ?? UNKNOWN, String(nodes)]),
    ['right', 'left', 'right'],
  )

function trend(page: Page, { trend: { by, buckets, undated } }: FleetSummary): string[] {
  const shown = page.verbose ? buckets : buckets.slice(-MOST_BUCKETS)
  const most = shown.reduce((sum, { incidents }) => Math.max(sum, incidents), 1)
  const lines = table(
    shown.map(({ from, incidents }) => [
      by === 'day' ? from.slice(0, 10) : `${from.slice(0, 10)} ${from.slice(11, 16)}`,
      String(incidents),
      '#'.repeat(Math.max(1, Math.round((incidents / most) * BAR))),
    ]),
    ['left', 'right', 'left'],
    page.width - INDENT,
    2,
  ).map(line => `  ${line}`)
  const earlier = buckets.length - shown.length
  const notes = [
    ...(earlier > 0 ? [`${earlier} earlier ${by}s are left out (--verbose shows all).`] : []),
    ...(undated > 0 ? [`${undated} ${undated === 1 ? 'incident is' : 'incidents are'} of unknown time.`] : []),
  ]
  return section(page, `Incidents by ${by} (UTC; a ${by} without any is left out)`, [
    ...lines,
    ...notes.flatMap(note => entry(page, [say(note, page.ink.dim)])),
  ])
}

const failures = (page: Page, { failures: all }: FleetSummary): string[] =>
  section(
    page,
    'Not analysed',
    several(page, all, { most: MOST_ROWS, indent: INDENT }, ({ name, detail }) =>
      entry(page, [say(`${name}: ${detail}`)]),
    ),
  )

const worst = (page: Page, summary: FleetSummary): string[] =>
  rows(
    page,
    'Bundles that tell of most incidents',
    ['incidents', 'bundle', 'headline'],
    summary.worst.map(({ name, incidents, headline }) => [String(incidents), name, headline ?? '']),
    ['right', 'left', 'left'],
  )

/** The summary for a terminal: what happened most, then what it rests on. */
export function summaryText(summary: FleetSummary, options: OutputOptions): string {
  const page = pageOf(options)
  const lines = [
    ...headSentences(summary).flatMap((text, at) => entry(page, [say(text, at === 0 ? page.ink.bold : page.ink.dim)])),
    ...warnings(summary).flatMap(text => entry(page, [say(text, page.ink.yellow)])),
    ...workloads(page, summary),
    ...counts(page, 'Causes', 'first cause', summary.causes),
    ...counts(page, 'Nodes', 'node', summary.nodes),
    ...kernels(page, summary),
    ...trend(page, summary),
    ...worst(page, summary),
    ...failures(page, summary),
  ]
  return `${lines.join('\n')}\n`
}
