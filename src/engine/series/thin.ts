import { newIntervals } from '../intervals.ts'
import type { Points } from './points.ts'

/** A stretch of time, on the clock of the points. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** A point as the report gives it; null where no line may be drawn. */
export type Drawn = readonly [time: number, value: number | null]

/** Each stretch keeps a hole, its lowest and its highest point. */
const PER_STRETCH = 3

/** How much a point inside the focus counts, so that all of them get half of the stretches; never less than one outside. */
function focusWeight({ times }: Points, isInside: (time: number) => boolean): number {
  const inside = times.filter(isInside).length
  return inside === 0 ? 1 : Math.max(1, (times.length - inside) / inside)
}

/** The lowest and the highest of a run of points, in the order of time, after the hole that is among them. */
function extremes({ times, values, afterHole }: Points, from: number, to: number): readonly Drawn[] {
  let [low, high, hole] = [from, from, -1]
  for (let at = from; at < to; at += 1) {
    if ((values[at] ?? 0) < (values[low] ?? 0)) low = at
    if ((values[at] ?? 0) > (values[high] ?? 0)) high = at
    if (hole === -1 && afterHole[at]) hole = at
  }
  const kept = low === high ? [low] : [Math.min(low, high), Math.max(low, high)]
  const drawn = kept.map((at): Drawn => [times[at] ?? 0, values[at] ?? 0])
  if (hole === -1) return drawn
  const place = kept.findIndex(at => at >= hole)
  const at: Drawn = [times[hole] ?? 0, null]
  return place === -1 ? [...drawn, at] : [...drawn.slice(0, place), at, ...drawn.slice(place)]
}

/** Leaves out points between two of the same value: the line through them is the same. */
const withoutPlateaus = (drawn: readonly Drawn[]): readonly Drawn[] =>
  drawn.filter(([, value], at) => {
    const [before, after] = [drawn[at - 1], drawn[at + 1]]
    return before === undefined || after === undefined || before[1] !== value || after[1] !== value
  })

/** Whether a time is in any of the stretches. */
function insideOf(stretches: readonly Stretch[]): (time: number) => boolean {
  const known = newIntervals(mergedOf(stretches), stretch => stretch)
  return time => known.meeting(time, time).length > 0
}

/** The same time in stretches that do not meet, so that none of it is looked at twice. */
function mergedOf(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = []
  for (const stretch of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && stretch.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) }
    else merged.push(stretch)
  }
  return merged
}

/**
 * At most `most` points, among them the first, the last, the lowest and the highest. Points are cut into stretches of about
 * as many points each, shorter ones inside `focus`, and each stretch keeps its extremes.
 */
export function thinned(points: Points, focus: readonly Stretch[], most: number): readonly Drawn[] {
  const count = points.times.length
  const isInside = insideOf(focus)
  const each = Math.floor((most - 2) / PER_STRETCH)
  const weight = focusWeight(points, isInside)
  const weightOf = (at: number): number => (isInside(points.times[at] ?? 0) ? weight : 1)
  const whole = points.times.reduce((sum, _, at) => sum + weightOf(at), 0)
  const drawn: Drawn[] = []
  let [begin, passed, bucket] = [0, 0, 0]
  for (let at = 0; at < count; at += 1) {
    passed += weightOf(at)
    const next = Math.floor((passed / whole) * each)
    // Where there are fewer points than stretches, each point is its own.
    if (next === bucket && at < count - 1 && count > each) continue
    drawn.push(...extremes(points, begin, at + 1))
    ;[begin, bucket] = [at + 1, next]
  }
  return withoutPlateaus(withEnds(drawn, points))
}

/** The first and the last point, which say from when to when was sampled. */
function withEnds(drawn: readonly Drawn[], { times, values }: Points): readonly Drawn[] {
  const last = times.length - 1
  const [head, tail] = [drawn[0], drawn.at(-1)]
  return [
    ...(head !== undefined && head[0] !== times[0] ? [[times[0] ?? 0, values[0] ?? 0] as const] : []),
    ...drawn,
    ...(tail !== undefined && tail[0] !== times[last] ? [[times[last] ?? 0, values[last] ?? 0] as const] : []),
  ]
}
