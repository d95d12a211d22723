import type { AnalyzeOptions } from '../../model/options.ts'
import type { Incident, Instant, SampledSeries, ThrashingWindow } from '../../model/report.ts'
import type { Metric, Series } from '../../model/series.ts'
import { groupBy } from '../../model/group-by.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { secondsBetween } from '../thrashing/moment.ts'
import { NODE, type ScopeTracks } from '../thrashing/scope-tracks.ts'
import { sampleSpan, type Track } from '../thrashing/track.ts'
import { BYSTANDER, DRAWN } from './metrics.ts'
import { clipped, pointsOf } from './points.ts'
import { scopesOf } from './scopes.ts'
import { type Stretch, thinned } from './thin.ts'

const MOST_POINTS = 400
/** Around a kill or a window, on either side. */
const FOCUS_SECONDS = 120

/** What the series are chosen and dated by. */
export interface SeriesUsing {
  readonly incidents: readonly Incident[]
  readonly windows: readonly ThrashingWindow[]
  readonly options: AnalyzeOptions
  /** The moment of a sample, by seconds on the clock of its series. */
  momentOf(series: Series, seconds: number, node: string | null): Instant
}

/** Where the story is, on the clock of a series whose sample at `origin` is at `moment`. */
function focusOf(node: string | null, origin: number, moment: Instant, using: SeriesUsing): readonly Stretch[] {
  const own = (at: Instant): number | null => {
    const seconds = secondsBetween(moment, at)
    return seconds === null ? null : origin + seconds
  }
  const spans = [
    ...using.incidents.map(({ at, scope }) => ({ from: at, to: at, node: scope.node })),
    ...using.windows,
  ].filter(span => mayBeSameMachine(span.node, node))
  return spans.flatMap(span => {
    const [from, to] = [own(span.from), own(span.to)]
    return from === null || to === null ? [] : [{ from: from - FOCUS_SECONDS, to: to + FOCUS_SECONDS }]
  })
}

/** The time that was asked for, on the clock of the series; all of it where its wall time is not known. */
function asked(origin: number, { wall }: Instant, { since, until }: AnalyzeOptions): Stretch {
  const own = (ms: number | undefined, otherwise: number): number =>
    ms === undefined || wall === null ? otherwise : origin + (ms - Date.parse(wall)) / 1000
  return { from: own(since, Number.NEGATIVE_INFINITY), to: own(until, Number.POSITIVE_INFINITY) }
}

const rounded = (value: number, unit: SampledSeries['unit']): number =>
  unit === 'bytes' ? Math.round(value) : Number((unit === 'share' ? Math.min(1, value) : value).toPrecision(4))

function seriesOf(
  track: Track,
  unit: SampledSeries['unit'],
  { scope, node }: ScopeTracks,
  using: SeriesUsing,
): readonly SampledSeries[] {
  const { series } = track
  const origin = series.times[0] ?? 0
  const moment = using.momentOf(series, origin, node)
  const span = asked(origin, moment, using.options)
  const points = clipped(pointsOf(track), span.from, span.to)
  const drawn = thinned(points, focusOf(node, origin, moment, using), MOST_POINTS)
  const [begin] = drawn
  if (begin === undefined) return []
  return [
    {
      metric: track.metric,
      scope,
      node,
      unit,
      from: using.momentOf(series, begin[0], node),
      seconds: drawn.map(([time]) => Math.round((time - begin[0]) * 1000) / 1000),
      values: drawn.map(([, value]) => value && rounded(value, unit)),
      samples: series.times.length,
      evidence: [sampleSpan(series, 0), sampleSpan(series, series.times.length - 1)],
    },
  ]
}

/** The kernel's own average says less than the counter that it is made from. */
const isBettered = (metric: Metric, tracks: ScopeTracks): boolean =>
  (metric === 'psi-memory-some-avg10' && tracks.of('psi-memory-some') !== null) ||
  (metric === 'psi-memory-full-avg10' && tracks.of('psi-memory-full') !== null)

function spanOf({ from, seconds }: SampledSeries): Stretch | null {
  if (from.wall === null) return null
  const begin = Date.parse(from.wall) / 1000
  return { from: begin, to: begin + (seconds.at(-1) ?? 0) }
}

/** Two sources may have sampled the same thing at the same time, on two clocks: the one with more samples tells of it. */
function onceEach(all: readonly SampledSeries[]): readonly SampledSeries[] {
  const most = [...all].sort((a, b) => b.samples - a.samples)
  const kept: SampledSeries[] = []
  for (const each of most) {
    const span = spanOf(each)
    const overlaps = kept.some(other => {
      const known = spanOf(other)
      return span !== null && known !== null && span.from <= known.to && known.from <= span.to
    })
    if (!overlaps) kept.push(each)
  }
  return all.filter(each => kept.includes(each))
}

/** Pressure and memory over time as the report gives them. */
export function reportSeries(all: readonly ScopeTracks[], using: SeriesUsing): readonly SampledSeries[] {
  const { node } = using.options
  const wanted = node === undefined ? all : all.filter(each => mayBeSameMachine(each.node, node))
  const series = scopesOf(wanted, using).flatMap(({ tracks, isConcerned }) =>
    DRAWN.filter(({ metric }) => isConcerned || tracks.scope === NODE || BYSTANDER.has(metric)).flatMap(
      ({ metric, unit }) => {
        const track = isBettered(metric, tracks) ? null : tracks.of(metric)
        return track === null ? [] : seriesOf(track, unit, tracks, using)
      },
    ),
  )
  const groups = groupBy(series, each => JSON.stringify([each.node, each.scope, each.metric]))
  return [...groups.values()].flatMap(onceEach)
}
