import { describe, expect, test } from 'vitest'
import type { OomReport } from '../../src/model/kernel.ts'
import { pageCacheInCgroup } from '../../src/rules/page-cache-in-cgroup.ts'
import { memcgWith } from './anything.ts'
import { account, caseOf, MIB } from './cases.ts'

const CACHE_MIB = 44
const memory = account('cgroup', 64, { anonymous: 20, 'file cache': CACHE_MIB })

const found = (report: Partial<OomReport> | null, of = memory) =>
  pageCacheInCgroup.check(caseOf({ report, incident: { memory: of } }))

describe('what kept the cache', () => {
  const QUARTER = (CACHE_MIB * MIB) / 4
  const PAGES = (CACHE_MIB * MIB) / 4096

  test.each([
    ['dirty, a quarter of it', { file_dirty: QUARTER }, '11 MiB of it had to be written to disk first'],
    [
      'dirty and under writeback together',
      { file_dirty: QUARTER / 2, file_writeback: QUARTER / 2 },
      '11 MiB of it had to be written to disk first',
    ],
    ['by the names of cgroup v1', { dirty: 1, writeback: QUARTER }, '11 MiB of it had to be written to disk first'],
    ['locked, a quarter of it', { unevictable: QUARTER }, '11 MiB of the cgroup is locked in memory'],
    ['read back, all of it', { workingset_refault_file: PAGES }, 'as much as the whole of it had been dropped'],
    ['read back, by an older name', { workingset_refault: PAGES }, 'as much as the whole of it had been dropped'],
  ])('%s', (_, stats, reason) => {
    const verdict = found(memcgWith(stats))
    expect(verdict?.cause.confidence).toBe('likely')
    expect(verdict?.cause.why).toContain(`Page cache holds 44 MiB of the usage (69 %); ${reason}`)
  })

  test.each([
    ['dirty, a byte less', memcgWith({ file_dirty: QUARTER - 1 })],
    ['locked, a byte less', memcgWith({ unevictable: QUARTER - 1 })],
    ['read back, a page less', memcgWith({ workingset_refault_file: PAGES - 1 })],
    ['no statistics', {}],
    ['no kernel report', null],
  ])('nothing shows: %s', (_, report) => {
    const verdict = found(report)
    expect(verdict?.cause.confidence).toBe('possible')
    expect(verdict?.cause.why).toContain('; nothing in the statistics shows why the kernel did not simply drop it.')
  })
})

test('two fifths of the usage are enough, where processes hold less', () => {
  expect(found({}, account('cgroup', 50, { anonymous: 10, 'file cache': 20 }))).not.toBeNull()
  expect(found({}, account('cgroup', 50, { anonymous: 10, 'file cache': 19 }))).toBeNull()
  expect(found({}, account('cgroup', 50, { anonymous: 20, 'file cache': 20 }))).toBeNull()
})
