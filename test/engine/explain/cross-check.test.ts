import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountOf } from '../../../src/engine/explain/account.ts'
import { disagreementsOf } from '../../../src/engine/explain/cross-check.ts'
import { usableRamPagesOf } from '../../../src/engine/explain/usable-ram.ts'
import type { MemInfo, OomReport } from '../../../src/model/kernel.ts'
import { memInfo, report, span, zone } from './reports.ts'

const sound = memInfo()
const { totalsPages } = sound
const says = (parts: Partial<MemInfo>, more: Partial<OomReport> = {}) =>
  disagreementsOf(report({ memInfo: memInfo(parts), ...more }), 4096).map(each => each.says)
const whole = { constraint: 'CONSTRAINT_NONE' }

/** The zones of the machine with the LRU lists that kernels print on them since 4.8. */
const withLists = (of: MemInfo = sound): MemInfo['zones'] =>
  of.zones.map(({ name, fieldsKiB, freeBlocks }, at) =>
    zone(name, { ...fieldsKiB, active_anon: at * 2208, inactive_anon: at * 203_312 }, freeBlocks),
  )

describe('the totals and the lines below them', () => {
  test('a sound report is silent, with its lines and with the lines of one node of several', () => {
    expect(says({})).toEqual([])
    expect(says({ zones: withLists() }, whole)).toEqual([])
    const [dma] = sound.zones
    expect(says({ zones: dma ? [dma] : [] }, { constraint: 'CONSTRAINT_CPUSET' })).toEqual([])
  })

  test.each([
    ['a digit too many in a total', { totalsPages: { ...totalsPages, free: 6600 } }, 'free: the total is 25.8 MiB'],
    [
      'a digit too few in a total',
      { totalsPages: { ...totalsPages, inactive_anon: 5082 } },
      'anonymous LRU: the total',
    ],
    ['a zone of another machine', { zones: [...sound.zones, zone('Normal', { free: 90_000, present: 1 })] }, 'free: '],
  ])('%s', (_, parts, start) => {
    expect(says(parts)).toContainEqual(expect.stringContaining(start))
  })

  test('what may be a lag of the counters is silent', () => {
    const late = { ...totalsPages, free: totalsPages.free === undefined ? 0 : totalsPages.free + 1000 }
    expect(says({ totalsPages: late })).toEqual([])
  })

  test('pages that are active by the totals and inactive by the zones are the same pages', () => {
    const aged = { ...totalsPages, active_anon: 50_828, inactive_anon: 552 }
    expect(says({ totalsPages: aged, zones: withLists() }, whole)).toEqual([])
  })

  test('lines that lack much are no disagreement unless the kernel ruled no node out', () => {
    const half = {
      nodes: [{ node: 0, fieldsKiB: { active_anon: 2208, inactive_anon: 100_000 }, span }],
      ramPages: 200_000,
    }
    expect(says(half)).toEqual([])
    expect(says(half, whole)).toContainEqual(expect.stringContaining('anonymous LRU'))
  })

  test('without a page size or a size of RAM there is nothing to compare', () => {
    expect(disagreementsOf(report({ memInfo: memInfo({ ramPages: 1 }) }), null)).toEqual([])
    expect(says({ ramPages: null, zones: [], nodes: [] })).toEqual([])
  })
})

describe('RAM', () => {
  const tenfold = { ramPages: 654_060, zones: withLists() }

  test('is believed to the zones where these add up to every total', () => {
    expect(says(tenfold, whole)).toEqual(['`pages RAM` is 2.5 GiB, and the zones hold 255 MiB'])
    const subject = report({ memInfo: memInfo(tenfold), ...whole })
    expect(usableRamPagesOf(subject, 4096)).toBe(57_367)
    const account = accountOf(subject, 'global', 4096)
    expect(account?.totalBytes).toBe(57_367 * 4096)
    expect(account?.note).toContain('Lines of the report disagree')
  })

  test.each([
    ['another node may hold the rest', tenfold, {}],
    ['another node holds hugepages', { ...tenfold, hugepages: [{ node: 1, total: 9, free: 9, sizeKiB: 2048 }] }, whole],
    ['old kernels count holes and memmap too', { ramPages: 66_800, zones: withLists() }, whole],
  ])('quiet: %s', (_, parts, more) => {
    expect(says(parts, more)).toEqual([])
  })

  test('less than the zones hold is wrong whatever is shown', () => {
    expect(says({ ramPages: 60_000 })).toContainEqual(expect.stringContaining('`pages RAM` is 234 MiB'))
  })

  test('parts that are more than it', () => {
    const hugepages = [{ node: 0, total: 2, free: 0, sizeKiB: 1_048_576 }]
    expect(says({ hugepages })).toEqual([expect.stringContaining('hugepages add up to 2.2')])
    expect(accountOf(report({ memInfo: memInfo({ hugepages }) }), 'global', 4096)).toBeNull()
  })
})

test('whatever the numbers, a report whose lines repeat its totals exactly never disagrees over them', () => {
  const count = fc.nat(1_000_000)
  const counts = fc.record({ active_anon: count, inactive_anon: count, shmem: count, free: count, unevictable: count })
  fc.assert(
    fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (pages, split) => {
      const first = Object.fromEntries(Object.entries(pages).map(([name, all]) => [name, Math.floor(all * split) * 4]))
      const rest = Object.fromEntries(Object.entries(pages).map(([name, all]) => [name, all * 4 - (first[name] ?? 0)]))
      const nodes = [first, rest].map((fieldsKiB, node) => ({ node, fieldsKiB, span }))
      const zones = [first, rest].map(fields => zone('Normal', { ...fields, present: 8_000_000, managed: 7_900_000 }))
      const found = says({ totalsPages: pages, nodes, zones, ramPages: 4_000_000, reservedPages: 50_000 }, whole)
      expect(found).toEqual([])
    }),
  )
})
