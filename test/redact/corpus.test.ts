import { expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { outputs } from '../../src/outputs/index.ts'
import { redact } from '../../src/redact/index.ts'
import { isOrdinary } from '../../src/redact/ordinary.ts'
import { corpus, goldenOf } from '../corpus/cases.ts'

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** What a case's own pods, containers and nodes are called, by the fields that exist for it. */
function marksOf(report: Report): ReadonlySet<string> {
  const marks = new Set<string>()
  const mark = (value: unknown): void => {
    if (typeof value === 'string' && !isOrdinary(value)) marks.add(value)
  }
  function visit(value: unknown): void {
    if (!isFields(value)) return
    if (isFields(value.pod)) {
      for (const each of Object.values(value.pod)) mark(each)
      if (typeof value.pod.uid === 'string') mark(value.pod.uid.replaceAll('-', '_'))
    }
    if (isFields(value.container) && typeof value.container.id === 'string') {
      mark(value.container.id)
      mark(value.container.id.slice(0, 12))
    }
    mark(value.node)
    for (const each of Object.values(value)) visit(each)
  }
  visit(report)
  for (const { name, bootIds } of report.nodes) for (const each of [name, ...bootIds]) mark(each)
  return marks
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Marks that stand in a text as a word of their own, whatever is glued to it by a mark of punctuation. */
const left = (text: string, marks: ReadonlySet<string>): readonly string[] =>
  [...marks].filter(
    mark => text.includes(mark) && new RegExp(`(?<![A-Za-z0-9])${escaped(mark)}(?![A-Za-z0-9])`).test(text),
  )

/** Joins: which of the places in a report hold the same name. */
function joinsOf(report: Report): readonly number[] {
  const seen = new Map<string, number>()
  const places = [
    ...report.incidents.flatMap(({ scope, victims, trigger }) =>
      [scope, ...victims, trigger].flatMap(each => [each?.pod?.name, each?.pod?.uid, each?.container?.id]),
    ),
    ...report.timeline.map(({ node }) => node),
    ...report.sources.map(({ path }) => path),
    ...report.timeline.flatMap(({ evidence }) => evidence.map(({ path }) => path)),
  ]
  return places.map(place => {
    if (place === null || place === undefined) return -1
    if (!seen.has(place)) seen.set(place, seen.size)
    return seen.get(place) ?? -1
  })
}

test.each(corpus.map(each => [each.name, goldenOf(each)] as const))('%s', (_, report) => {
  const marks = marksOf(report)
  const { report: made } = redact(report, { key: 'k' })
  for (const output of outputs) {
    for (const verbose of [false, true]) {
      const text = output.write(made, { width: 10_000, color: false, verbose })
      // The script of the page is not of the report.
      expect(
        left(
          output.id === 'html' ? text.replace(/<(script|style)(?![^>]*json)[^>]*>[\s\S]*?<\/\1>/g, '') : text,
          marks,
        ),
      ).toEqual([])
    }
  }
  expect(joinsOf(made)).toEqual(joinsOf(report))
  expect(redact(made, { key: 'k' }).report).toEqual(made)
  expect(JSON.stringify(redact(report, { key: 'k' }).report)).toBe(JSON.stringify(made))
})

test('the cases have marks to find', () => {
  const marked = corpus.filter(each => left(JSON.stringify(goldenOf(each)), marksOf(goldenOf(each))).length > 0)
  expect(marked.length).toBeGreaterThan(40)
})
