import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { selectionOf } from '../../../src/engine/explain/selection.ts'
import type { OomReport, TaskRow } from '../../../src/model/kernel.ts'
import type { IncidentKind } from '../../../src/model/report.ts'
import { chosen, counter, kill, memcg, memInfo, report, row, table } from './reports.ts'

const MIB = 2 ** 20

/** The rows of the same machine as `memInfo`, with a Guaranteed pod that grows and two that are in its way. */
const rows: readonly TaskRow[] = [
  row(83, 'kmsg', 77, { oomScoreAdj: -1000, pgtablesBytes: 24_576 }),
  row(100, 'systemd-journal', 477, { oomScoreAdj: -250, pgtablesBytes: 45_056 }),
  row(188, 'crawler', 2327, { oomScoreAdj: 1000, pgtablesBytes: 61_440 }),
  row(189, 'web-server', 3316, { oomScoreAdj: 700, pgtablesBytes: 69_632 }),
  row(193, 'postgres', 39_154, { oomScoreAdj: -997, pgtablesBytes: 352_256 }),
]
const onNode = (parts: Partial<OomReport> = {}): OomReport =>
  report({ memInfo: memInfo(), tasks: table(rows), chosen: chosen(188), ...parts })
const inCgroup = (tasks: readonly TaskRow[], parts: Partial<OomReport> = {}): OomReport =>
  report({ memcg: memcg({ memory: counter(64 * MIB, 64 * MIB) }), tasks: table(tasks), ...parts })
const of = (subject: OomReport, kind: IncidentKind = 'global', pageBytes: number | null = 4096) =>
  selectionOf(subject, kind, pageBytes)

describe("the kernel's own numbers", () => {
  test('a global kill is scaled by usable RAM and swap', () => {
    expect(of(onNode())).toMatchObject({ predictedPid: 188, agrees: true, tasks: 5, totalPages: 57_367 })
    expect(of(onNode())?.ranking.map(({ comm, points }) => [comm, points])).toEqual([
      ['crawler', 59_342],
      ['web-server', 43_233],
      ['systemd-journal', -13_762],
      ['postgres', -17_589],
    ])
  })

  test('swap counts', () => {
    expect(of(onNode({ memInfo: memInfo({ totalSwapKiB: 40_960 }) }))?.totalPages).toBe(57_367 + 10_240)
  })

  test('a wrong `pages reserved` is not used where all zones are printed', () => {
    expect(of(onNode({ memInfo: memInfo({ reservedPages: 12 }) }))?.totalPages).toBe(57_367)
  })

  test('a cpuset is scaled by what is present on the nodes that are shown', () => {
    const shown = memInfo({ zones: memInfo().zones.slice(1) })
    expect(of(onNode({ memInfo: shown }), 'cpuset')?.totalPages).toBe(61_408)
    expect(of(onNode({ memInfo: shown, gfpMask: '0xcc4' }), 'cpuset')?.totalPages).toBeNull()
  })

  test('a cgroup is scaled by its limit and the swap that it may use', () => {
    const swapping = { memory: counter(48 * MIB, 48 * MIB), swap: counter(32 * MIB, 32 * MIB) }
    const tasks = [row(160, 'swappy', 12_086, { swapentsPages: 8191, pgtablesBytes: 200_704, oomScoreAdj: 900 })]
    const found = of(inCgroup(tasks, { memcg: memcg(swapping), chosen: chosen(160) }), 'memcg')
    expect(found).toMatchObject({ totalPages: 20_480, predictedPid: 160, agrees: true })
    expect(found?.ranking[0]?.points).toBe(12_086 + 8191 + 49 + 900 * 20)
  })

  test('page tables are bytes or pages, by column', () => {
    const old = { pgtablesBytes: null, nrPtes: 30, nrPmds: 4, oomScoreAdj: 0 }
    const [first] = of(inCgroup([row(7, 'a', 1000, old)]), 'memcg')?.ranking ?? []
    expect(first).toMatchObject({ points: 1034, pgtablesBytes: 34 * 4096 })
  })
})

describe('who is left out', () => {
  test('init and −1000 are not candidates, however large', () => {
    const found = of(
      onNode({ tasks: table([row(1, 'init', 50_000), row(5, 'agent', 40_000, { oomScoreAdj: -1000 }), ...rows]) }),
    )
    expect(found?.predictedPid).toBe(188)
    expect(found?.ranking.map(({ pid }) => pid)).not.toContain(5)
    expect(found?.tasks).toBe(7)
  })

  test('the ranking ends after twenty, but keeps the victim and the trigger', () => {
    const crowd = Array.from({ length: 60 }, (_, index) => row(1000 + index, 'php', 5000 - index))
    const subject = inCgroup(crowd, { kills: [kill(1050)], trigger: { comm: 'php', pid: 1055, oomScoreAdj: 0 } })
    const found = of(subject, 'memcg')
    expect(found?.ranking.map(({ pid }) => pid)).toEqual([...crowd.slice(0, 20).map(({ pid }) => pid), 1050, 1055])
    expect(found).toMatchObject({ predictedPid: 1000, agrees: false, tasks: 60 })
  })
})

describe('nothing is predicted that the report cannot tell', () => {
  const small = row(1, 'small', 100, { pid: 20, tgid: 20, oomScoreAdj: 900 })
  const large = row(2, 'large', 16_000, { pid: 21, tgid: 21, oomScoreAdj: 100 })

  test.each([
    ['no page size', onNode(), 'global', null],
    ['the table lost its head', onNode({ tasks: table(rows, false) }), 'global', 4096],
    [
      'the table is cut',
      onNode({ has: { header: true, memory: true, conclusion: false }, cutBy: 'new-report', chosen: null }),
      'global',
      4096,
    ],
    ['the victim is not in the table', onNode({ chosen: chosen(4711) }), 'global', 4096],
    ['total pages unknown', onNode({ memInfo: null }), 'global', 4096],
    ['no adjustment column', onNode({ tasks: table(rows.map(r => ({ ...r, oomScoreAdj: null }))) }), 'global', 4096],
    [
      'no swap column, but swap',
      onNode({
        memInfo: memInfo({ totalSwapKiB: 4096 }),
        tasks: table(rows.map(r => ({ ...r, swapentsPages: null }))),
      }),
      'global',
      4096,
    ],
    ['a kind that is not known', onNode(), 'unknown', 4096],
  ] as const)('%s', (_, subject, kind, pageBytes) => {
    expect(of(subject, kind, pageBytes)).toMatchObject({ predictedPid: null, agrees: null })
  })

  test('without a table there is no selection', () => {
    expect(of(report(), 'global')).toBeNull()
  })

  test('swap that may or may not be had: predicted only where it makes no difference', () => {
    const swapUsed = { memory: counter(64 * MIB, 64 * MIB), swap: counter(MIB, null) }
    const differ = of(inCgroup([small, large], { memcg: memcg(swapUsed), chosen: chosen(20) }), 'memcg')
    expect(differ).toMatchObject({ totalPages: null, predictedPid: null, agrees: null })
    const same = [small, { ...large, oomScoreAdj: 900 }]
    expect(of(inCgroup(same, { memcg: memcg(swapUsed), chosen: chosen(21) }), 'memcg')?.predictedPid).toBe(21)
  })

  test('no swap in use: the limit alone, and no accusation where full swap could explain the choice', () => {
    const rows = [row(20, 'small', 100, { oomScoreAdj: 900 }), row(21, 'large', 16_000, { oomScoreAdj: 100 })]
    expect(of(inCgroup(rows, { chosen: chosen(21) }), 'memcg')).toMatchObject({
      totalPages: 16_384,
      predictedPid: 21,
      agrees: true,
    })
    expect(of(inCgroup(rows, { chosen: chosen(20) }), 'memcg')).toMatchObject({ predictedPid: null, agrees: null })
  })

  test('unknown total pages do not matter where nobody is adjusted', () => {
    const equal = rows.map(r => ({ ...r, oomScoreAdj: 0 }))
    expect(of(onNode({ memInfo: null, tasks: table(equal), chosen: chosen(193) }))).toMatchObject({
      predictedPid: 193,
      agrees: true,
    })
  })
})

describe('equals and eras', () => {
  const twins = [row(30, 'worker', 900), row(31, 'worker', 900)]

  test('of two equals the chosen one counts, and none where nobody was', () => {
    expect(of(inCgroup(twins, { chosen: chosen(31) }), 'memcg')).toMatchObject({ predictedPid: 31, agrees: true })
    expect(of(inCgroup(twins), 'memcg')).toMatchObject({ predictedPid: null, agrees: null })
  })

  test('up to 5.8 all protected tasks are equal; since then the largest is first', () => {
    const guarded = [row(40, 'pause', 1, { oomScoreAdj: -998 }), row(41, 'app', 12_000, { oomScoreAdj: -997 })]
    const at = (kernelRelease: string) => of(inCgroup(guarded, { kernelRelease, chosen: chosen(40) }), 'memcg')?.agrees
    expect(at('5.4.0-42-generic')).toBe(true)
    expect(at('5.10.0-46-cloud-amd64')).toBe(false)
  })

  test("an old kernel's 3 % for CAP_SYS_ADMIN decides nothing", () => {
    const old = { pgtablesBytes: null, nrPtes: 10, nrPmds: 2 }
    const pair = [row(50, 'root', 1000, { ...old, uid: 0 }), row(51, 'user', 990, { ...old, uid: 1000 })]
    expect(of(inCgroup(pair, { chosen: chosen(51) }), 'memcg')?.agrees).toBe(true)
    const apart = [row(50, 'root', 1000, { ...old, uid: 0 }), row(51, 'user', 900, { ...old, uid: 1000 })]
    expect(of(inCgroup(apart, { chosen: chosen(51) }), 'memcg')?.agrees).toBe(false)
  })

  test('the chosen process counts, not the child that was sacrificed for it', () => {
    expect(of(onNode({ chosen: chosen(188), kills: [kill(189)] }))?.agrees).toBe(true)
  })

  test('a leader that has exited is found by its thread group', () => {
    const tasks = [row(61, 'java', 16_000, { tgid: 60, oomScoreAdj: 968 })]
    expect(of(inCgroup(tasks, { chosen: chosen(60) }), 'memcg')).toMatchObject({ predictedPid: 60, agrees: true })
  })

  test('with oom_kill_allocating_task who asks is who dies', () => {
    const asked = {
      killPrefix: 'allocating-task',
      trigger: { comm: 'web-server', pid: 189, oomScoreAdj: 700 },
    } as const
    expect(of(onNode({ ...asked, chosen: chosen(189) }))).toMatchObject({ predictedPid: 189, agrees: true })
    expect(of(onNode({ ...asked, trigger: null }))).toMatchObject({ predictedPid: null, agrees: null })
  })
})

test('ranked by points, and the predicted one first, whatever the table', () => {
  const task = fc.record({
    pages: fc.nat(100_000),
    swap: fc.nat(1000),
    adj: fc.integer({ min: -1000, max: 1000 }),
    tables: fc.nat(100),
  })
  fc.assert(
    fc.property(fc.array(task, { minLength: 1, maxLength: 60 }), fc.nat(59), (tasks, victim) => {
      const all = tasks.map(({ pages, swap, adj, tables }, index) =>
        row(index + 2, `t${index}`, pages, { swapentsPages: swap, oomScoreAdj: adj, pgtablesBytes: tables * 4096 }),
      )
      const pid = (victim % all.length) + 2
      const found = of(onNode({ tasks: table(all), chosen: chosen(pid) }))
      const points = found?.ranking.map(task => task.points) ?? []
      expect(points).toEqual(points.toSorted((a, b) => b - a))
      expect(found?.predictedPid ?? null).toBe(found?.ranking[0]?.pid ?? null)
      expect(found?.ranking.some(({ oomScoreAdj }) => oomScoreAdj === -1000)).toBe(false)
      expect(found?.agrees).toBe(found?.predictedPid === null ? null : found?.predictedPid === pid)
    }),
  )
})
