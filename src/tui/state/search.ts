import { detailLines } from '../frame/detail-lines.ts'
import { layoutOf } from './layout.ts'
import type { Sign } from './action.ts'
import { fileOf, renewed } from './evidence.ts'
import { extentOf } from './move.ts'
import { currentEntry, rowAt } from './rows.ts'
import { jumpedTo } from './scroll.ts'
import type { State } from './state.ts'

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Upper and lower case are the same, and nothing in the text has a meaning of its own. */
export const shapeOf = (text: string, flags = 'iu'): RegExp => new RegExp(escaped(text), flags)

/** Whether a line of the pane that is looked at holds the text. */
function matcherOf(state: State, text: string): (at: number) => boolean {
  const shape = shapeOf(text)
  const { shown, focus, look } = state
  if (focus === 'list')
    return place => {
      const entry = shown.entries[rowAt(state, place)]
      if (!entry) return false
      const { title, kind, node, evidence } = entry
      return (
        shape.test(title) ||
        shape.test(kind) ||
        (node !== null && shape.test(node)) ||
        evidence.some(({ path, excerpt }) => shape.test(path) || (excerpt !== null && shape.test(excerpt)))
      )
    }
  if (focus === 'detail') {
    const width = layoutOf(state).panes.detail?.width ?? state.size.columns
    const lines = detailLines(shown, currentEntry(state), width, { ...look, color: false })
    return at => shape.test(lines[at] ?? '')
  }
  const file = fileOf(state)
  return at => file?.is === 'ready' && shape.test(file.text.line(at))
}

/** The nearest match from a place on, round the end; with `from` itself where that counts. */
export function found(state: State, text: string, from: number, sign: Sign): State {
  const { focus } = state
  const { count, height } = extentOf(state, focus)
  const matches = matcherOf(state, text)
  for (let step = 0; step < count; step += 1) {
    const at = (((from + step * sign) % count) + count) % count
    if (!matches(at)) continue
    const isRound = sign === 1 ? at < from : at > from
    const message = isRound ? `Search went round the ${sign === 1 ? 'end' : 'beginning'}.` : null
    const scroll = jumpedTo(state[focus], at, count, height)
    const next = { ...state, [focus]: scroll, message, search: text }
    return focus === 'list' && at !== state.list.at ? renewed(next) : next
  }
  return { ...state, search: text, message: `Not found: ${text}` }
}

export function foundAgain(state: State, sign: Sign): State {
  if (state.search === null) return state
  return found(state, state.search, state[state.focus].at + sign, sign)
}
