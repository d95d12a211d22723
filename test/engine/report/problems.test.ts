import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import type { Digest } from '../../../src/engine/incident/digest.ts'
import { problemsOf } from '../../../src/engine/report/problems.ts'
import type { Problem } from '../../../src/model/problem.ts'
import type { Incident, Instant } from '../../../src/model/report.ts'
import { NO_STAMP, type Stamp } from '../../../src/model/stamp.ts'
import { incident, killerKill, report, span } from '../../rules/cases.ts'

const noon = Date.parse('2026-01-15T12:00:00Z')
const at = (seconds: number | null, plusMinusSeconds = 0): Instant => ({
  wall: seconds === null ? null : new Date(noon + seconds * 1000).toISOString(),
  bootSeconds: null,
  plusMinusSeconds,
  basis: null,
})
const act = (parts: Partial<Act> = {}): Act => newAct({ kind: 'memcg', killer: 'kernel', ...parts })
const digestOf = (parts: Parameters<typeof report>[0] = {}) =>
  ({ report: report(parts), disagreements: [] }) as unknown as Digest

describe('problems', () => {
  const problem = (code: Problem['code'], path: string | null, line: number | null = null, detail = 'x'): Problem => ({
    code,
    severity: 'warning',
    detail,
    advice: null,
    evidence: line === null ? [] : [{ ...span(line), path: path ?? '' }],
    path,
  })
  const codes = (read: readonly Problem[], pairs: readonly (readonly [Act, Incident])[] = []) =>
    problemsOf(read, pairs, [], 'Asia/Tokyo').map(({ code, path }) => `${code} ${path}`)

  test('are in the order of the sources, and of their lines', () => {
    const all = [
      problem('LINE_TOO_LONG', 'b'),
      problem('LINE_TOO_LONG', 'a', 9),
      problem('SOURCE_EMPTY', 'a', 2),
      problem('SOURCE_BINARY', 'a'),
      problem('DOCUMENT_DAMAGED', 'a'),
      problem('READER_FAILED', null),
    ]
    const order = [
      'READER_FAILED null',
      'DOCUMENT_DAMAGED a',
      'SOURCE_BINARY a',
      'SOURCE_EMPTY a',
      'LINE_TOO_LONG a',
      'LINE_TOO_LONG b',
    ]
    expect(codes(all)).toEqual(order)
    expect(codes(all.toReversed())).toEqual(order)
    const details = (...each: readonly Problem[]) => problemsOf(each, [], [], 'UTC').map(({ detail }) => detail)
    expect(details(problem('SOURCE_EMPTY', 'a', null, 'y'), problem('SOURCE_EMPTY', 'a', null, 'x'))).toEqual([
      'x',
      'y',
    ])
  })

  test('of one code and source are five, and the last says how many more there were', () => {
    const many = (count: number, path = 'a') =>
      Array.from({ length: count }, (_, each) => problem('LINE_TOO_LONG', path, each))
    const details = (each: readonly Problem[]) => problemsOf(each, [], [], 'UTC').map(({ detail }) => detail)
    expect(details(many(5))).toEqual(['x', 'x', 'x', 'x', 'x'])
    expect(details(many(7))).toEqual(['x', 'x', 'x', 'x', 'x (and 2 more like this in the source)'])
    expect(details([...many(5), ...many(5, 'b')])).toHaveLength(10)
    expect(details([...many(5), problem('SOURCE_EMPTY', 'a', 99)])).toHaveLength(6)
  })

  const wall = (parts: Partial<NonNullable<Stamp['wall']>>): Stamp => ({
    ...NO_STAMP,
    wall: { epochMs: noon, zone: 'given', year: 'given', resolutionSeconds: 1, clock: 'reception', ...parts },
  })
  const dated = (stamp: Stamp, basis: string | null, time: number | null = 0, path = 'a') =>
    [
      act({ kills: [killerKill({ stamp, evidence: [{ ...span(1), path }] })] }),
      incident({ at: { ...at(time), basis } }),
    ] as const

  test('are zones and years that had to be assumed, once for each log', () => {
    const zone = dated(wall({ zone: 'missing' }), 'x; zone assumed: Asia/Tokyo')
    expect(codes([], [zone, zone])).toEqual(['ZONE_ASSUMED a'])
    expect(codes([], [zone, dated(wall({ zone: 'missing' }), 'x; zone assumed: Asia/Tokyo', 0, 'b')])).toHaveLength(2)
    expect(problemsOf([], [zone], [], 'Asia/Tokyo')[0]?.detail).toContain('they were read as Asia/Tokyo')
    expect(codes([], [dated(wall({ zone: 'missing' }), 'x')])).toEqual([])
    expect(codes([], [dated(wall({}), 'x; zone assumed: UTC')])).toEqual([])
    expect(codes([], [dated(wall({ year: 'missing' }), null, null)])).toEqual(['YEAR_MISSING a'])
    expect(codes([], [dated(wall({ year: 'missing' }), null)])).toEqual([])
    expect(codes([], [dated(wall({}), null, null)])).toEqual([])
  })

  test('are reports of which a part is lost', () => {
    const of = (has: object, complete = false) =>
      problemsOf(
        [],
        [
          [
            act({ digests: [digestOf({ has: { header: true, memory: true, conclusion: true, ...has } })] }),
            incident({ complete }),
          ],
        ],
        [],
        'UTC',
      ).map(({ detail }) => detail)
    expect(of({ header: false })).toEqual(["The kernel's report lacks its head."])
    expect(of({ header: false, memory: false, conclusion: false })).toEqual([
      "The kernel's report lacks its head and the memory part and the end.",
    ])
    expect(of({ header: false }, true)).toEqual([])
    expect(problemsOf([], [[act(), incident({ complete: false })]], [], 'UTC')).toEqual([])
  })

  test('are clocks that disagree, and numbers that cannot all be true', () => {
    const conflict = { says: 'x', against: 'y', evidence: [span(4)], settledBy: 'z' }
    expect(
      problemsOf([], [], [conflict, { ...conflict, evidence: [] }], 'UTC').map(({ code, detail, path }) => [
        code,
        detail,
        path,
      ]),
    ).toEqual([
      ['CLOCK_DISAGREES', 'x (against: y).', null],
      ['CLOCK_DISAGREES', 'x (against: y).', 'dmesg.txt'],
    ])
    const wrong = {
      ...digestOf(),
      disagreements: [
        { says: 'a', evidence: [span(4), span(5)] },
        { says: 'b', evidence: [span(5)] },
      ],
    } as unknown as Digest
    const [found] = problemsOf([], [[act({ digests: [wrong] }), incident()]], [], 'UTC')
    expect([found?.code, found?.detail, found?.evidence.length]).toEqual([
      'MEMORY_TOTALS_DISAGREE',
      expect.stringContaining('disagree: a; b.'),
      2,
    ])
  })
})
