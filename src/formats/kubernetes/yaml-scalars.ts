import { endOf, firstOf, indentOf, type Rows, startOf, type YamlScalar } from './yaml-rows.ts'

const INTEGER = /^[-+]?\d+$/
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/
// Rare spellings (`0x1F`, `.inf`, `1_000`) that two versions of YAML read differently.
const ODD_NUMBER = /^[-+]?(?:0[xob]|\.(?:inf|nan)|\d[\d_]*_)/i
const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['true', 'True', 'TRUE'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE'].map(word => [word, false] as const),
])
const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
}
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

const scalar = (start: number, end: number, value: YamlScalar['value']): YamlScalar => ({
  kind: 'scalar',
  start,
  end,
  value,
})

/** The lines after `row` that continue a scalar of a field in column `parent`, and the text that their breaks fold to. */
function folded(rows: Rows, row: number, parent: number): { readonly row: number; readonly joint: string } | null {
  let next = row + 1
  while (next < rows.count && indentOf(rows, next) === null) next += 1
  const indent = indentOf(rows, next)
  if (indent === null || indent <= parent) return null
  return { row: next, joint: next === row + 1 ? ' ' : '\n'.repeat(next - row - 1) }
}

/** Reads a plain scalar; null where it holds what needs the whole of YAML to be told apart. */
export function plainScalar(rows: Rows, start: number, parent: number): YamlScalar | null {
  const { text } = rows
  let row = rows.row
  let end = endOf(rows, row)
  let value = ''
  for (let from = start; ; from = firstOf(rows, row)) {
    const part = text.slice(from, endOf(rows, row)).trimEnd()
    if (/:[ \t]|[ \t]#|:$|^#/.test(part)) return null
    value += part
    end = from + part.length
    const more = folded(rows, row, parent)
    if (more === null) break
    value += more.joint
    row = more.row
  }
  const isOneLine = row === rows.row
  rows.row = row + 1
  if (!isOneLine) return scalar(start, end, value)
  if (ODD_NUMBER.test(value)) return null
  const word = WORDS.get(value)
  if (word !== undefined) return scalar(start, end, word)
  return scalar(start, end, INTEGER.test(value) || FLOAT.test(value) ? Number(value) : value)
}

/** An escape of a double-quoted scalar; null for one that is none. */
function escapeAt(text: string, at: number): { readonly value: string; readonly end: number } | null {
  const letter = text.charAt(at + 1)
  const length = HEX_LENGTH[letter]
  if (length === undefined) {
    const value = ESCAPES[letter]
    return value === undefined ? null : { value, end: at + 2 }
  }
  const digits = text.slice(at + 2, at + 2 + length)
  const code = Number.parseInt(digits, 16)
  if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits) || code > 0x10ffff) return null
  return { value: String.fromCodePoint(code), end: at + 2 + length }
}

/** Reads a quoted scalar of one or more lines; nothing may follow it on its last line. */
export function quotedScalar(rows: Rows, start: number, parent: number): YamlScalar | null {
  const { text } = rows
  const quote = text.charAt(start)
  let row = rows.row
  let value = ''
  // What an escape gave is kept when the blanks before a line break are dropped.
  let kept = 0
  for (let at = start + 1; ; ) {
    const lineEnd = endOf(rows, row)
    const char = text.charAt(at)
    if (at >= lineEnd || (quote === '"' && char === '\\' && at + 1 === lineEnd)) {
      const more = folded(rows, row, parent)
      if (more === null) return null
      const isJoined = at < lineEnd
      // A `\` at the end of a line joins the lines without a blank; with empty lines after it, let the library decide.
      if (isJoined && more.row !== row + 1) return null
      if (!isJoined) value = value.slice(0, kept) + value.slice(kept).replace(/[ \t]+$/, '') + more.joint
      kept = value.length
      row = more.row
      at = firstOf(rows, row)
    } else if (char === '\\' && quote === '"') {
      const found = escapeAt(text, at)
      if (found === null || found.end > lineEnd) return null
      value += found.value
      kept = value.length
      at = found.end
    } else if (char === quote && quote === "'" && text.charAt(at + 1) === "'") {
      value += "'"
      at += 2
    } else if (char === quote) {
      if (text.slice(at + 1, lineEnd).trim() !== '') return null
      rows.row = row + 1
      return scalar(start, at + 1, value)
    } else {
      value += char
      at += 1
    }
  }
}

/** Reads a literal block (`|`, `|-`) of a field in column `parent`. */
export function literalScalar(rows: Rows, start: number, parent: number): YamlScalar | null {
  const { text } = rows
  const chomping = /^\|(-?) *$/.exec(text.slice(start, endOf(rows, rows.row)))?.[1]
  if (chomping === undefined) return null
  const first = folded(rows, rows.row, parent)
  if (first === null) return null
  const column = indentOf(rows, first.row) ?? 0
  const lines: string[] = []
  let row = rows.row + 1
  let end = start
  let lastText = 0
  for (; row < rows.count; row += 1) {
    const indent = indentOf(rows, row)
    if (indent !== null && indent <= parent) break
    if (indent !== null && indent < column) return null
    // A blank line that is longer than the first line of text is indented is an error before that line.
    if (lastText === 0 && indent === null && endOf(rows, row) - startOf(rows, row) > column) return null
    lines.push(text.slice(startOf(rows, row) + column, endOf(rows, row)))
    if (indent === null) continue
    lastText = lines.length
    end = endOf(rows, row)
  }
  rows.row = row
  const body = lines.slice(0, lastText).join('\n')
  return scalar(start, end, chomping === '-' ? body : `${body}\n`)
}
