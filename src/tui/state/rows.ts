import type { TimelineEntry } from '../../model/report.ts'
import type { State } from './state.ts'

/** How many entries the filter lets through. */
export const countOf = ({ shown, filter }: State): number => filter.rows?.length ?? shown.entries.length

/** The row of the timeline at a place of the filtered list; -1 past its end. */
export const rowAt = ({ shown, filter }: State, place: number): number =>
  filter.rows ? (filter.rows[place] ?? -1) : place < shown.entries.length ? place : -1

/** The row that the cursor is on; -1 where the list is empty. */
export const currentRow = (state: State): number => rowAt(state, state.list.at)

export const currentEntry = (state: State): TimelineEntry | null => state.shown.entries[currentRow(state)] ?? null

/** Where the first number that is not below `value` stands in an ascending list. */
export function placeOfAtLeast(numbers: ArrayLike<number>, value: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The place of a row in the filtered list, or of the first one behind it. */
export const placeOf = ({ filter }: State, row: number): number =>
  filter.rows ? placeOfAtLeast(filter.rows, row) : row

/** The place of exactly this row; -1 where the filter hides it. */
export function placeOfExactly(state: State, row: number): number {
  const place = placeOf(state, row)
  return rowAt(state, place) === row ? place : -1
}
