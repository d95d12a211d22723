import { expect, test } from 'vitest'
import type { Allocation, ZoneState } from '../../src/model/allocation.ts'
import type { Incident } from '../../src/model/report.ts'
import { requestLines } from '../../src/render/incident/request.ts'
import { zoneLines } from '../../src/render/incident/zones.ts'
import { pageOf } from '../../src/render/page.ts'
import { incident } from '../outputs/report-parts.ts'

const MIB = 2 ** 20
const normal: ZoneState = {
  node: 0,
  zone: 'Normal',
  managedBytes: 900 * MIB,
  freeBytes: 3 * MIB,
  minBytes: 4 * MIB,
  lowBytes: 6 * MIB,
  highBytes: 8 * MIB,
  reserveBytes: 0,
  freeCmaBytes: 0,
  highatomicBytes: null,
  usable: true,
  freeBlocks: [1],
  freeBlockTypes: ['U'],
  largestUsableOrder: 0,
  verdict: 'below-watermark',
}
const allocation: Allocation = {
  gfpFlags: ['GFP_KERNEL', '__GFP_ZERO'],
  order: 0,
  bytes: 4096,
  highestZone: 'Normal',
  allowedNodes: null,
  zones: [normal],
  freeElsewhereBytes: 0,
  why: 'It failed for a reason.',
}
const lines = (given: Partial<Allocation>, parts: Partial<Incident> = {}, verbose = false): readonly string[] =>
  requestLines(
    { ...incident, kind: 'global', allocation: { ...allocation, ...given }, ...parts },
    pageOf({ width: 100, color: false, verbose }),
  )

test.each([
  ['a plain page and nothing free', {}, {}, false],
  ['several pages', { order: 2 }, {}, true],
  ['much is free', { zones: [normal, { ...normal, freeBytes: 900 * MIB, verdict: 'not-allowed' }] }, {}, true],
  ['much is free in zones that are left out', { freeElsewhereBytes: 900 * MIB }, {}, true],
  ['nobody knows what had failed', { gfpFlags: [], zones: [] }, {}, true],
  ["a cgroup's limit", { order: 2, zones: [] }, { kind: 'memcg' }, false],
  ['SysRq', { order: null, zones: [], gfpFlags: [] }, { kind: 'sysrq' }, false],
  [
    'a cause says it',
    { order: 2 },
    { causes: [{ code: 'x', confidence: 'likely', why: 'Look: It failed for a reason.', evidence: [] }] },
    false,
  ],
  ['the report does not tell', { order: 2, why: null }, {}, false],
] as const)('what was asked for: %s', (_, given, parts, isTold) =>
  expect(lines(given, parts)).toEqual(isTold ? ['  Request     It failed for a reason.'] : []),
)

test('all of it when verbose', () => {
  expect(lines({}, {}, true)).toEqual([
    '  Request     order 0, 4 KiB, zones up to Normal, flags GFP_KERNEL __GFP_ZERO',
    '              It failed for a reason.',
  ])
})

test('the table of zones', () => {
  const zones = [normal, { ...normal, node: null, zone: 'DMA', freeBytes: null, verdict: 'unknown' as const }]
  const given = { ...incident, allocation: { ...allocation, zones } }
  const table = (width: number) => zoneLines(given, pageOf({ width, color: false, verbose: true }))
  expect(table(110)).toEqual([
    '  Zones       zone       free    min    low   high  reserve  largest order  for the request',
    '              0 Normal  3 MiB  4 MiB  6 MiB  8 MiB      0 B              0  below watermark',
    '              DMA              4 MiB  6 MiB  8 MiB      0 B              0  unknown',
  ])
  expect(table(60)).toEqual([
    '  Zones       zone       free    min  for the request',
    '              0 Normal  3 MiB  4 MiB  below watermark',
    '              DMA              4 MiB  unknown',
  ])
  expect(zoneLines(incident, pageOf({ width: 80, color: false, verbose: true }))).toEqual([])
})
