import type { Span } from './span.ts'

/** Every code is explained in src/topics/problems, from which docs/problems.md is made. */
export type ProblemCode =
  | 'ARCHIVE_DAMAGED'
  | 'ARCHIVE_LIMIT'
  | 'ARCHIVE_MEMBER_SKIPPED'
  | 'SOURCE_UNREADABLE'
  | 'SOURCE_CHANGED'
  | 'SOURCE_EMPTY'
  | 'SOURCE_BINARY'
  | 'SOURCE_NEEDS_EXPORT'
  | 'SOURCE_NOT_RECOGNISED'
  | 'DOCUMENT_DAMAGED'
  | 'DOCUMENT_TOO_LARGE'
  | 'LINE_TOO_LONG'
  | 'LINE_NOT_UNDERSTOOD'
  | 'KERNEL_LINE_UNREAD'
  | 'QUOTED_KERNEL_LINE'
  | 'FORGED_KERNEL_LINE'
  | 'FORGED_FIELD'
  | 'REPORT_INCOMPLETE'
  | 'UNIT_MISLABELLED'
  | 'MEMORY_TOTALS_DISAGREE'
  | 'KILL_TOLD_ELSEWHERE'
  | 'REPORTS_SUPPRESSED'
  | 'ZONE_ASSUMED'
  | 'YEAR_MISSING'
  | 'DATE_AMBIGUOUS'
  | 'TIME_MISSING'
  | 'CLOCK_DISAGREES'
  | 'NODE_PATH_UNMATCHED'
  | 'READER_FAILED'

/** Bad input as data: what is wrong, where, and what the reader of the report can do about it. */
export interface Problem {
  /** What went wrong, such as `ZONE_ASSUMED`. `oomlens explain CODE` tells more. */
  readonly code: ProblemCode
  /**
   * `error`: something is missing from the analysis. `warning`: an answer may be off. `info`: nothing to worry about.
   */
  readonly severity: 'info' | 'warning' | 'error'
  /** One sentence: what and why. */
  readonly detail: string
  /** What to do about it; null where nothing can be done. */
  readonly advice: string | null
  /** Where it stands. Empty only where there is no byte to point at, such as a file that cannot be opened. */
  readonly evidence: readonly Span[]
  /** The source concerned, also where `evidence` is empty; null where it is none. */
  readonly path: string | null
}
