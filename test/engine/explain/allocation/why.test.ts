import { expect, test } from 'vitest'
import { allocationOf } from '../../../../src/engine/explain/allocation/allocation.ts'
import type { MemInfo, OomReport, ZoneInfo } from '../../../../src/model/kernel.ts'
import { memInfo, report, zone } from '../reports.ts'

const why = (zones: readonly ZoneInfo[], parts: Partial<OomReport> = {}, totals: Partial<MemInfo> = {}) =>
  allocationOf(report({ gfpMask: '0xcc0', memInfo: memInfo({ zones, ...totals }), ...parts }), 'global', 4096)?.why

const normal = (freeKiB: number): ZoneInfo => ({
  ...zone('Normal', { free: freeKiB, min: 4000, high: 8000, managed: 900_000 }, [1000]),
  lowmemReservePages: [0, 0, 0, 0, 0],
})
const movable = (node: number): ZoneInfo => ({ ...normal(2_000_000), name: 'Movable', node })

test('what is free meanwhile is not taken for an error of the kernel', () => {
  const told = why([normal(6000)])
  expect(told).toContain('could be served: node 0 Normal 5.86 MiB free, min 3.91 MiB.')
  expect(told).toContain('They are of a moment after the attempts had failed')
  expect(told).toContain('must find more than the high watermark')
  expect(why([normal(9000)])).not.toContain('high watermark')
})

test('a zone that the mask does not allow is named with what it had', () => {
  expect(why([normal(3000), movable(0)])).toContain(
    'Its mask allows zones up to Normal; out of its reach: node 0 Movable 1.91 GiB free.',
  )
  expect(why([normal(3000), { ...movable(0), fieldsKiB: { free: 900, min: 800, high: 1000 } }])).not.toContain('reach')
})

test('a node that the cpuset does not allow is named with what it had', () => {
  const bound = { gfpFlags: ['GFP_USER'], memsAllowed: '0' }
  expect(why([normal(3000), { ...normal(2_000_000), node: 1 }], bound)).toContain(
    'It was bound to NUMA node 0; out of its reach: node 1 Normal 1.91 GiB free.',
  )
})

test('nodes that have zones of the wrong kind only', () => {
  expect(why([movable(4)])).toMatch(
    /^The request for one page failed: it may use none of the zones that the report prints\./,
  )
})

test('until 4.3 a block of the size is not enough', () => {
  const given = { ...normal(40_000), freeBlocks: [9700, 0, 0, 15] }
  expect(why([given], { order: 3, kernelRelease: '3.10.0', gfpMask: '0xd0' })).toContain(
    'too little of it in blocks of that size',
  )
})

test.each([
  ['one of the zones is not known', [normal(3000), { ...zone('DMA', {}) }], {}],
  ['no zones are there', [], {}],
  ['the mask is lost', [normal(3000)], { gfpMask: null }],
] as const)('nothing is said where %s', (_, zones, parts) => expect(why(zones, parts)).toBeNull())

test('a damaged order is none', () => {
  expect(allocationOf(report({ order: 99_999_999_999 }), 'global', 4096)).toMatchObject({ order: null, bytes: null })
})

test('a report without its first line has no request', () => {
  expect(allocationOf(report({ gfpMask: null, order: null, memInfo: memInfo() }), 'global', 4096)).toBeNull()
})

test('the end of the block is needed to know what it leaves out', () => {
  const totals = { totalsPages: { free: 500_000 } }
  expect(why([normal(3000)], {}, totals)).toContain('Another 1.9 GiB was free')
  expect(why([normal(3000)], {}, { ...totals, ramPages: null })).not.toContain('Another')
})
