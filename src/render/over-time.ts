import { formatBytes } from '../model/bytes.ts'
import { leastOf, mostOf } from '../model/extremes.ts'
import type { Instant, Report, SampledSeries } from '../model/report.ts'
import { clip, pad } from './display-width.ts'
import { type Page, section } from './page.ts'
import { printable } from './printable.ts'
import { shortTime } from './time.ts'

/** What tells most of the minutes before a kill, in this order. */
const METRICS = ['psi-memory-full', 'psi-memory-some', 'mem-available', 'memory-current', 'refault-file', 'swap-free']
const MOST_ROWS = 5
const LABEL = 20
const RANGE = 22
const MOST_COLUMNS = 60
const FEWEST_COLUMNS = 12
const LEVELS = { color: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'], plain: ['_', '.', ':', '-', '=', '+', '*', '#'] }
/** Seconds that are shown before the first and after the last thing that happened. */
const MARGIN_SECONDS = 60

/** Seconds of an instant on one axis: the wall, or the boot where nothing has a wall time. */
type Axis = (at: Instant) => number | null

const wallAxis: Axis = ({ wall }) => (wall === null ? null : Date.parse(wall) / 1000)
const bootAxis: Axis = ({ bootSeconds }) => bootSeconds

interface Stretch {
  readonly from: number
  readonly to: number
}

const isKnown = (value: number | null): value is number => value !== null

/** From a little before the first window or kill to a little after the last, where samples are; all of them without any. */
function stretchOf({ incidents, thrashing }: Report, series: readonly SampledSeries[], axis: Axis): Stretch | null {
  const starts = series.map(({ from }) => axis(from)).filter(isKnown)
  const ends = series
    .map(({ from, seconds }) => (axis(from) ?? Number.NaN) + (seconds.at(-1) ?? 0))
    .filter(Number.isFinite)
  if (starts.length === 0 || ends.length === 0) return null
  const [first, last] = [leastOf(starts), mostOf(ends)]
  const instants = [...incidents.map(({ at }) => at), ...thrashing.flatMap(({ from, to }) => [from, to])]
  const happened = instants
    .map(axis)
    .filter(isKnown)
    .filter(at => at >= first && at <= last)
  if (happened.length === 0) return { from: first, to: last }
  return {
    from: Math.max(first, leastOf(happened) - MARGIN_SECONDS),
    to: Math.min(last, mostOf(happened) + MARGIN_SECONDS),
  }
}

const columnOf = (at: number, { from, to }: Stretch, width: number): number =>
  to > from ? Math.min(width - 1, Math.floor(((at - from) / (to - from)) * width)) : 0

/** The highest value of each column; a column without a sample is a gap. */
function columns(one: SampledSeries, stretch: Stretch, axis: Axis, width: number): readonly (number | null)[] {
  const begin = axis(one.from)
  const row: (number | null)[] = Array.from({ length: width }, () => null)
  if (begin === null) return row
  one.seconds.forEach((second, at) => {
    const value = one.values[at]
    const time = begin + second
    if (value == null || time < stretch.from || time > stretch.to) return
    const column = columnOf(time, stretch, width)
    row[column] = Math.max(row[column] ?? value, value)
  })
  return row
}

function amount(unit: SampledSeries['unit'], value: number): string {
  if (unit === 'share') return `${Math.round(value * 100)} %`
  if (unit === 'bytes') return formatBytes(value)
  return `${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))}/s`
}

function rowOf(one: SampledSeries, stretch: Stretch, axis: Axis, page: Page, width: number): string | null {
  const row = columns(one, stretch, axis, width)
  const values = row.filter(isKnown)
  if (values.length === 0) return null
  const [least, most] = [Math.min(...values), Math.max(...values)]
  // Shares are drawn against the whole, so that little pressure looks little.
  const top = one.unit === 'share' ? 1 : most
  const levels = page.color ? LEVELS.color : LEVELS.plain
  const cell = (value: number | null): string =>
    value === null ? ' ' : (levels[Math.min(7, Math.floor((top > 0 ? value / top : 0) * 8))] ?? ' ')
  const range =
    one.unit === 'bytes' ? `${amount(one.unit, least)} to ${amount(one.unit, most)}` : `up to ${amount(one.unit, most)}`
  return `  ${pad(clip(printable(one.metric), LABEL - 1), LABEL)}${page.ink.cyan(row.map(cell).join(''))}  ${range}`
}

/** Where incidents and windows lie on the same axis; not every incident is a kill. */
function marks({ incidents, thrashing }: Report, stretch: Stretch, axis: Axis, page: Page, width: number): string {
  const [rule, stall, mark] = page.color ? ['─', '▒', '✖'] : ['-', '%', 'X']
  const row = Array.from({ length: width }, () => rule)
  for (const window of thrashing) {
    const [from, to] = [axis(window.from), axis(window.to)]
    if (from === null || to === null || to < stretch.from || from > stretch.to) continue
    for (let at = Math.max(0, columnOf(from, stretch, width)); at <= columnOf(to, stretch, width); at += 1)
      row[at] = stall
  }
  for (const { at } of incidents) {
    const time = axis(at)
    if (time !== null && time >= stretch.from && time <= stretch.to) row[columnOf(time, stretch, width)] = mark
  }
  const legend = [
    ...(row.includes(stall) ? [`${stall} thrashing`] : []),
    ...(row.includes(mark) ? [`${mark} incident`] : []),
  ]
  return `  ${pad('', LABEL)}${row.join('')}  ${legend.join('  ')}`.trimEnd()
}

/** What was sampled of one machine, and what happened on it: several machines would need an axis each. */
function ofOneNode(report: Report): Report {
  const named = report.thrashing[0]?.node ?? report.incidents.find(({ scope }) => scope.node !== null)?.scope.node
  const nodes = new Set(report.series.map(({ node }) => node))
  const node = named !== undefined && nodes.has(named) ? named : (report.series[0]?.node ?? null)
  const isIts = (other: string | null): boolean => other === node || other === null || node === null
  return {
    ...report,
    series: report.series.filter(one => one.node === node),
    incidents: report.incidents.filter(({ scope }) => isIts(scope.node)),
    thrashing: report.thrashing.filter(window => isIts(window.node)),
  }
}

function shownSeries({ series, thrashing, incidents }: Report): readonly SampledSeries[] {
  const cgroups = [...thrashing.map(({ scope }) => scope), ...incidents.map(({ oomMemcg }) => oomMemcg)]
  const scopes = new Set(['node', ...cgroups])
  const all = METRICS.flatMap(metric => series.filter(one => one.metric === metric && scopes.has(one.scope)))
  return all.slice(0, MOST_ROWS)
}

const timeText = (seconds: number, axis: Axis): string => {
  if (axis === bootAxis) return `boot+${Math.round(seconds)} s`
  const date = new Date(Math.round(seconds) * 1000)
  // A saved report may hold any number.
  if (Number.isNaN(date.getTime())) return `${seconds} s`
  const wall = date.toISOString()
  return shortTime({ wall, bootSeconds: null, plusMinusSeconds: null, basis: null })
}

/** Pressure and memory over time, one line each, with incidents and thrashing on the same axis. */
export function overTimeLines(whole: Report, page: Page): string[] {
  const report = ofOneNode(whole)
  const axis = report.series.some(({ from }) => from.wall !== null) ? wallAxis : bootAxis
  const shown = shownSeries(report)
  const stretch = stretchOf(report, shown, axis)
  const width = Math.min(MOST_COLUMNS, page.width - LABEL - RANGE - 4)
  if (stretch === null || width < FEWEST_COLUMNS) return []
  const rows = shown.map(one => rowOf(one, stretch, axis, page, width)).filter(row => row !== null)
  if (rows.length === 0) return []
  const span = `${timeText(stretch.from, axis)} to ${timeText(stretch.to, axis)}${axis === wallAxis ? ' UTC' : ''}`
  return section(page, `Over time, ${span}`, [...rows, marks(report, stretch, axis, page, width)])
}
