/** Deeper than any object of the API; a bound, because hostile nesting would otherwise cost time at every level. */
export const MAX_DEPTH = 100

/** The text ends, or a string meets the end of its line, before the value is complete. */
export const CUT = -1
/** Nested deeper than MAX_DEPTH. */
export const TOO_DEEP = -2
/** Something that is no JSON. */
export const BROKEN = -3

const TAB = 9
const NEWLINE = 10
const CARRIAGE_RETURN = 13
const SPACE = 32
const QUOTE = 34
const COMMA = 44
const COLON = 58
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125

export function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code !== SPACE && code !== NEWLINE && code !== CARRIAGE_RETURN && code !== TAB) break
    at += 1
  }
  return at
}

/** End of the string that opens at `from`. A raw line end is never part of a string, which confines damage to a line. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    if (code === NEWLINE) return BROKEN
    if (code === BACKSLASH) at += 1
  }
  return CUT
}

/** End of a number or word. */
function literalEnd(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code <= SPACE || code === COMMA || code === CLOSE_LIST || code === CLOSE_OBJECT) break
    at += 1
  }
  return at === text.length ? CUT : at === from ? BROKEN : at
}

/**
 * End of the value that begins at `from`, or CUT, TOO_DEEP, BROKEN. Only strings and brackets are looked at: whether
 * the value is JSON all through is for JSON.parse to say.
 */
export function valueEnd(text: string, from: number): number {
  const opens = text.charCodeAt(from)
  if (opens === QUOTE) return stringEnd(text, from)
  if (opens !== OPEN_OBJECT && opens !== OPEN_LIST) return from < text.length ? literalEnd(text, from) : CUT
  const closers: number[] = []
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = stringEnd(text, at) - 1
      if (at < 0) return at + 1
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      if (closers.length === MAX_DEPTH) return TOO_DEEP
      closers.push(code === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST)
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      if (closers.pop() !== code) return BROKEN
      if (closers.length === 0) return at + 1
    }
  }
  return CUT
}

/** Text of a JSON string that is already delimited; null when its escapes are wrong. */
export function stringAt(text: string, start: number, end: number): string | null {
  const raw = text.slice(start + 1, end - 1)
  if (!raw.includes('\\')) return raw
  try {
    const value: unknown = JSON.parse(text.slice(start, end))
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

/** Told of each member; returns the end of the value or what is wrong with it, which ends the walk. */
export type Visit = (key: string | null, start: number, valueStart: number) => number

/** Visits the members of the object or list that opens at `from`; returns its end, or CUT, TOO_DEEP, BROKEN. */
export function walkMembers(text: string, from: number, visit: Visit): number {
  const isObject = text.charCodeAt(from) === OPEN_OBJECT
  const closer = isObject ? CLOSE_OBJECT : CLOSE_LIST
  let at = skipSpace(text, from + 1)
  if (text.charCodeAt(at) === closer) return at + 1
  while (at < text.length) {
    const start = at
    let key: string | null = null
    if (isObject) {
      if (text.charCodeAt(at) !== QUOTE) return BROKEN
      const keyEnd = stringEnd(text, at)
      if (keyEnd < 0) return keyEnd
      key = stringAt(text, at, keyEnd)
      at = skipSpace(text, keyEnd)
      if (at === text.length) return CUT
      if (text.charCodeAt(at) !== COLON) return BROKEN
      at = skipSpace(text, at + 1)
    }
    const end = visit(key, start, at)
    if (end < 0) return end
    at = skipSpace(text, end)
    const code = text.charCodeAt(at)
    if (code === closer) return at + 1
    if (at < text.length && code !== COMMA) return BROKEN
    at = skipSpace(text, at + 1)
  }
  return CUT
}
