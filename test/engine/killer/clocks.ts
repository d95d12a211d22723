import type { ClockBook } from '../../../src/engine/clock/book.ts'
import type { Bounds } from '../../../src/engine/clock/bounds.ts'
import type { Stamp } from '../../../src/model/stamp.ts'

const boundsOf = (_: unknown, { wall }: Stamp): Bounds | null =>
  wall && {
    from: wall.epochMs / 1000,
    to: wall.epochMs / 1000,
    basis: 'printed',
    zoneAssumed: false,
    rank: 0,
    span: null,
  }

const none = (): never => {
  throw new Error('not asked for here')
}

/** Clocks that tell what a line prints, to the second, and nothing else. */
export const clocks: ClockBook = {
  context: { timezone: 'UTC', latestMs: null, capture: null },
  anchor: none,
  boundsOf,
  ownBoundsOf: boundsOf,
  instantOf: none,
  conflicts: () => [],
}
