import type { Series } from '../../../model/series.ts'
import { type Columns, newColumns, type Place } from '../columns.ts'
import { type Labels, type Target, targetOf } from './metrics.ts'

interface Entry {
  readonly target: Target
  readonly columns: Columns
}

/** Samples of time series with labels, one series for each set of labels. */
export interface Store {
  /** The series of these labels; null for one that is of no use. `key` is what tells sets of labels apart. */
  entry(key: string, labels: () => Labels): Entry | null
  series(): readonly Series[]
}

export function addSample({ target, columns }: Entry, time: number, value: number, place: Place): void {
  const { metric, scope, type } = target
  // A limit of 0 is none.
  if (metric === 'memory-max' && value === 0) return
  columns.add(metric, scope, type, time, value, place)
}

/** In the order of time; of two samples of one time the first is kept, since dumps hold the same block twice. */
function sorted(series: Series): Series {
  const { times } = series
  const order = Array.from(times.keys())
  if (order.every(at => at === 0 || (times[at - 1] ?? 0) < (times[at] ?? 0))) return series
  order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b)
  const kept = order.filter((at, index) => index === 0 || times[order[index - 1] ?? 0] !== times[at])
  const pick = (from: Float64Array): Float64Array => Float64Array.from(kept, at => from[at] ?? 0)
  return {
    ...series,
    times: pick(times),
    values: pick(series.values),
    starts: pick(series.starts),
    ends: pick(series.ends),
    lines: Uint32Array.from(kept, at => series.lines[at] ?? 0),
  }
}

/** The sum of two series at the times that both have. */
function summed(one: Series, other: Series): Series {
  const values = new Map(Array.from(other.times, (time, at) => [time, other.values[at] ?? 0]))
  const both = Array.from(one.times.keys()).filter(at => values.has(one.times[at] ?? 0))
  const pick = (from: Float64Array): Float64Array => Float64Array.from(both, at => from[at] ?? 0)
  return {
    ...one,
    times: pick(one.times),
    values: Float64Array.from(both, at => (one.values[at] ?? 0) + (values.get(one.times[at] ?? 0) ?? 0)),
    starts: pick(one.starts),
    ends: pick(one.ends),
    lines: Uint32Array.from(both, at => one.lines[at] ?? 0),
  }
}

export function newStore(path: string): Store {
  const entries = new Map<string, Entry | null>()
  return {
    entry(key, labels) {
      const known = entries.get(key)
      if (known !== undefined) return known
      const target = targetOf(labels())
      const columns = newColumns({ path, node: target?.node ?? null, clock: 'wall', zone: 'given' })
      const entry = target === null ? null : { target, columns }
      entries.set(key, entry)
      return entry
    },
    series() {
      const found = [...entries.values()].flatMap(entry =>
        entry === null ? [] : entry.columns.series().map(each => [entry.target, sorted(each)] as const),
      )
      const whole = found.flatMap(([target, each]) => (target.isPart ? [] : [each]))
      const parts = found.flatMap(([target, each]) => (target.isPart ? [each] : []))
      const sums = parts.flatMap((one, at) => {
        const other = parts.slice(at + 1).find(each => each.node === one.node && each.scope === one.scope)
        return other ? [summed(one, other)] : []
      })
      return [...whole, ...sums]
    },
  }
}
