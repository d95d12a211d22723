import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountOf } from '../../../src/engine/explain/account.ts'
import type { TaskRow } from '../../../src/model/kernel.ts'
import type { IncidentKind } from '../../../src/model/report.ts'
import { counter, memcg, memInfo, report, row, table } from './reports.ts'

const PAGE = 4096
const MIB = 2 ** 20

/** The tasks of a node whose anonymous memory is 50,275 pages and whose shared memory is 1105. */
const onNode = (rows: readonly TaskRow[], kind: IncidentKind = 'global', totals: Record<string, number> = {}) => {
  const totalsPages = { ...memInfo().totalsPages, ...totals }
  return accountOf(report({ memInfo: memInfo({ totalsPages }), tasks: table(rows) }), kind, PAGE)?.processes ?? null
}
const split = (anon: number, file: number, shmem: number) => ({
  rssAnonPages: anon,
  rssFilePages: file,
  rssShmemPages: shmem,
})

describe('the sum of the task table', () => {
  test('is a view beside the account: what it counts is said', () => {
    expect(onNode([row(7, 'java', 50_000), row(8, 'sh', 300)])).toEqual({
      tasks: 2,
      rssBytes: 50_300 * PAGE,
      anonBytes: null,
      shmemBytes: null,
      swapBytes: 0,
      elsewhereBytes: 1080 * PAGE,
      note: 'The RSS of the 2 processes adds up to 196 MiB. It counts file pages, and shared pages once for each process: it says at most what they hold.',
    })
  })

  test('more than RAM is no usage', () => {
    const workers = Array.from({ length: 20 }, (_, at) => row(100 + at, 'postgres', 10_000))
    expect(onNode(workers)?.note).toBe(
      'The RSS of the 20 processes adds up to 781 MiB, more than the 224 MiB of RAM: pages that processes share are counted once for each. It is no usage.',
    )
  })

  test('a little more is a lag of the counters', () => {
    expect(onNode([row(7, 'java', 58_000)])?.note).toContain('It counts file pages')
  })

  test('more than a cgroup held may be of pages that others pay for', () => {
    const stats = { anon: 60 * MIB, file: 0, shmem: 0, kernel: 4 * MIB }
    const subject = report({
      memcg: memcg({ memory: counter(64 * MIB, 64 * MIB), stats }),
      tasks: table([row(7, 'java', 20_000)]),
    })
    const note = accountOf(subject, 'memcg', PAGE)?.processes?.note
    expect(note).toBe(
      'The RSS of the one process is 78.1 MiB, more than the 64 MiB that the cgroup held: pages that other cgroups pay for count too. It is no usage.',
    )
  })
})

describe('what is in no process', () => {
  test('may all be shared memory', () => {
    const processes = onNode([row(7, 'web', 20_000)], 'global', { shmem: 35_000 })
    expect(processes?.elsewhereBytes).toBe((51_380 - 20_000) * PAGE)
    expect(processes?.note).toMatch(/^At least 123 MiB of anonymous and shared memory is in no process.*tmpfs/)
  })

  test('or is of a table that was cut', () => {
    expect(onNode([row(7, 'web', 20_000)])?.note).toContain('Shared memory (4.32 MiB) explains a part at most')
  })

  test('is told better where the table has the kinds', () => {
    const processes = onNode([row(7, 'web', 50_000, split(20_000, 30_000, 0))])
    expect(processes).toMatchObject({ anonBytes: 20_000 * PAGE, shmemBytes: 0, elsewhereBytes: 31_380 * PAGE })
  })

  test.each([['the table lists only tasks of the nodes that ran out', onNode([row(7, 'web', 20_000)], 'cpuset')]])(
    'is unknown: %s',
    (_, processes) => {
      expect(processes?.elsewhereBytes).toBeNull()
      expect(processes?.note).toContain('may use the nodes that ran out')
    },
  )
})

test('null without a table or without its rss', () => {
  expect(onNode([])).toBeNull()
  expect(onNode([row(7, 'web', 20_000, { rssPages: null })])).toBeNull()
})

test('a bound from below never exceeds what it is a part of, and falls as tasks are added', () => {
  const rows = fc.array(fc.nat(60_000), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(rows, pages => {
      const all = pages.map((rss, at) => row(10 + at, 'a', rss))
      const [less, more] = [onNode(all.slice(0, 1)), onNode(all)]
      expect(more?.elsewhereBytes).toBeLessThanOrEqual(less?.elsewhereBytes ?? -1)
      expect(less?.elsewhereBytes).toBeLessThanOrEqual(51_380 * PAGE)
      expect(more?.elsewhereBytes).toBeGreaterThanOrEqual(0)
    }),
  )
})
