import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseOf } from '../../src/tui/case/case.ts'
import { coverOf } from '../../src/tui/case/cover.ts'
import { rowAtOrAfter } from '../../src/tui/case/window-ranges.ts'
import { chosenTracks } from '../../src/tui/frame/strip-cells.ts'
import { cutStyled, fillStyled, styledWidth } from '../../src/tui/frame/styled.ts'
import { entry, reportOfCase, timelineOf } from './support.ts'

const anyRange = fc.tuple(fc.nat({ max: 19 }), fc.nat({ max: 19 })).map(([a, b]) => ({
  range: { first: Math.min(a, b), last: Math.max(a, b) },
}))

test('the cover of a row is the range around it that began last', () => {
  fc.assert(
    fc.property(fc.array(anyRange, { maxLength: 8 }), ranges => {
      const cover = coverOf(20, ranges)
      cover.forEach((at, row) => {
        const around = ranges.filter(({ range }) => range.first <= row && row <= range.last)
        const latest = Math.max(...around.map(({ range }) => range.first))
        expect(at === -1 ? null : ranges[at]?.range.first).toBe(around.length === 0 ? null : latest)
        if (at !== -1) expect(around).toContain(ranges[at])
      })
    }),
  )
})

test('the first row at a time; what has no time counts as later', () => {
  const times = Float64Array.of(1, 1, 5, Number.NaN, Number.NaN)
  expect([0, 1, 2, 5, 6].map(ms => rowAtOrAfter(times, ms))).toEqual([0, 0, 2, 2, 3])
})

describe('lanes', () => {
  test('are machines where there are several, those of kills first', () => {
    const shown = timelineOf(6, { 0: { node: 'a' }, 1: { node: 'a' }, 2: { node: 'b', severity: 'critical' } })
    expect(caseOf(shown).lanes).toMatchObject({ of: 'nodes', names: ['b', 'a'] })
    expect([...caseOf(shown).lanes.laneAt]).toEqual([1, 1, 0, -1, -1, -1])
  })
  test('are pods on one machine', () => {
    const shown = timelineOf(2, {
      0: { node: 'a', title: 'Container app of shop/web started' },
      1: { node: 'a', title: 'Pulled Pod/db-0: image' },
    })
    expect(caseOf(shown).lanes).toMatchObject({ of: 'pods', names: ['db-0', 'shop/web'] })
  })
})

test('the kernel stands for an incident, not what else is critical', () => {
  const kill = { incident: 'i1', severity: 'critical' } as const
  const shown = timelineOf(4, { 0: { incident: 'i1' }, 1: kill, 3: { ...kill, kind: 'kernel.oom-report' } })
  expect(caseOf(shown).incidentRows).toEqual([3])
  expect(caseOf(shown).spans).toEqual([{ incident: 'i1', range: { first: 0, last: 3 } }])
})

test('a window of thrashing has the entries that lie in it, and the strip its pressure', async () => {
  const shown = caseOf(await reportOfCase('thrash-on-two-clocks'))
  expect(shown.windows).toHaveLength(1)
  const [{ range }] = shown.windows as [(typeof shown.windows)[0]]
  expect(shown.entries[range.first]?.kind).toBe('thrashing.began')
  expect(shown.entries[range.last]?.kind).toBe('thrashing.ended')
  const row = shown.incidentRows[0] ?? 0
  expect(chosenTracks(shown, shown.entries[row] ?? null, 3)[0]?.metric).toMatch(/^psi-memory/)
})

test('a report without series is shown without them', () => {
  const { series: _, ...old } = timelineOf(1)
  expect(caseOf(old as ReturnType<typeof timelineOf>).tracks).toEqual([])
  expect(entry(0).id).toBe('e1')
})

test('lines with codes are cut by columns, and lose nothing', () => {
  const part = fc.constantFrom('a', '日', '\u001b[31m', '\u001b[39m', 'word ', '\u001b[1m')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 2, max: 20 }), (parts, width) => {
      const line = parts.join('')
      const bare = (text: string): string => text.replace(/\u001b\[[\d;]*m/g, '')
      const cut = cutStyled(line, width)
      expect(cut.map(bare).join('')).toBe(bare(line))
      for (const each of cut) expect(styledWidth(each)).toBeLessThanOrEqual(width)
      expect(styledWidth(fillStyled(line, width))).toBe(width)
    }),
  )
})
