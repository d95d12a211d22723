import type { Report } from '../model/report.ts'
import type { Axis } from './axis.ts'
import type { Range } from './range.ts'

const MARGIN = 0.06
const LEAST_MARGIN_SECONDS = 5
/** Before and after one kill without anything measured around it. */
const AROUND_SECONDS = 60

const spread = (times: readonly number[]): Range | null => {
  if (times.length === 0) return null
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const time of times) {
    if (time < from) from = time
    if (time > to) to = time
  }
  return { from, to }
}

const widened = ({ from, to }: Range, least: number): Range => {
  const margin = Math.max(least, (to - from) * MARGIN)
  return { from: from - margin, to: to + margin }
}

/** Where the story is: kills and windows with some time around; null where there is neither. */
function storyOf({ incidents, thrashing }: Report, axis: Axis): Range | null {
  const times = [...incidents.map(({ at }) => at), ...thrashing.flatMap(({ from, to }) => [from, to])].map(axis.at)
  const story = spread(times.filter(time => time !== null))
  return story && widened(story, Math.min(AROUND_SECONDS, Math.max(LEAST_MARGIN_SECONDS, story.to - story.from)))
}

/** The whole time that anything is known of, and what to show of it first. */
export function wholeRange(report: Report, axis: Axis): { readonly whole: Range; readonly first: Range } {
  const ends = (report.series ?? []).flatMap(({ from, seconds }) => {
    const begin = axis.at(from)
    return begin === null ? [] : [begin, begin + (seconds.at(-1) ?? 0)]
  })
  const times = report.timeline.map(({ at }) => axis.at(at)).filter(time => time !== null)
  const story = storyOf(report, axis)
  const all = spread([...times, ...ends, ...(story ? [story.from, story.to] : [])]) ?? { from: 0, to: 1 }
  const whole = widened(all, LEAST_MARGIN_SECONDS)
  return { whole, first: story ?? whole }
}
