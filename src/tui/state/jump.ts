import type { Sign } from './action.ts'
import { chosen } from './move.ts'
import { countOf, currentRow, placeOf, placeOfAtLeast, placeOfExactly, rowAt } from './rows.ts'
import type { State } from './state.ts'

/** The next of some rows, ascending, that the filter shows; -1 for none. */
function nextOf(state: State, rows: readonly number[], sign: Sign): number {
  const here = currentRow(state)
  const start = sign === 1 ? placeOfAtLeast(rows, here + 1) : placeOfAtLeast(rows, here) - 1
  for (let at = start; at >= 0 && at < rows.length; at += sign) {
    const place = placeOfExactly(state, rows[at] ?? -1)
    if (place !== -1) return place
  }
  return -1
}

const way = (sign: Sign): string => (sign === 1 ? 'after' : 'before')

function jumped(state: State, rows: readonly number[], sign: Sign, what: string): State {
  const place = nextOf(state, rows, sign)
  if (place !== -1) return chosen({ ...state, playing: null }, place)
  const hidden = state.filter.rows === null ? '' : ' that the filter shows'
  return { ...state, message: `No ${what}${hidden} ${way(sign)} this entry.` }
}

/** Relative times count from the incident that was stepped to. */
export function toIncident(state: State, sign: Sign): State {
  const next = jumped(state, state.shown.incidentRows, sign, 'incident')
  return next.list === state.list ? next : { ...next, reference: currentRow(next) }
}

export const toWindow = (state: State, sign: Sign): State =>
  jumped(state, [...new Set(state.shown.windows.map(({ range }) => range.first))], sign, 'window of thrashing')

/** Looks at entries one by one: the next one is near, or there is none. */
export function toSevere(state: State, sign: Sign): State {
  const { entries } = state.shown
  for (let place = state.list.at + sign; place >= 0 && place < countOf(state); place += sign) {
    const entry = entries[rowAt(state, place)]
    if (entry && entry.severity !== 'info') return chosen({ ...state, playing: null }, place)
  }
  return { ...state, message: `No warning ${way(sign)} this entry.` }
}

export function marked(state: State): State {
  const row = currentRow(state)
  if (row === -1) return state
  const marks = new Set(state.marks)
  const had = marks.delete(row)
  if (!had) marks.add(row)
  return { ...state, marks, message: had ? 'Mark taken away.' : "Marked: ' comes back here." }
}

export function toMark(state: State): State {
  const rows = [...state.marks].sort((a, b) => a - b).filter(row => placeOfExactly(state, row) !== -1)
  const [first] = rows
  if (first === undefined)
    return { ...state, message: state.marks.size === 0 ? 'No mark: m sets one.' : 'The filter hides every mark.' }
  const next = rows.find(row => row > currentRow(state)) ?? first
  return chosen({ ...state, playing: null }, placeOf(state, next))
}
