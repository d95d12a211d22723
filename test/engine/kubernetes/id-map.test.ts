import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSameId } from '../../../src/engine/kubernetes/container-ids.ts'
import { type IdMap, newIdMap } from '../../../src/engine/kubernetes/id-map.ts'

/** What is meant: a list in the order of keeping, of which the first that fits is the answer. */
function plainMap(): IdMap<number> {
  let known: readonly { readonly id: string; readonly value: number }[] = []
  const get = (id: string): number | null => known.find(each => isSameId(each.id, id))?.value ?? null
  const set = (id: string, value: number): void => {
    known = [...known.filter(each => !isSameId(each.id, id)), { id, value }]
  }
  return {
    get,
    set,
    add(id, value) {
      if (get(id) === null) set(id, value)
    },
  }
}

/** IDs that begin alike and are cut anywhere, so that most of them fit some others. */
const ids = fc
  .tuple(
    fc.constantFrom('0123456789ab', 'ffffffffffff', '01234567'),
    fc.string({ unit: fc.constantFrom('a', 'b', '0'), maxLength: 6 }),
  )
  .map(parts => parts.join(''))
const steps = fc.array(fc.tuple(fc.constantFrom('add', 'set', 'get'), ids), { maxLength: 60 })

describe('values by container ID', () => {
  test('are those that a list of all would give', () => {
    fc.assert(
      fc.property(steps, given => {
        const [made, meant] = [newIdMap<number>(), plainMap()]
        given.forEach(([step, id], at) => {
          if (step === 'add' || step === 'set') for (const map of [made, meant]) map[step](id, at)
          expect(made.get(id)).toBe(meant.get(id))
        })
        for (const [, id] of given) expect(made.get(id)).toBe(meant.get(id))
      }),
      { numRuns: 2_000 },
    )
  })

  test('cost the same, however many IDs begin alike', () => {
    const map = newIdMap<number>()
    const many = Array.from({ length: 50_000 }, (_, at) => `0123456789ab${at.toString(16).padStart(52, '0')}`)
    for (const [at, id] of many.entries()) map.set(id, at)
    for (const [at, id] of many.entries()) map.set(id, at + 1)
    expect([map.get(many[0] ?? ''), map.get(many.at(-1) ?? ''), map.get('0123456789ab')]).toEqual([1, 50_000, 1])
  })
})
