import type { Span } from './span.ts'

/** A line of a source that knows its place. `text` has no line terminator; bytes that are not UTF-8 are U+FFFD. */
export interface Line {
  /** The source, as in `Span.path`. */
  readonly path: string
  /** Number of the line, counted from 1. */
  readonly number: number
  /** Absolute byte offset of the first byte. */
  readonly start: number
  /** Absolute byte offset after the last byte, terminator not included. */
  readonly end: number
  /** Decoded; without the line terminator. */
  readonly text: string
  /** Number of the last line, where one line was broken over several. */
  readonly endNumber?: number
}

/** The citation of a whole line. */
export const lineSpan = (line: Line, excerptLimit = 512): Span => ({
  path: line.path,
  line: line.number,
  endLine: line.endNumber ?? line.number,
  start: line.start,
  end: line.end,
  excerpt: line.text.length > excerptLimit ? `${line.text.slice(0, excerptLimit - 1)}…` : line.text,
})
