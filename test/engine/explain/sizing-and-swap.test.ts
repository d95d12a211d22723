import { describe, expect, test } from 'vitest'
import { sizingOf } from '../../../src/engine/explain/sizing.ts'
import { swapOf } from '../../../src/engine/explain/swap.ts'
import { usableRamPagesOf } from '../../../src/engine/explain/usable-ram.ts'
import { counter, memcg, memInfo, report } from './reports.ts'

const MIB = 2 ** 20
const none = { usageBytes: null, limitBytes: null, freeBytes: null, totalBytes: null }

describe('sizing', () => {
  const subject = report({ memcg: memcg({ memory: counter(63 * MIB, 64 * MIB) }) })

  test('usage is a lower bound', () => {
    expect(sizingOf(subject, 'memcg', 64 * MIB)).toEqual({
      limitAtKillBytes: 64 * MIB,
      specLimitBytes: 64 * MIB,
      usageAtKillBytes: 63 * MIB,
      atLeastBytes: 63 * MIB,
      why: 'Usage at the kill is cut off by the limit: a lower bound of what the workload needed, never a recommendation.',
    })
  })

  test('two limits that differ are said to', () => {
    expect(sizingOf(subject, 'memcg', 128 * MIB)?.why).toContain(
      "(64 MiB) is not the container's limit as Kubernetes shows it (128 MiB)",
    )
  })

  test('only for a cgroup that ran out, and only with numbers', () => {
    expect(sizingOf(subject, 'global', 64 * MIB)).toBeNull()
    expect(sizingOf(report(), 'memcg', null)).toBeNull()
    expect(sizingOf(report(), 'memcg', MIB)).toMatchObject({
      limitAtKillBytes: null,
      specLimitBytes: MIB,
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
