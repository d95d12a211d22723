import { type Output, outputOf } from '../model/output.ts'
import type { Report } from '../model/report.ts'
import { REPORT_ORDER } from './json-order.ts'
import type { AnyOrder } from './json-keys.ts'
import { jsonText, layoutOf } from './json-text.ts'

/** The lists of a report whose entries are records of their own, by the name of the record. */
const RECORDS = {
  node: 'nodes',
  source: 'sources',
  incident: 'incidents',
  thrashing: 'thrashing',
  series: 'series',
  group: 'groups',
  event: 'timeline',
  triage: 'triage',
  contradiction: 'contradictions',
  missing: 'missing',
  healthy: 'healthy',
  problem: 'problems',
} as const satisfies Readonly<Record<string, keyof Report>>

const IN_ONE_LINE = layoutOf(0)

/** Every record begins with its name. */
const recordOrder = (order: AnyOrder | null): AnyOrder => ({ record: null, ...order })

const line = (record: string, value: object, order: AnyOrder): string =>
  `${jsonText({ record, ...value }, order, IN_ONE_LINE, 0)}\n`

/** What a report says of itself, in the first line: a reader of a stream knows the schema before the first record. */
function head({ schema, generator, bundle, headline }: Report): string {
  return line('report', { schema, generator, bundle, headline }, recordOrder(REPORT_ORDER))
}

/** One JSON object per line: the report's head, then every entry of its lists, whose kind `record` says. */
export const ndjson: Output = outputOf({
  id: 'ndjson',
  extension: 'ndjson',
  describes: 'for pipelines: one JSON object per line, `record` says what it is; the timeline is whole',
  *pieces(report) {
    yield head(report)
    for (const [record, list] of Object.entries(RECORDS)) {
      const order = recordOrder(REPORT_ORDER[list])
      for (const entry of report[list]) yield line(record, entry, order)
    }
  },
})
