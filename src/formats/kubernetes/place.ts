import type { Evidence, Span } from '../../model/span.ts'
import { EXCERPT_LIMIT } from '../../model/span.ts'
import { byteOffsets } from './byte-offsets.ts'
import type { Range, Value } from './value.ts'

/** The most lines of a value that is cited in short. */
const LINES = 3

/** Turns ranges of one document into citations. */
export interface Places {
  /** The range, or its beginning where it is long: at most 512 units and three lines, with their text. */
  short(range: Range): Span
  /** The whole range; its text is kept only where it is short enough. */
  whole(range: Range): Span
  /** The beginning of the range, without its text: for what must not be quoted. */
  bare(range: Range): Span
}

function newlines(text: string): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) places.push(at)
  return places
}

/** How many of the sorted numbers are smaller. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

export function placesOf(document: {
  readonly path: string
  readonly text: string
  readonly bytes: Uint8Array
}): Places {
  const { path, text, bytes } = document
  let offset: ((unit: number) => number) | null = null
  let breaks: readonly number[] | null = null

  function span(start: number, end: number, excerpt: string | null): Span {
    offset ??= byteOffsets(text, bytes)
    breaks ??= newlines(text)
    const line = 1 + countBelow(breaks, start)
    const endLine = end > start ? 1 + countBelow(breaks, end - 1) : line
    return { path, line, endLine, start: offset(start), end: offset(end), excerpt }
  }

  /** Values of YAML, and what is left of a damaged text, end with their line; a citation ends before its line does. */
  function within({ start, end }: Range): Range {
    let stop = end
    while (stop > start + 1 && /[\r\n]/.test(text.charAt(stop - 1))) stop -= 1
    return { start, end: stop }
  }

  function shortened({ start, end }: Range): Range {
    breaks ??= newlines(text)
    const lineLimit = breaks[countBelow(breaks, start) + LINES - 1] ?? text.length
    let stop = Math.min(end, start + EXCERPT_LIMIT, lineLimit)
    const last = text.charCodeAt(stop - 1)
    // Never half a surrogate pair: its bytes cannot be cut there.
    if (stop < end && stop > start && last >= 0xd800 && last <= 0xdbff) stop -= 1
    return within({ start, end: Math.max(stop, start) })
  }

  return {
    short(range) {
      const { start, end } = shortened(range)
      return span(start, end, text.slice(start, end))
    },
    whole(range) {
      const { start, end } = within(range)
      return span(start, end, end - start <= EXCERPT_LIMIT ? text.slice(start, end) : null)
    },
    bare(range) {
      const { start, end } = shortened(range)
      return span(start, end, null)
    },
  }
}

/** Short citations of the values that are there; where none is, the whole of the value they belong to. */
export function evidenceOf(places: Places, owner: Value, values: readonly (Value | null)[]): Evidence {
  const spans: Span[] = []
  for (const value of values) if (value !== null) spans.push(places.short(value.range()))
  const [first, ...more] = spans
  return first === undefined ? [places.whole(owner.range())] : [first, ...more]
}
