import { describe, expect, it } from 'vitest'
import { reportSeries, type SeriesUsing } from '../../../src/engine/series/report-series.ts'
import { tracksOf } from '../../../src/engine/thrashing/scope-tracks.ts'
import type { Incident } from '../../../src/model/report.ts'
import type { Series } from '../../../src/model/series.ts'
import { incident, victim } from '../../outputs/report-parts.ts'
import { counter, seconds, series } from '../thrashing/series.ts'

const START = Date.parse('2026-03-14T02:00:00Z')
const at = (time: number) => ({
  wall: new Date(START + time * 1000).toISOString(),
  bootSeconds: time,
  plusMinusSeconds: 0.5,
  basis: 'as printed',
})
const using = (parts: Partial<SeriesUsing> = {}): SeriesUsing => ({
  incidents: [],
  windows: [],
  options: {},
  momentOf: (_, time) => at(time),
  ...parts,
})
const drawn = (all: readonly Series[], parts: Partial<SeriesUsing> = {}) =>
  reportSeries(
    tracksOf(all, each => each.node),
    using(parts),
  )

const gauge = (metric: Series['metric'], bytes: number, parts: Partial<Series> = {}): Series =>
  series(
    metric,
    seconds(0, 9),
    seconds(0, 9).map(() => bytes),
    { type: 'gauge', ...parts },
  )

describe('series of the report', () => {
  it('are cited by the first and the last sample, and dated by the first point', () => {
    const [one] = drawn([counter('psi-memory-full', seconds(0, 5), () => 0.25)])
    expect(one).toMatchObject({
      metric: 'psi-memory-full',
      unit: 'share',
      from: { bootSeconds: 1 },
      seconds: [0, 4],
      values: [0.25, 0.25],
      samples: 6,
      evidence: [{ line: 1 }, { line: 6 }],
    })
  })

  it('leave out the average of the kernel where its counter was sampled, and only there', () => {
    const average = gauge('psi-memory-full-avg10', 0.2)
    const metrics = (...all: readonly Series[]) => drawn(all).map(({ metric }) => metric)
    expect(
      metrics(
        average,
        counter('psi-memory-full', seconds(0, 5), () => 0.25),
      ),
    ).toEqual(['psi-memory-full'])
    expect(metrics(average)).toEqual(['psi-memory-full-avg10'])
  })

  it('tell once of what two sources sampled at the same time, and of both where they did at two times', () => {
    const wallFrom = (time: number) => ({
      clock: 'wall' as const,
      times: Float64Array.from(seconds(time, time + 4)),
      values: new Float64Array(5),
    })
    const boot = gauge('mem-free', 1)
    expect(drawn([boot, { ...boot, ...wallFrom(2) }]).map(each => each.samples)).toEqual([10])
    expect(drawn([boot, { ...boot, ...wallFrom(20) }]).map(each => each.samples)).toEqual([10, 5])
  })

  it('keep all metrics of the cgroup of a victim and a few of those beside it', () => {
    const killed: Incident = { ...incident, victims: [{ ...victim, cgroup: '/pods/a/main' }] }
    const all = ['/pods/a', '/pods/b'].flatMap(scope => [
      gauge('memory-current', 100, { scope }),
      gauge('file-lru', 10, { scope }),
    ])
    expect(drawn(all, { incidents: [killed] }).map(({ scope, metric }) => `${scope} ${metric}`)).toEqual([
      '/pods/a file-lru',
      '/pods/a memory-current',
      '/pods/b memory-current',
    ])
  })

  it('are of the cgroups that held the most where there are too many', () => {
    const all = seconds(1, 40).map(size => gauge('memory-current', size, { scope: `/c${size}` }))
    const scopes = drawn(all).map(({ scope }) => scope)
    expect(scopes).toHaveLength(24)
    expect(scopes).toContain('/c40')
    expect(scopes).not.toContain('/c16')
  })

  it('are of the node and the time that are asked for', () => {
    const all = ['node-1', 'node-2'].map(node => gauge('mem-free', 1, { node }))
    const [one, ...others] = drawn(all, { options: { node: 'node-2', since: START + 4000 } })
    expect(others).toEqual([])
    expect(one).toMatchObject({ node: 'node-2', from: { bootSeconds: 4 }, seconds: [0, 5] })
  })
})
