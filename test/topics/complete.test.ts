import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { topics } from '../../src/cli/topics.ts'
import type { Report } from '../../src/model/report.ts'
import { findTopics, similarTopics } from '../../src/topics/find.ts'

const read = (path: string): string => readFileSync(path, 'utf8')
const unknown = (words: Iterable<string>): readonly string[] =>
  [...new Set(words)].filter(word => findTopics(topics, word).length === 0)

/** What is asked for stands elsewhere than in the topics, so that nothing can be missing from both. */
describe('oomlens explain knows', () => {
  test('every rule that has a file', () => {
    const ids = readdirSync('src/rules').flatMap(file => [
      ...[...read(`src/rules/${file}`).matchAll(/^ {2}id: '([^']+)'/gm)].map(([, id = '']) => id),
    ])
    expect(ids.length).toBeGreaterThan(25)
    const causes = new Set(topics.filter(({ group }) => group === 'cause').map(({ name }) => name))
    expect(ids.filter(id => !causes.has(id))).toEqual([])
  })

  test('every problem code that a reader can give', () => {
    const codes = [...read('src/model/problem.ts').matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map(([, code = '']) => code)
    expect(codes.length).toBeGreaterThan(20)
    expect(unknown(codes)).toEqual([])
  })

  test('every heading of docs/terms.md', () => {
    const names = [...read('docs/terms.md').matchAll(/^### (.+)$/gm)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(80)
    expect(unknown(names)).toEqual([])
  })

  const schema = JSON.parse(read('docs/report.schema.json')) as Node

  test('every field of the schema by its path, however it is written', () => {
    const paths = [...pathsIn(schema, '', schema)]
    expect(paths.length).toBeGreaterThan(400)
    for (const path of paths) {
      expect(findTopics(topics, path), path).not.toEqual([])
      expect(findTopics(topics, path.replaceAll('[]', '[0]')), path).toEqual(findTopics(topics, path))
    }
  })

  test('every word that a field may hold', () => {
    const words = [...wordsIn(schema)]
    expect(words.length).toBeGreaterThan(100)
    expect(unknown(words)).toEqual([])
  })

  test('every code that the reports of the corpus use', () => {
    const codes = readdirSync('corpus/cases').flatMap(name =>
      codesOf(JSON.parse(read(join('corpus/cases', name, 'report.json'))) as Report),
    )
    expect(new Set(codes).size).toBeGreaterThan(80)
    expect(unknown(codes)).toEqual([])
  })
})

interface Node {
  readonly [key: string]: unknown
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Node>>
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly enum?: readonly unknown[]
}

function* pathsIn(node: Node, path: string, root: Node): Generator<string> {
  const target = node.$ref ? root.$defs?.[node.$ref.replace('#/$defs/', '')] : node
  if (!target) return
  for (const each of target.anyOf ?? []) yield* pathsIn(each, path, root)
  if (target.items) yield* pathsIn(target.items, `${path}[]`, root)
  for (const [name, field] of Object.entries(target.properties ?? {})) {
    const inner = path === '' ? name : `${path}.${name}`
    yield inner
    yield* pathsIn(field, inner, root)
  }
}

function* wordsIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries(node)) {
    if (key === 'enum' && Array.isArray(value)) yield* value.filter(word => typeof word === 'string')
    else yield* wordsIn(value)
  }
}

/** What stands in a report as a code and not as a sentence. */
const codesOf = ({ incidents, thrashing, problems, groups, series }: Report): readonly string[] =>
  [
    ...incidents.flatMap(({ kind, killer, scope, partial, causes, victims, links, culprit, allocation }) => [
      ...[kind, killer, scope.level, partial, culprit?.what],
      ...causes.flatMap(({ code, confidence }) => [code, confidence]),
      ...victims.map(({ outcome }) => outcome),
      ...links.map(({ because }) => because),
      ...(allocation?.zones ?? []).map(({ verdict }) => verdict),
    ]),
    ...thrashing.flatMap(({ sort, ended, peak, signals }) => [
      sort,
      ended,
      peak?.signal,
      ...signals.map(each => each.signal),
    ]),
    ...problems.map(({ code }) => code),
    ...groups.flatMap(({ growth, of }) => [growth, of]),
    ...series.map(({ unit }) => unit),
  ].filter(code => code != null)

test('a slip in any name is answered with that name among a few', () => {
  const missed = topics.flatMap(({ name, group }) => {
    const word = group === 'field' ? (name.split('.').at(-1) ?? name) : name
    if (word.length < 5) return []
    const slip = `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`
    if (findTopics(topics, slip).length > 0) return []
    const similar = similarTopics(topics, slip)
    return similar.some(each => findTopics(topics, each).some(topic => topic.name.endsWith(word))) ? [] : [slip]
  })
  expect(missed).toEqual([])
})
