import { describe, expect, test } from 'vitest'
import { type Boundary, sizingOf } from '../../../src/engine/explain/sizing.ts'
import { swapOf } from '../../../src/engine/explain/swap.ts'
import { usableRamPagesOf } from '../../../src/engine/explain/usable-ram.ts'
import type { MemoryAccount } from '../../../src/model/report.ts'
import { counter, memcg, memInfo, report } from './reports.ts'

const MIB = 2 ** 20
const none = { usageBytes: null, limitBytes: null, freeBytes: null, totalBytes: null }

const boundary = (parts: Partial<Boundary> = {}): Boundary => ({
  kind: 'memcg',
  level: 'container',
  specLimitBytes: 64 * MIB,
  memory: null,
  ...parts,
})

describe('sizing', () => {
  const subject = report({ memcg: memcg({ memory: counter(63 * MIB, 64 * MIB) }) })

  test('usage is a lower bound', () => {
    expect(sizingOf(subject, boundary())).toEqual({
      of: 'container',
      limitAtKillBytes: 64 * MIB,
      specLimitBytes: 64 * MIB,
      usageAtKillBytes: 63 * MIB,
      swapAtKillBytes: null,
      atLeastBytes: 63 * MIB,
      atLeastFrom: null,
      heldBy: null,
      group: null,
      why: 'Usage at the kill is cut off by the limit: a lower bound of what the workload needed, never a recommendation.',
    })
  })

  test('two limits that differ are said to, but not what the kernel rounded', () => {
    const why = (specLimitBytes: number) => sizingOf(subject, boundary({ specLimitBytes }))?.why
    expect(why(128 * MIB)).toContain("(64 MiB) is not the container's limit as Kubernetes shows it (128 MiB)")
    expect(why(64 * MIB + 3000)).not.toContain('is not')
  })

  test('swap was needed as well', () => {
    const parts = { memory: counter(64 * MIB, 64 * MIB), swap: counter(32 * MIB, 32 * MIB) }
    const sizing = sizingOf(report({ memcg: memcg(parts) }), boundary())
    expect(sizing).toMatchObject({ usageAtKillBytes: 64 * MIB, swapAtKillBytes: 32 * MIB, atLeastBytes: 96 * MIB })
    expect(sizing?.why).toContain('32 MiB of it were in swap.')
  })

  const held = (parts: Readonly<Record<string, number>>): MemoryAccount => ({
    of: 'cgroup',
    totalBytes: 64 * MIB,
    parts: Object.entries(parts).map(([name, mib]) => ({ name, bytes: mib * MIB })),
    unaccountedBytes: 0,
    processes: null,
    note: null,
  })

  test.each([
    ['shmem', 'shared memory and files in RAM'],
    ['file cache', 'page cache'],
    ['slab', 'kernel memory'],
  ])('no figure where %s held most of it', (part, heldBy) => {
    const most = sizingOf(subject, boundary({ memory: held({ anonymous: 20, [part]: 44 }) }))
    expect(most).toMatchObject({ atLeastBytes: null, heldBy, usageAtKillBytes: 63 * MIB })
    expect(most?.why).toMatch(/^No figure: /)
    const less = sizingOf(subject, boundary({ memory: held({ anonymous: 44, [part]: 20 }) }))
    expect(less).toMatchObject({ atLeastBytes: 63 * MIB, heldBy: null })
  })

  test("a pod's numbers are not held against those of one container", () => {
    const sizing = sizingOf(subject, boundary({ level: 'pod', specLimitBytes: 32 * MIB }))
    expect(sizing).toMatchObject({ of: 'pod', atLeastBytes: 63 * MIB })
    expect(sizing?.why).toContain('of the whole pod')
    expect(sizing?.why).not.toContain('is not')
  })

  test('only for a cgroup of its own that ran out, and only with numbers', () => {
    expect(sizingOf(subject, boundary({ kind: 'global' }))).toBeNull()
    expect(sizingOf(subject, boundary({ level: 'node-allocatable' }))).toBeNull()
    expect(sizingOf(report(), boundary({ specLimitBytes: null }))).toBeNull()
    expect(sizingOf(report(), boundary())).toMatchObject({
      limitAtKillBytes: null,
      specLimitBytes: 64 * MIB,
      atLeastBytes: null,
    })
  })
})

describe('swap', () => {
  test.each([
    ['a counter of its own', { swap: counter(MIB, 2 * MIB) }, { ...none, usageBytes: MIB, limitBytes: 2 * MIB }],
    [
      'the difference of two',
      { memory: counter(3 * MIB, 4 * MIB), memoryPlusSwap: counter(5 * MIB, 8 * MIB) },
      { ...none, usageBytes: 2 * MIB, limitBytes: 4 * MIB },
    ],
    [
      'no limit on the sum',
      { memory: counter(3 * MIB, 4 * MIB), memoryPlusSwap: counter(3 * MIB, null) },
      { ...none, usageBytes: 0, limitBytes: null },
    ],
    ['no counter', { memory: counter(3 * MIB, 4 * MIB) }, null],
  ] as const)('of a cgroup: %s', (_, parts, expected) => {
    expect(swapOf(report({ memcg: memcg(parts) }))).toEqual(expected)
  })

  test('of the node', () => {
    expect(swapOf(report({ memInfo: memInfo({ freeSwapKiB: 1024, totalSwapKiB: 2048 }) }))).toEqual({
      ...none,
      freeBytes: MIB,
      totalBytes: 2 * MIB,
    })
    expect(swapOf(report())).toBeNull()
  })
})

describe('usable RAM', () => {
  test.each([
    ['managed, where all zones are shown', memInfo({ reservedPages: 1 }), 57_367],
    ['RAM − reserved, where zones are left out', memInfo({ zones: memInfo().zones.slice(1) }), 57_367],
    ['unknown without RAM', memInfo({ ramPages: null }), null],
    ['unknown where more is reserved than there is', memInfo({ zones: [], reservedPages: 70_000 }), null],
    ['no Mem-Info', null, null],
  ])('%s', (_, info, pages) => {
    expect(usableRamPagesOf(report({ memInfo: info }), 4096)).toBe(pages)
  })
})
