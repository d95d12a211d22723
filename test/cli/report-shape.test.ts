import { describe, expect, test } from 'vitest'
import { faultOfReport } from '../../src/cli/report-shape.ts'
import { corpus, goldenOf } from '../corpus/cases.ts'

const [first] = corpus
const saved = () => structuredClone(first && goldenOf(first)) as unknown as Record<string, never>

describe('the shape of a saved report', () => {
  test.each(corpus)('is right for $name', each => expect(faultOfReport(goldenOf(each))).toBeNull())

  test.each<[string, (report: Record<string, never>) => unknown, string | null]>([
    ['no object', () => [], 'it is no object'],
    ['a headline that is none', report => ({ ...report, headline: 3 }), 'headline is integer, not string'],
    ['a list that is none', report => ({ ...report, incidents: {} }), 'incidents is object, not array'],
    ['an incident without an ID', report => ({ ...report, incidents: [{}] }), 'incidents[0].id is missing'],
    ['another field', report => ({ ...report, more: 1 }), null],
  ])('%s', (_, change, fault) => expect(faultOfReport(change(saved()))).toBe(fault))

  test('what an older version did not write is null, or an empty list', () => {
    const { series: _, ...older } = saved()
    const [entry] = older.timeline as unknown as Record<string, unknown>[]
    delete entry?.incident
    expect(faultOfReport(older)).toBeNull()
    expect([older.series, entry?.incident]).toEqual([[], null])
  })
})
