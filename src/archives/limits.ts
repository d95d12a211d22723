/** Every cap on what an archive may unfold to. Generous: a real bundle of logs stays far below. */
export interface ArchiveLimits {
  /** Archives within archives. A compressed tar counts as one. */
  readonly depth: number
  /** Bytes that may come out for each byte that went in. Deflate itself ends at 1032; the others do not, but logs do. */
  readonly ratio: number
  /** The ratio is not looked at before this many bytes came out. */
  readonly ratioFromBytes: number
  /** As many members of one file beyond the ratio end the reading of all of it. */
  readonly bombs: number
  /** Bytes that may come out of all archives of a case together. */
  readonly totalBytes: number
  /** Members of all archives of a case together. */
  readonly members: number
  /** A longer name or attribute record of a tar is skipped, since it has to be held in memory. */
  readonly tarRecordBytes: number
  /** Bytes of all zips that are open at a time: a zip is held in memory, since its directory stands at its end. */
  readonly heldBytes: number
  /** Left-out members that get a problem each; further ones share one. */
  readonly skipProblems: number
}

/** The caps that hold unless others are given: far above what bundles of logs need. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  depth: 8,
  ratio: 1000,
  ratioFromBytes: 1024 ** 2,
  bombs: 16,
  totalBytes: 64 * 1024 ** 3,
  members: 1_000_000,
  tarRecordBytes: 1024 ** 2,
  heldBytes: 1024 ** 3,
  skipProblems: 20,
}
