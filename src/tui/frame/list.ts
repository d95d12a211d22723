import type { TimelineEntry } from '../../model/report.ts'
import { clip, pad } from '../../render/display-width.ts'
import { printable } from '../../render/printable.ts'
import { type Box, linesOf } from '../state/layout.ts'
import { countOf, rowAt } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import { highlighted } from './highlight.ts'
import type { Ink, Style } from './ink.ts'
import { dayOf, timeCell, timeColumns } from './times.ts'

/** Below this many columns lanes and incident numbers give way to the title. */
const ROOMY = 48
const ID_COLUMNS = 4

const plain: Style = text => text

const LONG_PATH = /\/[^\s/]+\/\S{30,}/g

/** A long cgroup path by its two ends: its middle says least, and is in the detail. */
const shortened = (title: string): string =>
  title.replace(
    LONG_PATH,
    path => `${path.slice(0, path.indexOf('/', 1))}/…/${clip(path.slice(path.lastIndexOf('/') + 1), 28)}`,
  )

const inkOfSeverity = (ink: Ink, severity: TimelineEntry['severity']): Style =>
  severity === 'critical' ? ink.red : severity === 'warning' ? ink.yellow : plain

/** One column for each lane: the entry's mark in its own, thrashing in that of its node, lines in the others. */
function lanesOf(state: State, row: number, ink: Ink, styled: boolean): string {
  const { lanes, windowAt, windows, entries } = state.shown
  const own = lanes.laneAt[row] ?? -1
  const window = windows[windowAt[row] ?? -1]?.window
  const { marks } = ink
  const severity = entries[row]?.severity ?? 'info'
  const cell = (name: string, lane: number): string => {
    if (lane === own) return styled ? inkOfSeverity(ink, severity)(marks.severity[severity]) : marks.severity[severity]
    const isShaded = window !== undefined && (lanes.of === 'pods' || window.node === name || window.node === null)
    if (isShaded) return styled ? ink.yellow(marks.shade) : marks.shade
    return styled ? ink.dim(marks.lane) : marks.lane
  }
  const shade = window === undefined ? ' ' : styled ? ink.yellow(marks.shade) : marks.shade
  const cells = lanes.names.length === 0 ? [shade] : lanes.names.map(cell)
  if (own !== -1) return cells.join('')
  // An entry of no lane has its mark behind them.
  const mark = marks.severity[severity]
  return cells.join('') + (styled ? inkOfSeverity(ink, severity)(mark) : mark)
}

const laneColumns = ({ shown }: State): number => Math.max(1, shown.lanes.names.length) + 1

function rowLine(state: State, place: number, width: number, ink: Ink, day: string | null): string {
  const { shown, list, focus, marks, time, reference } = state
  const row = rowAt(state, place)
  const entry = shown.entries[row]
  if (!entry) return ''
  const isHere = place === list.at
  const isReversed = isHere && focus === 'list'
  const roomy = width >= ROOMY
  const style = isReversed ? plain : inkOfSeverity(ink, entry.severity)
  const pointer = isHere ? ink.marks.pointer : marks.has(row) ? ink.marks.mark : ' '
  const at = pad(timeCell(shown, row, time, reference, day), timeColumns(time, day), 'right')
  const isShaded = (shown.windowAt[row] ?? -1) !== -1
  const inside = (shown.spanAt[row] ?? -1) !== -1
  const span = inside ? ink.marks.span : ' '
  const lanes = roomy
    ? pad(lanesOf(state, row, ink, false), laneColumns(state))
    : (isShaded ? ink.marks.shade : ' ') + ink.marks.severity[entry.severity]
  const id = roomy ? pad(clip(entry.incident ?? '', ID_COLUMNS), ID_COLUMNS) : ''
  const used = 1 + at.length + 1 + (roomy ? laneColumns(state) : 2) + 1 + 1 + id.length + (roomy ? 1 : 0)
  const title = clip(printable(shortened(entry.title)), Math.max(4, width - used))
  if (isReversed) {
    const line = `${pointer}${at} ${lanes} ${span}${id}${roomy ? ' ' : ''}${title}`
    return ink.inverse(pad(line, width))
  }
  const drawn = roomy
    ? lanesOf(state, row, ink, true) + ' '.repeat(lanes.length - lanesWidth(state, row))
    : style(lanes)
  const weight: Style = isHere ? ink.bold : entry.incident !== null && entry.severity === 'critical' ? ink.bold : plain
  return `${pointer}${isHere ? ink.bold(at) : ink.dim(at)} ${drawn} ${ink.red(span)}${ink.bold(id)}${roomy ? ' ' : ''}${highlighted(title, focus === 'list' ? state.search : null, text => weight(style(text)), ink.inverse)}`
}

const lanesWidth = ({ shown }: State, row: number): number =>
  Math.max(1, shown.lanes.names.length) + ((shown.lanes.laneAt[row] ?? -1) === -1 ? 1 : 0)

/** The rows of the timeline that are in sight; nothing else is looked at. */
export function listLines(state: State, box: Box, ink: Ink): readonly string[] {
  const height = linesOf(box)
  const day = dayOf(state.shown)
  const count = countOf(state)
  if (count === 0) {
    const why =
      state.filter.rows === null
        ? 'No event in the report. o shows what was looked at.'
        : 'The filter hides every entry. U takes it back, F clears it.'
    return [clip(why, box.width)]
  }
  const lines: string[] = []
  for (let place = state.list.top; place < Math.min(count, state.list.top + height); place += 1)
    lines.push(rowLine(state, place, box.width, ink, day))
  return lines
}
