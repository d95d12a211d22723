import { describe, expect, test } from 'vitest'
import { noteOf, unseenOnNode } from '../../../src/engine/explain/account-note.ts'
import type { MemInfo } from '../../../src/model/kernel.ts'
import { memInfo, report, span, zone } from './reports.ts'

const MIB = 2 ** 20

describe('what no counter shows', () => {
  const swap = (
    totalSwapKiB: number | null,
    freeSwapKiB: number | null,
    zspages: readonly (number | undefined)[] = [undefined],
  ) =>
    unseenOnNode(
      report({ memInfo: memInfo({ totalSwapKiB, freeSwapKiB }) }),
      memInfo({ zones: zspages.map(kib => zone('Normal', kib === undefined ? {} : { zspages: kib })) }),
    ).includes('zram')

  test('may be compressed swap, where swap is in use and no zone counts it', () => {
    expect(swap(40, 39)).toBe(true)
    expect(swap(40, 40)).toBe(false)
    expect(swap(40, null)).toBe(false)
    expect(swap(null, 0)).toBe(false)
    expect(swap(40, 39, [undefined, 5])).toBe(false)
  })

  test('may be a balloon, or hugepages that are not printed', () => {
    const said = (parts: Partial<MemInfo>) => unseenOnNode(report(), memInfo(parts))
    const balloon = (kib: number) => [{ node: 0, fieldsKiB: { Balloon: kib }, span }] as unknown as MemInfo['nodes']
    expect(said({ nodes: [...balloon(1024), ...balloon(1024)] })).toContain('The node lines count 2 MiB in a balloon.')
    expect(said({ nodes: balloon(0) })).not.toContain('The node lines')
    expect(said({ hugepages: [] })).toContain('prints no hugepages')
    expect(said({})).toBe('Drivers, a GPU, a balloon or ZFS take memory that way.')
  })

  test('is worth a word from a tenth, and an excess from a hundredth', () => {
    const note = (of: 'node' | 'cgroup', unaccountedBytes: number) =>
      noteOf(report({ memInfo: memInfo() }), 4096, {
        of,
        totalBytes: 1000 * MIB,
        parts: [],
        unaccountedBytes: unaccountedBytes * MIB,
      })
    expect(note('node', 100)).toContain('100 MiB (10 %) is in no counter that the kernel prints. Drivers')
    expect(note('cgroup', 100)).toContain('Kernels before 5.19')
    expect(note('node', 99)).toBeNull()
    expect(note('node', -10)).toBeNull()
    expect(note('node', -11)).toBe(
      'The parts add up to 11 MiB more than there is: the kernel read them at different times.',
    )
  })

  test('is worth nothing where lines of a node disagree, which says nothing of a cgroup', () => {
    const bad = report({ memInfo: memInfo({ ramPages: 60_000 }) })
    const note = (of: 'node' | 'cgroup') => noteOf(bad, 4096, { of, totalBytes: 1000, parts: [], unaccountedBytes: 0 })
    expect(note('node')).toMatch(/^Lines of the report disagree, so that this may be wrong \(`pages RAM` is /)
    expect(note('cgroup')).toBeNull()
  })
})
