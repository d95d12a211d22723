import { describe, expect, it } from 'vitest'
import type { Instant, Report, SampledSeries } from '../../src/model/report.ts'
import { overTimeLines } from '../../src/render/over-time.ts'
import { pageOf } from '../../src/render/page.ts'
import { globalOom } from '../outputs/reports.ts'

const at = (seconds: number): Instant => ({
  wall: new Date(1_773_000_000_000 + seconds * 1000).toISOString(),
  bootSeconds: null,
  plusMinusSeconds: 0,
  basis: null,
})
const series = (parts: Partial<SampledSeries>): SampledSeries => ({
  metric: 'psi-memory-full',
  scope: 'node',
  node: null,
  unit: 'share',
  from: at(0),
  seconds: [0, 30, 60, 90],
  values: [0, 0, 0.5, 1],
  samples: 4,
  evidence: [],
  ...parts,
})
const [incident] = globalOom.incidents
if (!incident) throw new Error('no incident')
const report = (all: readonly SampledSeries[], killAt = 88): Report => ({
  ...globalOom,
  thrashing: [],
  series: all,
  incidents: [{ ...incident, at: at(killAt), scope: { ...incident.scope, node: null } }],
})
const lines = (given: Report, width = 80, color = false): readonly string[] =>
  overTimeLines(given, pageOf({ width, color, verbose: false }))

describe('over time', () => {
  it('draws shares against the whole, and the kill on the same axis', () => {
    const [blank, heading, full, marks] = lines(report([series({})]))
    expect(blank).toBe('')
    expect(heading).toMatch(/^Over time, 2026-03-08 20:00:28 to 2026-03-08 20:01:30 UTC$/)
    expect(full).toMatch(/^ {2}psi-memory-full {6}_ += +# {2}up to 100 %$/)
    expect(marks?.indexOf('X')).toBeGreaterThan((marks?.length ?? 0) / 3)
  })

  it('says from what to what where the unit is bytes', () => {
    const said = lines(report([series({ metric: 'mem-available', unit: 'bytes', values: [4e6, 3e6, 2e6, 1e6] })]))
    expect(said.join('\n')).toContain('977 KiB to 2.86 MiB')
  })

  it('fits the page, and is left out where there is no room or nothing was sampled', () => {
    for (const width of [70, 80, 100, 120])
      for (const line of lines(report([series({})]), width)) expect(line.length).toBeLessThanOrEqual(width)
    expect(lines(report([series({})]), 50)).toEqual([])
    expect(lines(report([]))).toEqual([])
  })

  it('leaves out the cgroups that nothing happened in, and other machines', () => {
    expect(lines(report([series({ scope: '/other.slice' })]))).toEqual([])
    const two = lines(report([series({}), series({ node: 'worker-7', values: [1, 1, 1, 1] })]))
    expect(two.filter(line => line.includes('psi-memory-full'))).toHaveLength(1)
  })

  it('uses blocks only where colours are', () => {
    expect(lines(report([series({})]), 80, true).join('')).toContain('█')
    expect(lines(report([series({})])).join('')).not.toMatch(/[▁-█✖▒]/)
  })
})
