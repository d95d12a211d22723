import type { Metric, Series } from '../../model/series.ts'
import { groupBy } from '../../model/group-by.ts'
import { type Track, trackOf } from './track.ts'

export const NODE = 'node'

/** Everything that was sampled of one scope by one clock. */
export interface ScopeTracks {
  /** `node`, or the path of a cgroup. */
  readonly scope: string
  readonly node: string | null
  readonly clock: Series['clock']
  /** Of the machine, for the scope `node`; null where nothing tells. */
  readonly ramBytes: number | null
  of(metric: Metric): Track | null
}

/** Of several sources of one metric the one with the most samples. */
function longest(all: readonly Series[]): readonly Series[] {
  return [...groupBy(all, each => each.metric).values()].map(same =>
    same.reduce((most, each) => (each.times.length > most.times.length ? each : most)),
  )
}

function scopeTracks(
  scope: string,
  node: string | null,
  clock: Series['clock'],
  all: readonly Series[],
): Omit<ScopeTracks, 'ramBytes'> {
  const tracks = new Map<Metric, Track>()
  for (const each of longest(all)) tracks.set(each.metric, trackOf(each))
  return {
    scope,
    node,
    clock,
    of: metric => tracks.get(metric) ?? null,
  }
}

/** The size of a machine, which one source samples, holds for all sources of the same one; null where none tells. */
function ramOf(
  all: readonly Series[],
  nodeOf: (series: Series) => string | null,
  known: Sizes,
): (node: string | null) => number | null {
  const sampled = new Map(
    all.flatMap(each => {
      const bytes = each.metric === 'mem-total' && each.scope === NODE ? each.values.at(-1) : undefined
      return bytes === undefined ? [] : [[nodeOf(each), bytes] as const]
    }),
  )
  return node => sampled.get(node) ?? known.get(node) ?? null
}

/** RAM in bytes by the names of machines. */
export type Sizes = ReadonlyMap<string | null, number>

/** Groups series by machine, clock and scope. Seconds since boot and wall times are not mixed. */
export function tracksOf(
  all: readonly Series[],
  nodeOf: (series: Series) => string | null,
  sizes: Sizes = new Map(),
): readonly ScopeTracks[] {
  const groups = groupBy(all, each => JSON.stringify([nodeOf(each), each.clock, each.zone, each.scope]))
  const ramBytesOf = ramOf(all, nodeOf, sizes)
  return [...groups.values()].map(group => {
    const [{ scope, clock }] = group
    const node = nodeOf(group[0])
    return { ...scopeTracks(scope, node, clock, group), ramBytes: scope === NODE ? ramBytesOf(node) : null }
  })
}
