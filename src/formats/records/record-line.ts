import { bareBody } from '../../model/body.ts'
import type { Line } from '../../model/line.ts'
import type { Body } from '../../model/reader.ts'

const hasByteOrderMark = (raw: Uint8Array): boolean => raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf

/** Absolute offset of the first byte of a line, where the mark before its text counts. */
export const offsetOf = (line: Line, raw: Uint8Array): number => line.start - (hasByteOrderMark(raw) ? 3 : 0)

/** Bytes of a line that are missing from `raw`, because the line is too long to be kept. */
export const missingFrom = (line: Line, raw: Uint8Array): number =>
  Math.max(0, line.end - offsetOf(line, raw) - raw.length)

/** A line whose wrapping the format `id` has taken off; nothing is known about its writer yet. */
export const recordBody = (line: Line, text: string, id: string): Body => ({ ...bareBody(line, text), envelopes: [id] })

/** What commands are called with whose output this is, and remarks of the tool: they may stand above a log. */
const ABOVE = /^(?:\s*$|-- |[^{"[=]{0,80}[$#>%] ?(?:sudo )?(?:journalctl|dmesg|gcloud|aws|logcli|kubectl|curl)\b)/
const MAX_ABOVE = 20

/** Where the log itself begins. */
export function logStart(head: string): number {
  let start = head.charCodeAt(0) === 0xfeff ? 1 : 0
  for (let above = 0; above < MAX_ABOVE && start < head.length; above += 1) {
    const newline = head.indexOf('\n', start)
    const end = newline === -1 ? head.length : newline
    if (!ABOVE.test(head.slice(start, Math.min(end, start + 200)))) break
    start = Math.min(end + 1, head.length)
  }
  return start
}
