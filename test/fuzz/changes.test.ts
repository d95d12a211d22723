import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupBy } from '../../src/model/group-by.ts'
import { loadSeeds } from './load-seeds.ts'
import { changesOf, materialOf } from './mutate/index.ts'
import { newRandom } from './random.ts'
import type { Target } from './target.ts'
import { allTargets } from './targets/index.ts'
import { wordsOf } from './words-of.ts'

/** Each family has as many runs for each of its targets. */
const RUNS = 6
const LONGEST = 16_000

/** A seed, and the changes that are made to it, of which fast-check leaves out what does not matter. */
const changesArbitrary = (names: readonly string[]) =>
  fc.record({
    seed: fc.nat(),
    other: fc.nat(),
    changes: fc.array(fc.record({ name: fc.constantFrom(...names), chance: fc.nat() }), { maxLength: 6 }),
  })

async function holdsForChanges(target: Target): Promise<void> {
  const seeds = (await target.seeds()).filter(seed => seed.length <= LONGEST)
  if (seeds.length === 0) return
  const pick = (at: number): string => seeds[at % seeds.length] ?? ''
  const changes = changesOf(target.form, target.isBinary ?? false)
  const words = [...(target.words ?? []), ...wordsOf(seeds)]
  await fc.assert(
    fc.asyncProperty(changesArbitrary([...changes.keys()]), async made => {
      let input = pick(made.seed)
      for (const { name, chance } of made.changes) {
        const random = newRandom(chance)
        input = target.mutate
          ? target.mutate(input, pick(made.other), random)
          : (changes.get(name)?.(input, random, materialOf(target.form, pick(made.other), words)) ?? input)
      }
      await target.run(input.slice(0, LONGEST))
    }),
    { numRuns: RUNS },
  )
}

const families = groupBy(await allTargets(await loadSeeds()), ({ family }) => family)

describe('whatever is changed, the laws hold for', () => {
  test.each([...families])(
    '%s',
    async (_, targets) => {
      for (const target of targets) await holdsForChanges(target)
    },
    120_000,
  )
})

test('every family of readers is there', () => {
  expect([...families.keys()]).toEqual(
    expect.arrayContaining([
      'grammars',
      'envelopes',
      'messages',
      'joins',
      'documents',
      'excerpts',
      'records',
      'series',
    ]),
  )
})
