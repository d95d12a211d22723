import { expect, test } from 'vitest'
import { allocationOf } from '../../src/engine/explain/allocation/allocation.ts'
import type { MemInfo, ZoneInfo } from '../../src/model/kernel.ts'
import type { Incident } from '../../src/model/report.ts'
import { cmaOnly } from '../../src/rules/cma-only.ts'
import { fragmentation } from '../../src/rules/fragmentation.ts'
import { lowZone } from '../../src/rules/low-zone.ts'
import { type CaseParts, caseOf, memInfo, report, scope, zone } from './cases.ts'

const GFP_KERNEL = '0xcc0'
const GFP_DMA = '0xcc1'
const GFP_DMA32 = '0xcc4'
const GFP_USER = '0x140dca'

/** Whether a release prints zones, and its lists, is in the numbers; 6.1 has the check as it is today. */
function of(zones: readonly ZoneInfo[], parts: Partial<Incident>, totals: Partial<MemInfo> = {}): CaseParts {
  const { kind = 'global', gfpMask = GFP_KERNEL, order = 0 } = parts
  const told = report({ gfpMask, order, kernelRelease: '6.1.0', memInfo: memInfo({ zones, ...totals }) })
  const allocation = allocationOf(told, kind, 4096)
  return { incident: { scope: scope({ level: 'node' }), ...parts, kind, gfpMask, allocation }, report: told }
}

const singles = zone('Normal', { free: 40_000, min: 4000, high: 8000 }, { freeBlocks: [9500, 250, 0, 0] })
const blocks = zone('Normal', { free: 40_000, min: 4000, high: 8000 }, { freeBlocks: [9000, 250, 125, 0] })
const empty = zone('Normal', { free: 3900, min: 4000, high: 8000 }, { freeBlocks: [975, 0, 0, 0] })
// 3000 pages of 4 KiB are kept for requests that have no other zone: more than is free above the watermark.
const reserved = zone(
  'DMA',
  { free: 12_000, min: 100, high: 200 },
  { freeBlocks: [3000, 0, 0, 0], lowmemReservePages: [0, 3000, 3000, 3000] },
)
const letters = (zone: ZoneInfo, from: number, types: string): ZoneInfo => ({
  ...zone,
  freeBlockTypes: zone.freeBlocks.map((count, order) => (count === 0 ? null : order < from ? 'UM' : types)),
})
const cmaBlocks = letters({ ...blocks, freeBlocks: [9000, 250, 0, 64] }, 3, 'C')
const atomicOnly = letters({ ...blocks, freeBlocks: [9000, 250, 0, 64] }, 3, 'H')
const atomicAll = { ...atomicOnly, fieldsKiB: { ...atomicOnly.fieldsKiB, reserved_highatomic: 37_000 } }
const emptyDma32 = zone('DMA32', { free: 1500, min: 1700, high: 2500 })
const ampleNormal = zone('Normal', { free: 900_000, min: 40_000, high: 60_000 })
const modestNormal = zone('Normal', { free: 100_000, min: 40_000, high: 60_000 })

test.each([
  ['free memory in single pages only', [singles], { order: 2 }, true],
  ['a reserve is not free memory, the rest is broken up', [reserved, singles], { order: 2 }, true],
  ['a block of the order is there', [blocks], { order: 2 }, false],
  ['nothing is free', [empty], { order: 2 }, false],
  ['only the reserve is free', [reserved], { order: 2 }, false],
  ['a single page was asked for', [singles], { order: 0 }, false],
  ['the mask is not known', [singles], { order: 2, gfpMask: null }, false],
  ['free lists are missing', [{ ...singles, freeBlocks: [] }], { order: 2 }, false],
  ['only blocks of CMA are large enough', [cmaBlocks], { order: 3 }, false],
  ['a movable page may stand in CMA', [cmaBlocks], { order: 3, gfpMask: GFP_USER }, false],
  ['only blocks for atomic requests are large enough', [atomicOnly], { order: 3 }, true],
  ['what is for atomic requests is all that is free', [atomicAll], { order: 3 }, false],
  ['order 3, with blocks of order 5', [{ ...blocks, freeBlocks: [9000, 250, 0, 0, 0, 4] }], { order: 3 }, false],
  ['the reserve is not kept from a request that ends at the zone', [reserved], { order: 2, gfpMask: GFP_DMA }, true],
  ['another zone is not known', [singles, { ...empty, fieldsKiB: {} }], { order: 2 }, false],
] as const)('fragmentation: %s', (_, zones, parts, holds) => {
  const verdict = fragmentation.check(caseOf(of(zones, parts)))
  expect(verdict?.cause.code ?? null).toBe(holds ? 'fragmentation' : null)
})

const cma = (free: number, freeCma: number): ZoneInfo => {
  const plain = zone('Normal', { free, min: 40_000, high: 60_000 })
  return { ...plain, fieldsKiB: { ...plain.fieldsKiB, free_cma: freeCma } }
}

test.each([
  ['all that is free above the watermark lies in CMA areas', [cma(200_000, 180_000)], {}, true],
  ['only blocks of CMA are large enough', [cmaBlocks], { order: 3 }, true],
  ['a movable page may stand in CMA', [cma(200_000, 180_000)], { gfpMask: GFP_USER }, false],
  ['with the CMA areas it would be little all the same', [cma(45_000, 30_000)], {}, false],
  ['enough lies outside of CMA areas', [cma(200_000, 90_000)], {}, false],
  ['there is no CMA area', [empty], {}, false],
  ["a cgroup's limit", [cma(200_000, 180_000)], { kind: 'memcg' }, false],
] as const)('CMA: %s', (_, zones, parts, holds) => {
  expect(cmaOnly.check(caseOf(of(zones, parts)))?.cause.code ?? null).toBe(holds ? 'cma-only' : null)
})

test.each([
  ['DMA32 is empty, Normal is not', [emptyDma32, ampleNormal], { gfpMask: GFP_DMA32 }, true],
  ['lowmem is empty, HighMem is not', [empty, zone('HighMem', { free: 900_000, min: 500, high: 900 })], {}, true],
  ['the request may use every zone', [emptyDma32, ampleNormal], { gfpMask: GFP_USER }, false],
  ['the other zone has little as well', [emptyDma32, modestNormal], { gfpMask: GFP_DMA32 }, false],
  ['other zones are not printed', [emptyDma32], { gfpMask: GFP_DMA32 }, false],
  ['the low zone has memory', [zone('DMA32', { free: 9000, min: 1700 }), ampleNormal], { gfpMask: GFP_DMA32 }, false],
  ["a cgroup's limit", [emptyDma32, ampleNormal], { gfpMask: GFP_DMA32, kind: 'memcg' }, false],
] as const)('low zone: %s', (_, zones, parts, holds) => {
  const verdict = lowZone.check(caseOf(of(zones, parts)))
  expect(verdict?.cause.code ?? null).toBe(holds ? 'low-zone' : null)
})

const PAGES = 4_000_000
const machine = (free: number): Partial<MemInfo> => ({ totalsPages: { free }, ramPages: PAGES })
const nodeAccount = {
  of: 'node',
  totalBytes: PAGES * 4096,
  parts: [],
  unaccountedBytes: 0,
  processes: null,
  note: null,
} as const

test.each([
  ['half of the machine is free elsewhere', PAGES / 2, GFP_DMA32, 'low-zone'],
  ['some per cent are', PAGES / 30, GFP_DMA32, null],
  ['the request may use every zone', PAGES / 2, GFP_USER, null],
] as const)('low zone, of a kernel that prints allowed zones only: %s', (_, free, gfpMask, code) => {
  const blocksOfAll = { ...emptyDma32, freeBlocks: [375, 0, 0, 0] }
  const verdict = lowZone.check(caseOf(of([blocksOfAll], { gfpMask, memory: nodeAccount }, machine(free))))
  expect(verdict?.cause.code ?? null).toBe(code)
  if (code) expect(verdict?.cause.why).toContain('Another 7.63 GiB was free in zones that the report leaves out')
})

test('a fragmented zone names the kinds of the blocks that are large enough', () => {
  expect(cmaOnly.check(caseOf(of([cmaBlocks], { order: 3 })))?.cause.why).toBe(
    'The request for 8 pages in a row (order 3, 32 KiB) failed with memory free above the watermark, but not in a block of that size that it may take: node 0 Normal 39.1 MiB free. The free blocks of that size are of CMA areas, which only movable pages may use.',
  )
})
