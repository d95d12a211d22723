import { readCells } from '../../../grammars/kubectl/table-row.ts'
import type { Columns } from './event-columns.ts'

/** The cells of one row by column name, and where they begin. */
export interface Cells {
  readonly texts: ReadonlyMap<string, string>
  readonly starts: readonly number[]
}

/** Cells before the message where the header's columns say; null when one of them does not begin there. */
function atColumns(text: string, { starts, message }: Columns): readonly number[] | null {
  for (const start of starts.slice(0, message + 1)) {
    if (start > 0 && start <= text.length && text[start - 1] !== ' ') return null
  }
  const straddled = starts.slice(0, message).some((start, index) => {
    const cell = text.slice(start, starts[index + 1])
    return cell.startsWith(' ') && cell.trim() !== ''
  })
  return straddled ? null : starts.slice(0, message + 1)
}

/** Cells before the message as runs of blanks part them: rows after a message of several lines leave the header's columns. */
function atGaps(text: string, { message }: Columns): readonly number[] | null {
  const reading = readCells(text)
  if (!reading.ok || reading.value.length < message) return null
  const starts = reading.value.slice(0, message + 1).map(cell => cell.start)
  return starts.length > message ? starts : [...starts, text.length]
}

/** The cells after the message. They are single words, so that they can be taken from the end, whatever the message is. */
function tailOf(text: string, count: number): { readonly words: readonly string[]; readonly end: number } {
  const words: string[] = []
  let end = text.trimEnd().length
  while (words.length < count && end > 0) {
    const blank = text.lastIndexOf(' ', end - 1)
    words.unshift(text.slice(blank + 1, end))
    end = text.slice(0, Math.max(blank, 0)).trimEnd().length
  }
  return { words, end }
}

function cut(text: string, columns: Columns, starts: readonly number[]): Cells {
  const texts = new Map<string, string>()
  const { names, message } = columns
  for (let column = 0; column < message; column += 1) {
    texts.set(names[column] ?? '', text.slice(starts[column], starts[column + 1]).trim())
  }
  const from = starts[message] ?? text.length
  const { words, end } = tailOf(text.slice(from), names.length - message - 1)
  texts.set('MESSAGE', text.slice(from, from + end))
  words.forEach((word, index) => {
    texts.set(names[message + 1 + index] ?? '', word)
  })
  return { texts, starts: starts.slice(0, message) }
}

/** Splits a row: by the header's columns, which show empty cells, else by gaps. Null where `fits` refuses both. */
export function cellsOf(text: string, columns: Columns, fits: (cells: Cells) => boolean): Cells | null {
  for (const split of [atColumns, atGaps]) {
    const starts = split(text, columns)
    const cells = starts && cut(text, columns, starts)
    if (cells && fits(cells)) return cells
  }
  return null
}
