import { describe, expect, test } from 'vitest'
import type { Allocation, ZoneState } from '../../src/model/allocation.ts'
import type { Incident } from '../../src/model/report.ts'
import { fragmentation } from '../../src/rules/fragmentation.ts'
import { lowZone } from '../../src/rules/low-zone.ts'
import { account, caseOf, MIB } from './cases.ts'
import { onNode } from './node-scope.ts'

const state = (verdict: ZoneState['verdict'], parts: Partial<ZoneState> = {}): ZoneState => ({
  node: 0,
  zone: 'Normal',
  managedBytes: null,
  freeBytes: 21 * MIB,
  minBytes: null,
  lowBytes: null,
  highBytes: 10 * MIB,
  reserveBytes: null,
  freeCmaBytes: null,
  highatomicBytes: null,
  usable: null,
  freeBlocks: [],
  freeBlockTypes: [],
  largestUsableOrder: null,
  verdict,
  ...parts,
})

const failed = (zones: readonly ZoneState[], parts: Partial<Allocation> = {}): Allocation => ({
  gfpFlags: null,
  order: 0,
  bytes: 4096,
  highestZone: 'Normal',
  allowedNodes: null,
  zones,
  freeElsewhereBytes: null,
  why: 'A zone was short.',
  ...parts,
})

const short = state('below-watermark', { zone: 'DMA32' })
const ample = state('not-allowed')

describe('low zone', () => {
  const holds = (allocation: Allocation | null, parts: Partial<Incident> = {}): boolean =>
    lowZone.check(caseOf({ incident: onNode({ allocation, ...parts }) })) !== null
  const elsewhere = (freeMiB: number | null, highestZone: string | null = 'DMA32') =>
    failed([short], { highestZone, freeElsewhereBytes: freeMiB === null ? null : freeMiB * MIB })
  const memory = account('node', 100, {})

  test.each([
    ['a zone that is not allowed has plenty', failed([short, ample]), true],
    ['it has no more than twice its watermark', failed([short, { ...ample, freeBytes: 20 * MIB }]), false],
    ['what it has is not known', failed([short, { ...ample, freeBytes: null }]), false],
    ['its watermark is not known', failed([short, { ...ample, highBytes: null }]), false],
    ['it is for movable pages', failed([short, { ...ample, zone: 'Movable' }]), false],
    ['it is of an allowed node', failed([short, ample], { allowedNodes: [0] }), true],
    ['it is of a node that is not allowed', failed([short, ample], { allowedNodes: [1] }), false],
    ['its node is not printed', failed([short, { ...ample, node: null }], { allowedNodes: [1] }), true],
    ['no zone is allowed', failed([ample]), false],
    ['one of the allowed zones was not short', failed([short, state('could-serve'), ample]), false],
    ['the report does not tell why', failed([short, ample], { why: null }), false],
    ['nothing is known of the request', null, false],
  ])('%s', (_, allocation, expected) => {
    expect(holds(allocation)).toBe(expected)
  })

  test.each([
    ['more than a tenth of the machine', elsewhere(11), true],
    ['a tenth of the machine', elsewhere(10), false],
    ['for a request that ends at DMA', elsewhere(11, 'DMA'), true],
    ['for a request that may use Normal', elsewhere(11, 'Normal'), false],
    ['not known', elsewhere(null), false],
  ])('free in zones that are not printed: %s', (_, allocation, expected) => {
    expect(holds(allocation, { memory })).toBe(expected)
  })

  test('of a cgroup, or beside the account of one, is none', () => {
    expect(holds(failed([short, ample]), { kind: 'memcg' })).toBe(false)
    expect(holds(elsewhere(11), { memory: account('cgroup', 100, {}) })).toBe(false)
    expect(holds(elsewhere(11), { memory: null })).toBe(false)
  })
})

test.each([
  ['one is broken up, the other short', failed([state('fragmented'), short]), true],
  ['none is broken up', failed([short]), false],
  ['another could have served it', failed([state('fragmented'), state('could-serve')]), false],
  ['of another nothing is known', failed([state('fragmented'), state('unknown')]), false],
  ['the report does not tell why', failed([state('fragmented')], { why: null }), false],
] as const)('fragmentation: %s', (_, allocation, expected) => {
  expect(fragmentation.check(caseOf({ incident: onNode({ allocation }) })) !== null).toBe(expected)
  expect(fragmentation.check(caseOf({ incident: { kind: 'memcg', allocation } }))).toBeNull()
})
