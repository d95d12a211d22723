/** A place in a source: the proof of a claim. */
export interface Span {
  /**
   * File, relative to the PATH given. With several PATHs their names come first. `outer.tar!/inner` where an archive
   * holds an archive, `-` for standard input.
   */
  readonly path: string
  /** First line, counted from 1. */
  readonly line: number
  /** Last line, counted from 1; equal to `line` for a single line. */
  readonly endLine: number
  /** Byte offset of the first byte in the decompressed file. Bytes, never characters, in UTF-16 as well. */
  readonly start: number
  /** Byte offset of the first byte that is not part of it; the line end is not. */
  readonly end: number
  /**
   * Up to 512 bytes of the cited text as it stands in the log; null for longer spans. It is kept because standard input
   * and archives cannot be read twice.
   */
  readonly excerpt: string | null
}

/** One or more spans: a claim without a citation cannot be written down. */
export type Evidence = readonly [Span, ...Span[]]

/** The longest text kept beside a span, in bytes of UTF-8 at most (counted in UTF-16 units, so never more than four times that). */
export const EXCERPT_LIMIT = 512

const sameSpan = (a: Span, b: Span): boolean => a.path === b.path && a.start === b.start && a.end === b.end

/** Joins citations, keeping the order and dropping exact repeats. */
export function cite(first: Evidence, ...more: readonly Evidence[]): Evidence {
  const spans: [Span, ...Span[]] = [...first]
  for (const evidence of more) {
    for (const span of evidence) if (!spans.some(kept => sameSpan(kept, span))) spans.push(span)
  }
  return spans
}

/**
 * The citation of a run of lines in one source, without an excerpt when it is longer than one line. In a log that runs
 * backwards the first line of a report stands last.
 */
export function spanning(first: Span, last: Span): Span {
  if (first.start === last.start && first.end === last.end) return first
  const [above, below] = first.start <= last.start ? [first, last] : [last, first]
  return {
    path: first.path,
    line: above.line,
    endLine: Math.max(above.endLine, below.endLine),
    start: above.start,
    end: Math.max(above.end, below.end),
    excerpt: null,
  }
}

/** Orders spans by path, then by place; a total order, so that reports do not depend on reading order. */
export function bySpan(a: Span, b: Span): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  return a.start - b.start || a.end - b.end
}
