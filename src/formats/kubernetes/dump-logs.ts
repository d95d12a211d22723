const MARK = /(?:^|\n)==== END logs for (container [^\n]* ====)(?=\r?(?:\n|$))/g

/** The line with which `kubectl cluster-info dump` begins a container's log between its documents. */
export const LOG_START = '==== START logs for '

/**
 * Returns a function that tells where the log ends whose START line begins at a place of the text.
 *
 * A container can print the END line itself and forge documents after it, so its last one counts: only what kubectl
 * wrote stands behind that.
 */
export function logEnds(text: string): (start: number) => number {
  let last: Map<string, number> | null = null
  return start => {
    if (last === null) {
      last = new Map()
      for (const match of text.matchAll(MARK)) last.set(match[1] ?? '', match.index + match[0].length)
    }
    const lineEnd = text.indexOf('\n', start)
    const name = text.slice(start + LOG_START.length, lineEnd === -1 ? text.length : lineEnd).trimEnd()
    const end = last.get(name) ?? -1
    return end > start ? end : text.length
  }
}
