import { formatBytes } from '../../model/bytes.ts'
import { clip, displayWidth } from '../../render/display-width.ts'
import { printable } from '../../render/printable.ts'
import type { Case } from '../case/case.ts'
import type { Box } from '../state/layout.ts'
import { headMs } from '../state/play.ts'
import { currentEntry } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import type { Ink } from './ink.ts'
import { remembering } from './memo.ts'
import { type Cell, cellsOf, chosenTracks, type Extent, extentOfCase, indexOfTime, valueAt } from './strip-cells.ts'

const LABEL = 22

const amount = (unit: string, value: number | null): string => {
  if (value === null) return '-'
  if (unit === 'share') return `${Math.round(value * 100)} %`
  if (unit === 'bytes') return formatBytes(value)
  return `${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))}/s`
}

const cells = remembering(cellsOf, 12)

/** A column where the playhead is stands out, whatever is in it. Cells of one style are styled together. */
function drawn(row: readonly Cell[], head: number, ink: Ink): string {
  let line = ''
  let run = ''
  const close = (style: Cell['style']): void => {
    line += style === null || run === '' ? run : ink[style](run)
    run = ''
  }
  row.forEach(({ char, style }, at) => {
    const before = row[at - 1]
    if (before && (before.style !== style || at === head || at - 1 === head)) close(before.style)
    if (at === head) line += ink.inverse(char)
    else run += char
  })
  close(row.at(-1)?.style ?? null)
  return line
}

const label = (text: string, width: number): string => {
  const cut = clip(printable(text), width - 1)
  return cut + ' '.repeat(width - displayWidth(cut))
}

/** Marks of kills and windows of thrashing along the axis. */
function axisRow(shown: Case, extent: Extent, width: number, ink: Ink): readonly Cell[] {
  const row: Cell[] = Array.from({ length: width }, () => ({ char: ink.marks.rule, style: 'dim' }))
  for (const { window } of shown.windows) {
    const from = indexOfTime(extent, shown.axis.msOf(window.from), width)
    const to = indexOfTime(extent, shown.axis.msOf(window.to), width)
    for (let at = Math.max(0, from); at <= Math.min(to, width - 1); at += 1)
      row[at] = { char: ink.marks.window, style: 'yellow' }
  }
  for (const line of shown.incidentRows) {
    const at = indexOfTime(extent, shown.timesMs[line] ?? Number.NaN, width)
    if (at >= 0 && at < width) row[at] = { char: ink.marks.kill, style: 'red' }
  }
  return row
}

const axis = remembering(axisRow)

/** Pressure and memory over time, or how many events there were, with the playhead at the time of the cursor. */
export function stripLines(state: State, box: Box, ink: Ink): readonly string[] {
  const { shown } = state
  const extent = extentOfCase(shown, headMs(state))
  if (extent === null) return []
  const width = Math.max(8, box.width - LABEL)
  const head = indexOfTime(extent, headMs(state), width)
  const rows = box.height - 1
  const tracks = chosenTracks(shown, currentEntry(state), rows)
  const lines =
    tracks.length === 0
      ? [{ name: 'events', value: '', row: cells(shown, null, extent, width, ink.marks.levels) }]
      : tracks.map(track => {
          const row = cells(shown, track, extent, width, ink.marks.levels)
          return { name: track.metric, value: amount(track.unit, valueAt(track, headMs(state))), row }
        })
  return [
    ...lines.map(({ name, value, row }) => label(`${name} ${value}`, LABEL) + drawn(row, head, ink)),
    label(extent.label, LABEL) + drawn(axis(shown, extent, width, ink), head, ink),
  ]
}
