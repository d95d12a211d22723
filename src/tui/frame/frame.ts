import { clip, displayWidth } from '../../render/display-width.ts'
import { printable } from '../../render/printable.ts'
import { type Box, layoutOf, linesOf } from '../state/layout.ts'
import { countOf, currentEntry } from '../state/rows.ts'
import type { Pane, State, TimeMode } from '../state/state.ts'
import { wordsOf } from '../state/terms.ts'
import { detailLines } from './detail-lines.ts'
import { helpLines } from './help-lines.ts'
import { type Ink, inkOf } from './ink.ts'
import { listLines } from './list.ts'
import { overviewLines } from './overview-lines.ts'
import { sourceHeading, sourceLines } from './source.ts'
import { stripLines } from './strip.ts'
import { statusLine } from './status.ts'
import { clipStyled, fillStyled } from './styled.ts'
import { dayOf } from './times.ts'

function heading(text: string, width: number, isFocused: boolean, ink: Ink): string {
  const cut = clip(text, Math.max(1, width - 3))
  const rest = ink.dim(ink.marks.rule.repeat(Math.max(0, width - displayWidth(cut) - 3)))
  return `${ink.dim(ink.marks.rule)} ${isFocused ? ink.inverse(ink.bold(cut)) : ink.bold(cut)} ${rest}`
}

const TIMES: Readonly<Record<TimeMode, string>> = {
  absolute: 'UTC',
  relative: 'relative',
  boot: 'since boot',
}

/** Columns of the name of a lane. */
const LANE_NAME = 16

function listHeading(state: State): string {
  const { shown, filter, time, reference } = state
  const day = time === 'absolute' ? dayOf(shown) : null
  const to =
    time === 'relative' ? ` to ${shown.entries[reference]?.incident ?? shown.entries[reference]?.id ?? ''}` : ''
  const count = filter.rows === null ? String(shown.entries.length) : `${countOf(state)} of ${shown.entries.length}`
  const terms = filter.terms.length === 0 ? '' : `  filter ${wordsOf(filter.terms)}`
  const clock =
    shown.axis.clock === 'boot' && time === 'absolute'
      ? 'seconds since boot'
      : `${day === null ? '' : `${day} `}${TIMES[time]}${to}`
  const names = shown.lanes.names.map(name => clip(name, LANE_NAME))
  const lanes = names.length > 1 ? `  ${shown.lanes.of}: ${names.join(' ')}` : ''
  return printable(`Timeline ${count}${terms}  ${clock}${lanes}`)
}

function detailHeading(state: State): string {
  const entry = currentEntry(state)
  if (entry === null) return 'Overview'
  return entry.incident === null ? `Detail ${entry.id}` : `Incident ${entry.incident}`
}

function paneLines(state: State, pane: Pane, box: Box, ink: Ink): readonly string[] {
  const isFocused = state.focus === pane
  if (pane === 'list') return [heading(listHeading(state), box.width, isFocused, ink), ...listLines(state, box, ink)]
  if (pane === 'source')
    return [heading(sourceHeading(state, box.width), box.width, isFocused, ink), ...sourceLines(state, box, ink)]
  const all = detailLines(state.shown, currentEntry(state), box.width, state.look)
  const { top, at } = state.detail
  const height = linesOf(box)
  const lines = all.slice(top, top + height).map((line, place) => {
    const isHere = isFocused && top + place === at
    return isHere ? ink.inverse(fillStyled(line.replace(/\u001b\[[\d;]*m/g, ''), box.width)) : line
  })
  const more = all.length > height ? `  ${Math.min(100, Math.round(((top + height) / all.length) * 100))} %` : ''
  return [heading(detailHeading(state) + more, box.width, isFocused, ink), ...lines]
}

function overlayLines(state: State, box: Box, ink: Ink): readonly string[] {
  const { overlay, shown, look } = state
  if (!overlay) return []
  const isHelp = overlay.is === 'help'
  const all = isHelp ? helpLines(box.width) : overviewLines(shown.report, box.width, look.color)
  const lines = all.slice(overlay.top, overlay.top + linesOf(box))
  const groups = isHelp ? lines.map(line => (/^\S/.test(line) ? ink.bold(line) : line)) : lines
  return [heading(isHelp ? 'Keys' : 'Overview', box.width, true, ink), ...groups]
}

/** Puts the panes side by side or below one another. */
function bodyLines(state: State, ink: Ink): readonly string[] {
  const { panes, body } = layoutOf(state)
  if (state.overlay) return overlayLines(state, body, ink).map(line => clipStyled(line, body.width))
  const left: string[] = []
  const right: string[] = []
  let leftWidth = body.width
  for (const pane of ['list', 'detail', 'source'] as const) {
    const box = panes[pane]
    if (!box) continue
    const lines = paneLines(state, pane, box, ink)
    const side = box.left > 0 ? right : left
    for (let at = 0; at < box.height; at += 1) side.push(lines[at] ?? '')
    if (box.left > 0) leftWidth = box.left - 1
  }
  if (right.length === 0) return left.map(line => clipStyled(line, body.width))
  return left.map(
    (line, at) =>
      `${fillStyled(line, leftWidth)}${ink.dim(ink.marks.divider)}${clipStyled(right[at] ?? '', body.width - leftWidth - 1)}`,
  )
}

function titleLine({ shown, size }: State, ink: Ink): string {
  const { bundle, headline } = shown.report
  const name = clip(printable(bundle.name), Math.max(8, size.columns >> 2))
  const rest = clip(printable(headline), Math.max(0, size.columns - displayWidth(name) - 2))
  return clipStyled(`${ink.bold(name)}  ${rest}`, size.columns)
}

/** The whole screen: as many lines as the terminal has, none wider than it is. */
export function frameOf(state: State): readonly string[] {
  const ink = inkOf(state.look)
  const { strip, body } = layoutOf(state)
  const fill = (lines: readonly string[], height: number): readonly string[] =>
    Array.from({ length: height }, (_, at) => lines[at] ?? '')
  const lines = [
    titleLine(state, ink),
    ...fill(bodyLines(state, ink), body.height),
    ...(strip ? fill(stripLines(state, strip, ink), strip.height) : []),
    statusLine(state, ink),
  ]
  return lines.slice(0, state.size.rows)
}
