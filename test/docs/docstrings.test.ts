import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import type { FieldSchema } from '../../src/topics/fields.ts'
import { docstringOf, exportedBy, membersOf } from './exported.ts'
import { schema } from './pages.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))
const ENTRIES = { oomlens: 'index.ts', 'oomlens/node': 'node/index.ts', 'oomlens/extend': 'extend.ts' }
const names = Object.entries(ENTRIES).flatMap(([entry, path]) => exportedBy(at(path)).map(each => ({ entry, ...each })))

/** Something at least, that ends as a sentence does. */
const says = (text: string | null): boolean => /^.{7,}[.)…`]$/.test(text ?? '')

describe('docstrings', () => {
  test('are looked for', () => {
    expect(names.length).toBeGreaterThan(100)
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(['analyze', 'Report', 'openBundle', 'Rule']))
  })

  test('say what every exported name and every member of it means', () => {
    const members = names.flatMap(({ name, declaration }) =>
      ts.isFunctionDeclaration(declaration) || ts.isVariableStatement(declaration)
        ? []
        : [...membersOf(declaration, name)].map(([path, node]) => ({ path, text: docstringOf(node) })),
    )
    const all = [...names.map(({ name, declaration }) => ({ path: name, text: docstringOf(declaration) })), ...members]
    expect(members.length).toBeGreaterThan(400)
    expect(all.filter(({ text }) => !says(text)).map(({ path, text }) => `${path}: ${text}`)).toEqual([])
  })
})

/** Descriptions of the schema by the path of the field: `Incident.scope`. */
function* described(of: FieldSchema, path: string): Generator<readonly [string, string]> {
  for (const [name, field] of Object.entries(of.properties ?? {})) {
    yield [`${path}.${name}`, field.description ?? '']
    yield* described(field.items ?? field.anyOf?.[0] ?? field, `${path}.${name}`)
  }
}

describe('the docstrings of the report', () => {
  const types = { ...schema.$defs, Report: { properties: schema.properties ?? {} } }
  const declared = new Map(names.map(({ name, declaration }) => [name, declaration]))

  test('begin with what the schema says, field by field', () => {
    const told = Object.keys(types).flatMap(name => {
      const declaration = declared.get(name)
      return declaration
        ? [...membersOf(declaration, name)].map(([path, node]) => [path, docstringOf(node)] as const)
        : []
    })
    const docstrings = new Map(told)
    const fields = Object.entries(types).flatMap(([name, type]) => [...described(type, name)])
    expect(fields.length).toBeGreaterThan(200)
    const wrong = fields.filter(([path, text]) => !docstrings.get(path)?.startsWith(text))
    expect(wrong.map(([path, text]) => ({ path, schema: text, docstring: docstrings.get(path) ?? null }))).toEqual([])
  })

  test('so do those of its types', () => {
    const wrong = Object.entries(schema.$defs ?? {}).filter(([name, { description = '-' }]) => {
      const declaration = declared.get(name)
      return !declaration || !docstringOf(declaration)?.startsWith(description)
    })
    expect(wrong.map(([name]) => name)).toEqual([])
  })
})
