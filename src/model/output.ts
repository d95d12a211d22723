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

/** One way to write a report. Pure: the same report and options give the same text. */
export interface Output {
  /** The name that `--format` takes. */
  readonly id: string
  /** Of a file that holds it, without the dot. */
  readonly extension: string
  /** One line for `oomlens formats`. */
  readonly describes: string
  /** The whole text. What logs hold is in it as text, never as an escape or as markup. Does not throw. */
  write(report: Report, options: OutputOptions): string
}
