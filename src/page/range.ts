/** A stretch of time on the axis of the page, in seconds. */
export interface Range {
  readonly from: number
  readonly to: number
}

const SHORTEST_SECONDS = 0.02

/** The nearest range of that length within the whole. */
export function clamped({ from, to }: Range, whole: Range): Range {
  const length = Math.min(whole.to - whole.from, Math.max(SHORTEST_SECONDS, to - from))
  const middle = (from + to) / 2
  const begin = Math.min(whole.to - length, Math.max(whole.from, middle - length / 2))
  return { from: begin, to: begin + length }
}

/** A range `factor` times as long, in which `around` stays where it was. */
export const zoomed = ({ from, to }: Range, factor: number, around: number = (from + to) / 2): Range => ({
  from: around - (around - from) * factor,
  to: around + (to - around) * factor,
})

/** A range that is later by a share of its length. */
export const panned = ({ from, to }: Range, share: number): Range => {
  const by = (to - from) * share
  return { from: from + by, to: to + by }
}

/** The range that timeline and charts show together. */
export interface TimeView {
  readonly whole: Range
  range(): Range
  show(range: Range): void
  /** Calls back once a frame when the range has changed. */
  watch(changed: (range: Range) => void): void
}
