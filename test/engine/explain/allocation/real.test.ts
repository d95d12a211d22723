import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { digestsIn } from '../../read-reports.ts'

const folder = new URL('../../../formats/kernel/reports/', import.meta.url)
/** Reports of memory that the node could not give, whatever was killed. */
const ofNode = readdirSync(folder).filter(name => !/memcg|group|sysrq/.test(name))

async function allocationIn(name: string) {
  const [only] = await digestsIn(readFileSync(new URL(name, folder), 'utf8'))
  return only?.allocation
}

test('a node of 256 MiB: both zones are at what they keep back, to the page', async () => {
  expect(await allocationIn('global-5.10.txt')).toMatchObject({
    gfpFlags: ['GFP_HIGHUSER_MOVABLE', '__GFP_ZERO'],
    order: 0,
    bytes: 4096,
    highestZone: 'Movable',
    freeElsewhereBytes: 0,
    zones: [
      {
        node: 0,
        zone: 'DMA',
        freeBytes: 920 * 1024,
        minBytes: 132 * 1024,
        reserveBytes: 198 * 4096,
        usable: true,
        freeBlocks: [0, 1, 1, 2, 1, 2, 2, 0, 0, 0, 0],
        freeBlockTypes: [null, 'U', 'M', 'UM', 'U', 'UM', 'UM', null, null, null, null],
        largestUsableOrder: 6,
        verdict: 'below-watermark',
      },
      { node: 0, zone: 'DMA32', reserveBytes: 0, verdict: 'below-watermark' },
    ],
    why: 'The request for one movable page failed because no zone that it may use had memory above what it keeps back: node 0 DMA32 1.68 MiB free, min 1.7 MiB; node 0 DMA 920 KiB free, min 132 KiB, lowmem reserve 792 KiB.',
  })
})

test('a cpuset: the report leaves out the node with memory', async () => {
  const allocation = await allocationIn('cpuset-6.1.txt')
  expect(allocation?.zones.map(({ node, verdict }) => [node, verdict])).toEqual([[1, 'below-watermark']])
  expect(allocation?.allowedNodes).toEqual([1])
  expect(allocation?.why).toMatch(/Another \d+ MiB was free in zones that the report leaves out/)
})

test('SysRq: nothing had failed', async () => {
  expect(await allocationIn('sysrq-6.1.txt')).toMatchObject({
    order: null,
    zones: [],
    why: expect.stringContaining('SysRq'),
  })
})

test("a cgroup's limit: the node's zones play no part", async () => {
  const allocation = await allocationIn('memcg-v2-6.12.txt')
  expect(allocation).toMatchObject({ gfpFlags: ['GFP_KERNEL'], order: 0, zones: [], freeElsewhereBytes: null })
})

test.each(ofNode)('the kernel had no zone to serve it from: %s', async name => {
  const zones = (await allocationIn(name))?.zones ?? []
  expect(new Set(zones.map(({ verdict }) => verdict))).toEqual(new Set(['below-watermark']))
})
