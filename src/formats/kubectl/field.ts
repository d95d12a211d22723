import { readDescription } from '../../../grammars/kubectl/described-line.ts'
import type { Line } from '../../model/line.ts'

/** One line of `kubectl describe` and its place. `key` is null for a line that is no `Key:  value`. */
export interface Field {
  readonly line: Line
  readonly indent: number
  readonly key: string | null
  readonly value: string
  /** Column of the value: continuation lines of labels, annotations and environment stand under it. */
  readonly column: number
}

/** Lines that the grammar reads at once: long enough to be fast, short enough to keep its tree small. */
const CHUNK = 4096

/** Reads every line as a field or as prose. */
export function fieldsOf(lines: readonly Line[]): readonly Field[] {
  const fields: Field[] = []
  for (let start = 0; start < lines.length; start += CHUNK) {
    const chunk = lines.slice(start, start + CHUNK)
    const reading = readDescription(chunk.map(line => `${line.text}\n`).join(''))
    chunk.forEach((line, index) => {
      const form = reading.ok ? reading.value[index] : undefined
      fields.push(form ? { line, ...form } : { line, indent: 0, key: null, value: line.text, column: 0 })
    })
  }
  return fields
}

/** True for `Key:` of one of these keys at this indentation: the same key deeper in the text means another thing. */
export const isField = (field: Field | undefined, indent: number, ...keys: readonly string[]): field is Field =>
  field !== undefined && field.indent === indent && field.key !== null && keys.includes(field.key)

/** `<none>`, `<unset>` and empty cells as null. */
export const told = (value: string | undefined): string | null =>
  value === undefined || value === '' || value === '<none>' || value === '<unset>' || value === '<unknown>'
    ? null
    : value

/** A whole number of at most ten digits; null for anything else. */
export const wholeNumber = (text: string): number | null => (/^-?\d{1,10}$/.test(text) ? Number(text) : null)
