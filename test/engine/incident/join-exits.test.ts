import { describe, expect, test } from 'vitest'
import type { Act } from '../../../src/engine/incident/act.ts'
import { endingAct } from '../../../src/engine/incident/ending-act.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import type { PodFact } from '../../../src/model/kubernetes.ts'
import { type ContainerExit, NO_SUBJECT } from '../../../src/model/node-log.ts'
import { container, containerState, pod, victim } from '../../rules/cases.ts'
import { exit, ID, inContainer, lineOf, msAt, OTHER_ID, podsOf } from './facts.ts'
import { at, brief, CART, join, kill, own } from './exits.ts'

describe('the end of the container that a kill was in', () => {
  const inside = (id: string) => kill(0, { container: { name: null, id } })

  test.each([
    ['is found by its ID', at(1), ['memcg container-id']],
    [
      'is found by the first digits of its ID',
      at(1, { subject: { ...NO_SUBJECT, ...inContainer(ID.slice(0, 12)) } }),
      ['memcg container-id'],
    ],
    ['is found hours later: it ends once', at(7200), ['memcg container-id']],
    ['is found by whatever code it ends with', at(1, { exitCode: 1 }), ['memcg container-id']],
    [
      'is not that of another container',
      at(1, { subject: { ...NO_SUBJECT, ...inContainer(OTHER_ID) } }),
      ['memcg', own],
    ],
  ])('%s', (_, line, expected) => {
    expect(brief({ acts: [inside(ID)], exits: [line] })).toEqual(expected)
  })

  test('is of the nearest of several kills, and of the last where no time tells', () => {
    const acts = [0, 1000, 2000].map(seconds => kill(seconds, { container: { name: null, id: ID } }))
    expect(brief({ acts, exits: [at(1010)] })).toEqual(['memcg', 'memcg container-id', 'memcg'])
    expect(brief({ acts, exits: [exit()] })).toEqual(['memcg', 'memcg', 'memcg container-id'])
  })

  test('is of the nearest of very many', () => {
    const acts = Array.from({ length: 200 }, (_, each) => kill(each * 600, { container: { name: null, id: ID } }))
    const placeFor = (line: ContainerExit) => brief({ acts, exits: [line] }).indexOf('memcg container-id')
    expect([0, 7, 120, 199].map(each => placeFor(at(each * 600 + 3)))).toEqual([0, 7, 120, 199])
    expect(placeFor(exit())).toBe(199)
    expect(placeFor(at(400_000))).toBe(199)
    expect(join({ acts, exits: [at(400_000), at(9)] })).toHaveLength(200)
  })

  test('comes with all that programs log of it, and with what the best of them names', () => {
    const lines = [exit(), exit({ subject: { ...NO_SUBJECT, ...inContainer(ID), pod: CART } })]
    for (const exits of [lines, lines.toReversed()]) {
      const [act] = join({ exits })
      expect(act?.victims[0]).toMatchObject({ pod: CART, container: { name: null, id: ID }, outcome: 'signalled' })
      expect(act?.nodeLines).toHaveLength(2)
    }
    const many = Array.from({ length: 14 }, () => exit())
    expect(join({ exits: many })[0]?.nodeLines).toHaveLength(10)
  })
})

describe('without an ID that a kill has, the end is that of its pod, to the second', () => {
  const inPod = { ...NO_SUBJECT, ...inContainer(ID, 'app'), pod: CART }
  const joined = ['memcg pod-uid']
  const apart = ['memcg', own]

  test.each([
    ['at its second', kill(0, { pod: CART }), at(1), joined],
    ['seconds after it', kill(0, { pod: CART }), at(7), joined],
    ['later', kill(0, { pod: CART }), at(8), apart],
    ['of another UID', kill(0, { pod: { ...CART, uid: 'u2' } }), at(1), apart],
    ['of a pod that is called the same, without a UID', kill(0, { pod: { ...CART, uid: null } }), at(1), joined],
    ['of another name, without a UID', kill(0, { pod: { ...CART, uid: null, name: 'b' } }), at(1), apart],
    ['in another namespace, without a UID', kill(0, { pod: { ...CART, uid: null, namespace: 'x' } }), at(1), apart],
    ['of no pod', kill(0), at(1), apart],
    ['of the same container name', kill(0, { pod: CART, container: { name: 'app', id: null } }), at(1), joined],
    ['of another container name', kill(0, { pod: CART, container: { name: 'b', id: null } }), at(1), apart],
    ['of another ID', kill(0, { pod: CART, container: { name: 'app', id: OTHER_ID } }), at(1), apart],
  ])('%s', (_, act, line, expected) => {
    expect(brief({ acts: [act], exits: [{ ...line, subject: inPod }] })).toEqual(expected)
  })

  test('where the line names no container but by its ID', () => {
    const line = at(1, { subject: { ...inPod, ...inContainer(ID) } })
    expect(brief({ acts: [kill(0, { pod: CART, container: { name: 'app', id: null } })], exits: [line] })).toEqual(
      joined,
    )
  })

  test('where the line names the pod by its UID, and the kill nothing else either', () => {
    const bare = { namespace: null, name: null, uid: 'u1' }
    const line = at(1, { subject: { ...inPod, pod: bare } })
    expect(brief({ acts: [kill(0, { pod: bare })], exits: [line] })).toEqual(joined)
    expect(brief({ acts: [kill(0, { pod: { ...bare, uid: 'u2' } })], exits: [line] })).toEqual(apart)
  })

  test('where neither names a pod or its namespace, they are of none', () => {
    const unknown = { namespace: null, name: null, uid: null }
    const line = at(1, { subject: { ...inPod, pod: unknown } })
    expect(brief({ acts: [kill(0, { pod: unknown })], exits: [line] })).toEqual(apart)
  })

  test('one of several victims is enough', () => {
    const victims = [victim({ cgroup: '/x' }), victim({ cgroup: '/x', pod: CART })]
    expect(brief({ acts: [kill(0, {}, { victims })], exits: [{ ...at(1), subject: inPod }] })).toEqual(joined)
  })

  test('an eviction takes the ends of the containers of its pod for an hour', () => {
    const eviction = kill(
      0,
      { pod: CART, container: { name: 'b', id: OTHER_ID } },
      { kind: 'eviction', killer: 'kubelet' },
    )
    const end = (seconds: number) => brief({ acts: [eviction], exits: [{ ...at(seconds), subject: inPod }] })
    expect(end(1)).toEqual(['eviction pod-uid'])
    expect(end(3602)).toEqual(['eviction pod-uid'])
    expect(end(3603)).toEqual(['eviction', own])
    const stranger = { ...inPod, pod: { ...CART, uid: 'u2' } }
    expect(brief({ acts: [eviction], exits: [{ ...at(1), subject: stranger }] })).toEqual(['eviction', own])
  })
})

describe('without any name, the end is the only one that is described for that second', () => {
  const described = (seconds: number, parts: Partial<PodFact> = {}, id: string | null = null): Act => {
    const state = containerState({ finishedAtMs: msAt(seconds), containerId: id })
    const [ending] = endingsOf(podsOf(pod({ ...parts, containers: [container({ lastState: state })] })))
    if (!ending) throw new Error('a container that was killed has an end')
    return endingAct(ending)
  }
  const joined = ['sigkill time-only']

  test.each([
    ['at that second', [described(0)], at(0), joined],
    ['seconds later', [described(0)], at(8), joined],
    ['later', [described(0)], at(9), ['sigkill', own]],
    ['of two at that second', [described(0), described(1)], at(0), ['sigkill', 'sigkill', own]],
    [
      'of two, one of which is not of that second',
      [described(0), described(60)],
      at(0),
      ['sigkill time-only', 'sigkill'],
    ],
    ['with the UID of a pod', [described(0, { uid: 'u1' })], at(0), ['sigkill', own]],
    ['with the ID of a container', [described(0, {}, OTHER_ID)], at(0), ['sigkill', own]],
    ['on its machine', [described(0, { node: 'w1' })], at(0, { node: 'w1' }), joined],
    ['on another machine', [described(0, { node: 'w1' })], at(0, { node: 'w2' }), ['sigkill', own]],
    [
      'of two, one of which is on another machine',
      [described(0), described(0, { node: 'w2' })],
      at(0, { node: 'w1' }),
      ['sigkill time-only', 'sigkill'],
    ],
    ['without a time', [described(0)], exit(), ['sigkill', own]],
    [
      'of a pod with a name',
      [described(0)],
      at(0, { subject: { ...NO_SUBJECT, ...inContainer(ID), pod: { ...CART, name: 'b' } } }),
      ['sigkill', own],
    ],
    ['by itself, which is no kill', [described(0)], at(0, { exitCode: 143 }), ['sigkill']],
    ['of a kill that no end tells of', [kill(0)], at(0), ['memcg', own]],
  ])('%s', (_, acts, line, expected) => {
    expect(brief({ acts, exits: [line] })).toEqual(expected)
  })
})

test('what is cited of an end is each of its lines', () => {
  const [act] = join({ exits: [exit({ evidence: [lineOf('a.log', 1)] }), exit({ evidence: [lineOf('b.log', 2)] })] })
  expect(act?.nodeLines.map(({ fact }) => fact.evidence[0].path)).toEqual(['a.log', 'b.log'])
})
