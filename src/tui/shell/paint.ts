/** Nothing is shown until all of a frame is there, on terminals that know how (DEC private mode 2026); others ignore it. */
const BEGIN = '\u001b[?2026h'
const END = '\u001b[?2026l'
/** A row that a terminal draws wider than expected is cut at its edge, and does not push the others down. */
const NO_WRAP = '\u001b[?7l'
const WRAP = '\u001b[?7h'
const RESET = '\u001b[0m'

const rowAt = (at: number, text: string): string => `\u001b[${at + 1};1H\u001b[2K${text}${RESET}`

/**
 * What turns one frame on the screen into another: the rows that differ, and nothing where none does. An empty `before`
 * stands for a screen of which nothing is known.
 */
export function painted(before: readonly string[], after: readonly string[]): string {
  const rows = Array.from({ length: Math.max(before.length, after.length) }, (_, at) => {
    const text = after[at] ?? ''
    return before.length > 0 && text === before[at] ? '' : rowAt(at, text)
  }).join('')
  if (rows === '') return ''
  const cleared = before.length === 0 ? '\u001b[2J' : ''
  return `${BEGIN}${NO_WRAP}${cleared}${rows}${WRAP}${END}`
}
