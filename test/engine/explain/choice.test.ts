import { describe, expect, test } from 'vitest'
import { selectionOf } from '../../../src/engine/explain/selection.ts'
import { totalPagesOf } from '../../../src/engine/explain/total-pages.ts'
import type { OomReport, TaskRow } from '../../../src/model/kernel.ts'
import { chosen, counter, memcg, memInfo, report, row, table, zone } from './reports.ts'

const MIB = 2 ** 20

describe('the choice of the kernel', () => {
  const inCgroup = (rows: readonly TaskRow[], parts: Partial<OomReport> = {}) =>
    selectionOf(
      report({ memcg: memcg({ memory: counter(64 * MIB, 64 * MIB) }), tasks: table(rows), ...parts }),
      'memcg',
      4096,
    )
  const none = { pgtablesBytes: 0 }

  test('counts what kernels print apart', () => {
    const split = { rssPages: null, rssAnonPages: 100, rssFilePages: 20, rssShmemPages: 3, ...none }
    expect(inCgroup([row(7, 'a', 0, split)])?.ranking[0]?.points).toBe(123)
    const part = { ...split, rssFilePages: null, rssShmemPages: null }
    expect(inCgroup([row(7, 'a', 0, part)])?.ranking[0]?.points).toBe(100)
    expect(inCgroup([row(7, 'a', 0, { ...split, rssAnonPages: null })])).toMatchObject({ predictedPid: null })
  })

  test('takes all protected tasks as equal where the release is not known, unless the table is of a new one', () => {
    const guarded = (parts: Partial<TaskRow>) => [
      row(40, 'pause', 1, { oomScoreAdj: -998, ...parts }),
      row(41, 'app', 12_000, { oomScoreAdj: -997, ...parts }),
    ]
    const agrees = (parts: Partial<TaskRow>) =>
      inCgroup(guarded(parts), { kernelRelease: null, chosen: chosen(40) })?.agrees
    expect(agrees({})).toBe(true)
    const split = [
      row(40, 'pause', 1, { rssPages: null, rssAnonPages: 1, oomScoreAdj: -998 }),
      row(41, 'app', 1, { rssPages: null, rssAnonPages: 12_000, oomScoreAdj: -997 }),
    ]
    expect(inCgroup(split, { kernelRelease: null, chosen: chosen(40) })?.agrees).toBe(false)
  })

  test('takes 3 % off root alone, by tables of old kernels', () => {
    const old = { pgtablesBytes: null, nrPtes: 0, nrPmds: 0 }
    const pair = (rootUid: number) => [
      row(50, 'root', 1000, { ...old, uid: rootUid }),
      row(51, 'user', 990, { ...old, uid: 1000 }),
    ]
    expect(inCgroup(pair(0), { chosen: chosen(51) })?.agrees).toBe(true)
    expect(inCgroup(pair(7), { chosen: chosen(51) })?.agrees).toBe(false)
    const news = [row(50, 'root', 1000, { ...none, uid: 0 }), row(51, 'user', 990, { ...none, uid: 1000 })]
    expect(inCgroup(news, { chosen: chosen(51) })?.agrees).toBe(false)
  })

  test.each<[string, Partial<OomReport>, 'memcg' | 'global', boolean]>([
    [
      'a cgroup without swap in use',
      { memcg: memcg({ memory: counter(64 * MIB, 64 * MIB), swap: counter(0, 0) }) },
      'memcg',
      true,
    ],
    [
      'a cgroup with swap in use',
      { memcg: memcg({ memory: counter(64 * MIB, 64 * MIB), swap: counter(MIB, MIB) }) },
      'memcg',
      false,
    ],
    ['a cgroup that says nothing of swap', {}, 'memcg', false],
    ['a machine without swap', { memInfo: memInfo({ totalSwapKiB: 0, freeSwapKiB: 0 }) }, 'global', true],
    [
      'a machine with all of its swap free',
      { memInfo: memInfo({ totalSwapKiB: 40, freeSwapKiB: 40 }) },
      'global',
      true,
    ],
    ['a machine with some of it in use', { memInfo: memInfo({ totalSwapKiB: 40, freeSwapKiB: 39 }) }, 'global', false],
    [
      'a machine whose swap is not known',
      { memInfo: memInfo({ totalSwapKiB: null, freeSwapKiB: null }) },
      'global',
      false,
    ],
  ])('by a table without swap is told for %s: %s', (_, parts, kind, isTold) => {
    const rows = table([row(7, 'a', 1000, { ...none, swapentsPages: null })])
    const subject = report({
      memcg: memcg({ memory: counter(64 * MIB, 64 * MIB) }),
      tasks: rows,
      chosen: chosen(7),
      ...parts,
    })
    expect(selectionOf(subject, kind, 4096)?.predictedPid).toBe(isTold ? 7 : null)
  })

  test('is that of whoever asked only where the table holds it', () => {
    const asked = (pid: number) =>
      inCgroup([row(7, 'a', 1000)], { killPrefix: 'allocating-task', trigger: { comm: 'a', pid, oomScoreAdj: 0 } })
        ?.predictedPid
    expect([asked(7), asked(8)]).toEqual([7, null])
  })

  test('is not told of a report that was cut, by whatever cut it, but of one that just ends', () => {
    const has = { header: true, memory: true, conclusion: false }
    const of = (cutBy: OomReport['cutBy']) => inCgroup([row(7, 'a', 1000, none)], { has, cutBy })?.predictedPid
    expect([of('file-end'), of(null)]).toEqual([null, 7])
  })

  test('is ranked with the chosen one first among equals', () => {
    const twins = [row(30, 'a', 900, none), row(31, 'b', 900, none), row(32, 'c', 900, none)]
    const pids = (pid: number) => inCgroup(twins, { chosen: chosen(pid) })?.ranking.map(each => each.pid)
    expect([pids(31), pids(32)]).toEqual([
      [31, 30, 32],
      [32, 30, 31],
    ])
  })

  test('has page tables in bytes, where the size of a page tells them', () => {
    const tables = (parts: Partial<TaskRow>, pageBytes: number | null) =>
      selectionOf(report({ tasks: table([row(7, 'a', 10, { pgtablesBytes: null, ...parts })]) }), 'memcg', pageBytes)
        ?.ranking[0]?.pgtablesBytes
    expect(tables({ nrPtes: 3, nrPmds: null }, 4096)).toBe(12_288)
    expect(tables({ nrPtes: 3, nrPmds: 1 }, null)).toBeNull()
    expect(tables({ nrPtes: null }, 4096)).toBeNull()
    expect(tables({ pgtablesBytes: 5 }, null)).toBe(5)
  })
})

describe('what oom_score_adj is scaled by', () => {
  const pages = (
    parts: Partial<OomReport>,
    kind: Parameters<typeof totalPagesOf>[1],
    pageBytes: number | null = 4096,
  ) => totalPagesOf(report(parts), kind, pageBytes)?.pages ?? null

  test.each<[string, Partial<OomReport>, Parameters<typeof totalPagesOf>[1], number | null, number | null]>([
    ['RAM and swap', { memInfo: memInfo({ totalSwapKiB: 4 }) }, 'global', 4096, 57_368],
    [
      'RAM where there is no swap, whatever the size of a page',
      { memInfo: memInfo({ zones: [] }) },
      'global',
      null,
      57_367,
    ],
    [
      'nothing where swap is counted in unknown pages',
      { memInfo: memInfo({ zones: [], totalSwapKiB: 4 }) },
      'global',
      null,
      null,
    ],
    ['nothing where swap is not known', { memInfo: memInfo({ totalSwapKiB: null }) }, 'global', 4096, null],
    ['the nodes that are allowed, and swap', { memInfo: memInfo({ totalSwapKiB: 4 }) }, 'cpuset', 4096, 65_407],
    ['nothing without the nodes', {}, 'cpuset', 4096, null],
    ['nothing without the size of a page', { memInfo: memInfo() }, 'cpuset', null, null],
    ['nothing of nodes whose swap is not known', { memInfo: memInfo({ totalSwapKiB: null }) }, 'mempolicy', 4096, null],
    [
      'nothing of nodes that do not say',
      { memInfo: memInfo({ zones: [zone('Normal', {})] }) },
      'mempolicy',
      4096,
      null,
    ],
    ['the limit', { memcg: memcg({ memory: counter(1, 8 * 4096) }) }, 'memcg', 4096, 8],
    ['nothing without a limit', { memcg: memcg({ memory: counter(1, null) }) }, 'memcg', 4096, null],
    [
      'nothing of a limit without the size of a page',
      { memcg: memcg({ memory: counter(1, 4096) }) },
      'memcg',
      null,
      null,
    ],
    [
      'nothing of a limit where a task has pages in swap',
      {
        memcg: memcg({ memory: counter(1, 8 * 4096) }),
        tasks: table([row(1, 'a', 1), row(2, 'b', 1, { swapentsPages: 1 })]),
      },
      'memcg',
      4096,
      null,
    ],
    [
      'the limit where no task has',
      {
        memcg: memcg({ memory: counter(1, 8 * 4096) }),
        tasks: table([row(1, 'a', 1), row(2, 'b', 1, { swapentsPages: null })]),
      },
      'memcg',
      4096,
      8,
    ],
    ['nothing of a kind that is not known', { memInfo: memInfo() }, 'unknown', 4096, null],
  ])('is %s', (_, parts, kind, pageBytes, expected) => {
    expect(pages(parts, kind, pageBytes)).toBe(expected)
  })
})
