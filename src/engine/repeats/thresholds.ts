/** What counts as a repeat of the same and what as a change, all numbers in one place. */

/** Sizes that differ by less are the same: reclaim and per-CPU batches of pages move usage by a per cent or two. */
export const SAME_SHARE = 0.05

/** One process from one report to the next: the kernel counts what it holds to within some batches of pages. */
export const SAME_PROCESS_SHARE = 0.02

/** Half as much again as any kill before is no fluctuation of the same work. */
export const SUDDEN_FACTOR = 1.5

/** A life of a quarter of the shortest before it did not end by the same slow way. */
export const SHORTER_FACTOR = 4

/** With fewer values any two of them lie on a line: no trend is more than possible. */
export const TREND_VALUES = 3

/** A program that has run for two minutes has loaded what it needs to start. */
export const SHORT_LIFE_SECONDS = 120

/** After an hour it is neither the start nor the first work. */
export const LONG_LIFE_SECONDS = 3600

/** Fewer samples of usage have no shape. */
export const MIN_SAMPLES = 5

/** Of the usage at its end: a rise that is smaller does not explain a kill. */
export const REAL_RISE_SHARE = 0.2

/** The middle four fifths of a steady rise take four fifths of its time; half of that is slow still. */
export const SLOW_SHARE = 0.4

/** When they take a tenth of the time, most of the rise came at once. */
export const JUMP_SHARE = 0.1
