import { readFileSync } from 'node:fs'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import type { Report } from '../../../src/model/report.ts'
import { faultOf, type Indexed, spansIn } from '../../corpus/spans.ts'
import { must } from '../target.ts'

const schema = JSON.parse(
  readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8'),
) as AnySchema
const validate = new Ajv2020({ allErrors: false, allowUnionTypes: true, strict: true }).compile(schema)

/** Valid by the schema that is published, as any program would read it. */
export function checkSchema(json: string): void {
  must(validate(JSON.parse(json)) === true, 'the report is valid by its schema', () =>
    JSON.stringify(validate.errors?.[0]),
  )
}

/** No claim without a place that holds it. */
export function checkReport(report: Report, files: ReadonlyMap<string, Indexed>): void {
  must(!report.problems.some(({ code }) => code === 'READER_FAILED'), 'no reader fails', () =>
    JSON.stringify(report.problems.find(({ code }) => code === 'READER_FAILED')?.detail),
  )
  const ids = [...report.incidents, ...report.timeline].map(({ id }) => id)
  must(new Set(ids).size === ids.length, 'each ID is given once')
  const entries = new Set(report.timeline.map(({ id }) => id))
  for (const { id, evidence, causes, links } of report.incidents) {
    must(evidence.length > 0 && causes.length > 0, 'an incident has evidence and a cause', () => id)
    must(
      causes.every(cause => cause.evidence.length > 0),
      'a cause has evidence',
      () => id,
    )
    must(
      links.every(link => entries.has(link.to)),
      'a link leads somewhere',
      () => id,
    )
  }
  for (const span of spansIn(report)) {
    const fault = faultOf(span, files.get(span.path))
    must(fault === null, `a citation ${fault}`, () => JSON.stringify(span))
  }
}
