import { readFileSync } from 'node:fs'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { corpus, goldenOf } from './cases.ts'

const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8')) as AnySchema
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true }).compile(schema)

test.each(corpus)('$name: its report is valid by docs/report.schema.json', each => {
  validate(goldenOf(each))
  expect(validate.errors).toBeNull()
})

test('a report with a field of another type is not', () => {
  const [first] = corpus
  if (!first) throw new Error('no cases')
  expect(validate({ ...goldenOf(first), headline: 1 })).toBe(false)
})
