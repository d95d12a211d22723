import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Report, TimelineEntry } from '../../src/model/report.ts'
import { axisOf } from '../../src/page/axis.ts'
import { ALL, isWanted } from '../../src/page/cards/wanted.ts'
import { mayConcern } from '../../src/page/charts/concern.ts'
import { inside, indexSpans } from '../../src/page/spans.ts'
import { clustersOf } from '../../src/page/timeline/clusters.ts'
import { firstAt, type Lane, lanesOf, type Mark } from '../../src/page/timeline/lanes.ts'
import { containerLimit } from '../outputs/container-limit.ts'
import { node, span, wall } from '../outputs/report-parts.ts'
import { twelve } from '../outputs/reports.ts'

const entry = (node: string | null, at: string, parts: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: 'e1',
  kind: 'kube.event',
  at: wall(at),
  title: 'something',
  severity: 'info',
  incident: null,
  node,
  evidence: [],
  ...parts,
})

const lanes = (report: Report) => lanesOf(report, axisOf(report))

describe('lanes', () => {
  test('are a node, its pods that had trouble, and its pressure', () => {
    const report = { ...containerLimit, timeline: [entry('node-3', '02:00:00')] }
    const pod = containerLimit.incidents[0]?.scope.pod
    expect(lanes(report).map(({ name, sort, marks, bars }) => [name, sort, marks.length, bars.length])).toEqual([
      ['node node-3', 'node', 1, 0],
      [`pod ${pod?.namespace}/${pod?.name}`, 'pod', 1, 0],
      ['pressure of node node-3', 'pressure', 0, 1],
    ])
  })

  test('leave out a node of which nothing is known at any time', () => {
    const report = { ...twelve, incidents: [], nodes: [node('a'), node('b')], timeline: [entry('a', '02:00:00')] }
    expect(lanes(report).map(({ name }) => name)).toEqual(['node a'])
  })

  test('hold what names no node on the only one that there is, and apart where there are more', () => {
    const timeline = [entry('a', '02:00:00'), entry(null, '02:00:01')]
    const names = (...all: readonly string[]) =>
      lanes({ ...twelve, incidents: [], nodes: all.map(node), timeline }).map(({ name, marks }) => [name, marks.length])
    expect(names('a')).toEqual([['node a', 2]])
    expect(names('a', 'b')).toEqual([
      ['node a', 1],
      ['node without a name', 1],
    ])
  })

  test('are bounded, however many nodes and pods there are', () => {
    const timeline = Array.from({ length: 500 }, (_, at) => entry(`node-${at}`, '02:00:00'))
    const all = lanes({ ...twelve, nodes: timeline.map(({ node: name }) => node(name ?? '')), timeline })
    expect(all.length).toBeLessThan(40)
    expect(all.reduce((sum, lane) => sum + lane.marks.length, 0)).toBe(500 + 11)
  })
})

const mark = (at: number, weight: Mark['weight'] = 0): Mark => ({ at, weight, title: '', incident: null, entry: null })
const laneOf = (marks: readonly Mark[]): Lane => ({ name: '', sort: 'node', marks, bars: [], covered: [] })

describe('clusters', () => {
  it('hold each mark in sight once, are few, and show the weightiest', () => {
    const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.constantFrom<Mark['weight']>(0, 1, 2, 3)))
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 500 }), (all, from, length) => {
        const marks = all.map(([at, weight]) => mark(at, weight)).toSorted((a, b) => a.at - b.at)
        const clusters = clustersOf(laneOf(marks), { from, to: from + length }, 64, 900)
        const inSight = marks.filter(({ at }) => at >= from && at <= from + length)
        expect(clusters.flatMap(cluster => cluster.marks)).toEqual(inSight)
        expect(clusters.length).toBeLessThanOrEqual(900 / 9 + 1)
        for (const { top, marks: own } of clusters)
          expect(top.weight).toBe(Math.max(...own.map(({ weight }) => weight)))
      }),
    )
  })

  test('the first at a time is found', () => {
    const marks = [1, 2, 2, 5].map(at => mark(at))
    expect([0, 2, 3, 5, 6].map(time => firstAt(marks, time))).toEqual([0, 1, 3, 3, 4])
  })
})

describe('finding incidents', () => {
  const ids = (text: string) =>
    twelve.incidents.filter(incident => isWanted(incident, { ...ALL, text })).map(({ id }) => id)
  test('takes all words, in any order, of names, numbers and causes', () => {
    expect(ids('')).toHaveLength(12)
    expect(ids('JAVA cart-7')).toEqual(['i8'])
    expect(ids('cart-7 1007')).toEqual(['i8'])
    expect(ids('cart-7 1008')).toEqual([])
  })
  test('keeps to a group', () => {
    const only = new Set(['i2'])
    expect(twelve.incidents.filter(incident => isWanted(incident, { ...ALL, only })).map(({ id }) => id)).toEqual([
      'i2',
    ])
  })
})

describe('cited places', () => {
  const long = span('a', 1, null, 9)
  const index = indexSpans({
    later: [{ deep: [span('a', 3, 'three'), span('a', 3, 'three')] }],
    evidence: [long, span('b', 2, 'two')],
  })
  test('are found in fields of any name, each once, in the order of the file', () => {
    expect(index.get('a')?.map(({ line }) => line)).toEqual([1, 3])
  })
  test('inside a long one are those that have a text', () => {
    expect(inside(index, long).map(({ excerpt }) => excerpt)).toEqual(['three'])
    expect(inside(index, span('b', 1))).toEqual([])
  })
})

test('a scope concerns where it thrashed or holds a victim, and not where it only has the same beginning', () => {
  const [incident] = containerLimit.incidents
  const cgroup = incident?.scope.cgroup ?? ''
  const of = (scope: string) => mayConcern({ scope, node: null, series: [] }, { ...containerLimit, thrashing: [] })
  expect(of('node')).toBe(true)
  expect(of(cgroup)).toBe(true)
  expect(of(cgroup.slice(0, cgroup.lastIndexOf('/')))).toBe(true)
  expect(of(cgroup.slice(0, -1))).toBe(false)
})
