import type { TimelineEntry } from '../../model/report.ts'
import { formatSeconds } from '../../model/bytes.ts'
import type { Axis } from '../case/axis.ts'
import type { Case } from '../case/case.ts'
import type { Track } from '../case/tracks.ts'
import { placeOfAtLeast } from '../state/rows.ts'
import { remembering } from './memo.ts'

/** One column of the strip. */
export interface Cell {
  readonly char: string
  readonly style: 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | null
}

/** The time that the strip shows. */
export interface Extent {
  readonly fromMs: number
  readonly toMs: number
  /** When it begins, and how long it is. */
  readonly label: string
}

/** Around kills and windows, so that an old boot in the timeline does not press the story into one column. */
const MARGIN_MS = 120_000
/** How much longer than its story a case must be for the strip to show the story alone. */
const MUCH_LONGER = 6
const DAY_MS = 86_400_000
/** What a date can hold. */
const LAST_MS = 8.64e15

interface Span {
  readonly fromMs: number
  readonly toMs: number
}

function spanOf(times: readonly number[]): Span | null {
  const known = times.filter(time => !Number.isNaN(time))
  if (known.length === 0) return null
  return { fromMs: known.reduce((a, b) => Math.min(a, b)), toMs: known.reduce((a, b) => Math.max(a, b)) }
}

/** The time of day, or the day where the span is longer than one. */
function clockOf({ fromMs, toMs }: Span, { clock }: Axis): string {
  if (clock === 'boot') return `${Math.round(fromMs / 1000)} s`
  // A saved report may hold any number.
  if (Math.abs(fromMs) > LAST_MS) return `${Math.round(fromMs / 1000)} s`
  const iso = new Date(fromMs).toISOString()
  return toMs - fromMs > DAY_MS ? iso.slice(0, 10) : iso.slice(11, 19)
}

function extents(shown: Case): { readonly all: Extent | null; readonly story: Extent | null } {
  const { timesMs, incidentRows, windows, tracks, axis } = shown
  const labelled = (span: Span | null): Extent | null =>
    span && { ...span, label: `${clockOf(span, axis)} +${formatSeconds((span.toMs - span.fromMs) / 1000)}` }
  const ends = tracks.flatMap(({ timesMs: times }) => [times[0] ?? Number.NaN, times.at(-1) ?? Number.NaN])
  const kills = incidentRows.map(row => timesMs[row] ?? Number.NaN)
  const story = spanOf([
    ...kills,
    ...windows.flatMap(({ window }) => [axis.msOf(window.from), axis.msOf(window.to)]),
    ...(tracks.length > 0 ? ends : []),
  ])
  const all = spanOf([...timesMs, ...ends])
  const near = story &&
    all && {
      fromMs: Math.max(all.fromMs, story.fromMs - MARGIN_MS),
      toMs: Math.min(all.toMs, story.toMs + MARGIN_MS),
    }
  return { all: labelled(all), story: labelled(near) }
}

const extentsOf = remembering(extents)

/** The story while the cursor is in it and the case is much longer; else all of it. */
export function extentOfCase(shown: Case, headMs: number): Extent | null {
  const { all, story } = extentsOf(shown)
  if (!all || !story) return all
  const isIn = headMs >= story.fromMs && headMs <= story.toMs
  return isIn && all.toMs - all.fromMs > MUCH_LONGER * (story.toMs - story.fromMs) ? story : all
}

/** The column of a time; outside of 0 to `width` for a time outside, -1 for none. */
export function indexOfTime({ fromMs, toMs }: Extent, ms: number, width: number): number {
  if (Number.isNaN(ms)) return -1
  if (toMs <= fromMs) return 0
  return Math.floor(((ms - fromMs) / (toMs - fromMs)) * (width - 1) + 0.5)
}

const FIRST: readonly string[] = [
  'psi-memory-full',
  'psi-memory-full-avg10',
  'psi-memory-some',
  'psi-memory-some-avg10',
  'mem-available',
  'memory-current',
  'memory-working-set',
  'refault-file',
  'mem-free',
  'psi-io-full',
]

const rankOf = ({ metric }: Track): number => {
  const at = FIRST.indexOf(metric)
  return at === -1 ? FIRST.length : at
}

/** The series that tell most about an entry: of its node and its cgroup first, one of each metric, pressure first. */
export function chosenTracks(shown: Case, entry: TimelineEntry | null, most: number): readonly Track[] {
  const incident = entry?.incident == null ? undefined : shown.incidents.get(entry.incident)
  const cgroup = incident?.kind === 'memcg' ? (incident.oomMemcg ?? incident.scope.cgroup) : null
  const node = entry?.node ?? incident?.scope.node ?? null
  const own = shown.tracks.filter(track => node === null || track.node === null || track.node === node)
  const fits = (track: Track): number => (track.scope === cgroup ? 0 : track.scope === 'node' ? 1 : 2)
  const sorted = own.filter(track => fits(track) < 2).toSorted((a, b) => rankOf(a) - rankOf(b) || fits(a) - fits(b))
  const kinds = new Set<string>()
  return sorted
    .filter(({ metric }) => {
      const kind = metric.startsWith('psi-memory') ? 'psi' : metric
      if (kinds.has(kind)) return false
      kinds.add(kind)
      return true
    })
    .slice(0, most)
}

/** The last sample at a time or before it; null where none is, or samples are missing there. */
export function valueAt({ timesMs, values }: Track, ms: number): number | null {
  if (Number.isNaN(ms)) return null
  const place = placeOfAtLeast(timesMs, ms)
  const at = timesMs[place] === ms ? place : place - 1
  // Behind the last sample nothing is known.
  return place >= timesMs.length && timesMs.at(-1) !== ms ? null : (values[at] ?? null)
}

const levelOf = (share: number, levels: readonly string[]): string => {
  if (share <= 0) return levels[0] ?? ' '
  return levels[Math.min(levels.length - 1, Math.max(1, Math.round(share * (levels.length - 1))))] ?? ' '
}

/** For pressure the worst of a column, for what is free or available its least, else its most. */
function valuesOf({ metric, timesMs, values }: Track, extent: Extent, width: number): (number | null)[] {
  const isLow = /available|free/.test(metric)
  const columns: (number | null)[] = Array.from({ length: width }, () => null)
  timesMs.forEach((time, at) => {
    const value = values[at]
    const column = indexOfTime(extent, time, width)
    if (value == null || column < 0 || column >= width) return
    const before = columns[column]
    columns[column] = before == null ? value : isLow ? Math.min(before, value) : Math.max(before, value)
  })
  return carried(columns)
}

/** Between two samples that are near, the earlier one goes on; further apart nothing was sampled. */
const NEAR_COLUMNS = 8

function carried(columns: readonly (number | null)[]): (number | null)[] {
  let last = -1
  const result = [...columns]
  columns.forEach((value, at) => {
    if (value === null) return
    if (last !== -1 && at - last <= NEAR_COLUMNS) result.fill(columns[last] ?? null, last + 1, at)
    last = at
  })
  return result
}

function countsOf({ timesMs }: Case, extent: Extent, width: number): number[] {
  const counts = Array.from({ length: width }, () => 0)
  for (const time of timesMs) {
    const column = indexOfTime(extent, time, width)
    if (column >= 0 && column < width) counts[column] = (counts[column] ?? 0) + 1
  }
  return counts
}

/** One line of the strip: a series, or how many events there were. */
export function cellsOf(
  shown: Case,
  track: Track | null,
  extent: Extent,
  width: number,
  levels: readonly string[],
): readonly Cell[] {
  const values = track ? valuesOf(track, extent, width) : countsOf(shown, extent, width)
  const most = track?.unit === 'share' ? 1 : values.reduce<number>((a, b) => Math.max(a, b ?? 0), 0)
  return values.map(value => {
    if (value === null) return { char: ' ', style: null }
    const share = most === 0 ? 0 : value / most
    // The few are seen as well beside the many.
    const drawn = track ? share : Math.sqrt(share)
    const style = track?.unit === 'share' ? (value >= 0.4 ? 'red' : value >= 0.1 ? 'yellow' : 'green') : 'cyan'
    return { char: levelOf(drawn, levels), style }
  })
}
