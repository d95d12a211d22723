import { expect, test } from 'vitest'
import { concluded } from './concluding.ts'
import type { Shape } from './shape.ts'

// Only the time that this process computes is looked at, with room for a machine that is busy with other things: what grows
// with the number of incidents takes eight times as long for eight times as many, what grows with its square 64 times.
// `node test/scale/run.ts` shows what grows slowly, with as many as are asked for.
const FEW = 200
const MANY = 8 * FEW
const MOST_GROWTH = 16
const TRIES = 3
/** What is quicker than this is not measured well. */
const LEAST_MS = 10

/** The best of some tries at a ratio that should be small. */
async function growth(shape: Shape): Promise<number> {
  let [few, many] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let tries = 0; tries < TRIES; tries += 1) {
    few = Math.min(few, (await concluded(shape, FEW)).concludingMs)
    many = Math.min(many, (await concluded(shape, MANY)).concludingMs)
    if (many / Math.max(few, LEAST_MS) <= MOST_GROWTH) break
  }
  return many / Math.max(few, LEAST_MS)
}

/** One test for each shape: that it is read as it should be, and that what is concluded from it takes its time once. */
export const testGrowth = (shapes: readonly Shape[]): void =>
  test.each(shapes.map(shape => [shape.name, shape] as const))(
    '%s',
    async (_, shape) => {
      expect((await concluded(shape, 20)).incidents).toBe(shape.incidents(20))
      expect(await growth(shape)).toBeLessThanOrEqual(MOST_GROWTH)
    },
    60_000,
  )
