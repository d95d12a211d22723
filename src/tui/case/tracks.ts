import type { Instant, Report } from '../../model/report.ts'
import type { Axis } from './axis.ts'

/** Samples of one metric over time, as they are drawn. */
export interface Track {
  readonly metric: string
  /** `node`, or the path of a cgroup. */
  readonly scope: string
  readonly node: string | null
  /** `share` is drawn from 0 to 1, everything else from 0 to its largest value. */
  readonly unit: string
  /** On the axis of the case, ascending. */
  readonly timesMs: readonly number[]
  /** Null where samples are missing. */
  readonly values: readonly (number | null)[]
}

type Unread = Readonly<Record<string, unknown>>

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every(each => typeof each === 'number')
const isValues = (value: unknown): value is readonly (number | null)[] =>
  Array.isArray(value) && value.every(each => typeof each === 'number' || each === null)
const isInstant = (value: unknown): value is Instant => typeof value === 'object' && value !== null && 'wall' in value

function trackOf(value: unknown, axis: Axis): readonly Track[] {
  if (typeof value !== 'object' || value === null) return []
  const { metric, scope, node, unit, from, seconds, values } = value as Unread
  if (typeof metric !== 'string' || typeof scope !== 'string' || typeof unit !== 'string' || !isInstant(from)) return []
  if (!isNumbers(seconds) || !isValues(values) || seconds.length !== values.length) return []
  const origin = axis.msOf(from)
  if (Number.isNaN(origin) || values.every(each => each === null)) return []
  const timesMs = seconds.map(each => origin + each * 1000)
  return [{ metric, scope, node: typeof node === 'string' ? node : null, unit, timesMs, values }]
}

/** The report's series. A saved report of an older version has none, and then nothing is drawn. */
export function tracksOf(report: Report, axis: Axis): readonly Track[] {
  const { series } = report as Report & { readonly series?: unknown }
  return Array.isArray(series) ? series.flatMap(each => trackOf(each, axis)) : []
}
