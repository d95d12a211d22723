import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageBytesOf } from '../../../src/engine/explain/page-size.ts'
import { kill, memInfo, report, row, table, zone, span } from './reports.ts'

const sizes = [4096, 8192, 16_384, 65_536]

test('by the free blocks of the zones', () => {
  expect(pageBytesOf(report({ memInfo: memInfo() }))).toBe(4096)
})

test('by the free blocks, whatever the page size', () => {
  const blocks = fc.array(fc.nat(1000), { minLength: 1, maxLength: 14 })
  fc.assert(
    fc.property(fc.constantFrom(...sizes), blocks, fc.integer({ min: -20, max: 20 }), (size, freeBlocks, lag) => {
      const pages = freeBlocks.reduce((sum, count, order) => sum + count * 2 ** order, 0)
      fc.pre(pages >= 1000)
      const zones = [zone('Normal', { free: ((pages + lag) * size) / 1024 }, freeBlocks)]
      expect(pageBytesOf(report({ memInfo: memInfo({ zones }) }))).toBe(size)
    }),
  )
})

test.each(sizes)("by the victim's total-vm and its row: %d", size => {
  const rows = [row(166, 'java', 16_320, { totalVmPages: 16_515 })]
  const kills = [kill(166, { totalVmKiB: (16_515 * size) / 1024 })]
  expect(pageBytesOf(report({ tasks: table(rows), kills }))).toBe(size)
})

test("by the victim's rss where its total-vm is not known", () => {
  const rows = [row(166, 'java', 16_320, { totalVmPages: null })]
  const kills = [kill(166, { anonRssKiB: 65_204, fileRssKiB: 4, shmemRssKiB: 72 })]
  expect(pageBytesOf(report({ tasks: table(rows), kills }))).toBe(4096)
})

test('by the node lines, where all of them agree', () => {
  const zones = [zone('DMA32', { free: 1720 })]
  expect(pageBytesOf(report({ memInfo: memInfo({ zones }) }))).toBe(4096)
  // One of two nodes is left out: a quarter of one list and all of another are on the node that is shown.
  const nodes = [
    {
      node: 1,
      fieldsKiB: { active_anon: 2208, inactive_anon: 50_828, active_file: 0, inactive_file: 0, shmem: 4420 },
      span,
    },
  ]
  expect(pageBytesOf(report({ memInfo: memInfo({ zones, nodes }) }))).toBeNull()
})

test('by the sizes of page tables, which are whole pages', () => {
  const tables = (...sizes: readonly number[]) =>
    report({ tasks: table(sizes.map((pgtablesBytes, at) => row(at + 2, 'a', 10, { pgtablesBytes }))) })
  expect(pageBytesOf(tables(61_440))).toBe(4096)
  expect(pageBytesOf(tables(24_576, 36_864, 90_112))).toBe(4096)
  // Both 4 KiB and 8 KiB would do.
  expect(pageBytesOf(tables(90_112, 24_576))).toBeNull()
})

test("by a cgroup's anonymous memory and its tasks", () => {
  const memcg = {
    memory: null,
    swap: null,
    memoryPlusSwap: null,
    kmem: null,
    stats: { anon: 6155 * 4096 },
    statsSpan: null,
  }
  const tasks = table([row(133, 'immortal', 6155, { pgtablesBytes: 90_112 })])
  expect(pageBytesOf(report({ memcg, tasks }))).toBe(4096)
  expect(pageBytesOf(report({ memcg: { ...memcg, stats: { anon: 6155 * 6000 } }, tasks }))).toBeNull()
})

test.each([
  ['nothing but a kill line', report({ kills: [kill(1, { totalVmKiB: 100_000 })] })],
  [
    'a victim that is not in the table',
    report({ kills: [kill(9, { totalVmKiB: 66_060 })], tasks: table([row(1, 'a', 16_000)]) }),
  ],
  [
    'a ratio that is no page size',
    report({ kills: [kill(1, { totalVmKiB: 96_000 })], tasks: table([row(1, 'a', 15_500)]) }),
  ],
  [
    'too few pages to tell',
    report({ memInfo: memInfo({ zones: [zone('DMA', { free: 40 }, [10])], nodes: [], totalsPages: {} }) }),
  ],
])('null: %s', (_, subject) => {
  expect(pageBytesOf(subject)).toBeNull()
})
