/**
 * Looks for lines with a cue in bytes that are whole lines, each with its newline. Lent for the time of one call: whoever
 * opens other bytes has it from then on.
 */
export interface LineSearch {
  open(lines: Uint8Array): void
  /** Where the next line with a cue begins, of those from `from`, which begins one; the end of the bytes where there is none. */
  next(from: number): number
  /** How many lines the last `next` passed over. */
  passed(): number
}
