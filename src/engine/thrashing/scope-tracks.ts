import type { Metric, Series } from '../../model/series.ts'
import { groupBy } from '../group-by.ts'
import { type Track, trackOf } from './track.ts'

/** Everything that was sampled of one scope by one clock. */
export interface ScopeTracks {
  /** `node`, or the path of a cgroup. */
  readonly scope: string
  readonly node: string | null
  readonly clock: Series['clock']
  of(metric: Metric): Track | null
}

/** Of several sources of one metric the one with the most samples. */
function longest(all: readonly Series[]): readonly Series[] {
  return [...groupBy(all, each => each.metric).values()].map(same =>
    same.reduce((most, each) => (each.times.length > most.times.length ? each : most)),
  )
}

function scopeTracks(scope: string, node: string | null, clock: Series['clock'], all: readonly Series[]): ScopeTracks {
  const tracks = new Map<Metric, Track>()
  for (const each of longest(all)) tracks.set(each.metric, trackOf(each))
  return {
    scope,
    node,
    clock,
    of: metric => tracks.get(metric) ?? null,
  }
}

/** Sizes of machines: what one source sampled of them holds for all sources of the same one. */
function memoryOf(
  all: readonly Series[],
  nodeOf: (series: Series) => string | null,
): (group: Series) => readonly Series[] {
  const totals = all.filter(({ metric, scope }) => metric === 'mem-total' && scope === 'node')
  return of => {
    const same = of.scope === 'node' ? totals.filter(each => nodeOf(each) === nodeOf(of)) : []
    const own = same.find(each => each.clock === of.clock && each.zone === of.zone)
    return own ? [] : same.slice(0, 1)
  }
}

/** Groups series by machine, clock and scope. Seconds since boot and wall times are not mixed. */
export function tracksOf(all: readonly Series[], nodeOf: (series: Series) => string | null): readonly ScopeTracks[] {
  const groups = groupBy(all, each => JSON.stringify([nodeOf(each), each.clock, each.zone, each.scope]))
  const borrowed = memoryOf(all, nodeOf)
  return [...groups.values()].map(group =>
    scopeTracks(group[0].scope, nodeOf(group[0]), group[0].clock, [...group, ...borrowed(group[0])]),
  )
}
