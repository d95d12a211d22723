import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byMachine, mayBeSameMachine } from '../../../src/engine/incident/machine.ts'

describe('things by machine', () => {
  test('are those whose names can be of one machine, in their order', () => {
    const name = fc.constantFrom(null, 'w1', 'W1', 'w1.example', 'w1.other', 'w2', 'w2.example')
    fc.assert(
      fc.property(fc.array(name), name, (names, node) => {
        const things = names.map((own, at) => ({ own, at }))
        const found = byMachine(things, ({ own }) => own).of(node)
        expect(found).toEqual(things.filter(({ own }) => mayBeSameMachine(own, node)))
      }),
    )
  })
})
