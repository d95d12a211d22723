import { describe, expect, test } from 'vitest'
import { pageBytesOf } from '../../../src/engine/explain/page-size.ts'
import type { MemInfo } from '../../../src/model/kernel.ts'
import { kill, memcg, memInfo, report, row, span, table, zone } from './reports.ts'

describe('the size of a page', () => {
  test('is told by sixty-four pages or more', () => {
    const of = (blocks: number) =>
      pageBytesOf(
        report({
          memInfo: memInfo({ zones: [zone('Normal', { free: blocks * 4 }, [blocks])], nodes: [], totalsPages: {} }),
        }),
      )
    expect([64, 63].map(of)).toEqual([4096, null])
  })

  test('is told by all that the victim held, of whichever kind', () => {
    const rows = table([row(166, 'java', 16_321, { totalVmPages: null, pgtablesBytes: null })])
    const of = (anonRssKiB: number | null, fileRssKiB: number | null, shmemRssKiB: number | null) =>
      pageBytesOf(report({ tasks: rows, kills: [kill(166, { anonRssKiB, fileRssKiB, shmemRssKiB })] }))
    expect(of(20_000, 20_284, 25_000)).toBe(4096)
    expect(of(65_284, null, null)).toBe(4096)
    expect(of(20_000, 20_284, null)).toBeNull()
    expect(of(null, 40_284, 25_000)).toBeNull()
  })

  test('is told by the first victim that tells it', () => {
    const rows = table([
      row(1, 'a', 10, { totalVmPages: 10, pgtablesBytes: null }),
      row(2, 'b', 900, { totalVmPages: 1000, pgtablesBytes: null }),
    ])
    const kills = [kill(1, { totalVmKiB: 40 }), kill(9, { totalVmKiB: 1 }), kill(2, { totalVmKiB: 4000 })]
    expect(pageBytesOf(report({ tasks: rows, kills }))).toBe(4096)
  })

  test('is told by node lines that all have a field', () => {
    const of = (...shmem: readonly (number | undefined)[]) => {
      const nodes = shmem.map((kib, node) => ({ node, fieldsKiB: kib === undefined ? {} : { shmem: kib }, span }))
      return pageBytesOf(
        report({
          memInfo: memInfo({ zones: [], nodes: nodes as unknown as MemInfo['nodes'], totalsPages: { shmem: 1000 } }),
        }),
      )
    }
    expect(of(3000, 1000)).toBe(4096)
    expect(of(4000, undefined)).toBeNull()
  })

  test('is not told by a cgroup where the memory of the node is printed', () => {
    const stats = memcg({ stats: { anon: 6155 * 4096 } })
    const tasks = table([row(133, 'a', 6155, { pgtablesBytes: 90_112 })])
    expect(pageBytesOf(report({ memcg: stats, tasks }))).toBe(4096)
    expect(
      pageBytesOf(report({ memcg: stats, tasks, memInfo: memInfo({ zones: [], nodes: [], totalsPages: {} }) })),
    ).toBeNull()
  })
})
