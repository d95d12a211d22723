const BLANK = 0x20
const TAB = 0x09
const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39
const OPEN = 0x5b
const CLOSE = 0x5d
/** A number of more digits may not be exact. */
const MOST_DIGITS = 15

/** A row of the task table as the kernel prints it. */
export interface PlainRow {
  readonly pid: number
  /** One for each column but the name. */
  readonly numbers: readonly number[]
  /** Offset after the last number, where a blank stands and then the name. */
  readonly end: number
}

/**
 * Reads a row with so many whole numbers after the brackets: rows are many, and the grammar says the same of their words.
 * Null for a line of any other form.
 */
export function plainRow(text: string, count: number): PlainRow | null {
  if (text.charCodeAt(0) !== OPEN) return null
  const numbers: number[] = []
  let pid = -1
  let at = 1
  for (let column = -1; column < count; column += 1) {
    let code = text.charCodeAt(at)
    while (code === BLANK || (code === TAB && column >= 0)) {
      at += 1
      code = text.charCodeAt(at)
    }
    const isNegative = code === MINUS && column >= 0
    if (isNegative) {
      at += 1
      code = text.charCodeAt(at)
    }
    const from = at
    let value = 0
    while (code >= ZERO && code <= NINE) {
      value = value * 10 + (code - ZERO)
      at += 1
      code = text.charCodeAt(at)
    }
    if (at === from || at - from > MOST_DIGITS) return null
    if (column >= 0) {
      if (code !== BLANK && code !== TAB) return null
      numbers.push(isNegative ? -value : value)
      continue
    }
    pid = value
    while (text.charCodeAt(at) === BLANK) at += 1
    if (text.charCodeAt(at) !== CLOSE) return null
    at += 1
  }
  return { pid, numbers, end: at }
}
