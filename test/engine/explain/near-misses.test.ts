import { describe, expect, test } from 'vitest'
import { noteOf, unseenOnNode } from '../../../src/engine/explain/account-note.ts'
import type { ZoneState } from '../../../src/model/allocation.ts'
import { hasBlock, largestUsableOrder } from '../../../src/engine/explain/allocation/blocks.ts'
import { outOfReach } from '../../../src/engine/explain/allocation/out-of-reach.ts'
import { requestOf } from '../../../src/engine/explain/allocation/request.ts'
import { freeOf, listed } from '../../../src/engine/explain/allocation/words.ts'
import { qosReading } from '../../../src/engine/explain/qos.ts'
import { pageBytesOf } from '../../../src/engine/explain/page-size.ts'
import { selectionOf } from '../../../src/engine/explain/selection.ts'
import { totalPagesOf } from '../../../src/engine/explain/total-pages.ts'
import { isRamWrong, usableRamPagesOf } from '../../../src/engine/explain/usable-ram.ts'
import type { MemInfo, OomReport, TaskRow } from '../../../src/model/kernel.ts'
import { chosen, counter, kill, memcg, memInfo, report, row, span, table, zone } from './reports.ts'

const MIB = 2 ** 20

describe('the size of a page', () => {
  test('is told by sixty-four pages or more', () => {
    const of = (blocks: number) =>
      pageBytesOf(
        report({
          memInfo: memInfo({ zones: [zone('Normal', { free: blocks * 4 }, [blocks])], nodes: [], totalsPages: {} }),
        }),
      )
    expect([64, 63].map(of)).toEqual([4096, null])
  })

  test('is told by all that the victim held, of whichever kind', () => {
    const rows = table([row(166, 'java', 16_321, { totalVmPages: null, pgtablesBytes: null })])
    const of = (anonRssKiB: number | null, fileRssKiB: number | null, shmemRssKiB: number | null) =>
      pageBytesOf(report({ tasks: rows, kills: [kill(166, { anonRssKiB, fileRssKiB, shmemRssKiB })] }))
    expect(of(20_000, 20_284, 25_000)).toBe(4096)
    expect(of(65_284, null, null)).toBe(4096)
    expect(of(20_000, 20_284, null)).toBeNull()
    expect(of(null, 40_284, 25_000)).toBeNull()
  })

  test('is told by the first victim that tells it', () => {
    const rows = table([
      row(1, 'a', 10, { totalVmPages: 10, pgtablesBytes: null }),
      row(2, 'b', 900, { totalVmPages: 1000, pgtablesBytes: null }),
    ])
    const kills = [kill(1, { totalVmKiB: 40 }), kill(9, { totalVmKiB: 1 }), kill(2, { totalVmKiB: 4000 })]
    expect(pageBytesOf(report({ tasks: rows, kills }))).toBe(4096)
  })

  test('is told by node lines that all have a field', () => {
    const of = (...shmem: readonly (number | undefined)[]) => {
      const nodes = shmem.map((kib, node) => ({ node, fieldsKiB: kib === undefined ? {} : { shmem: kib }, span }))
      return pageBytesOf(
        report({
          memInfo: memInfo({ zones: [], nodes: nodes as unknown as MemInfo['nodes'], totalsPages: { shmem: 1000 } }),
        }),
      )
    }
    expect(of(3000, 1000)).toBe(4096)
    expect(of(4000, undefined)).toBeNull()
  })

  test('is not told by a cgroup where the memory of the node is printed', () => {
    const stats = memcg({ stats: { anon: 6155 * 4096 } })
    const tasks = table([row(133, 'a', 6155, { pgtablesBytes: 90_112 })])
    expect(pageBytesOf(report({ memcg: stats, tasks }))).toBe(4096)
    expect(
      pageBytesOf(report({ memcg: stats, tasks, memInfo: memInfo({ zones: [], nodes: [], totalsPages: {} }) })),
    ).toBeNull()
  })
})

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

describe('RAM that the kernel can give out', () => {
  const usable = (parts: Partial<MemInfo>, pageBytes: number | null = 4096) =>
    usableRamPagesOf(report({ memInfo: memInfo(parts) }), pageBytes)

  test.each<[string, Partial<MemInfo>, number | null, number | null]>([
    ['what the zones manage, where all are printed', { reservedPages: 1 }, 4096, 57_367],
    ['all but what is reserved, where zones are left out', { zones: memInfo().zones.slice(0, 1) }, 4096, 57_367],
    ['all but what is reserved, without the size of a page', { reservedPages: 406 }, null, 65_000],
    ['nothing where all is reserved', { zones: [], ramPages: 10, reservedPages: 10 }, 4096, null],
    ['the last page', { zones: [], ramPages: 10, reservedPages: 9 }, 4096, 1],
    ['nothing without what is reserved', { zones: [], reservedPages: null }, 4096, null],
    ['nothing without all', { zones: [], ramPages: null }, 4096, null],
  ])('is %s', (_, parts, pageBytes, expected) => {
    expect(usable(parts, pageBytes)).toBe(expected)
  })

  const wrong = (parts: Partial<MemInfo>, constraint: string | null = 'CONSTRAINT_NONE') =>
    isRamWrong(report({ memInfo: memInfo(parts), constraint }), 4096)
  const [dma, dma32] = memInfo().zones.map(each => ({
    ...each,
    fieldsKiB: { ...each.fieldsKiB, slab_reclaimable: 3590 },
  }))
  const zones = dma && dma32 ? [dma, dma32] : []
  const total = memInfo().totalsPages

  test.each<[string, Partial<MemInfo>, boolean]>([
    ['as much as the zones hold', {}, false],
    ['less than they hold', { ramPages: 60_000 }, true],
    ['a little less', { ramPages: 63_000 }, false],
    ['more, and every counter of the zones adds up', { ramPages: 90_000, zones }, true],
    ['a little more', { ramPages: 68_000, zones }, false],
    [
      'more, and a counter does not add up',
      { ramPages: 90_000, zones, totalsPages: { ...total, slab_reclaimable: 9000 } },
      false,
    ],
    [
      'more, and counters are too small to tell',
      { ramPages: 90_000, zones: memInfo().zones, totalsPages: { free: 660 } },
      false,
    ],
    [
      'more, with hugepages on a node that is not shown',
      { ramPages: 90_000, zones, hugepages: [...memInfo().hugepages, { node: 1, total: 0, free: 0, sizeKiB: 2048 }] },
      false,
    ],
    [
      'more, with zones that do not name their node',
      { ramPages: 90_000, zones: zones.map(each => ({ ...each, node: null })) },
      true,
    ],
  ])('pages RAM is wrong where it is %s: %s', (_, parts, expected) => {
    expect(wrong(parts)).toBe(expected)
  })

  test('pages RAM may be of more nodes than are shown', () => {
    expect(wrong({ ramPages: 90_000, zones }, 'CONSTRAINT_CPUSET')).toBe(false)
    expect(wrong({ ramPages: 90_000, zones }, null)).toBe(false)
    expect(wrong({ ramPages: 60_000 }, null)).toBe(true)
  })
})

describe('what no counter shows', () => {
  const swap = (
    totalSwapKiB: number | null,
    freeSwapKiB: number | null,
    zspages: readonly (number | undefined)[] = [undefined],
  ) =>
    unseenOnNode(
      report({ memInfo: memInfo({ totalSwapKiB, freeSwapKiB }) }),
      memInfo({ zones: zspages.map(kib => zone('Normal', kib === undefined ? {} : { zspages: kib })) }),
    ).includes('zram')

  test('may be compressed swap, where swap is in use and no zone counts it', () => {
    expect(swap(40, 39)).toBe(true)
    expect(swap(40, 40)).toBe(false)
    expect(swap(40, null)).toBe(false)
    expect(swap(null, 0)).toBe(false)
    expect(swap(40, 39, [undefined, 5])).toBe(false)
  })

  test('may be a balloon, or hugepages that are not printed', () => {
    const said = (parts: Partial<MemInfo>) => unseenOnNode(report(), memInfo(parts))
    const balloon = (kib: number) => [{ node: 0, fieldsKiB: { Balloon: kib }, span }] as unknown as MemInfo['nodes']
    expect(said({ nodes: [...balloon(1024), ...balloon(1024)] })).toContain('The node lines count 2 MiB in a balloon.')
    expect(said({ nodes: balloon(0) })).not.toContain('The node lines')
    expect(said({ hugepages: [] })).toContain('prints no hugepages')
    expect(said({})).toBe('Drivers, a GPU, a balloon or ZFS take memory that way.')
  })

  test('is worth a word from a tenth, and an excess from a hundredth', () => {
    const note = (of: 'node' | 'cgroup', unaccountedBytes: number) =>
      noteOf(report({ memInfo: memInfo() }), 4096, {
        of,
        totalBytes: 1000 * MIB,
        parts: [],
        unaccountedBytes: unaccountedBytes * MIB,
      })
    expect(note('node', 100)).toContain('100 MiB (10 %) is in no counter that the kernel prints. Drivers')
    expect(note('cgroup', 100)).toContain('Kernels before 5.19')
    expect(note('node', 99)).toBeNull()
    expect(note('node', -10)).toBeNull()
    expect(note('node', -11)).toBe(
      'The parts add up to 11 MiB more than there is: the kernel read them at different times.',
    )
  })

  test('is worth nothing where lines of a node disagree, which says nothing of a cgroup', () => {
    const bad = report({ memInfo: memInfo({ ramPages: 60_000 }) })
    const note = (of: 'node' | 'cgroup') => noteOf(bad, 4096, { of, totalBytes: 1000, parts: [], unaccountedBytes: 0 })
    expect(note('node')).toMatch(/^Lines of the report disagree, so that this may be wrong \(`pages RAM` is /)
    expect(note('cgroup')).toBeNull()
  })
})

test.each([
  [3, 'Burstable', null],
  [4, 'Burstable', 996 * MIB],
  [998, 'Burstable', 2 * MIB],
  [999, 'Burstable', null],
  [1, null, null],
  [1001, null, null],
] as const)('an oom_score_adj of %d is that of %s', (adj, qos, requestBytes) => {
  expect(qosReading(adj, 'pause', 1000 * MIB)).toEqual({ qos, requestBytes })
})

describe('zones in words', () => {
  const state = (parts: Partial<ZoneState> = {}): ZoneState => ({
    node: 0,
    zone: 'Normal',
    managedBytes: 100 * MIB,
    freeBytes: 10 * MIB,
    minBytes: MIB,
    lowBytes: 2 * MIB,
    highBytes: 3 * MIB,
    reserveBytes: 0,
    freeCmaBytes: null,
    highatomicBytes: null,
    usable: true,
    freeBlocks: [],
    freeBlockTypes: [],
    largestUsableOrder: null,
    verdict: 'not-allowed',
    ...parts,
  })

  test('the three largest are named, and the rest is counted', () => {
    const named = (count: number) =>
      listed(
        Array.from({ length: count }, (_, at) => state({ zone: `Z${at}`, managedBytes: at * MIB })),
        each => each.zone,
      )
    expect([named(3), named(4)]).toEqual(['Z2, Z1, Z0', 'Z3, Z2, Z1, 1 more'])
    const bare = [
      state({ zone: 'a', managedBytes: null, freeBytes: 1 }),
      state({ zone: 'b', managedBytes: null, freeBytes: 2 }),
      state({ zone: 'c', managedBytes: null, freeBytes: null }),
    ]
    expect(listed(bare, each => each.zone)).toBe('b, a, c')
    expect([freeOf(state()), freeOf(state({ node: null }))]).toEqual([
      'node 0 Normal 10 MiB free',
      'Normal 10 MiB free',
    ])
  })

  const reach = (
    zones: readonly ZoneState[],
    allowedNodes: readonly number[] | null = null,
    freeElsewhereBytes: number | null = null,
  ) =>
    outOfReach({
      gfpFlags: null,
      order: 0,
      bytes: 4096,
      highestZone: 'Normal',
      allowedNodes,
      zones,
      freeElsewhereBytes,
    })

  test('what is out of reach is said where it is more than twice what the zone keeps', () => {
    expect(reach([state({ freeBytes: 6 * MIB + 1 })])).toEqual([
      expect.stringContaining('Its mask allows zones up to Normal'),
    ])
    expect(reach([state({ freeBytes: 6 * MIB })])).toEqual([])
    expect(reach([state({ verdict: 'fragmented' })])).toEqual([])
    expect(reach([state({ freeBytes: null })])).toEqual([])
  })

  test('by the nodes that it is bound to, or by its mask', () => {
    expect(reach([state({ node: 1 })], [0])).toEqual([
      'It was bound to NUMA node 0; out of its reach: node 1 Normal 10 MiB free.',
    ])
    expect(reach([state({ node: 1 })], [0, 1])).toEqual([expect.stringContaining('Its mask')])
    expect(reach([state({ node: null })], [0])).toEqual([expect.stringContaining('Its mask')])
    expect(reach([state({ node: 1 }), state({ node: 0, zone: 'Movable' })], [0])).toEqual([
      'Its mask allows zones up to Normal; out of its reach: node 0 Movable 10 MiB free.',
      'It was bound to NUMA node 0; out of its reach: node 1 Normal 10 MiB free.',
    ])
  })

  test('by what the report leaves out', () => {
    const elsewhere = (bytes: number | null) =>
      reach([state({ freeBytes: 0 }), state({ freeBytes: 0, highBytes: null })], null, bytes)
    expect(elsewhere(6 * MIB + 1)).toEqual([expect.stringContaining('was free in zones that the report leaves out')])
    expect(elsewhere(6 * MIB)).toEqual([])
    expect(elsewhere(null)).toEqual([])
  })
})

describe('a block of several pages', () => {
  const request = (order: number | null, gfpMask = '0xcc0') => requestOf(report({ order, gfpMask }))
  const blocks = (freeBlocks: readonly number[], types: readonly (string | null)[] = []) => ({
    ...zone('Normal', {}, freeBlocks),
    freeBlockTypes: types,
  })
  const has = (
    each: ReturnType<typeof blocks>,
    order: number | null,
    printed: string | null,
    pages = { free: 1000, min: 100 },
  ) => hasBlock(each, request(order), pages, { printed, printsNames: false })

  test('is there by the lists of free blocks', () => {
    expect([0, 1, 2].map(order => has(blocks([0, 1, 0]), order, '6.1.0'))).toEqual([true, true, false])
    expect(has(blocks([0, 1, 0]), null, '6.1.0')).toBeNull()
    expect(has(blocks([]), 1, '6.1.0')).toBeNull()
    expect(has(blocks([]), 0, '6.1.0')).toBe(true)
  })

  test('is there where it is of a kind that the request may take', () => {
    const largest = (types: string | null, gfpMask?: string) =>
      largestUsableOrder(blocks([1, 1], ['U', types]), request(0, gfpMask))
    expect([largest('U'), largest(null), largest('C'), largest('H'), largest('I'), largest('CU')]).toEqual([
      1, 1, 0, 0, 0, 1,
    ])
    expect(largest('C', '0x8')).toBe(1)
    expect(largestUsableOrder(blocks([0, 0]), request(0))).toBeNull()
  })

  test('until 4.3 had to be left when all smaller ones were taken', () => {
    // 100 pages free, 60 of them single: 38 are left for an order of 1, of which half of the watermark must stay.
    const old = (min: number, printed: string | null = '3.10.0') =>
      has(blocks([60, 20]), 1, printed, { free: 100, min })
    expect([old(76), old(78)]).toEqual([true, false])
    expect(old(78, '4.4.0')).toBe(true)
    expect([old(76, null), old(78, null)]).toEqual([true, null])
  })
})
