import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newNameSearch } from '../../../src/engine/heap/name-search.ts'
import { pod } from '../../rules/cases.ts'

describe('the pods that the name of a file names', () => {
  test('are those of the longest name in it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 8 })
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), text, (names, file) => {
        const pods = names.map(each => ({
          namespace: null,
          name: each,
          uid: null,
          node: null,
          facts: [pod()] as const,
        }))
        const fitting = pods.filter(each => file.includes(each.name))
        const longest = Math.max(0, ...fitting.map(each => each.name.length))
        const expected = fitting.filter(each => each.name.length === longest)
        expect(new Set(newNameSearch(pods)(file))).toEqual(new Set(expected))
      }),
    )
  })
})
