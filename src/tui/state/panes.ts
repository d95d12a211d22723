import type { Span } from '../../model/span.ts'
import { place } from '../../render/citation.ts'
import { printable } from '../../render/printable.ts'
import { citationsOf } from '../case/citations.ts'
import { detailLines } from '../frame/detail-lines.ts'
import type { Sign } from './action.ts'
import { citationOf, fileOf, follow } from './evidence.ts'
import { layoutOf } from './layout.ts'
import { extentOf } from './move.ts'
import { currentEntry } from './rows.ts'
import { scrolledTo } from './scroll.ts'
import type { Pane, State } from './state.ts'

const ORDER: readonly Pane[] = ['list', 'detail', 'source']

/** Another size of a pane may put its cursor out of sight. */
export function settled(state: State): State {
  const next = { ...state }
  for (const pane of ORDER) {
    const { count, height } = extentOf(state, pane)
    if (pane === 'source' && count === 0) continue
    next[pane] = scrolledTo(state[pane], state[pane].at, count, height)
  }
  return next
}

export function focused(state: State, focus: Pane): State {
  const before = layoutOf(state).panes.source
  const next = settled({ ...state, focus, beside: focus === 'list' ? state.beside : focus })
  return before === undefined ? follow(next) : next
}

export const nextPane = (state: State, sign: Sign): State =>
  focused(state, ORDER[(ORDER.indexOf(state.focus) + sign + ORDER.length) % ORDER.length] ?? 'list')

/** The citation that a line of the detail names, or the first one after it. */
function namedFrom(state: State): number {
  const spans = citationsOf(state.shown, currentEntry(state))
  const width = layoutOf(state).panes.detail?.width ?? state.size.columns
  const lines = detailLines(state.shown, currentEntry(state), width, { ...state.look, color: false })
  const names = spans.map(span => printable(place(span)))
  // The longer name first: `dmesg.txt:41` is also a part of `dmesg.txt:418`.
  const byLength = names.map((name, at) => ({ name, at })).sort((a, b) => b.name.length - a.name.length)
  for (let at = state.detail.at; at < lines.length; at += 1) {
    const named = byLength.find(({ name }) => lines[at]?.includes(name))
    if (named) return named.at
  }
  return 0
}

export function opened(state: State): State {
  if (currentEntry(state) === null) return state
  const citation = state.focus === 'detail' ? namedFrom(state) : state.citation
  const next = { ...state, citation, playing: null, message: null }
  if (citationOf(next) === null) return { ...state, message: 'This entry cites no line of its own.' }
  return follow(settled({ ...next, focus: 'source', beside: 'source' }))
}

export function cited(state: State, sign: Sign): State {
  const shown = citationOf(state)
  if (!shown) return { ...state, message: 'This entry cites no line of its own.' }
  const citation = (shown.at + sign + shown.of) % shown.of
  const next = follow({ ...state, citation, shift: 0 })
  return layoutOf(next).panes.source ? next : follow(settled({ ...next, focus: 'source', beside: 'source' }))
}

const SHIFT = 16
const MOST_SHIFT = 16_384

export const shifted = (state: State, sign: Sign): State => ({
  ...state,
  shift: Math.max(0, Math.min(MOST_SHIFT, state.shift + sign * SHIFT)),
})

const quote = (span: Span): string => `${place(span)}${span.excerpt === null ? '' : `  ${span.excerpt}`}`

/** The place and its text: of the line at the cursor where the source has the eye, else of the citation. */
export function copied(state: State): State {
  const shown = citationOf(state)
  if (!shown) return { ...state, message: 'This entry cites no line of its own.' }
  const file = fileOf(state)
  const { at } = state.source
  const text =
    state.focus === 'source' && file?.is === 'ready'
      ? `${shown.span.path}:${file.text.firstLine + at}  ${file.text.line(at)}`
      : quote(shown.span)
  return { ...state, asks: [...state.asks, { ask: 'copy', text }] }
}

/** Closes the topmost thing that is open. */
export function closed(state: State): State {
  if (state.overlay) return { ...state, overlay: null }
  if (state.playing) return { ...state, playing: null, message: 'Paused.' }
  if (state.search !== null) return { ...state, search: null, message: null }
  if (state.focus !== 'list' || state.beside === 'source') return { ...focused(state, 'list'), beside: 'detail' }
  return { ...state, message: state.message === null ? 'Nothing is open. q leaves.' : null }
}
