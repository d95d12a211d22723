import type { Report } from './report.ts'

/** How to lay out text; formats for machines ignore it. */
export interface OutputOptions {
  /** Columns that a line of text may take. */
  readonly width: number
  /** Whether text may hold the escapes of a terminal for colors. */
  readonly color: boolean
  /** More detail: whole tables and every citation. */
  readonly verbose: boolean
}

/** One way to write a report. Pure: the same report and options give the same text. `outputOf` makes one. */
export interface Output {
  /** The name that `--format` takes. */
  readonly id: string
  /** Of a file that holds it, without the dot. */
  readonly extension: string
  /** One line for `oomlens formats`. */
  readonly describes: string
  /**
   * The text in pieces, in their order, of any length each. What logs hold is in it as text, never as an escape or as markup.
   * Of a large report all pieces together may be longer than a string can be (2^29 - 24 characters in V8). Throws an `OutputError` before the first where the report does not fit at all.
   */
  pieces(report: Report, options: OutputOptions): Iterable<string>
  /** The same text as one string. Throws a `RangeError` where it is too long for one. */
  write(report: Report, options: OutputOptions): string
}

/** Why a report cannot be written in this way, and which way is left. */
export class OutputError extends Error {}

/** An output by its pieces: `write` puts them together. */
export const outputOf = (parts: Omit<Output, 'write'>): Output => ({
  ...parts,
  write: (report, options) => [...parts.pieces(report, options)].join(''),
})
