import { describe, expect, test } from 'vitest'
import { isHalf, joinHalves } from '../../../src/engine/rotation/halves.ts'
import { mergedReport } from '../../../src/engine/rotation/merge.ts'
import { followsOn, placeOf } from '../../../src/engine/rotation/place.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import { NO_STAMP, type Stamp } from '../../../src/model/stamp.ts'
import { chosen, counter, kill, memcg, memInfo, report, row, table } from '../explain/reports.ts'
import { lineOf, stampAt } from '../incident/facts.ts'

const boot = (bootSeconds: number): Stamp => ({ ...NO_STAMP, bootSeconds })
const first = (parts: Partial<OomReport> = {}, path = 'kern.log.1'): OomReport =>
  report({
    stamp: boot(100),
    cutBy: 'file-end',
    has: { header: true, memory: true, conclusion: false },
    span: lineOf(path, 9),
    evidence: [lineOf(path, 9)],
    ...parts,
  })
const second = (parts: Partial<OomReport> = {}, path = 'kern.log'): OomReport =>
  report({
    stamp: boot(101),
    cutBy: 'file-start',
    has: { header: false, memory: false, conclusion: true },
    gfpMask: null,
    span: lineOf(path, 1),
    evidence: [lineOf(path, 1)],
    ...parts,
  })
const PATHS = ['kern.log', 'kern.log.1', 'kern.log.2']
const count = (...halves: readonly OomReport[]) => joinHalves(halves, PATHS).length

describe('two halves of a report', () => {
  test.each<[string, Partial<OomReport>, Partial<OomReport>, number]>([
    ['one after the other', {}, {}, 1],
    ['two minutes later', {}, { stamp: boot(220) }, 1],
    ['longer after', {}, { stamp: boot(221) }, 2],
    ['at one moment', {}, { stamp: boot(100) }, 1],
    ['before', {}, { stamp: boot(99) }, 2],
    ['by their wall clocks', { stamp: stampAt(0) }, { stamp: stampAt(120) }, 1],
    ['by their wall clocks, longer after', { stamp: stampAt(0) }, { stamp: stampAt(121) }, 2],
    ['on no clock in common', { stamp: stampAt(0) }, {}, 2],
    ['on one machine', { node: 'w1' }, { node: 'w1.example' }, 1],
    ['on two machines', { node: 'w1' }, { node: 'w2' }, 2],
    ['of which the second has a head of its own', {}, { has: { header: true, memory: false, conclusion: true } }, 2],
    [
      'with the kill of whom the first chose',
      { chosen: chosen(7), constraint: 'CONSTRAINT_MEMCG' },
      { kills: [kill(9), kill(7)] },
      1,
    ],
    ['with the kill of another', { chosen: chosen(7), constraint: 'CONSTRAINT_MEMCG' }, { kills: [kill(9)] }, 2],
    ['with the kill of a child, by an old kernel', { chosen: chosen(7) }, { kills: [kill(9)] }, 1],
    ['without a kill', { chosen: chosen(7), constraint: 'CONSTRAINT_MEMCG' }, {}, 1],
  ])('%s', (_, one, two, expected) => {
    expect(count(first(one), second(two))).toBe(expected)
    expect(count(second(two), first(one))).toBe(expected)
  })

  test('are of files that follow each other, each half once', () => {
    expect(count(first({}, 'kern.log.2'), second())).toBe(2)
    expect(count(first(), second({}, 'messages'))).toBe(2)
    expect(count(first(), second(), second({ evidence: [lineOf('kern.log', 2)], span: lineOf('kern.log', 2) }))).toBe(2)
    expect(count(first(), first({ span: lineOf('kern.log.1', 10) }), second())).toBe(2)
  })

  test.each([
    ['file-start', true],
    ['file-end', true],
    ['new-report', false],
    [null, false],
  ] as const)('are what %s cut: %s', (cutBy, expected) => {
    expect(isHalf(report({ cutBy }))).toBe(expected)
  })
})

describe('a report of two halves', () => {
  test('has head, memory and end of both, is dated by its end and cites both', () => {
    const merged = mergedReport(
      first({ gfpMask: '0x1', order: 3, trigger: { comm: 'a', pid: 1, oomScoreAdj: 0 } }),
      second({ kills: [kill(7)], order: null }),
    )
    expect(merged).toMatchObject({
      stamp: boot(101),
      gfpMask: '0x1',
      order: 3,
      trigger: { pid: 1 },
      cutBy: null,
      has: { header: true, memory: true, conclusion: true },
    })
    expect(merged.evidence.map(({ path }) => path)).toEqual(['kern.log.1', 'kern.log'])
    expect(
      mergedReport(
        first({ has: { header: true, memory: false, conclusion: false } }),
        second({ has: { header: false, memory: true, conclusion: false } }),
      ).has,
    ).toEqual({ header: true, memory: true, conclusion: false })
  })

  const facts = {
    node: 'w1',
    host: 'h',
    constraint: 'C',
    oomMemcg: '/a',
    taskMemcg: '/b',
    cpuset: 'c',
    memsAllowed: '0',
    nodemask: '1',
    chosen: chosen(7),
    oomGroup: '/g',
    stack: 'memcg',
    kernelRelease: '6.1',
  } as const
  test('has each fact from whichever half tells it, the end before the head', () => {
    const none = Object.fromEntries(Object.keys(facts).map(key => [key, null]))
    expect(mergedReport(first({ ...none, ...facts }), second(none))).toMatchObject(facts)
    expect(mergedReport(first(none), second({ ...none, ...facts }))).toMatchObject(facts)
    const others = { node: 'w2', constraint: 'D', oomMemcg: '/x', taskMemcg: '/y', oomGroup: '/z' }
    expect(mergedReport(first(facts), second({ ...facts, ...others }))).toMatchObject(others)
    expect(
      mergedReport(first({ kernelRelease: '6.1', stack: 'memcg' }), second({ kernelRelease: '6.2', stack: 'global' })),
    ).toMatchObject({ kernelRelease: '6.1', stack: 'memcg' })
    for (const flag of ['globalOom', 'sysrq', 'originUnproven'] as const) {
      expect(mergedReport(first({ [flag]: true }), second())[flag]).toBe(true)
      expect(mergedReport(first(), second({ [flag]: true }))[flag]).toBe(true)
      expect(mergedReport(first(), second())[flag]).toBe(false)
    }
  })

  test('has the pid of who asked from the second half, where both name it', () => {
    const asked = (comm: string, pid: number | null) => ({ trigger: { comm, pid, oomScoreAdj: 5 } })
    const pid = (one: Partial<OomReport>, two: Partial<OomReport>) => mergedReport(first(one), second(two)).trigger?.pid
    expect([
      pid(asked('a', null), asked('a', 3)),
      pid(asked('a', null), asked('b', 3)),
      pid(asked('a', 1), asked('a', 3)),
      pid(asked('a', null), {}),
      pid({}, asked('a', 3)),
    ]).toEqual([3, null, 1, null, undefined])
  })

  test('has the user of a victim from the choice or the table of the first half', () => {
    const uid = (one: Partial<OomReport>, own: number | null = null) =>
      mergedReport(first(one), second({ kills: [kill(7, { uid: own })] })).kills[0]?.uid
    const tasks = table([row(7, 'a', 1, { uid: 12 })])
    expect([
      uid({ chosen: { ...(chosen(7) ?? fail()), uid: 11 }, tasks }),
      uid({ chosen: chosen(8), tasks }),
      uid({ tasks }),
      uid({}),
      uid({ tasks }, 5),
    ]).toEqual([11, 12, 12, null, 5])
  })

  test('has tables and counters of both', () => {
    const merged = mergedReport(
      first({
        tasks: table([row(1, 'a', 1)], true),
        memcg: memcg({ memory: counter(1, 2), stats: { anon: 1, file: 2 } }),
        memInfo: memInfo({ slabs: [], ramPages: null, totalsPages: { free: 1 } }),
      }),
      second({
        tasks: table([row(2, 'b', 1)], false),
        memcg: memcg({ memory: counter(8, 9), swap: counter(3, 4), stats: { anon: 7, shmem: 3 } }),
        memInfo: memInfo({ ramPages: 5, totalsPages: { free: 2, shmem: 3 } }),
      }),
    )
    expect(merged.tasks).toMatchObject({ hasHeader: true, rows: [{ pid: 1 }, { pid: 2 }] })
    expect(merged.memcg).toMatchObject({
      memory: { usageBytes: 1 },
      swap: { usageBytes: 3 },
      stats: { anon: 1, file: 2, shmem: 3 },
    })
    expect(merged.memInfo).toMatchObject({ ramPages: 5, totalsPages: { free: 1, shmem: 3 } })
    expect([merged.memInfo?.zones.length, merged.memInfo?.nodes.length, merged.memInfo?.hugepages.length]).toEqual([
      4, 2, 2,
    ])
    const lone = mergedReport(
      first(),
      second({ tasks: table([row(2, 'b', 1)], false), memcg: memcg(), memInfo: memInfo() }),
    )
    expect([lone.tasks?.rows.length, lone.tasks?.hasHeader, lone.memInfo?.zones.length, lone.memcg === null]).toEqual([
      1,
      false,
      2,
      false,
    ])
    const both = mergedReport(
      first({ tasks: table([row(1, 'a', 1)], false) }),
      second({ tasks: table([row(2, 'b', 1)], true) }),
    )
    expect(both.tasks?.hasHeader).toBe(true)
  })
})

function fail(): never {
  throw new Error('the helper names a choice')
}

test.each([
  ['kern.log', 'kern.log', null, 'number'],
  ['kern.log.1', 'kern.log', -1, 'number'],
  ['kern.log.10.gz', 'kern.log', -10, 'number'],
  ['kern.log.2.xz!/kern.log.2', 'kern.log', -2, 'number'],
  ['messages-20240301', 'messages', 20_240_301, 'date'],
  ['messages-20240301.bz2', 'messages', 20_240_301, 'date'],
  ['messages-20240301-1709251200', 'messages', 20_240_301 + 0.170_925_12, 'date'],
  ['kernel-6.1', 'kernel-6.1', null, 'number'],
  ['v1.2.3', 'v1.2.3', null, 'number'],
  ['kern.log.12345', 'kern.log.12345', null, 'number'],
] as const)('%s is of %s', (path, log, number, by) => {
  const place = placeOf(path)
  expect([place.log, place.by]).toEqual([log, by])
  if (number === null) expect(place.number).toBeNull()
  else expect(place.number).toBeCloseTo(number, 6)
})

test.each([
  ['m-20240301', 'm-20240302', ['m-20240303'], true],
  ['m-20240301', 'm-20240303', ['m-20240302'], false],
  ['m-20240301', 'm', ['x-20240302'], true],
  ['m-20240301', 'm', ['m-20240302'], false],
  ['m-20240301', 'm-20240301', [], false],
  ['m-20240301', 'm.1', [], false],
  ['m.1', 'm-20240301', [], false],
  ['m.2', 'm.1', ['m.1', 'm'], true],
] as const)('%s, then %s, beside %j: %s', (one, two, others, expected) => {
  expect(followsOn(one, two, [one, two, ...others])).toBe(expected)
})
