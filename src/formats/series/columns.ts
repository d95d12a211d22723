import type { Line } from '../../model/line.ts'
import type { Metric, Series } from '../../model/series.ts'

const FIRST_ROOM = 64
/** The end of the year 9999: what is later cannot be written as a time, and no machine has run so long. */
const LAST_SECONDS = Date.UTC(10_000, 0) / 1000 - 1

const isTime = (seconds: number): boolean => Math.abs(seconds) <= LAST_SECONDS

/** What the samples of a file have in common. */
export type Common = Pick<Series, 'path' | 'node' | 'clock' | 'zone'>

/** Where a sample stands: its line, or the part of it that holds the sample. */
export type Place = Pick<Line, 'number' | 'start' | 'end'>

interface Column {
  readonly metric: Metric
  readonly scope: string
  readonly type: Series['type']
  times: Float64Array
  values: Float64Array
  starts: Float64Array
  ends: Float64Array
  lines: Uint32Array
  length: number
}

const grown = (from: Float64Array): Float64Array => {
  const to = new Float64Array(from.length * 2)
  to.set(from)
  return to
}

function grow(column: Column): void {
  column.times = grown(column.times)
  column.values = grown(column.values)
  column.starts = grown(column.starts)
  column.ends = grown(column.ends)
  const lines = new Uint32Array(column.lines.length * 2)
  lines.set(column.lines)
  column.lines = lines
}

function append(column: Column, time: number, value: number, { start, end, number }: Place): void {
  if (column.length === column.times.length) grow(column)
  const at = column.length
  column.times[at] = time
  column.values[at] = value
  column.starts[at] = start
  column.ends[at] = end
  column.lines[at] = number
  column.length += 1
}

const newColumn = (metric: Metric, scope: string, type: Series['type']): Column => ({
  metric,
  scope,
  type,
  times: new Float64Array(FIRST_ROOM),
  values: new Float64Array(FIRST_ROOM),
  starts: new Float64Array(FIRST_ROOM),
  ends: new Float64Array(FIRST_ROOM),
  lines: new Uint32Array(FIRST_ROOM),
  length: 0,
})

/** Samples as they are read, some forty bytes each. */
export interface Columns {
  /** Adds a sample. Of several for one time the values are summed: /proc/vmstat has one line for each zone. */
  add(metric: Metric, scope: string, type: Series['type'], time: number, value: number, place: Place): void
  /** The time at which the first rate of a run begins: after a restart the rates are not of the time before it. */
  begin(metric: Metric, scope: string, time: number, place: Place): void
  series(): readonly Series[]
}

export function newColumns(common: Common): Columns {
  const columns = new Map<string, Column>()
  const columnOf = (metric: Metric, scope: string, type: Series['type']): Column => {
    const key = `${metric}\n${scope}`
    const column = columns.get(key) ?? newColumn(metric, scope, type)
    if (column.length === 0) columns.set(key, column)
    return column
  }
  return {
    add(metric, scope, type, time, value, place) {
      if (!isTime(time) || !Number.isFinite(value)) return
      const column = columnOf(metric, scope, type)
      const last = column.length - 1
      if (last >= 0 && column.times[last] === time) column.values[last] = (column.values[last] ?? 0) + value
      else append(column, time, value, place)
    },
    begin(metric, scope, time, place) {
      if (!isTime(time)) return
      const column = columnOf(metric, scope, 'rate')
      const last = column.times[column.length - 1]
      if (column.length === 0 || last === undefined || last < time) append(column, time, Number.NaN, place)
    },
    series: () =>
      [...columns.values()].map(({ metric, scope, type, times, values, starts, ends, lines, length }) => ({
        ...common,
        metric,
        scope,
        type,
        times: times.subarray(0, length),
        values: values.subarray(0, length),
        starts: starts.subarray(0, length),
        ends: ends.subarray(0, length),
        lines: lines.subarray(0, length),
      })),
  }
}
