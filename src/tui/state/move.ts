import { detailLines } from '../frame/detail-lines.ts'
import { helpLines } from '../frame/help-lines.ts'
import { overviewLines } from '../frame/overview-lines.ts'
import type { Action } from './action.ts'
import { fileOf, renewed } from './evidence.ts'
import { layoutOf, linesOf } from './layout.ts'
import { countOf, currentEntry } from './rows.ts'
import { jumpedTo, paged, scrolledTo } from './scroll.ts'
import type { Pane, Scroll, State } from './state.ts'

/** How many lines a pane has, and how many of them are in sight. */
export function extentOf(state: State, pane: Pane): { readonly count: number; readonly height: number } {
  const box = layoutOf(state).panes[pane]
  const height = linesOf(box)
  if (pane === 'list') return { count: countOf(state), height }
  if (pane === 'detail')
    return { count: detailLines(state.shown, currentEntry(state), box?.width ?? 80, state.look).length, height }
  const file = fileOf(state)
  return { count: file?.is === 'ready' ? file.text.count : 0, height }
}

/** Chooses an entry by its place in the filtered list. */
export function chosen(state: State, place: number): State {
  const { count, height } = extentOf(state, 'list')
  const list = jumpedTo(state.list, place, count, height)
  return list.at === state.list.at && list.top === state.list.top ? state : renewed({ ...state, list })
}

function moved(scroll: Scroll, { by, sign }: Extract<Action, { do: 'move' }>, count: number, height: number): Scroll {
  switch (by) {
    case 'line':
      return scrolledTo(scroll, scroll.at + sign, count, height)
    case 'half':
      return paged(scroll, sign * Math.max(1, height >> 1), count, height)
    case 'page':
      return paged(scroll, sign * Math.max(1, height - 1), count, height)
    case 'end':
      return scrolledTo(scroll, sign === 1 ? count - 1 : 0, count, height)
  }
}

/** Lines of what covers the panes. */
const overlayCount = ({ overlay, shown, look, size }: State): number =>
  overlay?.is === 'overview'
    ? overviewLines(shown.report, size.columns, look.color).length
    : helpLines(size.columns).length

function movedOverlay(state: State, action: Extract<Action, { do: 'move' }>): State {
  if (state.overlay === null) return state
  const height = linesOf(layoutOf(state).body)
  const most = Math.max(0, overlayCount(state) - height)
  const steps = { line: 1, half: height >> 1, page: height - 1, end: Number.POSITIVE_INFINITY }
  const top = Math.max(0, Math.min(most, state.overlay.top + action.sign * steps[action.by]))
  return { ...state, overlay: { ...state.overlay, top } }
}

export function move(state: State, action: Extract<Action, { do: 'move' }>): State {
  if (state.overlay !== null) return movedOverlay(state, action)
  const { focus } = state
  const { count, height } = extentOf(state, focus)
  const scroll = moved(state[focus], action, count, height)
  if (focus !== 'list') return { ...state, [focus]: scroll }
  return scroll.at === state.list.at ? { ...state, list: scroll } : renewed({ ...state, list: scroll, playing: null })
}
