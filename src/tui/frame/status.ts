import { clip, displayWidth } from '../../render/display-width.ts'
import { printable } from '../../render/printable.ts'
import { suggestions } from '../state/complete.ts'
import { KEYS } from '../state/keys.ts'
import { countOf, currentEntry } from '../state/rows.ts'
import type { Prompt, State } from '../state/state.ts'
import type { Ink } from './ink.ts'
import { fillStyled } from './styled.ts'

const ASKS: Readonly<Record<Prompt['asks'], string>> = {
  search: '/',
  filter: 'filter: ',
  export: 'write to: ',
}

const hints: readonly string[] = KEYS.flatMap(({ keys }) =>
  keys.flatMap(({ shown, hint }) => (hint ? [`${shown.split(' ')[0]} ${hint}`] : [])),
)

/** As many hints as fit: the last ones, help and leaving, before the others. */
function hintsFor(width: number): string {
  const needed = hints.slice(-2)
  const others = hints.slice(0, -2)
  let shown = needed
  for (let count = 1; count <= others.length; count += 1) {
    const more = [...others.slice(0, count), ...needed]
    if (displayWidth(more.join('  ')) > width) break
    shown = more
  }
  const text = shown.join('  ')
  return displayWidth(text) <= width ? text : ''
}

function promptLine(state: State, { asks, text, note }: Prompt, ink: Ink): string {
  const width = state.size.columns
  const shown = printable(text)
  const left = `${ASKS[asks]}${shown}`
  const offers =
    asks === 'filter'
      ? suggestions(state.shown, text)
          .slice(0, 12)
          .map(({ word, count }) => (count === null ? word : `${word.slice(word.indexOf(':') + 1)} (${count})`))
          .join('  ')
      : ''
  const right = printable(note ?? (state.message !== null && asks === 'search' ? state.message : offers))
  // The end of what is typed stays in sight.
  const room = Math.max(10, width - 3)
  const typed = displayWidth(left) > room ? `…${left.slice(-room + 1)}` : left
  const left1 = `${ink.bold(typed)}${ink.inverse(' ')}`
  const rest = width - displayWidth(typed) - 3
  return `${left1} ${note === null ? ink.dim(clip(right, rest)) : ink.yellow(clip(right, rest))}`
}

function where(state: State): string {
  const entry = currentEntry(state)
  const { playing, search, list, marks } = state
  return [
    entry === null ? '' : `${list.at + 1}/${countOf(state)}`,
    ...(entry?.incident == null ? [] : [entry.incident]),
    ...(playing ? [`replay ×${playing.speed}`] : []),
    ...(search === null ? [] : [`search "${printable(search)}"`]),
    ...(marks.size === 0 ? [] : [`${marks.size} marked`]),
  ]
    .filter(part => part !== '')
    .join('  ')
}

export function statusLine(state: State, ink: Ink): string {
  const width = state.size.columns
  if (state.prompt) return fillStyled(promptLine(state, state.prompt, ink), width)
  const left = state.message === null ? where(state) : printable(state.message)
  const cut = clip(left, width - 1)
  const room = width - displayWidth(cut) - 3
  const right = room < 12 ? '' : hintsFor(room)
  const gap = ' '.repeat(Math.max(1, width - displayWidth(cut) - displayWidth(right) - 1))
  return fillStyled(`${state.message === null ? cut : ink.yellow(cut)}${gap}${ink.dim(right)}`, width)
}
