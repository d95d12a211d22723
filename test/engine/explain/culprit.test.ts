import { describe, expect, test } from 'vitest'
import { accountOf } from '../../../src/engine/explain/account.ts'
import { culpritOf } from '../../../src/engine/explain/culprit.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import type { IncidentKind } from '../../../src/model/report.ts'
import { counter, memcg, memInfo, report, row, table } from './reports.ts'

const MIB = 2 ** 20
const of = (subject: OomReport, kind: IncidentKind = 'global') =>
  culpritOf(subject, kind, 4096, accountOf(subject, kind, 4096))
const onNode = (
  totals: Record<string, number>,
  rows: Parameters<typeof table>[0],
  parts: Parameters<typeof memInfo>[0] = {},
) =>
  of(
    report({
      memInfo: memInfo({ totalsPages: { ...memInfo().totalsPages, ...totals }, ...parts }),
      tasks: table(rows),
    }),
  )
const inCgroup = (rows: Parameters<typeof table>[0], stats: Record<string, number> = {}) =>
  of(report({ memcg: memcg({ memory: counter(64 * MIB, 64 * MIB), stats }), tasks: table(rows) }), 'memcg')
const crowd = (count: number, pages: number) =>
  Array.from({ length: count }, (_, index) => row(500 + index, 'php', pages))

describe('a process', () => {
  test('the largest, not the victim', () => {
    expect(onNode({}, [row(188, 'crawler', 2327), row(193, 'postgres', 39_154)])).toEqual({
      what: 'process',
      name: 'postgres (193)',
      bytes: 39_154 * 4096,
      why: 'The largest process of the report held 153 MiB of 224 MiB (68 %) at that time (by its rss, file pages included).',
    })
  })

  test('file pages are left out where the table tells them apart, swap counts', () => {
    const split = { rssAnonPages: 5000, rssFilePages: 2500, rssShmemPages: 500, swapentsPages: 1000 }
    expect(inCgroup([row(7, 'java', 8000, split)])).toMatchObject({ name: 'java (7)', bytes: 6500 * 4096 })
  })

  test('many of one name together', () => {
    const culprit = inCgroup(crowd(20, 700))
    expect(culprit).toMatchObject({ what: 'process', name: '20 × php', bytes: 14_000 * 4096 })
    expect(culprit?.why).toContain('at most')
  })

  test('four of one name are no group', () => {
    expect(inCgroup(crowd(4, 4200))).toMatchObject({ name: 'php (500)' })
  })

  test('on allowed nodes the share is of their memory', () => {
    const shown = memInfo({
      zones: memInfo().zones.slice(0, 1),
      totalsPages: { ...memInfo().totalsPages, free: 40_000, inactive_anon: 11_000 },
    })
    const subject = report({ memInfo: shown, tasks: table([row(166, 'pinned', 2000)]) })
    expect(of(subject, 'cpuset')).toMatchObject({ what: 'process', why: expect.stringContaining('of 15.5 MiB (50 %)') })
  })
})

describe('what no process owns', () => {
  const small = [row(189, 'web', 3316)]

  test.each([
    ['slab', { slab_unreclaimable: 36_000, inactive_anon: 15_000 }, {}],
    ['shmem', { shmem: 30_000 }, {}],
    ['page-cache', { inactive_file: 30_000, inactive_anon: 20_000 }, {}],
    ['hugepages', { inactive_anon: 20_000 }, { hugepages: [{ node: 0, total: 60, free: 60, sizeKiB: 2048 }] }],
    ['kernel', { inactive_anon: 20_000 }, {}],
  ] as const)('%s', (what, totals, parts) => {
    expect(onNode(totals, small, parts)?.what).toBe(what)
  })

  test('kernel parts of a cgroup by their name', () => {
    expect(inCgroup(small, { anon: 13 * MIB, file: 0, shmem: 0, kernel: MIB, sock: 50 * MIB })).toMatchObject({
      what: 'kernel',
      name: 'socket buffers',
    })
  })
})

describe('nobody', () => {
  test('many small ones of different names', () => {
    const rows = Array.from({ length: 30 }, (_, index) => row(500 + index, `job-${index}`, 3100))
    expect(onNode({}, rows)).toMatchObject({
      what: 'unknown',
      bytes: null,
      why: expect.stringContaining('job-0 (500)'),
    })
  })

  test.each([
    ['a manual kill', report({ memInfo: memInfo(), tasks: table([row(7, 'java', 50_000)]) }), 'sysrq'],
    ['no table, and memory that processes hold', report({ memInfo: memInfo() }), 'global'],
    ['nothing at all', report(), 'memcg'],
  ] as const)('null: %s', (_, subject, kind) => {
    expect(of(subject, kind)).toBeNull()
  })
})
