const MARK = /(?:^==== (START)|==== END) logs for (container [^\n]{1,500} ====)\r?$/gm

/** The line with which `kubectl cluster-info dump` begins a container's log between its documents. */
export const LOG_START = '==== START logs for '

/** Where a log ends. */
export interface LogEnd {
  readonly end: number
  /** False when other marks stand within: then text may have been taken for a log, or a log hides documents. */
  readonly isPlain: boolean
}

interface Mark {
  readonly start: number
  readonly end: number
  readonly name: string
  readonly opens: boolean
}

/**
 * Returns a function that tells where the log ends whose START line begins at a place of the text. Places must be asked
 * for in their order.
 *
 * A container can print marks itself, of its own log or another's, and documents after them. So the last END of a log
 * counts, and when the START of another log stands before it, the last END of that one too.
 */
export function logEnds(text: string): (start: number) => LogEnd {
  let marks: readonly Mark[] | null = null
  const lastEnds = new Map<string, number>()
  let next = 0

  function collect(): readonly Mark[] {
    const found = Array.from(text.matchAll(MARK), match => ({
      start: match.index,
      end: match.index + match[0].length,
      name: match[2] ?? '',
      opens: match[1] !== undefined,
    }))
    for (const mark of found) if (!mark.opens) lastEnds.set(mark.name, mark.end)
    return found
  }

  return start => {
    marks ??= collect()
    let mark = marks[next]
    while (mark !== undefined && mark.start < start) mark = marks[++next]
    if (mark?.start !== start) return { end: text.length, isPlain: false }
    let end = start
    let within = -1
    for (; mark !== undefined && mark.start <= end; mark = marks[++next]) {
      if (mark.opens) end = Math.max(end, lastEnds.get(mark.name) ?? text.length)
      within += 1
    }
    return { end, isPlain: within <= 1 }
  }
}
