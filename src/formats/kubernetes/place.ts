import type { Evidence, Span } from '../../model/span.ts'
import { EXCERPT_LIMIT } from '../../model/span.ts'
import { byteOffsets } from './byte-offsets.ts'
import { type LineBreaks, lineBreaksOf } from './line-breaks.ts'
import type { Range, Value } from './value.ts'

/** The most lines of a value that is cited in short. */
const LINES = 3

const isLineEnd = (code: number): boolean => code === 10 || code === 13

/** Turns ranges of one document into citations. */
export interface Places {
  /** The range, or its beginning where it is long: at most 512 units and three lines, with their text. */
  short(range: Range): Span
  /** The whole range; its text is kept only where it is short enough. */
  whole(range: Range): Span
  /** The beginning of the range, without its text: for what must not be quoted. */
  bare(range: Range): Span
}

export function placesOf(document: {
  readonly path: string
  readonly text: string
  readonly bytes: Uint8Array
}): Places {
  const { path, text, bytes } = document
  let offset: ((unit: number) => number) | null = null
  let breaks: LineBreaks | null = null

  function span(start: number, end: number, excerpt: string | null): Span {
    offset ??= byteOffsets(text, bytes)
    breaks ??= lineBreaksOf(text)
    const before = breaks.before(start)
    const line = 1 + before
    const isOneLine = end <= start || end - 1 <= (breaks.at(before) ?? text.length)
    const endLine = isOneLine ? line : 1 + breaks.before(end - 1)
    return { path, line, endLine, start: offset(start), end: offset(end), excerpt }
  }

  /** Values of YAML, and what is left of a damaged text, end with their line; a citation ends before its line does. */
  function within({ start, end }: Range): Range {
    let stop = end
    while (stop > start + 1 && isLineEnd(text.charCodeAt(stop - 1))) stop -= 1
    return { start, end: stop }
  }

  function shortened({ start, end }: Range): Range {
    breaks ??= lineBreaksOf(text)
    const lineLimit = breaks.at(breaks.before(start) + LINES - 1) ?? text.length
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
