import { describe, expect, test } from 'vitest'
import { newAct } from '../../../src/engine/incident/act.ts'
import { evictionActs, evictionOf, isOwnLimit, withEvictedEnds } from '../../../src/engine/incident/eviction.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import type { KubeEvent, PodFact } from '../../../src/model/kubernetes.ts'
import { container, containerState, event, pod } from '../../rules/cases.ts'
import { lineOf, podsOf } from './facts.ts'

describe('what a message says of the resource', () => {
  test.each([
    ['The node was low on resource: memory. ', 'memory'],
    ['The node was low on resource: [memory]. ', 'memory'],
    ['The node was low on resource: ephemeral-storage. Container app was using 12Ki', 'ephemeral-storage'],
    ['The node was low on resource: inodes. ', 'inodes'],
    ['The node had condition: [MemoryPressure]. ', 'memory'],
    ['The node had condition: [ DiskPressure ]. ', 'ephemeral-storage'],
    ['The node had condition: [PIDPressure]. ', 'pids'],
    ['The node had condition: [NetworkUnavailable]. ', 'unknown'],
    ['Usage of EmptyDir volume "cache" exceeds the limit "64Mi". ', 'memory'],
    ['Usage of EmptyDir volume "disk" exceeds the limit "64Mi". ', 'ephemeral-storage'],
    ['Usage of EmptyDir volume "" exceeds the limit "64Mi". ', 'ephemeral-storage'],
    ['Container app exceeded its local ephemeral storage limit "1Gi". ', 'ephemeral-storage'],
    ['Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. ', 'ephemeral-storage'],
    ['Container app says: Usage of EmptyDir volume "cache" exceeds the limit', 'unknown'],
    ['Preempted by a critical pod', 'unknown'],
    ['', 'unknown'],
  ])('%s', (message, resource) => {
    expect(evictionOf(message, ['cache']).resource).toBe(resource)
  })

  test('a volume that is not known to be in memory is one on disk', () => {
    const message = 'Usage of EmptyDir volume "cache" exceeds the limit "64Mi". '
    expect(evictionOf(message).resource).toBe('ephemeral-storage')
  })

  test.each([
    ['Threshold quantity: 100Mi, available: 71680Ki. Container app', '100Mi', '71680Ki'],
    ['threshold quantity: 1.5Gi, available: 1.25Gi', '1.5Gi', '1.25Gi'],
    ['Threshold quantity: 10%, available: 7.', '10%', '7'],
    ['Threshold quantity: 100Mi', '100Mi', null],
    ['available: 71680Ki', null, '71680Ki'],
    ['Container app was using 71680Ki', null, null],
  ])('%s', (message, threshold, available) => {
    expect(evictionOf(`The node was low on resource: memory. ${message}`)).toEqual({
      resource: 'memory',
      threshold,
      available,
      usedBy: [],
    })
  })
})

const MEMORY = 'The node was low on resource: memory. '
const DISK = 'Container app exceeded its local ephemeral storage limit "1Gi". '
const evicted = (parts: Partial<PodFact> = {}): PodFact =>
  pod({ uid: 'u1', reason: 'Evicted', message: MEMORY, ...parts })
const told = (object: Partial<KubeEvent['object']> = {}, parts: Partial<KubeEvent> = {}, line = 1): KubeEvent =>
  event({
    reason: 'Evicted',
    message: MEMORY,
    object: { kind: 'Pod', namespace: 'shop', name: 'cart-1', uid: 'u1', ...object },
    evidence: [lineOf('events.txt', line)],
    ...parts,
  })

const acts = (pods: readonly PodFact[], events: readonly KubeEvent[]) => evictionActs(podsOf(...pods), events)
/** Whom each eviction is of, and how many events tell of it. */
const brief = (pods: readonly PodFact[], events: readonly KubeEvent[]) =>
  acts(pods, events).map(({ victims, events: own }) => [victims[0]?.pod?.uid ?? victims[0]?.pod?.name, own.length])

describe('an eviction', () => {
  test('is of the kubelet, by the pod, and known from its status', () => {
    expect(acts([evicted({ node: 'w1' })], [])).toMatchObject([
      {
        kind: 'eviction',
        killer: 'kubelet',
        node: 'w1',
        victims: [{ pid: null, pod: { namespace: 'shop', name: 'cart-1', uid: 'u1' }, outcome: 'signalled' }],
        pods: [{ uid: 'u1' }],
        eviction: { resource: 'memory', threshold: null, available: null },
      },
    ])
  })

  test('is none where the pod failed otherwise', () => {
    expect(acts([evicted({ reason: 'Preempting' }), pod({ uid: 'u2', name: 'b' })], [])).toEqual([])
  })

  test('is none where an event tells of something else', () => {
    expect(acts([], [told({}, { reason: 'Killing' }), told({ kind: 'Node', name: 'w1' })])).toEqual([])
    expect(acts([], [told({ kind: 'pod' })])).toHaveLength(1)
  })

  test.each([
    ['its events by UID and by name are of it', [told(), told({ uid: null })], [['u1', 2]]],
    [
      'an event of another UID is of another',
      [told({ uid: 'u2' })],
      [
        ['u1', 0],
        ['u2', 1],
      ],
    ],
    [
      'an event of another name is of another',
      [told({ uid: null, name: 'b' })],
      [
        ['u1', 0],
        ['b', 1],
      ],
    ],
    [
      'an event of another namespace is of another',
      [told({ uid: null, namespace: 'x' })],
      [
        ['u1', 0],
        ['cart-1', 1],
      ],
    ],
  ])('of a pod with its UID: %s', (_, events, expected) => {
    expect(brief([evicted()], events)).toEqual(expected)
  })

  test.each([
    ['the one UID of its name is its own', [told(), told({ uid: null })], [['cart-1', 2]]],
    [
      'of two UIDs of its name neither is',
      [told(), told({ uid: 'u2' })],
      [
        ['cart-1', 0],
        ['u1', 1],
        ['u2', 1],
      ],
    ],
    [
      'the UID of another name is not',
      [told({ name: 'b' })],
      [
        ['cart-1', 0],
        ['u1', 1],
      ],
    ],
  ])('of a pod without a UID: %s', (_, events, expected) => {
    expect(brief([evicted({ uid: null })], events)).toEqual(expected)
  })

  test('two pods of one name: an event is of one of them only', () => {
    expect(brief([evicted(), evicted({ uid: 'u2' })], [told({ uid: null })])).toEqual([
      ['u1', 1],
      ['u2', 0],
    ])
  })

  test('that events alone tell of is one for each pod', () => {
    expect(brief([], [told({}, {}, 1), told({}, {}, 2), told({ uid: 'u2' }, {}, 3)])).toEqual([
      ['u1', 2],
      ['u2', 1],
    ])
    expect(brief([], [told({ uid: null }, {}, 1), told({ uid: null, namespace: null }, {}, 2)])).toHaveLength(2)
  })

  test('of events that name nobody each is its own', () => {
    const nameless = { name: null, namespace: null, uid: null }
    const found = acts([], [told(nameless, {}, 1), told(nameless, {}, 2)])
    expect(found.map(({ victims }) => victims[0]?.pod)).toEqual([null, null])
  })

  test('that an event tells of finds the pod by its UID, and its node', () => {
    const known = pod({ uid: 'u1', node: 'w1' })
    expect(acts([known], [told()])).toMatchObject([{ pods: [{ uid: 'u1' }], node: 'w1' }])
    expect(acts([known], [told({ uid: null })])).toMatchObject([{ pods: [], node: null }])
    expect(acts([], [told({}, { host: null }), told({}, { host: 'w2' }, 2)])).toMatchObject([{ node: 'w2' }])
  })

  test('has the resource that the event names by itself before what its words say', () => {
    const named = told({}, { annotations: { starved_resource: 'inodes' } })
    expect(acts([evicted()], [told(), named])[0]?.eviction?.resource).toBe('inodes')
    expect(acts([evicted()], [told()])[0]?.eviction?.resource).toBe('memory')
  })

  test('is read from the first words that there are, and from the volumes of its pod', () => {
    const numbers = `${MEMORY}Threshold quantity: 100Mi, available: 9Mi. `
    expect(
      acts([evicted({ message: null })], [told({}, { message: '' }), told({}, { message: numbers })]),
    ).toMatchObject([{ eviction: { resource: 'memory', threshold: '100Mi', available: '9Mi' } }])
    const message = 'Usage of EmptyDir volume "cache" exceeds the limit "64Mi". '
    expect(acts([evicted({ message, memoryVolumes: ['cache'] })], [])[0]?.eviction?.resource).toBe('memory')
    expect(acts([evicted({ message })], [])[0]?.eviction?.resource).toBe('ephemeral-storage')
  })
})

test.each([
  ['its status says so', evicted({ message: DISK }), [], true],
  ['an event says so', evicted({ message: null }), [told({}, { message: DISK })], true],
  ['the node was short of memory', evicted(), [told()], false],
  ['nothing says why', evicted({ message: null }), [], false],
])('a pod went beyond a limit of its own where %s', (_, fact, events, expected) => {
  const [act] = acts([fact], events)
  expect(act && isOwnLimit(act)).toBe(expected)
})

test('words of a pod that was not evicted say nothing of an eviction', () => {
  const { pods } = podsOf(pod({ uid: 'u1', reason: 'Failed', message: DISK }))
  expect(isOwnLimit(newAct({ kind: 'eviction', killer: 'kubelet', pods }))).toBe(false)
})

describe('ends of the containers of an evicted pod', () => {
  const killed = containerState({ exitCode: 137, reason: 'Error' })
  const lost = containerState({ exitCode: 137, reason: 'ContainerStatusUnknown' })
  const left = (parts: Parameters<typeof container>[0], reason: string | null = 'Evicted') => {
    const index = podsOf(pod({ uid: 'u1', reason, message: MEMORY, containers: [container(parts)] }))
    const found = withEvictedEnds(evictionActs(index, []), endingsOf(index))
    return [found.acts.map(({ endings }) => endings.map(each => [each.because, each.tellsTime])), found.left.length]
  }

  test('are part of the eviction where they are the last, or made up by the kubelet', () => {
    expect(left({ state: killed })).toEqual([[[['pod-uid', false]]], 0])
    expect(left({ lastState: lost })).toEqual([[[['pod-uid', false]]], 0])
    expect(left({ state: killed, lastState: lost })[1]).toBe(0)
  })

  test('are not where the container was started again after them', () => {
    expect(left({ lastState: killed })).toEqual([[[]], 1])
  })

  test('are not where the pod was not evicted', () => {
    expect(left({ state: killed }, null)).toEqual([[], 1])
  })
})
