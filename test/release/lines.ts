/** The lines of Node that oomlens runs on: package.json names the first of them. */
export const LINES: readonly [number, ...number[]] = [22, 24, 26]

/** One that it does not run on, and says so. */
export const TOO_OLD = 20
