import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountOf } from '../../../src/engine/explain/account.ts'
import type { MemcgUsage } from '../../../src/model/kernel.ts'
import type { MemoryAccount } from '../../../src/model/report.ts'
import { counter, memcg, memInfo, report, span, zone } from './reports.ts'

const MIB = 2 ** 20
const part = (account: MemoryAccount | null, name: string): number | null =>
  account?.parts.find(candidate => candidate.name === name)?.bytes ?? null
const sum = (account: MemoryAccount): number => account.parts.reduce((total, { bytes }) => total + bytes, 0)
const ofCgroup = (stats: Record<string, number>, parts: Partial<MemcgUsage> = {}) =>
  accountOf(report({ memcg: memcg({ memory: counter(64 * MIB, 64 * MIB), stats, ...parts }) }), 'memcg', 4096)
const ofNode = (parts: Parameters<typeof memInfo>[0] = {}) =>
  accountOf(report({ memInfo: memInfo(parts) }), 'global', 4096)

describe('a node', () => {
  test('closes over usable RAM, with shared memory counted once', () => {
    const account = ofNode()
    expect(account).toMatchObject({ of: 'node', totalBytes: 57_367 * 4096 })
    expect(part(account, 'anonymous')).toBe((552 + 50_828 - 1105) * 4096)
    expect(part(account, 'shmem')).toBe(1105 * 4096)
    expect(part(account, 'kernel stacks')).toBe(880 * 1024)
    expect((account?.unaccountedBytes ?? 0) / (account?.totalBytes ?? 1)).toBeCloseTo(0.0288, 4)
  })

  test('hugepages and the pool of zram are parts', () => {
    const zones = memInfo().zones.map(({ name, fieldsKiB, freeBlocks }) =>
      zone(name, { ...fieldsKiB, zspages: 512 }, freeBlocks),
    )
    const account = ofNode({ zones, hugepages: [{ node: 0, total: 2, free: 2, sizeKiB: 2048 }] })
    expect(part(account, 'hugepages')).toBe(4 * MIB)
    expect(part(account, 'compressed swap')).toBe(MIB)
  })

  test('before 2.6.28 one pair of lists holds process memory and files', () => {
    const totalsPages = { Active: 26_000, inactive: 26_000, free: 1000, slab: 2400, mapped: 498, pagetables: 1235 }
    const account = ofNode({ totalsPages, nodes: [] })
    expect(part(account, 'anonymous and file cache')).toBe(52_000 * 4096)
    expect(part(account, 'slab')).toBe(2400 * 4096)
    expect(account?.unaccountedBytes).toBe((57_367 - 56_635) * 4096)
  })

  test('what FUSE copied for writing is on no list', () => {
    const nodes = memInfo().nodes.map(each => ({ ...each, fieldsKiB: { ...each.fieldsKiB, writeback_tmp: 1024 } }))
    expect(part(ofNode({ nodes }), 'FUSE writeback')).toBe(MIB)
  })

  describe('says what to know of it', () => {
    const less = (pages: number) => ({
      totalsPages: { ...memInfo().totalsPages, inactive_anon: 50_828 - pages },
      nodes: [],
    })

    test('a tenth in no counter, and what may have it', () => {
      const note = ofNode({ ...less(5000), hugepages: [], totalSwapKiB: 4096, freeSwapKiB: 0 })?.note
      expect(note).toMatch(/^26\.8 MiB \(12 %\) is in no counter/)
      expect(note).toContain('zswap')
      expect(note).toContain('prints no hugepages')
    })

    test('without swap and with a hugepage line neither is named; a balloon is', () => {
      const nodes = [{ node: 0, fieldsKiB: { Balloon: 2048 }, span }]
      const note = ofNode({ ...less(5000), nodes })?.note
      expect(note).toContain('2 MiB in a balloon')
      expect(note).not.toMatch(/zswap|hugepages/)
    })

    test.each([
      ['nine per cent', less(3500)],
      ['nothing unusual', {}],
    ])('nothing: %s', (_, parts) => {
      expect(ofNode(parts)?.note).toBeNull()
    })

    test('parts that exceed the total', () => {
      expect(ofNode(less(-3000))?.note).toContain('The parts add up to 4.41 MiB more than there is')
    })
  })

  test('kernel stacks stand on zone lines in older kernels', () => {
    const zones = memInfo().zones.map(({ name, fieldsKiB, freeBlocks }) =>
      zone(name, { ...fieldsKiB, kernel_stack: 100 }, freeBlocks),
    )
    expect(part(ofNode({ zones, nodes: [] }), 'kernel stacks')).toBe(200 * 1024)
  })

  test('locked shared memory is not taken from the anon lists twice', () => {
    const totalsPages = { ...memInfo().totalsPages, shmem: 60_000, active_anon: 0, inactive_anon: 100 }
    const account = ofNode({ totalsPages })
    expect(part(account, 'anonymous')).toBeNull()
    expect(part(account, 'shmem')).toBe(100 * 4096)
  })

  test.each([
    ['a line of totals is missing', { totalsPages: { active_anon: 1, inactive_anon: 2, shmem: 1 } }],
    ['RAM is not printed', { ramPages: null, zones: [] }],
    ['more parts than memory', { totalsPages: { ...memInfo().totalsPages, inactive_anon: 90_000 } }],
  ])('null: %s', (_, parts) => {
    expect(ofNode(parts)).toBeNull()
  })

  test('null without a page size or without Mem-Info', () => {
    expect(accountOf(report({ memInfo: memInfo() }), 'global', null)).toBeNull()
    expect(accountOf(report(), 'global', 4096)).toBeNull()
  })
})

describe('a cgroup', () => {
  test('of a new kernel: file includes shmem, kernel includes its members', () => {
    const account = ofCgroup({
      anon: 12 * MIB,
      file: 50 * MIB,
      shmem: 49 * MIB,
      kernel: 2 * MIB,
      pagetables: MIB,
      slab_reclaimable: 4096,
      slab_unreclaimable: 4096,
      sock: 0,
    })
    expect(account).toMatchObject({ of: 'cgroup', totalBytes: 64 * MIB, unaccountedBytes: 0 })
    expect(part(account, 'file cache')).toBe(MIB)
    expect(part(account, 'page tables')).toBe(MIB)
    expect(part(account, 'other kernel')).toBe(MIB - 8192)
  })

  test('before 5.19 the members stand alone', () => {
    const account = ofCgroup({
      anon: 60 * MIB,
      file: 0,
      shmem: 0,
      kernel_stack: MIB,
      slab: 2 * MIB,
      slab_reclaimable: MIB,
      slab_unreclaimable: MIB,
      percpu: 0,
      sock: 0,
    })
    expect(account?.unaccountedBytes).toBe(MIB)
    expect(part(account, 'slab reclaimable')).toBe(MIB)
    expect(part(account, 'slab')).toBeNull()
  })

  test('what zswap keeps compressed is kernel memory', () => {
    const account = ofCgroup({ anon: 40 * MIB, file: 0, shmem: 0, kernel: 24 * MIB, slab: MIB, zswap: 20 * MIB })
    expect(part(account, 'compressed swap')).toBe(20 * MIB)
    expect(part(account, 'other kernel')).toBe(3 * MIB)
  })

  test('a tenth in no counter may be kernel memory that is not printed', () => {
    const stats = { anon: 50 * MIB, file: 0, shmem: 0, slab: MIB }
    expect(ofCgroup(stats)?.note).toContain('Kernels before 5.19')
    expect(ofCgroup({ ...stats, anon: 60 * MIB })?.note).toBeNull()
  })

  test('members that exceed their total give way to it', () => {
    const account = ofCgroup({ anon: 60 * MIB, file: 0, shmem: 0, kernel: MIB, slab: 2 * MIB })
    expect(part(account, 'kernel')).toBe(MIB)
    expect(part(account, 'slab')).toBeNull()
  })

  test('pages that are only in the swap cache are a part', () => {
    const account = ofCgroup(
      {
        anon: 49_446_912,
        file: 0,
        shmem: 0,
        kernel: 167_936,
        swapcached: 720_896,
        inactive_anon: 49_876_992,
        active_anon: 229_376,
      },
      { memory: counter(48 * MIB, 48 * MIB) },
    )
    expect(part(account, 'swap cache')).toBe(659_456)
    expect(account?.unaccountedBytes).toBe(57_344)
  })

  test('v1: rss is anonymous only, cache includes shmem, totals are preferred, kmem is the kernel', () => {
    const stats = { rss: 0, cache: 0, shmem: 0, total_rss: 40 * MIB, total_cache: 20 * MIB, total_shmem: 16 * MIB }
    const account = ofCgroup(stats, { kmem: counter(4 * MIB, null) })
    expect(account?.parts).toEqual([
      { name: 'anonymous', bytes: 40 * MIB },
      { name: 'shmem', bytes: 16 * MIB },
      { name: 'file cache', bytes: 4 * MIB },
      { name: 'kernel', bytes: 4 * MIB },
    ])
  })

  test('v1 before 4.12 does not tell shared memory from files', () => {
    expect(part(ofCgroup({ rss: 40 * MIB, cache: 24 * MIB }), 'cache')).toBe(24 * MIB)
  })

  test.each([
    ['statistics of the cgroup itself, while its tasks are in children', { rss: 0, cache: MIB, shmem: 0 }],
    ['a record cut before slab, without a kernel total', { anon: 60 * MIB, file: 0, shmem: 0, kernel_stack: 0 }],
    ['a record cut before shmem', { anon: 60 * MIB, file: 0, kernel: MIB }],
    ['a value that belongs to something else', { anon: 90 * MIB, file: 0, shmem: 0, kernel: 0 }],
    ['no statistics', {}],
  ])('null: %s', (_, stats) => {
    expect(ofCgroup(stats)).toBeNull()
  })
})

test('whatever the numbers, an account closes and hides no excess', () => {
  const keys = [
    'anon',
    'file',
    'shmem',
    'kernel',
    'slab',
    'pagetables',
    'sock',
    'swapcached',
    'inactive_anon',
    'rss',
    'cache',
    'total_rss',
  ]
  const stats = fc.dictionary(fc.constantFrom(...keys), fc.nat(100_000))
  const totals = fc.record(Object.fromEntries(Object.keys(memInfo().totalsPages).map(key => [key, fc.nat(20_000)])))
  fc.assert(
    fc.property(fc.nat(200_000), stats, totals, (usage, found, totalsPages) => {
      const accounts = [ofCgroup(found, { memory: counter(usage, null) }), ofNode({ totalsPages })]
      for (const account of accounts) {
        if (!account) continue
        expect(sum(account) + account.unaccountedBytes).toBe(account.totalBytes)
        expect(account.unaccountedBytes).toBeGreaterThanOrEqual(-0.05 * account.totalBytes)
        expect(account.parts.every(({ bytes }) => bytes > 0)).toBe(true)
        expect(new Set(account.parts.map(({ name }) => name)).size).toBe(account.parts.length)
      }
    }),
  )
})
