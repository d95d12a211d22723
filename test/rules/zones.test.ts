import { expect, test } from 'vitest'
import type { ZoneInfo } from '../../src/model/kernel.ts'
import type { Incident } from '../../src/model/report.ts'
import { fragmentation } from '../../src/rules/fragmentation.ts'
import { lowZone } from '../../src/rules/low-zone.ts'
import { type CaseParts, caseOf, memInfo, scope, zone } from './cases.ts'

const GFP_KERNEL = '0xcc0'
const GFP_DMA32 = '0xcc4'
const GFP_USER = '0x140dca'

const of = (zones: readonly ZoneInfo[], parts: Partial<Incident>): CaseParts => ({
  incident: { kind: 'global', scope: scope({ level: 'node' }), gfpMask: GFP_KERNEL, ...parts },
  report: { memInfo: memInfo({ zones }) },
})

const singles = zone('Normal', { free: 40_000, min: 4000, high: 8000 }, { freeBlocks: [9500, 250, 0, 0] })
const blocks = zone('Normal', { free: 40_000, min: 4000, high: 8000 }, { freeBlocks: [9000, 250, 125, 0] })
const empty = zone('Normal', { free: 3900, min: 4000, high: 8000 }, { freeBlocks: [975, 0, 0, 0] })
// 3000 pages of 4 KiB are kept for requests that have no other zone: more than is free above the watermark.
const reserved = zone(
  'DMA',
  { free: 12_000, min: 100, high: 200 },
  { freeBlocks: [3000, 0, 0, 0], lowmemReservePages: [0, 3000, 3000, 3000] },
)
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
] as const)('fragmentation: %s', (_, zones, parts, holds) => {
  const verdict = fragmentation.check(caseOf(of(zones, parts)))
  expect(verdict?.cause.code ?? null).toBe(holds ? 'fragmentation' : null)
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
