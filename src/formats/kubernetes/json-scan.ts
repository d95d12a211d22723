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
export const COMMA = 44
const COLON = 58
export const OPEN_LIST = 91
export const BACKSLASH = 92
export const CLOSE_LIST = 93
export const OPEN_OBJECT = 123
export const CLOSE_OBJECT = 125

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
export function stringEnd(text: string, from: number): number {
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

/** End of the object or list that opens at `from`, at this depth. */
function containerEnd(text: string, from: number, depth: number): number {
  const closer = text.charCodeAt(from) === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    // Most of what is no string is the blanks of the indentation.
    if (code <= SPACE) continue
    if (code === QUOTE) at = stringEnd(text, at) - 1
    else if (code < OPEN_LIST) continue
    else if (code === OPEN_OBJECT || code === OPEN_LIST)
      at = (depth === MAX_DEPTH ? TOO_DEEP : containerEnd(text, at, depth + 1)) - 1
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) return code === closer ? at + 1 : BROKEN
    if (at < 0) return at + 1
  }
  return CUT
}

/**
 * End of the value that begins at `from`, or CUT, TOO_DEEP, BROKEN. Only strings and brackets are looked at: whether
 * the value is JSON all through is for JSON.parse to say.
 */
export function valueEnd(text: string, from: number): number {
  const opens = text.charCodeAt(from)
  if (opens === QUOTE) return stringEnd(text, from)
  if (opens === OPEN_OBJECT || opens === OPEN_LIST) return containerEnd(text, from, 1)
  return from < text.length ? literalEnd(text, from) : CUT
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
