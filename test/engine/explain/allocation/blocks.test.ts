import { describe, expect, test } from 'vitest'
import type { ZoneState } from '../../../../src/model/allocation.ts'
import { hasBlock, largestUsableOrder } from '../../../../src/engine/explain/allocation/blocks.ts'
import { outOfReach } from '../../../../src/engine/explain/allocation/out-of-reach.ts'
import { requestOf } from '../../../../src/engine/explain/allocation/request.ts'
import { freeOf, listed } from '../../../../src/engine/explain/allocation/words.ts'
import { report, zone } from '../reports.ts'

const MIB = 2 ** 20

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
