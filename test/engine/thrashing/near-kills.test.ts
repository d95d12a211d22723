import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lagBehind } from '../../../src/engine/thrashing/link.ts'
import { newNearKills } from '../../../src/engine/thrashing/near-kills.ts'
import type { Instant } from '../../../src/model/report.ts'
import { incident, scope } from '../../rules/cases.ts'

const START = Date.parse('2026-01-15T08:00:00Z')

/** A moment by the wall, by seconds since boot, or by both. */
const moment = (seconds: number, clocks: number): Instant => ({
  wall: clocks === 1 ? null : new Date(START + seconds * 1000).toISOString(),
  bootSeconds: clocks === 0 ? null : seconds,
  plusMinusSeconds: null,
  basis: null,
})

const cgroup = fc.constantFrom('/a', '/a/b', '/a/b/', '/ab', '/c')
const node = fc.constantFrom(null, 'w1', 'w1.example', 'w2')
const clocks = fc.integer({ min: 0, max: 2 })
const second = fc.integer({ min: 0, max: 300 })

const kill = fc
  .record({ cgroup: fc.option(cgroup), node, clocks, second, kind: fc.constantFrom('memcg', 'global', 'sigkill') })
  .map(({ kind, ...of }) =>
    incident({
      kind: kind as 'memcg',
      at: moment(of.second, of.clocks),
      oomMemcg: null,
      victims: [],
      scope: scope({ cgroup: of.cgroup, node: of.node }),
    }),
  )
const window = fc
  .record({
    scope: fc.oneof(fc.constant('node'), cgroup),
    node,
    clocks,
    second,
    length: fc.integer({ max: 60, min: 0 }),
  })
  .map(({ scope, node, clocks, second, length }) => {
    const [from, to] = [moment(second, clocks), moment(second + length, clocks)]
    return { scope, node, from, to }
  })

describe('the kills that a window led up to', () => {
  test('are those that it led up to when each is asked', () => {
    fc.assert(
      fc.property(fc.array(kill, { maxLength: 15 }), window, (incidents, place) => {
        const found = new Map(newNearKills(incidents)(place).map(({ incident, lag }) => [incident, lag]))
        for (const each of incidents) expect(found.get(each) ?? null).toBe(lagBehind(place, each))
      }),
    )
  })
})
