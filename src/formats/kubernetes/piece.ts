import type { ListHead } from './objects.ts'
import type { Range } from './value.ts'

/** One object of a document. */
export interface Piece extends Range {
  readonly list: ListHead
}

/** A place where a document is not what it should be. */
export interface Fault extends Range {
  readonly what: 'cut' | 'cut-list' | 'cut-line' | 'too-deep' | 'broken' | 'log-marks' | 'too-many'
}

/** More damage than this in one file is not worth reading on for. */
export const MAX_FAULTS = 50
