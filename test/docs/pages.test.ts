import { describe, expect, test } from 'vitest'
import type { FieldSchema } from '../../src/topics/fields.ts'
import { PAGES, page, schema } from './pages.ts'
import { reportPage, typesOn } from './report-page.ts'

test.each(Object.entries(PAGES))('docs/%s is what the source says: npm run docs writes it', async (name, text) => {
  expect(page(name)).toBe(await text())
})

describe('docs/report.md', () => {
  test('has the fields of every type, once', () => {
    expect(typesOn(page('report.md')).toSorted()).toEqual(['Report', ...Object.keys(schema.$defs ?? {})].toSorted())
  })

  test('a description that changed changes the page', () => {
    const headline = { ...schema.properties?.headline, description: 'Something | else.' }
    const other = { ...schema, properties: { ...schema.properties, headline } }
    expect(reportPage(page('report.md'), other)).toContain('| `headline` | Something \\| else. |')
  })
})

function* undescribed(of: FieldSchema, path = ''): Generator<string> {
  for (const [name, field] of Object.entries(of.properties ?? {})) {
    if (!/^.{5,}[.]$/s.test(field.description ?? '')) yield `${path}.${name}`
    yield* undescribed(field.items ?? field.anyOf?.[0] ?? field, `${path}.${name}`)
  }
}

test('every field of the report and every type of it is described in the schema', () => {
  expect([...undescribed(schema)]).toEqual([])
  for (const [name, type] of Object.entries(schema.$defs ?? {})) {
    expect([...undescribed(type, name)]).toEqual([])
    expect(type.description).toMatch(/\.$/)
  }
})
