import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocationOf } from '../../../../src/engine/explain/allocation/allocation.ts'
import type { OomReport, ZoneInfo } from '../../../../src/model/kernel.ts'
import type { IncidentKind } from '../../../../src/model/report.ts'
import { memInfo, report, zone } from '../reports.ts'

const of = (zones: readonly ZoneInfo[], parts: Partial<OomReport> = {}, kind: IncidentKind = 'global') =>
  allocationOf(report({ gfpMask: '0xcc0', memInfo: memInfo({ zones }), ...parts }), kind, 4096)
const first = (...given: Parameters<typeof of>) => of(...given)?.zones[0]

const lists = (name: string, lowmemReservePages: readonly number[]): ZoneInfo => ({
  ...zone(name, { free: 10_000, min: 100, high: 200 }),
  lowmemReservePages,
})

// 64-bit x86 with ZONE_DEVICE, as every distribution builds it.
const X86_64 = [
  lists('DMA', [0, 2977, 15_990, 15_990, 15_990]),
  lists('DMA32', [0, 0, 13_013, 13_013, 13_013]),
  lists('Normal', [0, 0, 0, 0, 0]),
]

test.each([
  ['a request for DMA', X86_64, '0xcc1', 0],
  ['for DMA32', X86_64, '0xcc4', 2977],
  ['for Normal', X86_64, '0xcc0', 15_990],
  ['for movable pages', X86_64, '0x140dca', 15_990],
  ['for HighMem, where there is none', X86_64, '0x100cc2', 15_990],
  ['32-bit, for Normal', [lists('DMA', [0, 800, 2000, 2000]), lists('HighMem', [0, 0, 0, 0])], '0xcc0', 800],
  ['32-bit, for HighMem', [lists('DMA', [0, 800, 2000, 2000]), lists('HighMem', [0, 0, 0, 0])], '0x100cc2', 2000],
  ['builds that do not agree', [lists('DMA', [0, 100, 200, 300])], '0xcc0', null],
  ['no list', [zone('DMA', { free: 10_000, min: 100 })], '0xcc0', null],
  ['a list that keeps nothing', [lists('DMA', [0, 0, 0])], null, 0],
])('the entry of lowmem_reserve: %s', (_, zones, gfpMask, pages) =>
  expect(first(zones, { gfpMask })?.reserveBytes).toBe(pages === null ? null : pages * 4096),
)

test('the reserve is not known without the size of a page', () => {
  const told = allocationOf(report({ gfpMask: '0xcc0', memInfo: memInfo({ zones: X86_64 }) }), 'global', null)
  expect(told).toMatchObject({ bytes: null, zones: [{ reserveBytes: null, verdict: 'unknown' }, {}, {}] })
})

test('a zone that the kernel may lack leaves open how far a request reaches', () => {
  const normal = [lists('Normal', [0, 0, 0])]
  expect(first(normal, { gfpMask: '0xcc4' })).toMatchObject({ usable: null, verdict: 'unknown' })
  expect(first([lists('DMA', [0, 9, 9, 9, 9]), ...X86_64.slice(2)], { gfpMask: '0xcc1' })?.usable).toBe(true)
})

const free = { free: 40_000, min: 4000, low: 6000, high: 8000 }
const roomy = (parts: Partial<ZoneInfo> = {}): ZoneInfo => ({
  ...zone('Normal', free, [1000, 500, 0, 1000]),
  lowmemReservePages: [0, 0, 0, 0, 0],
  ...parts,
})
const old = { kernelRelease: '3.10.0-957.el7.x86_64', gfpFlags: null }

test.each([
  ['free memory and blocks', roomy(), { order: 3 }, 'could-serve'],
  ['no block that large', roomy(), { order: 4 }, 'fragmented'],
  ['free CMA only', roomy({ fieldsKiB: { ...free, free_cma: 36_000 } }), {}, 'below-watermark'],
  [
    'a movable page in CMA',
    roomy({ fieldsKiB: { ...free, free_cma: 36_000 } }),
    { gfpMask: '0x140dca' },
    'could-serve',
  ],
  ['all is for atomic requests', roomy({ fieldsKiB: { ...free, free_highatomic: 36_000 } }), {}, 'below-watermark'],
  [
    'blocks for them, how much of it is free is not told',
    roomy({ fieldsKiB: { ...free, reserved_highatomic: 36_000 } }),
    { kernelRelease: '6.14.0' },
    'unknown',
  ],
  [
    'the same before 6.12, where all of it counts',
    roomy({ fieldsKiB: { ...free, reserved_highatomic: 36_000 } }),
    {},
    'below-watermark',
  ],
  [
    'half of the watermark for __GFP_HIGH',
    roomy({ fieldsKiB: { ...free, free: 3000 } }),
    { gfpFlags: ['GFP_KERNEL', '__GFP_HIGH'] },
    'could-serve',
  ],
  ['without it', roomy({ fieldsKiB: { ...free, free: 3000 } }), { gfpFlags: ['GFP_KERNEL'] }, 'below-watermark'],
  [
    'a block, and too little in blocks until 4.3',
    roomy({ freeBlocks: [9700, 0, 0, 15] }),
    { ...old, order: 3 },
    'fragmented',
  ],
  ['the same since 4.4', roomy({ freeBlocks: [9700, 0, 0, 15] }), { order: 3 }, 'could-serve'],
  [
    'of a kernel without a release',
    roomy({ freeBlocks: [9700, 0, 0, 15] }),
    { ...old, kernelRelease: null, order: 3 },
    'unknown',
  ],
  ['enough in blocks until 4.3', roomy(), { ...old, order: 3 }, 'could-serve'],
  ['no free list', roomy({ freeBlocks: [] }), { order: 1 }, 'unknown'],
  ['no watermark', roomy({ fieldsKiB: { free: 40_000 } }), {}, 'unknown'],
  ['the zone of devices', roomy({ name: 'Device' }), {}, 'not-allowed'],
] as const)('%s', (_, given, parts, verdict) => expect(first([given], parts)?.verdict).toBe(verdict))

test.each([
  [
    'a user page outside of the cpuset',
    { gfpFlags: ['GFP_HIGHUSER_MOVABLE'], memsAllowed: '1-2' },
    'global',
    'not-allowed',
  ],
  [
    'kernel memory outside of it may come from a cpuset above',
    { gfpFlags: ['GFP_KERNEL'], memsAllowed: '1' },
    'global',
    'unknown',
  ],
  [
    'unless the kernel says that the cpuset was the bound',
    { gfpFlags: ['GFP_KERNEL'], memsAllowed: '1' },
    'cpuset',
    'not-allowed',
  ],
  ['outside of the policy', { memsAllowed: '0-1', nodemask: '1' }, 'mempolicy', 'not-allowed'],
  ['4.9 prints the cpuset as nodemask', { memsAllowed: '1', nodemask: '1' }, 'global', 'unknown'],
  ['inside', { memsAllowed: '0-1', nodemask: '0' }, 'mempolicy', 'could-serve'],
  [
    'bound to one node that is not named',
    { gfpFlags: ['GFP_KERNEL', '__GFP_THISNODE'], memsAllowed: '0-1' },
    'global',
    'unknown',
  ],
] as const)('%s', (_, parts, kind, verdict) => expect(first([roomy()], parts, kind)?.verdict).toBe(verdict))

test('what could serve a large request could serve every smaller one', () => {
  const blocks = fc.array(fc.nat(400), { minLength: 11, maxLength: 11 })
  const release = fc.constantFrom('3.10.0', '4.4.0', '6.1.0')
  fc.assert(
    fc.property(
      blocks,
      fc.nat(20_000),
      release,
      fc.integer({ min: 1, max: 10 }),
      (freeBlocks, min, kernelRelease, order) => {
        const freeKiB = freeBlocks.reduce((sum, count, at) => sum + count * 2 ** at * 4, 0)
        const given = [roomy({ freeBlocks, fieldsKiB: { free: freeKiB, min } })]
        const verdict = (asked: number) => first(given, { order: asked, kernelRelease, gfpFlags: null })?.verdict
        fc.pre(verdict(order) === 'could-serve')
        expect(verdict(order - 1)).toBe('could-serve')
      },
    ),
  )
})
