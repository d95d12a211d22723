import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { digest } from '../../../src/engine/incident/digest.ts'
import { joinEndings } from '../../../src/engine/incident/join-endings.ts'
import { pairByTime } from '../../../src/engine/incident/pair-by-time.ts'
import { scopeOf } from '../../../src/engine/incident/scope.ts'
import { witnessesOf } from '../../../src/engine/incident/witnesses.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import type { ContainerState, PodFact } from '../../../src/model/kubernetes.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import type { Victim } from '../../../src/model/report.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'
import { container, containerState, event, killerKill, MIB, pod, report, victim } from '../../rules/cases.ts'
import { counter, memcg } from '../explain/reports.ts'
import { clocks } from '../killer/clocks.ts'
import { ID, msAt, OTHER_ID, podsOf, seen, stampAt } from './facts.ts'

const nobody = { cgroup: null, pod: null, container: null } as const
const book = { ...clocks, anchor: () => {} }
const CART = { namespace: 'shop', name: 'cart-1', uid: 'u1' }

const kernel = (
  seconds: number | null,
  of: Partial<Victim> = nobody,
  parts: Partial<Act> = {},
  with_: Partial<OomReport> = {},
): Act =>
  newAct({
    kind: 'global',
    killer: 'kernel',
    digests: [digest(report({ stamp: seconds === null ? NO_STAMP : stampAt(seconds), ...with_ }))],
    victims: [victim(of)],
    ...parts,
  })
/** A pod with a container that ended then. */
const ended = (
  seconds: number | null,
  state: Partial<ContainerState> = {},
  parts: Partial<PodFact> = {},
  limitBytes: number | null = null,
): PodFact =>
  pod({
    uid: 'u1',
    ...parts,
    containers: [
      container({
        limitBytes,
        lastState: containerState({
          reason: 'OOMKilled',
          finishedAtMs: seconds === null ? null : msAt(seconds),
          ...state,
        }),
      }),
    ],
  })

/** By what the ends are joined to each act, and how many are left. */
function joined(join: typeof joinEndings, acts: readonly Act[], ...facts: readonly PodFact[]) {
  const index = podsOf(...facts)
  const found = join(acts, endingsOf(index), index, book)
  return [...found.acts.map(({ endings }) => endings.map(({ because }) => because).join(' ')), found.left.length]
}
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

describe('what Kubernetes knows of the victims', () => {
  const index = podsOf(
    ended(0, { containerId: ID }),
    pod({ uid: 'u2', name: 'b', containers: [container({ name: 'side' }), container({ name: 'app' })] }),
  )
  const [one, two] = index.pods
  const [ending] = endingsOf(index)
  if (!one || !two || !ending) throw new Error('the index has two pods and one end')
  const known = (parts: Partial<Act>) =>
    witnessesOf(newAct({ kind: 'memcg', killer: 'kernel', ...parts })).map(each => [
      each.pod.uid,
      each.container?.name ?? null,
      each.state?.reason ?? null,
    ])
  const join = [{ fact: ending, because: 'time-only' as const, tellsTime: true }]

  test('is the end that was joined, where its pod is said to be that of the victim', () => {
    expect(known({ endings: join, pods: [one] })).toEqual([['u1', 'app', 'OOMKilled']])
    expect(known({ endings: join, pods: [] })).toEqual([])
    expect(known({ endings: join, pods: [one, two] })).toEqual([
      ['u1', 'app', 'OOMKilled'],
      ['u2', null, null],
    ])
  })

  test('is the container that the victim was in, where no end was joined', () => {
    const in_ = (uid: string, name: string | null) => [victim({ pod: { ...CART, uid }, container: { name, id: null } })]
    expect(known({ pods: [two], victims: in_('u2', 'app') })).toEqual([['u2', 'app', null]])
    expect(known({ pods: [two], victims: in_('u2', 'x') })).toEqual([['u2', null, null]])
    expect(known({ pods: [two], victims: in_('u2', null) })).toEqual([['u2', null, null]])
    expect(known({ pods: [two], victims: in_('u1', 'app') })).toEqual([['u2', null, null]])
  })
})

describe('whose boundary it was', () => {
  const scope = (parts: Partial<Act>, ...facts: readonly PodFact[]) => {
    const {
      level,
      cgroup,
      pod: owner,
      container: inside,
    } = scopeOf(newAct({ kind: 'memcg', killer: 'kernel', ...parts }), podsOf(...facts), 'w1')
    return [level, cgroup, owner?.uid ?? null, inside?.name ?? null]
  }
  const POD =
    '/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod6f1f0a5e_1b2c_4d3e_8f90_aabbccddeeff.slice'
  const UID = '6f1f0a5e-1b2c-4d3e-8f90-aabbccddeeff'
  const hit = (oomMemcg: string | null, limitMiB: number | null = null) =>
    digest(report({ oomMemcg, ...(limitMiB === null ? {} : { memcg: memcg({ memory: counter(1, limitMiB * MIB) }) }) }))
  const app = (limitMiB: number, parts: Parameters<typeof container>[0] = {}) =>
    container({ name: 'app', limitBytes: limitMiB * MIB, ...parts })
  const of = (parts: Partial<PodFact>) => pod({ uid: UID, ...parts })

  test.each<[string, Partial<PodFact>, readonly unknown[]]>([
    ['its only container', { containers: [app(64)] }, ['container', POD, UID, 'app']],
    [
      'its only container that runs',
      { containers: [app(64), app(64, { name: 'init', type: 'init', sidecar: false })] },
      ['container', POD, UID, 'app'],
    ],
    [
      'none of it and a sidecar',
      { containers: [app(64), app(64, { name: 'init', type: 'init', sidecar: true })] },
      ['pod', POD, UID, null],
    ],
    [
      'its only container, with the same limit of the pod',
      { containers: [app(64)], podLimitBytes: 64 * MIB },
      ['container', POD, UID, 'app'],
    ],
    [
      'none, with another limit of the pod',
      { containers: [app(64)], podLimitBytes: 65 * MIB },
      ['pod', POD, UID, null],
    ],
    ['none, with another limit', { containers: [app(65)] }, ['pod', POD, UID, null]],
    ['none, by the runtime', { containers: [app(64)], source: 'runtime' }, ['pod', POD, UID, null]],
  ])('in the cgroup of a pod: %s', (_, parts, expected) => {
    expect(scope({ digests: [hit(POD, 64)] }, of(parts))).toEqual(expected)
  })

  test('is told by any of the reports, or by what the kubelet saw', () => {
    expect(scope({ digests: [hit(null), hit('/a')] })).toEqual([expect.any(String), '/a', null, null])
    expect(scope({ nodeLines: [{ fact: seen({ oomMemcg: '/b' }), because: 'pid' }] })[1]).toBe('/b')
    expect(scope({ nodeLines: [{ fact: seen({ oomMemcg: '/' }), because: 'pid' }] })).toEqual([
      'unknown',
      null,
      null,
      null,
    ])
    expect(scope({ digests: [hit(null)] })).toEqual(['unknown', null, null, null])
    expect(scope({ digests: [hit(POD)] }, of({ containers: [app(64)] }))[0]).toBe('pod')
  })

  const inPod = [victim({ pod: CART, container: { name: 'app', id: null } })]
  const evicted = (message: string) => ({
    kind: 'eviction' as const,
    events: [{ fact: event({ message }), because: 'event-text' as const }],
  })
  test.each<[string, Partial<Act>, readonly unknown[]]>([
    ['the node, for a global kill', { kind: 'global', victims: inPod }, ['node', null, null, null]],
    ['the node, where somebody asked', { kind: 'sysrq' }, ['node', null, null, null]],
    ['some of its memory', { kind: 'cpuset' }, ['numa', null, null, null]],
    ['some of its memory, by policy', { kind: 'mempolicy' }, ['numa', null, null, null]],
    ['the container that a signal ended', { kind: 'sigkill', victims: inPod }, ['container', null, 'u1', 'app']],
    ['no container, of nobody', { kind: 'sigkill' }, ['container', null, null, null]],
    [
      'the node, for an eviction',
      { ...evicted('The node was low on resource: memory. '), victims: inPod },
      ['node', null, null, null],
    ],
    [
      'the pod, for an eviction by its own limit',
      { ...evicted('Container app exceeded its local ephemeral storage limit "1Gi". '), victims: inPod },
      ['pod', null, 'u1', null],
    ],
    [
      'the pod, of nobody',
      evicted('Container app exceeded its local ephemeral storage limit "1Gi". '),
      ['pod', null, null, null],
    ],
    ['not known', { kind: 'unknown' }, ['unknown', null, null, null]],
    [
      'the node, by the policy of a daemon',
      { kind: 'userspace', killer: 'earlyoom', kills: [killerKill({ cgroup: '/a' })] },
      ['node', null, null, null],
    ],
    [
      'the cgroup that systemd-oomd killed',
      {
        kind: 'userspace',
        killer: 'systemd-oomd',
        kills: [killerKill({ killer: 'systemd-oomd', cgroup: '/a.slice' })],
      },
      ['slice', '/a.slice', null, null],
    ],
    [
      'the cgroup whose pressure it was',
      {
        kind: 'userspace',
        killer: 'systemd-oomd',
        kills: [
          killerKill({
            killer: 'systemd-oomd',
            policy: { kind: 'pressure', cgroup: '/b.slice', percent: 1, limitPercent: 1, forSeconds: 1 },
          }),
        ],
      },
      ['slice', '/b.slice', null, null],
    ],
    [
      'the node, where nothing names a cgroup',
      { kind: 'userspace', killer: 'systemd-oomd', kills: [killerKill({ killer: 'systemd-oomd' })] },
      ['node', null, null, null],
    ],
    ['not known, by nothing', { kind: 'userspace', killer: 'earlyoom' }, ['unknown', null, null, null]],
  ])('is %s', (_, parts, expected) => {
    expect(scope(parts)).toEqual(expected)
  })

  test('is a service where systemd alone tells of it, and names nobody', () => {
    const unit = { kind: 'systemd.unit-oom', unit: 'a.service' } as unknown as Act['units'][number]
    const level = (parts: Partial<Act>) => scope({ units: [unit], ...parts })[0]
    expect(level({ kind: 'unknown' })).toBe('service')
    expect(level({ kind: 'unknown', victims: inPod })).toBe('unknown')
    expect(level({ kind: 'unknown', digests: [hit(null)] })).toBe('unknown')
    expect(level({ kind: 'unknown', units: [] })).toBe('unknown')
    expect(level({ kind: 'userspace' })).toBe('service')
    expect(level({ kind: 'userspace', victims: inPod })).toBe('unknown')
    expect(level({ kind: 'userspace', units: [] })).toBe('unknown')
  })
})
