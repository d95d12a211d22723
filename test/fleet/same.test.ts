import { describe, expect, test } from 'vitest'
import { type FleetRecord, type IncidentDigest, incidentLines, summarise } from '../../src/fleet/index.ts'
import { incident, record } from './parts.ts'

const told = (...bundles: readonly (readonly Partial<IncidentDigest>[])[]): FleetRecord[] =>
  bundles.map((own, at) =>
    record({
      name: `b${at}`,
      sha256: `${at}`,
      incidents: own.map((parts, id) => incident({ id: `i${id + 1}`, ...parts })),
    }),
  )
const counted = (...bundles: readonly (readonly Partial<IncidentDigest>[])[]) =>
  summarise({ records: told(...bundles), listed: [] }).incidents

const LATER = { wall: '2026-03-01T10:00:01.500Z' }

describe('one kill in two bundles', () => {
  test('counts once where node, victim and time agree within what is known of the time', () => {
    expect(counted([{}], [LATER])).toMatchObject({ distinct: 1, repeats: 1, notComparable: 0 })
  })

  test('is told of by both, and described by the one that knows more', () => {
    const lines = incidentLines({ records: told([{ workload: null, limitBytes: null }], [LATER]), listed: [] })
    expect(lines).toMatchObject([{ workload: 'container app of shop/cart', wall: LATER.wall, bundles: ['b0', 'b1'] }])
  })

  test('counts once where Kubernetes alone tells of it, by the ID of the container', () => {
    const ended = { pid: null, comm: null, node: null, container: { name: 'app', id: 'f00' } }
    expect(counted([ended], [ended])).toMatchObject({ distinct: 1, repeats: 1 })
    expect(counted([ended], [{ ...ended, container: { name: 'app', id: 'f01' } }])).toMatchObject({ distinct: 2 })
  })

  test.each([
    ['another node', { node: 'n2' }],
    ['another pid', { pid: 43 }],
    ['another name of the process', { comm: 'jav' }],
    ['a time that both know to be another', { wall: '2026-03-01T10:00:02.100Z' }],
  ])('counts twice with %s', (_, other) => {
    expect(counted([{}], [other])).toMatchObject({ distinct: 2, repeats: 0, notComparable: 0 })
  })

  test.each([
    ['no node', { node: null }],
    ['no time', { wall: null, plusMinusSeconds: null }],
    ['no pid', { pid: null }],
    ['no name of the process', { comm: null }],
    ['a time that is known to the hour', { plusMinusSeconds: 3600 }],
  ])('counts twice with %s, and that is said', (_, parts) => {
    expect(counted([parts], [parts])).toMatchObject({ distinct: 2, repeats: 0, notComparable: 2 })
  })
})

test('what one bundle tells apart is not one incident, even if another tells of one alone', () => {
  expect(counted([{}, LATER], [{}])).toMatchObject({ distinct: 2, repeats: 1 })
})

test('a chain of times is one part in whatever order the bundles come', () => {
  const times = [0, 1, 2, 3].map(seconds => [{ wall: `2026-03-01T10:00:0${seconds}.000Z`, plusMinusSeconds: 0.5 }])
  expect(counted(...times)).toMatchObject({ distinct: 1, repeats: 3 })
  expect(counted(...times.toReversed())).toMatchObject({ distinct: 1, repeats: 3 })
})
