import { readFileSync } from 'node:fs'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { outputs } from '../../src/outputs/index.ts'
import { REPORT_ORDER } from '../../src/outputs/json-order.ts'
import { containerLimit } from './container-limit.ts'
import { globalOom, noIncident, told, twelve } from './reports.ts'
import { type Schema, schemaShape } from './schema-shape.ts'
import { reportShape, type Shape } from './type-shape.ts'

const doc = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const schema = JSON.parse(doc('report.schema.json')) as Schema
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true }).compile(schema as AnySchema)
const type = reportShape()

/** The same shape with literals in one order, so that only their set counts. */
function settled(shape: Shape): Shape {
  if (shape.is === 'literals') return { ...shape, values: shape.values.toSorted() }
  if (shape.is === 'array') return { ...shape, of: settled(shape.of) }
  if (shape.is !== 'object') return shape
  const fields = Object.entries(shape.fields).map(([key, field]) => [key, settled(field)] as const)
  return { ...shape, fields: Object.fromEntries(fields) }
}

type Keys = { readonly [key: string]: Keys } | null

/** The keys of a shape, and of an order of keys, in their order. */
function keys(shape: Shape): unknown {
  if (shape.is === 'array') return keys(shape.of)
  return shape.is === 'object' ? Object.entries(shape.fields).map(([key, field]) => [key, keys(field)]) : null
}
const orderKeys = (order: Keys): unknown =>
  order && Object.entries(order).map(([key, inner]) => [key, orderKeys(inner)])

function names(shape: Shape): string[] {
  if (shape.is === 'array') return names(shape.of)
  return shape.is === 'object' ? Object.entries(shape.fields).flatMap(([key, field]) => [key, ...names(field)]) : []
}

describe('report.schema.json', () => {
  it('says what the types of report.ts say, field by field', () => {
    expect(names(type).length).toBeGreaterThan(150)
    expect(settled(schemaShape(schema))).toEqual(settled(type))
  })

  it('would notice a field, a literal, a null or an option that only one side has', () => {
    if (type.is !== 'object') throw new Error('Report is no object')
    const { headline = type, ...others } = type.fields
    expect(settled({ ...type, fields: others })).not.toEqual(settled(schemaShape(schema)))
    expect(settled({ ...type, required: type.required.slice(1) })).not.toEqual(settled(schemaShape(schema)))
    const nullable = { ...type, fields: { ...type.fields, headline: { ...headline, nullable: true } } }
    expect(settled(nullable)).not.toEqual(settled(schemaShape(schema)))
    const literal = { ...type, fields: { ...type.fields, schema: { is: 'literals', values: ['v2'], nullable: false } } }
    expect(settled(literal as Shape)).not.toEqual(settled(schemaShape(schema)))
  })

  it('lists the fields in the order in which the report is written', () => {
    expect(keys(schemaShape(schema))).toEqual(keys(type))
    expect(orderKeys(REPORT_ORDER as Keys)).toEqual(keys(type))
  })

  it.each(Object.entries({ containerLimit, globalOom, noIncident, twelve, hostile: told('\u001b[31m\ud800\u202e') }))(
    'accepts the report %s as it is written',
    (_, report) => {
      const json = outputs.find(({ id }) => id === 'json')?.write(report, { width: 80, color: false, verbose: false })
      validate(JSON.parse(json ?? ''))
      expect(validate.errors).toBeNull()
    },
  )

  const [incident] = containerLimit.incidents
  it.each([
    ['a missing field', { ...containerLimit, headline: undefined }, '', 'required'],
    ['another schema', { ...containerLimit, schema: 'oomlens.report.v2' }, '/schema', 'const'],
    [
      'a kind that is none',
      { ...containerLimit, incidents: [{ ...incident, kind: 'oom' }] },
      '/incidents/0/kind',
      'enum',
    ],
    [
      'a string for a number',
      { ...containerLimit, incidents: [{ ...incident, limitBytes: '512Mi' }] },
      '/incidents/0/limitBytes',
      'type',
    ],
    ['a null that may not be', { ...containerLimit, headline: null }, '/headline', 'type'],
    [
      'a line before the first',
      {
        ...containerLimit,
        healthy: [{ finding: 'x', evidence: [{ path: 'a', line: 0, endLine: 1, start: 0, end: 1, excerpt: null }] }],
      },
      '/healthy/0/evidence/0/line',
      'minimum',
    ],
  ])('refuses %s', (_, report, path, keyword) => {
    expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false)
    expect(validate.errors).toContainEqual(expect.objectContaining({ instancePath: path, keyword }))
  })

  it('lets fields be added', () => {
    expect(validate({ ...containerLimit, later: 1, bundle: { ...containerLimit.bundle, more: [] } })).toBe(true)
  })
})
