import { renewed } from './evidence.ts'
import { layoutOf, linesOf } from './layout.ts'
import { countOf, currentRow, placeOf } from './rows.ts'
import { jumpedTo } from './scroll.ts'
import type { Filtering, State } from './state.ts'
import { rowsWhere, type Term, wordsOf } from './terms.ts'

const MOST_UNDONE = 50

const has = (terms: readonly Term[], { field, value }: Term): boolean =>
  terms.some(term => term.field === field && term.value === value)

/** Whether what passes `after` has passed `before`: then only that needs to be looked at. */
function narrows(before: readonly Term[], after: readonly Term[]): boolean {
  const added = after.filter(term => !has(before, term))
  return (
    before.every(term => has(after, term)) &&
    added.every(({ field }) => field === 'text' || !before.some(term => term.field === field))
  )
}

/** Keeps the cursor on its entry, or on the next one that is shown. */
function under(state: State, filter: Filtering, row: number): State {
  const next = { ...state, filter }
  const count = countOf(next)
  const place = Math.max(0, Math.min(placeOf(next, row), count - 1))
  const list = jumpedTo(next.list, place, count, linesOf(layoutOf(next).panes.list))
  const moved = { ...next, list }
  return currentRow(moved) === row ? moved : renewed(moved)
}

export function filtered(state: State, terms: readonly Term[]): State {
  const { filter, filtersBefore, shown } = state
  if (wordsOf(terms) === wordsOf(filter.terms)) return state
  const row = Math.max(0, currentRow(state))
  const among = narrows(filter.terms, terms) ? filter.rows : null
  const next = { terms, rows: rowsWhere(shown, terms, among) }
  const before = [...filtersBefore, { filter, row, list: state.list }].slice(-MOST_UNDONE)
  const message = next.rows?.length === 0 ? 'The filter lets nothing through: U takes it back.' : null
  return { ...under({ ...state, playing: null }, next, row), filtersBefore: before, message }
}

export function unfiltered(state: State): State {
  const last = state.filtersBefore.at(-1)
  if (!last) return { ...state, message: 'No filter to go back to.' }
  const back = { ...state, filter: last.filter, list: last.list, filtersBefore: state.filtersBefore.slice(0, -1) }
  return renewed({ ...under(back, last.filter, last.row), playing: null })
}
