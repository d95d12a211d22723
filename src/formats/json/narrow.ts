import type { Line } from '../../model/line.ts'
import { messageLines } from '../journal/message.ts'
import { measureOf } from '../records/measure.ts'

/** The longest citation of one line, in bytes. */
export const MAX_CITED_BYTES = 4096

/** End of the JSON string that begins at `from`. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text.charCodeAt(at)
    if (char === 0x22) return at + 1
    if (char === 0x5c) at += 1
  }
  return text.length
}

function isMessage(literal: string, lines: readonly string[]): boolean {
  try {
    return messageLines(JSON.parse(literal))?.join('\n') === lines.join('\n')
  } catch {
    return false
  }
}

/**
 * The part of a long line that holds the message, with its key: a citation is to be short. The whole line where its bytes
 * are not known (what is neither UTF-8 nor UTF-16), or where it is short.
 */
export function narrowed(line: Line, key: string, lines: readonly string[]): Line {
  const { text } = line
  const bytesOf = line.end - line.start <= MAX_CITED_BYTES ? null : measureOf(line)
  if (bytesOf === null) return line
  const literal = `"${key}"`
  for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + literal.length)) {
    const opens = /^\s{0,8}:\s{0,8}(?=")/.exec(text.slice(at + literal.length, at + literal.length + 20))?.[0]
    if (opens === undefined) continue
    const valueAt = at + literal.length + opens.length
    const end = stringEnd(text, valueAt)
    if (isMessage(text.slice(valueAt, end), lines)) {
      const start = line.start + bytesOf(text.slice(0, at))
      const cited = text.slice(at, end)
      return { ...line, start, end: start + bytesOf(cited), text: cited }
    }
    at = end - literal.length
  }
  return line
}
