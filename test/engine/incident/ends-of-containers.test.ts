import { describe, expect, test } from 'vitest'
import type { Act } from '../../../src/engine/incident/act.ts'
import { digest } from '../../../src/engine/incident/digest.ts'
import { joinEndings } from '../../../src/engine/incident/join-endings.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import type { ContainerState, PodFact } from '../../../src/model/kubernetes.ts'
import type { Victim } from '../../../src/model/report.ts'
import { report, victim } from '../../rules/cases.ts'
import { ID, OTHER_ID, podsOf, stampAt } from './facts.ts'
import { book, CART, ended, joined, kernel } from './ends.ts'

describe('ends by the ID of their container', () => {
  const here = (id: string): Partial<Victim> => ({ cgroup: '/x', container: { name: null, id } })
  const of = (acts: readonly Act[], ...facts: readonly PodFact[]) => joined(joinEndings, acts, ...facts)
  const end = (seconds: number, parts: Partial<ContainerState> = {}) => ended(seconds, { containerId: ID, ...parts })

  test.each<[string, readonly Act[], PodFact, readonly unknown[]]>([
    ['are of the kill in it', [kernel(0, here(ID))], end(0), ['container-id', 0]],
    ['are not of the kill in another', [kernel(0, here(OTHER_ID))], end(0), ['', 1]],
    ['are of the kill in it, hours before', [kernel(0, here(ID))], end(9000), ['container-id', 0]],
    [
      'are of something else, hours after the kill in it',
      [kernel(0, here(ID))],
      end(9000, { reason: 'Error' }),
      ['', 1],
    ],
    [
      'are of the kill in it, which cannot come later',
      [kernel(600, here(ID))],
      end(0, { reason: 'Error' }),
      ['container-id', 0],
    ],
    ['are of the one at that time', [kernel(0, here(ID)), kernel(9000, here(ID))], end(1), ['container-id', '', 0]],
    [
      'are of the last of several at that time',
      [kernel(0, here(ID)), kernel(1, here(ID)), kernel(0.5, here(ID))],
      end(1),
      ['', 'container-id', '', 0],
    ],
    [
      'are of the first where no time tells',
      [kernel(null, here(ID)), kernel(null, here(ID))],
      end(1),
      ['container-id', '', 0],
    ],
    [
      'are of what has no time before what is far',
      [kernel(-9000, here(ID)), kernel(null, here(ID))],
      end(1),
      ['', 'container-id', 0],
    ],
  ])('%s', (_, acts, fact, expected) => {
    const logs = acts.map((act, at) => ({
      ...act,
      digests: act.digests.map(each => ({
        ...each,
        report: { ...each.report, span: { ...each.report.span, path: `log-${at}` } },
      })),
    }))
    expect(of(logs, fact)).toEqual(expected)
  })

  test('date the kill, unless it is long before them', () => {
    const tells = (act: Act, fact: PodFact) => {
      const index = podsOf(fact)
      return joinEndings([act], endingsOf(index), index, book).acts.flatMap(({ endings }) =>
        endings.map(each => each.tellsTime),
      )
    }
    expect(tells(kernel(0, here(ID)), end(0))).toEqual([true])
    expect(tells(kernel(0, here(ID)), end(9000))).toEqual([false])
    expect(tells(kernel(0, here(ID)), end(0, { exitCode: 1 }))).toEqual([false])
  })

  test('bring their pod', () => {
    const index = podsOf(end(0))
    const [act] = joinEndings([kernel(0, here(ID))], endingsOf(index), index, book).acts
    expect(act?.pods).toEqual(index.pods)
    const [same] = joinEndings([kernel(0, here(ID), { pods: index.pods })], endingsOf(index), index, book).acts
    expect(same?.pods).toHaveLength(1)
  })
})

describe('ends by their pod and time', () => {
  const inPod = (parts: Partial<Victim> = {}): Partial<Victim> => ({ cgroup: '/x', pod: CART, ...parts })
  const named = (name: string | null, id: string | null = null) => inPod({ container: { name, id } })
  const of = (act: Act, fact: PodFact) => joined(joinEndings, [act], fact)

  test.each<[string, Act, PodFact, readonly unknown[]]>([
    ['are of the kill in it', kernel(0, inPod()), ended(0), ['pod-uid', 0]],
    ['are not of one at another time', kernel(0, inPod()), ended(3), ['', 1]],
    ['are not of one in another pod', kernel(0, inPod({ pod: { ...CART, uid: 'u2' } })), ended(0), ['', 1]],
    ['are not of one without a time', kernel(null, inPod()), ended(0), ['', 1]],
    ['are not without a time', kernel(0, inPod()), ended(null), ['', 1]],
    ['are of the container of that name', kernel(0, named('app')), ended(0), ['pod-uid', 0]],
    ['are not of another name', kernel(0, named('side')), ended(0), ['', 1]],
    ['are not of another ID', kernel(0, named(null, OTHER_ID)), ended(0, { containerId: ID }), ['', 1]],
    ['are of an ID where they have none', kernel(0, named(null, OTHER_ID)), ended(0), ['pod-uid', 0]],
    [
      'are of one of several victims',
      kernel(0, {}, { victims: [victim({ cgroup: '/y' }), victim(inPod())] }),
      ended(0),
      ['pod-uid', 0],
    ],
    [
      'are of a kill with several times',
      kernel(0, inPod(), { digests: [900, 0].map(at => digest(report({ stamp: stampAt(at) }))) }),
      ended(0),
      ['pod-uid', 0],
    ],
  ])('%s', (_, act, fact, expected) => {
    expect(of(act, fact)).toEqual(expected)
  })
})
