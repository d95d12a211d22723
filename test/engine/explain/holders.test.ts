import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountOf } from '../../../src/engine/explain/account.ts'
import { culpritOf } from '../../../src/engine/explain/culprit.ts'
import { holderLists } from '../../../src/engine/explain/holder-lists.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import type { IncidentKind } from '../../../src/model/report.ts'
import { memInfo, report, row, table } from './reports.ts'

const holdersOf = (subject: OomReport, kind: IncidentKind = 'global') =>
  holderLists(subject, kind, 4096, accountOf(subject, kind, 4096))
const onNode = (rows: Parameters<typeof table>[0], parts: Parameters<typeof memInfo>[0] = {}) =>
  report({ memInfo: memInfo(parts), tasks: table(rows) })

describe('holders', () => {
  test('the five largest processes, and names with their number', () => {
    const crowd = Array.from({ length: 7 }, (_, at) => row(100 + at, 'php', 1000 + at))
    const holders = holdersOf(onNode([row(7, 'java', 9000), ...crowd]))
    expect(holders?.ofBytes).toBe(57_367 * 4096)
    expect(holders?.processes.map(({ name }) => name)).toEqual([
      'java (7)',
      'php (106)',
      'php (105)',
      'php (104)',
      'php (103)',
    ])
    expect(holders?.names).toMatchObject([
      { name: '1 × java', bytes: 9000 * 4096, share: 0.1569, note: expect.stringContaining('file pages') },
      { name: '7 × php', bytes: 7021 * 4096, note: expect.stringContaining('at most') },
    ])
  })

  test('what no process owns, and the caches of the slab', () => {
    const slabs = [
      { name: 'dentry', usedKiB: 10, totalKiB: 20 },
      { name: 'kmalloc-1k', usedKiB: 900, totalKiB: 1000 },
    ]
    const holders = holdersOf(onNode([], { slabs }))
    expect(holders?.unowned.map(({ name }) => name)).toEqual([
      'kernel slab',
      'memory that no counter names',
      'shared memory and tmpfs',
      'kernel memory',
      'page tables',
    ])
    expect(holders?.slabCaches).toMatchObject([{ name: 'kmalloc-1k', bytes: 1_024_000 }, { name: 'dentry' }])
  })

  test('of some nodes the whole machine says nothing', () => {
    expect(holdersOf(onNode([row(7, 'java', 9000)]), 'cpuset')?.unowned).toEqual([])
  })

  test('a table without any total has sizes and no shares', () => {
    const subject = report({ tasks: table([row(7, 'java', 9000)]) })
    expect(holderLists(subject, 'global', 4096, null)).toMatchObject({
      ofBytes: null,
      processes: [{ name: 'java (7)', share: null }],
    })
  })

  test('null where there is neither a table nor an account', () => {
    expect(holderLists(report(), 'memcg', 4096, null)).toBeNull()
  })
})

test('whoever is the culprit is among the holders, with the same size', () => {
  const rows = fc.array(fc.record({ comm: fc.constantFrom('a', 'b', 'c'), pages: fc.nat(60_000) }), { maxLength: 30 })
  const totals = fc.record({
    inactive_anon: fc.nat(50_000),
    slab_unreclaimable: fc.nat(50_000),
    inactive_file: fc.nat(50_000),
    shmem: fc.nat(50_000),
  })
  fc.assert(
    fc.property(rows, totals, (tasks, changed) => {
      const subject = onNode(
        tasks.map(({ comm, pages }, at) => row(100 + at, comm, pages)),
        { totalsPages: { ...memInfo().totalsPages, ...changed } },
      )
      const culprit = culpritOf(subject, 'global', 4096, accountOf(subject, 'global', 4096))
      const holders = holdersOf(subject)
      if (!culprit || culprit.what === 'unknown') return
      const all = [...(holders?.processes ?? []), ...(holders?.names ?? []), ...(holders?.unowned ?? [])]
      const { what, name, bytes } = culprit
      expect(all).toContainEqual(expect.objectContaining({ what, name, bytes }))
    }),
  )
})
