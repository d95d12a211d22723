import { createRequire } from 'node:module'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { PROBLEMS } from '../../src/topics/problems/table.ts'
import { document } from './documents.ts'

/** The string literals of a union type in a source. */
function literalsOf(source: string, name: string): readonly string[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest)
  const declared = file.statements.find(each => ts.isTypeAliasDeclaration(each) && each.name.text === name)
  if (!declared || !ts.isTypeAliasDeclaration(declared) || !ts.isUnionTypeNode(declared.type)) return []
  return declared.type.types.flatMap(type =>
    ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [],
  )
}

describe('docs/problems.md', () => {
  const codes = literalsOf(document('src/model/problem.ts'), 'ProblemCode')
  const sections = document('docs/problems.md').split(/^## /m).slice(1)

  test('explains every problem code, and no other', () => {
    expect(codes.length).toBeGreaterThan(10)
    expect(Object.keys(PROBLEMS).toSorted()).toEqual(codes.toSorted())
    expect(sections.map(section => section.split('\n')[0]).toSorted()).toEqual(codes.toSorted())
  })

  test.each(sections.map(section => [section.split('\n')[0] ?? '', section] as const))(
    '%s: meaning, cause, and what to do',
    (_, section) => {
      expect([...section.matchAll(/^- (Means|Usual cause|What to do): \S/gm)].map(match => match[1])).toEqual([
        'Means',
        'Usual cause',
        'What to do',
      ])
    },
  )
})

interface LayerRule {
  readonly name: string
  readonly from: { readonly path?: string }
  readonly to: { readonly pathNot?: string }
}

/** The executed table: a layer to what its rule lets through, without itself. */
function executed(): ReadonlyMap<string, readonly string[]> {
  const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
    readonly forbidden: readonly LayerRule[]
  }
  const layers = forbidden.filter(({ name }) => name.endsWith('-imports-only-what-it-may'))
  return new Map(
    layers.map(({ from, to }) => {
      const layer = from.path?.replace('^src/', '').replace('/', '') ?? ''
      const allowed = (to.pathNot ?? '')
        .replace(/^\^src\/\(/, '')
        .replace(/\)$/, '')
        .split('|')
      return [layer, allowed.map(name => name.replace(/[/$]$/, '')).filter(name => name !== layer)]
    }),
  )
}

/** The table under the heading `Layers`, up to the next line that is no row. */
function written(): ReadonlyMap<string, readonly string[]> {
  const [, after = ''] = document('docs/architecture.md').split(/^\| layer \| may import \|\n\|---\|---\|\n/m)
  const [table = ''] = after.split(/^(?!\|)/m)
  return new Map(
    table
      .trim()
      .split('\n')
      .map(row => {
        const [layer = '', allowed = ''] = row.split('|').slice(1)
        const names = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
        return [names(layer)[0] ?? '', names(allowed)] as const
      }),
  )
}

describe('docs/architecture.md', () => {
  test('has the layer table that is executed', () => {
    expect(executed().size).toBeGreaterThan(5)
    expect(written()).toEqual(executed())
  })
})
