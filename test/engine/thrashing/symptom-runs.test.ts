import { describe, expect, test } from 'vitest'
import { newNearKills } from '../../../src/engine/thrashing/near-kills.ts'
import { type Placing, symptomWindows } from '../../../src/engine/thrashing/symptoms.ts'
import { windowEntries } from '../../../src/engine/thrashing/timeline.ts'
import type { OomEvent } from '../../../src/model/event.ts'
import type { Incident, Instant, ThrashingWindow } from '../../../src/model/report.ts'
import { event, incident, scope } from '../../rules/cases.ts'
import { window } from '../report/answers.ts'

const instant = (bootSeconds: number | null, wall: string | null = null): Instant => ({
  wall,
  bootSeconds,
  plusMinusSeconds: null,
  basis: null,
})

/** When and where each event is, beside the event. */
interface Placed {
  readonly event: OomEvent
  readonly at: Instant
  readonly node: string | null
}
const placed = (each: object, seconds: number | null, node: string | null = null): Placed => ({
  event: { ...event({}), ...each } as unknown as OomEvent,
  at: instant(seconds),
  node,
})
const hung = (seconds: number | null, node: string | null = null) =>
  placed({ kind: 'kernel.notice', what: 'hung-task' }, seconds, node)
const late = (seconds: number | null, node: string | null = null) =>
  placed({ kind: 'node.symptom', what: 'housekeeping-late' }, seconds, node)
const probe = (message: string, reason = 'Unhealthy', seconds = 10) =>
  placed({ kind: 'kube.event', reason, message }, seconds)

function found(all: readonly Placed[], parts: Partial<Placing> = {}): readonly ThrashingWindow[] {
  const of = new Map(all.map(each => [each.event, each]))
  return symptomWindows(
    all.map(each => each.event),
    {
      instantOf: each => of.get(each)?.at ?? instant(null),
      nodeOf: each => of.get(each)?.node ?? null,
      nearKills: newNearKills([]),
      measured: [],
      ...parts,
    },
  )
}
const spans = (...all: readonly Placed[]) => found(all).map(({ from, to }) => [from.bootSeconds, to.bootSeconds])

describe('symptoms that follow each other', () => {
  test.each<[string, readonly Placed[], readonly (readonly number[])[]]>([
    ['of two kinds', [hung(0), late(20)], [[0, 20]]],
    ['of one kind', [hung(0), hung(20)], []],
    ['of two kinds, a minute apart', [hung(0), late(60)], [[0, 60]]],
    ['of two kinds, further apart', [hung(0), late(61)], []],
    ['in a chain', [hung(0), late(50), hung(100)], [[0, 100]]],
    [
      'in two chains',
      [hung(0), late(10), hung(100), late(110)],
      [
        [0, 10],
        [100, 110],
      ],
    ],
    ['in any order of the files', [late(20), hung(0), late(10)], [[0, 20]]],
    ['on two machines', [hung(0, 'w1'), late(20, 'w2')], []],
    ['without a time', [hung(null), late(null)], []],
    ['one of them without a time', [hung(0), late(20), hung(null)], [[0, 20]]],
    [
      'that are none',
      [
        hung(0),
        placed({ kind: 'kernel.notice', what: 'allocation-failure' }, 1),
        placed({ kind: 'node.symptom', what: 'unit-killed' }, 2),
      ],
      [],
    ],
    ['by two names of one kind', [hung(0), placed({ kind: 'kernel.notice', what: 'soft-lockup' }, 5)], [[0, 5]]],
    [
      'by stalls of the kernel',
      [
        placed({ kind: 'kernel.notice', what: 'allocation-stall' }, 0),
        placed({ kind: 'kernel.notice', what: 'soft-lockup' }, 5),
      ],
      [],
    ],
  ])('%s', (_, all, expected) => {
    expect(spans(...all)).toEqual(expected)
  })

  test('by wall clocks and by seconds since boot cannot be compared', () => {
    const byWall: Placed = { ...late(0), at: instant(null, '2026-01-15T12:00:05.000Z') }
    expect(found([hung(0), byWall])).toEqual([])
    const both = [hung(0), late(0)].map((each, at) => ({ ...each, at: instant(null, `2026-01-15T12:00:0${at}.000Z`) }))
    expect(found(both)).toHaveLength(1)
  })

  test.each([
    ['Readiness probe failed: Get "http://x": context deadline exceeded', 'Unhealthy', true],
    ['Liveness probe errored: command timed out', 'Unhealthy', true],
    ['Readiness probe failed: HTTP probe failed with statuscode: 500', 'Unhealthy', false],
    ['timeout, then: Readiness probe failed: 500', 'Unhealthy', false],
    ['context deadline exceeded', 'Unhealthy', false],
    ['Readiness probe failed: context deadline exceeded', 'Killing', false],
  ])('%s (%s) is a probe that timed out: %s', (message, reason, isSymptom) => {
    expect(spans(hung(0), probe(message, reason))).toEqual(isSymptom ? [[0, 10]] : [])
  })

  test('tell which of them was most frequent, with three lines of each', () => {
    const [one] = found([late(0), hung(1), hung(2), hung(3), hung(4)])
    expect(one).toMatchObject({
      scope: 'node',
      seconds: 4,
      confidence: 'possible',
      peak: { signal: 'hung-task', value: 4 },
      signals: [
        { signal: 'housekeeping-late', peak: 1 },
        { signal: 'hung-task', peak: 4 },
      ],
    })
    expect(one?.signals.map(({ evidence }) => evidence.length)).toEqual([1, 3])
  })

  test('end with a kill that they led up to', () => {
    const kill = (seconds: number, node: string | null = null) =>
      incident({ kind: 'global', at: instant(seconds), scope: scope({ node }) })
    const ended = (...incidents: readonly Incident[]) =>
      found([hung(0, 'w1'), late(20, 'w1')], { nearKills: newNearKills(incidents) }).map(each => each.ended)
    expect(ended(kill(30))).toEqual(['kill'])
    expect(ended(kill(300))).toEqual(['end-of-data'])
    expect(ended(kill(30, 'w2'))).toEqual(['end-of-data'])
    expect(ended(kill(300), kill(30))).toEqual(['kill'])
  })

  test('say nothing new within what was measured on that machine', () => {
    const measured = (from: number | null, to: number | null, node: string | null = 'w1') => ({
      measured: [window({ from: instant(from), to: instant(to), node })],
    })
    const kept = (parts: Partial<Placing>) => found([hung(10, 'w1'), late(20, 'w1')], parts).length
    expect(kept(measured(0, 100))).toBe(0)
    expect(kept(measured(20, 100))).toBe(0)
    expect(kept(measured(0, 10))).toBe(0)
    expect(kept(measured(21, 100))).toBe(1)
    expect(kept(measured(0, 9))).toBe(1)
    expect(kept(measured(0, 100, 'w2'))).toBe(1)
    expect(kept(measured(null, 100))).toBe(1)
    expect(kept(measured(0, null))).toBe(1)
  })
})

describe('a window in the timeline', () => {
  const span = (line: number) => ({ path: 'psi', line, endLine: line, start: line, end: line, excerpt: null })
  const signals = [
    { signal: 'a', peak: 1, evidence: [span(1), span(2)] },
    { signal: 'b', peak: 1, evidence: [span(3), span(4)] },
  ]
  const entries = (parts: Partial<ThrashingWindow>, before: readonly (readonly [string, string])[] = []) =>
    windowEntries([window({ signals, ...parts })], new Map(before)).map(({ kind, title, incident: of, evidence }) => [
      kind,
      title,
      of,
      evidence.map(({ line }) => line),
    ])

  test('begins and ends', () => {
    expect(entries({})).toEqual([
      ['thrashing.began', 'Thrashing began: node (t1)', null, [1]],
      ['thrashing.ended', 'Thrashing ended by itself: node (t1)', null, [4]],
    ])
    expect(
      entries({ node: 'w1', confidence: 'possible', ended: 'kill' }, [
        ['i3', 't1'],
        ['i4', 't2'],
      ]),
    ).toEqual([
      ['thrashing.began', 'Thrashing may have begun: node w1 (t1)', 'i3', [1]],
      ['thrashing.ended', 'Thrashing may have ended with a kill: node w1 (t1)', 'i3', [4]],
    ])
    expect(entries({ scope: '/a', ended: 'end-of-data', signals: [] })).toEqual([
      ['thrashing.began', 'Thrashing began: cgroup /a (t1)', null, []],
      ['thrashing.ended', 'Thrashing ended where the data ends: cgroup /a (t1)', null, []],
    ])
  })

  test('has an alert where pressure would have set one off', () => {
    const alert = { condition: 'x', at: instant(5), secondsBeforeKill: null }
    expect(entries({ alert })[1]).toEqual(['thrashing.alert', 'An alert on x would have fired (t1)', null, [1, 2]])
    expect(windowEntries([window({ alert, signals })], new Map()).map(({ at }) => at.bootSeconds)).toEqual([
      100, 5, 100,
    ])
  })
})
