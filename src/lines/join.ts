import type { Line } from '../model/line.ts'
import type { Body, LineJoin } from '../model/reader.ts'

/** A citation stays short: of a line that was broken more often, its first pieces are cited. */
const MAX_CITED_LINES = 3
/** A line of the kernel holds 1 KiB; what grows beyond this is something else. */
const MAX_JOINED = 4096

export interface Joiner {
  /** Takes the next line. A line that is held waits for the one below it, which may be more of it. */
  take(body: Body, mayGoOn: () => boolean): void
  isHolding(): boolean
  flush(): void
}

/** The lines from the first to the second as one, cited as far as a citation may be long. */
function joinedLine(first: Line, second: Line): Line {
  const number = second.endNumber ?? second.number
  if (number - first.number >= MAX_CITED_LINES) return first
  return { ...first, end: second.end, endNumber: number, text: `${first.text}\n${second.text}` }
}

/**
 * Puts lines together that mail programs and terminals broke. The second piece has no wrapping of its own, and it must be
 * what the first one lacks: each join knows the lines of one kind.
 */
export function newJoiner(joins: readonly LineJoin[], give: (body: Body) => void): Joiner {
  let held: Body | null = null
  /** The line above the one that comes, whether it was cited or not. */
  let lastNumber = 0

  function joined(above: Body, next: Body): Body | null {
    const isPiece = next.continues || next.envelopes.length === 0
    if (!isPiece || next.line.number !== lastNumber + 1 || above.text.length > MAX_JOINED) return null
    for (const { join } of joins) {
      const text = join(above.text, next.text)
      if (text !== null) return { ...above, text, line: joinedLine(above.line, next.line) }
    }
    return null
  }

  function flush(): void {
    const body = held
    held = null
    if (body !== null) give(body)
  }

  return {
    take(body, mayGoOn) {
      const whole = held && joined(held, body)
      lastNumber = body.line.endNumber ?? body.line.number
      if (whole !== null) {
        held = whole
        return
      }
      flush()
      // Asked late: what was held may have begun a report, of which every line is looked at.
      if (mayGoOn()) held = body
      else give(body)
    },
    isHolding: () => held !== null,
    flush,
  }
}
