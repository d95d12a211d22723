import type { Columns, Place } from '../columns.ts'
import { rateMetric, sarNumber, sarReadings } from './readings.ts'

const DAY = 86_400

/** One table of sar while it is read. Its times are of days: that midnight has passed shows where they fall back. */
export interface Table {
  readonly names: readonly string[]
  /** Days since that of the head. */
  day: number
  /** Seconds since the day of the head began: of the last row, and of the names of columns where no row came yet. */
  last: number | null
  start: number | null
}

export const newTable = (names: readonly string[]): Table => ({ names, day: 0, last: null, start: null })

function timeIn(table: Table, secondsOfDay: number): number {
  const isNextDay = table.last !== null && secondsOfDay + table.day * DAY < table.last - DAY / 2
  if (isNextDay) table.day += 1
  return secondsOfDay + table.day * DAY
}

/** Takes the time before the names of columns: the first rate below is of the time since then. */
export function takeNames(table: Table, secondsOfDay: number): void {
  const time = timeIn(table, secondsOfDay)
  if (table.last !== null && time < table.last) return
  table.last = time
  table.start = time
}

/** Takes a row; one that is not later than what stands above it is left out, since the clock was set back. */
export function takeRow(
  table: Table,
  cells: readonly string[],
  secondsOfDay: number,
  to: { readonly columns: Columns; readonly midnight: number; readonly place: Place },
): void {
  const time = timeIn(table, secondsOfDay)
  if (table.last !== null && time <= table.last) return
  const { names, start } = table
  const { columns, midnight, place } = to
  for (const name of start === null ? [] : names) {
    const metric = rateMetric(name)
    if (metric !== null) columns.begin(metric, 'node', midnight + (start ?? 0), place)
  }
  table.start = null
  table.last = time
  const value = (name: string): number => sarNumber(cells[names.indexOf(name)] ?? '')
  for (const { metric, type, value: read } of sarReadings(value))
    columns.add(metric, 'node', type, midnight + time, read, place)
}
