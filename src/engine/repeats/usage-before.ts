import type { Incident } from '../../model/report.ts'
import type { Series } from '../../model/series.ts'
import type { Span } from '../../model/span.ts'
import type { SourceRead } from '../../model/source.ts'
import { unescapedPath } from '../cgroup/path.ts'
import type { ClockBook } from '../clock/book.ts'
import { groupBy } from '../../model/group-by.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { momentOf, secondsBetween } from '../thrashing/moment.ts'
import { sampleSpan } from '../thrashing/track.ts'
import { isKnown } from './member.ts'
import { type Point, type Shape, shapeOf } from './shape.ts'

export interface UsageBefore {
  readonly shape: Shape
  readonly metric: Series['metric']
  /** The first and the last sample that it is read from. */
  readonly evidence: readonly Span[]
}

/** Finds how the usage of the cgroup that hit its limit came there, since the incident before. */
export type FindUsage = (incident: Incident, before: Incident | null) => UsageBefore | null

export interface Using {
  readonly sources: readonly SourceRead[]
  readonly clocks: ClockBook
  nodeOf(path: string, host: string | null): string | null
}

/** Working set leaves inactive page cache out, which grows in healthy containers too: it is looked at first. */
const METRICS: readonly Series['metric'][] = ['memory-working-set', 'memory-current']

/** The first sample at or after a time. */
function firstFrom(times: Float64Array, seconds: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) >= seconds) high = middle
    else low = middle + 1
  }
  return low
}

/** The time of an incident by the clock of a series; null where they have none in common. */
function clockOf(series: Series, { sources, clocks, nodeOf }: Using): (incident: Incident) => number | null {
  const start = series.times[0] ?? 0
  const node = nodeOf(series.path, series.node)
  const logs = sources.filter(({ path, host, boots }) => boots.length > 0 && mayBeSameMachine(nodeOf(path, host), node))
  const moment = momentOf(series, start, logs, clocks)
  return ({ at }) => {
    const since = secondsBetween(moment, at)
    return since === null ? null : start + since
  }
}

function usageIn(series: Series, from: number, to: number, usageBytes: number | null): UsageBefore | null {
  const first = firstFrom(series.times, from)
  const after = firstFrom(series.times, to)
  const points: Point[] = []
  for (let at = first; at < after; at += 1) {
    const bytes = series.values[at] ?? Number.NaN
    if (!Number.isNaN(bytes)) points.push({ seconds: series.times[at] ?? 0, bytes })
  }
  // What the kernel printed is the last sample of all, unless it counts what the metric leaves out.
  const isSame = series.metric === 'memory-current' && usageBytes !== null
  const shape = shapeOf(isSame ? [...points, { seconds: to, bytes: usageBytes }] : points)
  if (shape === null || after <= first) return null
  return { shape, metric: series.metric, evidence: [sampleSpan(series, first), sampleSpan(series, after - 1)] }
}

/** Series of usage by the cgroup that they are of. */
export function usageFinder(all: readonly Series[], using: Using): FindUsage {
  const usage = all.filter(({ metric, times }) => METRICS.includes(metric) && times.length > 0)
  const byScope = groupBy(usage, ({ scope }) => unescapedPath(scope))
  const clocks = new Map<Series, (incident: Incident) => number | null>()
  const clock = (series: Series): ((incident: Incident) => number | null) => {
    const known = clocks.get(series) ?? clockOf(series, using)
    clocks.set(series, known)
    return known
  }
  return (incident, before) => {
    const { cgroup, node } = incident.scope
    if (incident.kind !== 'memcg' || cgroup === null) return null
    const own = (byScope.get(unescapedPath(cgroup)) ?? []).filter(series =>
      mayBeSameMachine(using.nodeOf(series.path, series.node), node),
    )
    const found = own.flatMap(series => {
      const [from, to] = [before && clock(series)(before), clock(series)(incident)]
      return (to === null ? null : usageIn(series, from ?? Number.NEGATIVE_INFINITY, to, incident.usageBytes)) ?? []
    })
    return METRICS.map(metric => found.find(each => each.metric === metric) ?? null).find(isKnown) ?? null
  }
}
