import type { Report, SampledSeries } from '../../model/report.ts'
import type { Axis } from './axis.ts'

/** Samples of one metric over time, on the axis of the case. */
export interface Track extends Pick<SampledSeries, 'metric' | 'scope' | 'node' | 'unit' | 'values'> {
  /** Ascending. */
  readonly timesMs: readonly number[]
}

/** What a report of before there were series lacks, a saved one may lack still. */
const seriesOf = (report: Report): readonly SampledSeries[] => (Array.isArray(report.series) ? report.series : [])

/** The report's series that are on the axis and hold a value. */
export const tracksOf = (report: Report, axis: Axis): readonly Track[] =>
  seriesOf(report).flatMap(({ metric, scope, node, unit, from, seconds, values }) => {
    const origin = axis.msOf(from)
    if (Number.isNaN(origin) || values.every(value => value === null)) return []
    return [{ metric, scope, node, unit, values, timesMs: seconds.map(each => origin + each * 1000) }]
  })
