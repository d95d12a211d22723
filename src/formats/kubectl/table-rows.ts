import type { Line } from '../../model/line.ts'
import type { Age } from '../../model/stamp.ts'

/** A line that has the form of a table row. */
export interface Row<T> {
  readonly line: Line
  readonly cells: T
  /** Where its leading cells begin. */
  readonly starts: readonly number[]
  readonly age: Age | null
}

/** A row with the lines that its message runs on to. */
export interface ToldRow<T> {
  readonly row: Row<T>
  readonly more: Line[]
}

/** What a table comes to. */
export interface ToldRows<T> {
  readonly rows: readonly ToldRow<T>[]
  /** Lines that look like rows but cannot be: taken as text of the message before. */
  readonly forged: readonly Line[]
  /** Lines before the first row. */
  readonly before: readonly Line[]
}

const aligned = (a: readonly number[], b: readonly number[]): boolean => {
  const shared = Math.min(a.length, b.length)
  return a.slice(0, shared).every((start, index) => start === b[index])
}

/** For each line that is a row, the last row of the unbroken run it stands in. */
function runEnds<T>(entries: readonly (Row<T> | null)[]): readonly (Row<T> | null)[] {
  const ends = new Array<Row<T> | null>(entries.length).fill(null)
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index]
    if (entry) ends[index] = ends[index + 1] ?? entry
  }
  return ends
}

/** A shell prompt: another command's output begins. */
export const PROMPT: RegExp = /^(?:\S{0,60}[$#>] |\+ |\$ )(?:kubectl|oc|k)\b/

/**
 * Puts the rows of an event table together with the lines that their messages run on to.
 *
 * Messages are printed raw and may imitate rows. Rows before the first run-on line are kubectl's. After one, kubectl
 * aligns anew, and all rows up to the next run-on line share their columns: a row that does not stand with the last of
 * its run is text. Where the table is sorted by time (`ordered`), a row out of order is text as well.
 */
export function tellRows<T>(
  lines: readonly Line[],
  read: (line: Line) => Row<T> | null,
  ordered: boolean,
): ToldRows<T> {
  const prompt = lines.findIndex(line => PROMPT.test(line.text))
  const body = prompt === -1 ? lines : lines.slice(0, prompt)
  const entries = body.map(line => (line.text.trim() === '' ? null : read(line)))
  const ends = runEnds(entries)
  const youngest = entries.findLast(entry => entry !== null)?.age ?? null
  const rows: ToldRow<T>[] = []
  const forged: Line[] = []
  const before: Line[] = []
  // Blank lines after the table are no part of the last message; those between rows are.
  let held: Line[] = []
  let oldest = 0
  let doubtful = false
  const inOrder = (age: Age | null): boolean =>
    !ordered ||
    !age ||
    ((!youngest || age.seconds + age.unitSeconds > youngest.seconds) && (oldest === 0 || age.seconds <= oldest))

  body.forEach((line, index) => {
    const row = entries[index] ?? null
    const last = rows.at(-1)
    if (row && (!doubtful || (aligned(row.starts, ends[index]?.starts ?? []) && inOrder(row.age)))) {
      for (const waiting of held) last?.more.push(waiting)
      held = []
      rows.push({ row, more: [] })
      if (row.age && !doubtful) oldest = Math.max(oldest, row.age.seconds + row.age.unitSeconds)
      return
    }
    const blank = line.text.trim() === ''
    if (row) forged.push(line)
    if (!last) {
      if (!blank) before.push(line)
      return
    }
    doubtful = true
    if (blank || held.length > 0) held.push(line)
    else last.more.push(line)
  })
  return { rows, forged, before }
}
