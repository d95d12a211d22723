import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gfpNames } from '../../../../src/engine/explain/allocation/gfp-bits.ts'
import { nodeList, nodesInBoth } from '../../../../src/engine/explain/allocation/node-list.ts'
import { requestOf } from '../../../../src/engine/explain/allocation/request.ts'
import { report } from '../reports.ts'

const USER_3_10 = ['__GFP_HIGHMEM', '__GFP_MOVABLE', '__GFP_IO', '__GFP_FS', '__GFP_COLD', '__GFP_HARDWALL']

test.each([
  ['RHEL 7', 0x201da, '3.10.0-957.el7.x86_64', [...USER_3_10, '__GFP_WAIT']],
  ['RHEL 6', 0xd0, '2.6.32-642.el6.x86_64', ['__GFP_IO', '__GFP_FS', '__GFP_WAIT']],
  ['4.4', 0x24000c0, '4.4.0-119-generic', ['__GFP_IO', '__GFP_FS', '__GFP_DIRECT_RECLAIM', '__GFP_KSWAPD_RECLAIM']],
  ['bits that vendors use', 0x20d0, '3.10.0', ['__GFP_IO', '__GFP_FS', '__GFP_WAIT', '0x2000']],
  ['an older one', 0x1201d2, '2.6.24-24-server', ['__GFP_HIGHMEM', '0x1201d0']],
  ['no release', 0x201da, null, ['__GFP_HIGHMEM', '__GFP_MOVABLE', '0x201d0']],
  ['a kernel that prints names, which are lost', 0x140dca, '6.1.0', ['__GFP_HIGHMEM', '__GFP_MOVABLE', '0x140dc0']],
  ['no bit at all', 0, '3.10.0', []],
])('names of a mask: %s', (_, mask, release, names) => expect(gfpNames(mask, release)).toEqual(names))

test('what has no name is not lost', () => {
  const zoneBits: Record<string, number> = {
    __GFP_DMA: 1,
    __GFP_HIGHMEM: 2,
    __GFP_DMA32: 4,
    __GFP_MOVABLE: 8,
  }
  fc.assert(
    fc.property(fc.nat(0x3ff_ffff), mask => {
      const values = gfpNames(mask, null).map(name => zoneBits[name] ?? Number(name))
      expect(values.reduce((sum, value) => sum + value, 0)).toBe(mask)
    }),
  )
})

test.each([
  ['0xcc1', 'DMA'],
  ['0xcc4', 'DMA32'],
  ['0xcc0', 'Normal'],
  ['0xcc8', 'Normal'],
  ['0x100cc2', 'HighMem'],
  ['0x140dca', 'Movable'],
  ['0x0', null],
  [null, null],
])('the highest zone of %s is %s', (gfpMask, zone) => expect(requestOf(report({ gfpMask })).highestZone).toBe(zone))

test("the kernel's own words are kept, and tell of the cpuset", () => {
  const flags = ['GFP_HIGHUSER_MOVABLE', '__GFP_ZERO']
  expect(requestOf(report({ gfpFlags: flags }))).toMatchObject({ gfpFlags: flags, isHardwall: true, isMovable: true })
  expect(requestOf(report({ gfpMask: '0xcc0', gfpFlags: ['GFP_KERNEL'] })).isHardwall).toBe(false)
})

test.each([
  ['0', [0]],
  ['0-1,3', [0, 1, 3]],
  ['3,0-1', [0, 1, 3]],
  ['0-4294967295', null],
  ['0-9999', Array.from({ length: 1024 }, (_, node) => node)],
  ['(null)', null],
  [null, null],
])('the nodes of %s', (text, nodes) => expect(nodeList(text)).toEqual(nodes))

test('a list that is not known restricts nothing', () => {
  expect(nodesInBoth([0, 1], [1, 2])).toEqual([1])
  expect(nodesInBoth(null, [1])).toEqual([1])
  expect(nodesInBoth(null, null)).toBeNull()
})
