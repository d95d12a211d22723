import type { Action } from './action.ts'
import { arrived, follow } from './evidence.ts'
import { filtered, unfiltered } from './filtering.ts'
import { marked, toIncident, toMark, toSevere, toWindow } from './jump.ts'
import { move } from './move.ts'
import { cited, closed, copied, nextPane, opened, settled, shifted } from './panes.ts'
import { faster, played, ticked } from './play.ts'
import { asked, closedPrompt, existing, typing } from './prompt.ts'
import { foundAgain } from './search.ts'
import type { Ask, State, TimeMode } from './state.ts'

const NEXT_TIME: Readonly<Record<TimeMode, TimeMode>> = { absolute: 'relative', relative: 'boot', boot: 'absolute' }

const asking = (state: State, ask: Ask): State => ({ ...state, asks: [...state.asks, ask] })

/** What happens next. Pure: the same state and action give the same state. */
export function reduce(before: State, action: Action): State {
  // A message stands until the next key.
  const isOwn = action.do === 'tick' || action.do === 'file' || action.do === 'asked' || action.do === 'resize'
  const state = isOwn || before.message === null ? before : { ...before, message: null }
  switch (action.do) {
    case 'move':
      return move(state, action)
    case 'next':
      return state.search === null ? toIncident(state, action.sign) : foundAgain(state, action.sign)
    case 'incident':
      return toIncident(state, action.sign)
    case 'window':
      return toWindow(state, action.sign)
    case 'severe':
      return toSevere(state, action.sign)
    case 'mark':
      return marked(state)
    case 'to-mark':
      return toMark(state)
    case 'pane':
      return nextPane(state, action.sign)
    case 'open':
      return opened(state)
    case 'citation':
      return cited(state, action.sign)
    case 'shift':
      return shifted(state, action.sign)
    case 'copy':
      return copied(state)
    case 'close':
      return state.prompt === null ? closed(before) : closedPrompt(state, state.prompt)
    case 'time':
      return { ...state, time: NEXT_TIME[state.time] }
    case 'verbose':
      return settled({ ...state, look: { ...state.look, verbose: !state.look.verbose } })
    case 'ask':
      return asked(state, action.for)
    case 'undo-filter':
      return unfiltered(state)
    case 'clear-filter':
      return filtered(state, [])
    case 'overlay':
      return { ...state, overlay: state.overlay?.is === action.is ? null : { is: action.is, top: 0 } }
    case 'play':
      return played(state)
    case 'speed':
      return faster(state, action.sign)
    case 'tick':
      return ticked(state, action.ms)
    case 'type':
    case 'erase':
    case 'complete':
    case 'answer':
      return typing(state, action)
    case 'quit':
      return state.overlay ? { ...state, overlay: null } : asking(state, { ask: 'leave' })
    case 'leave':
      return asking(state, { ask: 'leave' })
    case 'suspend':
      return asking(state, { ask: 'suspend' })
    case 'redraw':
      return asking(state, { ask: 'redraw' })
    case 'resize':
      return follow(settled({ ...state, size: action.size }))
    case 'file':
      return arrived(state, action.path, action.file)
    case 'say':
      return { ...state, message: action.message }
    case 'exists':
      return existing(state, action.file)
    case 'asked':
      return state.asks.length === 0 ? state : { ...state, asks: [] }
  }
}
