import type { Range } from './value.ts'

/** A value of a YAML text with its place. `value` is null for what is empty. */
export interface YamlScalar extends Range {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
}
export interface YamlMap extends Range {
  readonly kind: 'map'
  readonly members: ReadonlyMap<string, { readonly start: number; readonly tree: YamlTree }>
}
export interface YamlList extends Range {
  readonly kind: 'list'
  readonly elements: readonly YamlTree[]
}
export type YamlTree = YamlScalar | YamlMap | YamlList

/** The lines of a stretch of YAML and the place of the reader in them. */
export interface Rows {
  readonly text: string
  readonly count: number
  /** Start of each line, then its first character that is no blank, and its end without the line end. */
  readonly starts: Int32Array
  readonly firsts: Int32Array
  readonly ends: Int32Array
  /** The line to be read next. */
  row: number
}

/** Splits a stretch into lines; null where a line ends in a carriage return or is indented by a tab. */
export function rowsOf(text: string, { start, end }: Range): Rows | null {
  const places: number[] = []
  for (let at = start; at < end; ) {
    const next = text.indexOf('\n', at)
    const lineEnd = next === -1 || next > end ? end : next
    let first = at
    while (first < lineEnd && text.charCodeAt(first) === 32) first += 1
    const code = text.charCodeAt(first)
    if (first < lineEnd && (code === 9 || text.charCodeAt(lineEnd - 1) === 13)) return null
    places.push(at, first, lineEnd)
    at = lineEnd + 1
  }
  const column = (offset: number): Int32Array => Int32Array.from(places.filter((_place, index) => index % 3 === offset))
  return { text, count: places.length / 3, starts: column(0), firsts: column(1), ends: column(2), row: 0 }
}

export const startOf = (rows: Rows, row: number): number => rows.starts[row] ?? 0
export const endOf = (rows: Rows, row: number): number => rows.ends[row] ?? 0
export const firstOf = (rows: Rows, row: number): number => rows.firsts[row] ?? 0

/** Blanks before the first character of a line; null for an empty line and behind the last. */
export function indentOf(rows: Rows, row: number): number | null {
  if (row >= rows.count || firstOf(rows, row) === endOf(rows, row)) return null
  return firstOf(rows, row) - startOf(rows, row)
}

/** Moves to the next line that is not empty and returns its indentation, or null at the end. */
export function nextIndent(rows: Rows): number | null {
  while (rows.row < rows.count && indentOf(rows, rows.row) === null) rows.row += 1
  return indentOf(rows, rows.row)
}
