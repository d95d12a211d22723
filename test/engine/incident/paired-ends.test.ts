import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { digest } from '../../../src/engine/incident/digest.ts'
import type { joinEndings } from '../../../src/engine/incident/join-endings.ts'
import { pairByTime } from '../../../src/engine/incident/pair-by-time.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import type { PodFact } from '../../../src/model/kubernetes.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'
import { event, MIB, pod, report, victim } from '../../rules/cases.ts'
import { counter, memcg } from '../explain/reports.ts'
import { ID, msAt, OTHER_ID, podsOf, stampAt } from './facts.ts'
import { book, CART, ended, joined, kernel, nobody } from './ends.ts'

const byTime: typeof joinEndings = (acts, left, index, by) => pairByTime({ acts, left }, index, by)
const paired = (acts: readonly Act[], ...facts: readonly PodFact[]) => joined(byTime, acts, ...facts)

describe('a kill that names no cgroup, and an end for memory', () => {
  test.each<[string, Act, PodFact, readonly unknown[]]>([
    ['at one time', kernel(0), ended(0), ['time-only', 0]],
    ['within what the end is late by', kernel(0), ended(11), ['time-only', 0]],
    ['later', kernel(0), ended(13), ['', 1]],
    ['before, by what an event is late by', kernel(0), ended(-11), ['time-only', 0]],
    ['earlier', kernel(0), ended(-12), ['', 1]],
    ['without a time', kernel(null), ended(0), ['', 1]],
    ['without a time of the end', kernel(0), ended(null), ['', 1]],
    ['of another reason', kernel(0), ended(0, { reason: 'Error' }), ['', 1]],
    [
      'of a container that ended by itself, some time in its life',
      kernel(0),
      ended(0, { exitCode: 1, startedAtMs: msAt(-9000) }),
      ['', 1],
    ],
    ['on one machine', kernel(0, nobody, { node: 'w1' }), ended(0, {}, { node: 'w1' }), ['time-only', 0]],
    ['on two machines', kernel(0, nobody, { node: 'w1' }), ended(0, {}, { node: 'w2' }), ['', 1]],
    ['of nobody', kernel(0, {}, { victims: [] }), ended(0), ['', 1]],
    ['by another killer', kernel(0, nobody, { kind: 'userspace', killer: 'earlyoom' }), ended(0), ['', 1]],
    ['in a cgroup', kernel(0, { ...nobody, cgroup: '/x' }), ended(0), ['', 1]],
    ['in a pod', kernel(0, { ...nobody, pod: { ...CART, uid: 'u2' } }), ended(0), ['', 1]],
    [
      'of several, one of them in a cgroup',
      kernel(0, {}, { victims: [victim(nobody), victim({ cgroup: '/x' })] }),
      ended(0),
      ['', 1],
    ],
  ])('%s', (_, act, fact, expected) => {
    expect(paired([act], fact)).toEqual(expected)
  })

  test('that has an end already takes no other', () => {
    const [known] = endingsOf(podsOf(ended(0, {}, { uid: 'u9', name: 'z' })))
    if (!known) throw new Error('a container that was killed has an end')
    const act = kernel(0, nobody, { endings: [{ fact: known, because: 'container-id', tellsTime: true }] })
    expect(paired([act], ended(0))).toEqual(['container-id', 1])
  })

  test('are each other’s nearest where there are several', () => {
    const [a, b] = [ended(0), ended(5, {}, { uid: 'u2', name: 'b' })]
    expect(paired([kernel(0), kernel(5)], a, b)).toEqual(['time-only', 'time-only', 0])
    expect(paired([kernel(0)], a, b)).toEqual(['time-only', 1])
    expect(paired([kernel(5)], a, b)).toEqual(['time-only', 1])
    expect(paired([kernel(0), kernel(4)], a)).toEqual(['time-only', '', 0])
    expect(paired([kernel(0), kernel(0)], a)).toEqual(['', '', 1])
    expect(paired([kernel(0)], a, ended(0, {}, { uid: 'u2', name: 'b' }))).toEqual(['', 2])
  })

  test('by an event of the same second are nearer than by the next', () => {
    const told = (seconds: number): Act =>
      newAct({
        kind: 'global',
        killer: 'kernel',
        victims: [victim(nobody)],
        events: [{ fact: event({ stamp: stampAt(seconds + 0.5), first: NO_STAMP }), because: 'event-text' }],
      })
    expect(paired([told(0), told(1)], ended(0))).toEqual(['time-only', '', 0])
    expect(paired([told(0), told(1)], ended(1))).toEqual(['', 'time-only', 0])
  })

  test('by the nearest of the times that are known of the kill', () => {
    const two = kernel(60, nobody, { digests: [60, 8].map(at => digest(report({ stamp: stampAt(at) }))) })
    expect(paired([two, kernel(1)], ended(8))).toEqual(['time-only', '', 0])
  })

  test('name the process where nothing else died at that time', () => {
    const named = (acts: readonly Act[], ...facts: readonly PodFact[]) => {
      const index = podsOf(...facts)
      return pairByTime({ acts, left: endingsOf(index) }, index, book).acts.map(({ victims, pods }) => [
        victims.map(each => each.pod?.name ?? null).join(),
        victims[0]?.container?.id ?? null,
        pods.length,
      ])
    }
    const end = ended(0, { containerId: ID })
    expect(named([kernel(0)], end)).toEqual([['cart-1', ID, 1]])
    expect(named([kernel(0, { ...nobody, container: { name: null, id: OTHER_ID } })], end)).toEqual([
      ['cart-1', OTHER_ID, 1],
    ])
    expect(named([kernel(0), kernel(5)], end)).toEqual([
      ['', null, 0],
      ['', null, 0],
    ])
    expect(named([kernel(0)], end, ended(5, {}, { uid: 'u2', name: 'b' }))).toEqual([['', null, 0]])
    expect(named([kernel(0, {}, { victims: [victim(nobody), victim(nobody)] })], end)).toEqual([[',', null, 0]])
  })

  test('more than five hundred ends at once tell nothing of one', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ended(at === 0 ? 0 : 8, {}, { uid: `u${at}`, name: `p${at}` }))
    expect(paired([kernel(0)], ...many(500))).toEqual(['time-only', 499])
    expect(paired([kernel(0)], ...many(501))).toEqual(['', 501])
  })
})

describe('a kill in a pod that no object has, and an end of a pod without a UID', () => {
  const unknown = { ...nobody, cgroup: '/x', pod: { namespace: null, name: null, uid: 'u7' } }
  const described = (limitMiB: number | null, parts: Partial<PodFact> = {}) =>
    ended(0, {}, { uid: null, source: 'describe', ...parts }, limitMiB === null ? null : limitMiB * MIB)
  const limited = (limitMiB: number | null) =>
    kernel(
      0,
      unknown,
      { kind: 'memcg' },
      { memcg: memcg({ memory: counter(1, limitMiB === null ? null : limitMiB * MIB) }) },
    )

  test.each<[string, Act, PodFact, readonly unknown[]]>([
    ['of one limit', limited(64), described(64), ['time-only', 0]],
    ['of two limits', limited(64), described(128), ['', 1]],
    ['of a limit that is not known', limited(null), described(128), ['time-only', 0]],
    ['of a container without one', limited(64), described(null), ['time-only', 0]],
    ['without a word on limits', kernel(0, unknown), described(128), ['time-only', 0]],
    ['of a pod that has a UID', limited(64), ended(0, {}, { uid: 'u1' }, 64 * MIB), ['', 1]],
    ['in a pod that has a name', kernel(0, { ...unknown, pod: { ...unknown.pod, name: 'x' } }), described(64), ['', 1]],
    ['in a pod without a UID', kernel(0, { ...unknown, pod: null }), described(64), ['', 1]],
    [
      'of several victims, one of them elsewhere',
      kernel(0, {}, { victims: [victim(unknown), victim({ cgroup: '/y' })] }),
      described(64),
      ['', 1],
    ],
  ])('%s', (_, act, fact, expected) => {
    expect(paired([act], fact)).toEqual(expected)
  })

  test('that another object has are two', () => {
    expect(paired([limited(64)], described(64), pod({ uid: 'u7', name: 'other' }))).toEqual(['', 1])
  })
})
