import { describe, expect, test } from 'vitest'
import { newNames, newRepeatedNames } from '../../../src/engine/kubernetes/names.ts'
import { subjectOfPath } from '../../../src/engine/kubernetes/paths.ts'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import { uniqueEvents } from '../../../src/engine/kubernetes/unique-events.ts'
import type { OomEvent } from '../../../src/model/event.ts'
import type { ContainerState, KubeEvent, PodFact } from '../../../src/model/kubernetes.ts'
import { NO_SUBJECT, type Subject } from '../../../src/model/node-log.ts'
import { kubernetesStamp, NO_STAMP } from '../../../src/model/stamp.ts'
import { container, containerState, event, pod, span } from '../../rules/cases.ts'

const ID = 'c0ffee00'.repeat(8)
const SANDBOX = 'abcdabcd'.repeat(8)
/** How many facts each pod has. */
const sizes = (...facts: readonly PodFact[]) => indexPods(facts).pods.map(each => each.facts.length)
const described = (parts: Partial<PodFact> = {}) => pod({ source: 'describe', ...parts })

describe('one pod', () => {
  test.each<[string, Partial<PodFact>, Partial<PodFact>, readonly number[]]>([
    ['by its UID', { uid: 'u1' }, { uid: 'u1', name: 'b' }, [2]],
    ['not by another UID', { uid: 'u1' }, { uid: 'u2' }, [1, 1]],
    ['by its name', { uid: 'u1' }, {}, [2]],
    ['not by another name', { uid: 'u1' }, { name: 'b' }, [1, 1]],
    ['not in another namespace', { uid: 'u1' }, { namespace: 'x' }, [1, 1]],
    ['in a table that prints no namespace', { uid: 'u1' }, { namespace: null }, [2]],
    ['by the same start', { uid: 'u1', startedAtMs: 5 }, { startedAtMs: 5 }, [2]],
    ['not by another start', { uid: 'u1', startedAtMs: 5 }, { startedAtMs: 6 }, [1, 1]],
    ['where one prints no start', { uid: 'u1', startedAtMs: 5 }, { startedAtMs: null }, [2]],
    [
      'by a container, in spite of another start',
      { uid: 'u1', startedAtMs: 5, containers: [container({ containerId: ID })] },
      { startedAtMs: 6, containers: [container({ containerId: ID })] },
      [2],
    ],
    [
      'without a name, by a container',
      { uid: 'u1', containers: [container({ containerId: ID })] },
      { name: null, namespace: null, containers: [container({ containerId: ID })] },
      [2],
    ],
    [
      'without a name, not by another',
      { uid: 'u1', containers: [container({ containerId: ID })] },
      { name: null, namespace: null, containers: [container({ containerId: SANDBOX })] },
      [1, 1],
    ],
  ])('%s', (_, one, other, expected) => {
    expect(sizes(pod(one), described(other))).toEqual(expected)
    expect(sizes(described(other), pod(one)).toSorted()).toEqual(expected.toSorted())
  })

  const lived = (parts: Partial<ContainerState>) => [
    container({ name: null, lastState: containerState({ startedAtMs: 1000, finishedAtMs: 2000, ...parts }) }),
  ]
  test.each<[string, Partial<ContainerState>, readonly number[]]>([
    ['the same', {}, [2]],
    ['another start', { startedAtMs: 1001 }, [1, 1]],
    ['another end', { finishedAtMs: 2001 }, [1, 1]],
    ['another code', { exitCode: 1 }, [1, 1]],
    ['another reason', { reason: 'OOMKilled' }, [1, 1]],
    ['no start', { startedAtMs: null }, [1, 1]],
    ['no end', { finishedAtMs: null }, [1, 1]],
  ])('without a name, by a life of both its seconds: %s', (_, parts, expected) => {
    const excerpt = pod({ source: 'excerpt', name: null, namespace: null, containers: lived(parts) })
    expect(sizes(pod({ uid: 'u1', containers: lived({}) }), excerpt)).toEqual(expected)
  })

  test('without a name, not by a life of no length', () => {
    const none = { startedAtMs: 2000, finishedAtMs: 2000 }
    const excerpt = pod({ source: 'excerpt', name: null, namespace: null, containers: lived(none) })
    expect(sizes(pod({ uid: 'u1', containers: lived(none) }), excerpt)).toEqual([1, 1])
  })

  test('a name that two pods with a UID have is of neither', () => {
    expect(sizes(pod({ uid: 'u1' }), pod({ uid: 'u2' }), described())).toEqual([1, 1, 1])
    expect(sizes(pod({ uid: 'u1' }), pod({ uid: 'u2' }), described(), described())).toEqual([1, 1, 2])
    expect(sizes(pod({ uid: 'u1' }), pod({ uid: 'u2', name: 'b' }), described())).toEqual([2, 1])
  })

  test('a row without a namespace is of the one pod of its name', () => {
    const row = pod({ source: 'table', namespace: null })
    expect(sizes(row, described())).toEqual([2])
    expect(sizes(row, described(), described({ namespace: 'x' }))).toEqual([1, 1, 1])
  })

  test('is told by the object first, then by the description, the runtime, an excerpt and a row', () => {
    const sources = ['table', 'excerpt', 'runtime', 'describe', 'object'] as const
    const [one] = indexPods(sources.map(source => pod({ source, uid: 'u1' }))).pods
    expect(one?.facts.map(({ source }) => source)).toEqual(sources.toReversed())
  })

  test('has each name from the first that tells it', () => {
    const facts = [pod({ uid: 'u1', node: null, namespace: null }), pod({ source: 'describe', uid: 'u1', node: 'w1' })]
    expect(indexPods(facts).pods).toMatchObject([{ namespace: 'shop', name: 'cart-1', uid: 'u1', node: 'w1' }])
  })
})

describe('a pod is found', () => {
  const last = containerState({ containerId: SANDBOX })
  const facts = [
    pod({ uid: 'u1', configHash: 'hash', node: 'w1', containers: [container({ containerId: ID, lastState: last })] }),
    pod({ uid: 'u2', name: 'b', node: 'w1' }),
    pod({ uid: 'u3', name: 'c' }),
  ]
  const index = indexPods(facts)

  test('by its UID, and a static one by what its cgroup carries instead', () => {
    expect(['u1', 'hash', 'u9'].map(uid => index.byUid(uid)?.name)).toEqual(['cart-1', 'cart-1', undefined])
  })

  test('by its containers, now and before, by any digits that tell them apart', () => {
    const names = [ID, ID.slice(0, 12), SANDBOX, ID.slice(0, 11), 'e'.repeat(64)].map(id => index.byContainerId(id)?.id)
    expect(names).toEqual([ID, ID, SANDBOX, undefined, undefined])
    expect(index.byContainerId(ID)?.container.name).toBe('app')
  })

  test('on its node', () => {
    expect(index.onNode('w1').map(({ uid }) => uid)).toEqual(['u1', 'u2'])
    expect(index.onNode('w9')).toEqual([])
  })
})

describe('names that lines give', () => {
  const CART = { namespace: 'shop', name: 'cart-0', uid: 'u1' }
  const names = (...subjects: readonly Partial<Subject>[]) =>
    newNames(subjects.map(subject => ({ ...NO_SUBJECT, ...subject })))
  const in_ = (id: string, name: string | null = null) => ({ container: { name, id } })

  test('of a pod are found by its UID', () => {
    const bare = { namespace: null, name: null, uid: 'u2' }
    const known = names(
      { pod: CART },
      { pod: { ...CART, name: 'later' } },
      { pod: bare },
      { pod: { ...CART, uid: null } },
    )
    expect(known.byUid('u1')).toEqual(CART)
    expect(known.byUid('u2')).toBeNull()
  })

  test('of a container are put together from several lines', () => {
    const known = names(
      in_(ID.slice(0, 20)),
      { ...in_(ID, 'cart'), pod: { ...CART, name: null, namespace: null } },
      { pod: CART },
    )
    expect(known.byContainerId(ID.slice(0, 12))).toEqual({
      pod: CART,
      container: { name: 'cart', id: ID },
      isSandbox: false,
    })
    expect(known.byContainerId('e'.repeat(64))).toBeNull()
  })

  test('stay as they were given first', () => {
    const known = names(
      { ...in_(ID, 'cart'), pod: CART },
      { ...in_(ID.slice(0, 20), 'x'), pod: { ...CART, name: 'y' } },
    )
    expect(known.byContainerId(ID)).toMatchObject({ pod: { name: 'cart-0' }, container: { name: 'cart', id: ID } })
  })

  test('of a container come from its sandbox', () => {
    const known = names(
      { ...in_(SANDBOX), pod: CART, sandboxId: SANDBOX },
      { ...in_(ID, 'cart'), sandboxId: SANDBOX },
      { ...in_(ID), sandboxId: null },
    )
    expect(known.byContainerId(ID)).toEqual({ pod: CART, container: { name: 'cart', id: ID }, isSandbox: false })
    expect(known.byContainerId(SANDBOX)?.isSandbox).toBe(true)
  })

  test('do not come from a container beside it', () => {
    const known = names({ ...in_('e'.repeat(64)), pod: CART, sandboxId: SANDBOX }, { ...in_(ID), sandboxId: SANDBOX })
    expect(known.byContainerId(ID)).toEqual({ pod: null, container: { name: null, id: ID }, isSandbox: null })
  })

  test('that were given before are not kept again', () => {
    const line = (subject: Partial<Subject>, kind = 'node.identity') =>
      ({ kind, subject: { ...NO_SUBJECT, ...subject } }) as unknown as OomEvent
    const isRepeated = newRepeatedNames()
    const given = [
      line(in_(ID)),
      line(in_(ID)),
      line(in_(SANDBOX)),
      line(in_(ID), 'node.exit'),
      line(in_(ID), 'node.exit'),
    ]
    expect(given.map(isRepeated)).toEqual([false, true, false, false, false])
  })
})

describe('names that paths give', () => {
  const UID = '6f1f0a5e-1b2c-4d3e-8f90-aabbccddeeff'
  test.each([
    [`var/log/pods/shop_cart-0_${UID}/cart/3.log`, 'shop/cart-0', UID, 'cart', null],
    [`containers/cart-0_shop_cart-${ID}.log`, 'shop/cart-0', null, 'cart', ID],
    ['must/namespaces/shop/pods/cart-0/cart/cart/logs/current.log', 'shop/cart-0', null, 'cart', null],
    ['support/cluster-resources/pods/logs/shop/cart-0/cart-previous.log', 'shop/cart-0', null, 'cart', null],
    ['dump/shop/cart-0/logs.txt', 'shop/cart-0', null, null, null],
    ['dump/shop/cart-0/logs.json', null, null, null, null],
    ['var/log/syslog', null, null, null, null],
    [`containers/cart-0_shop-${ID}.log`, null, null, null, null],
  ])('%s', (path, name, uid, containerName, id) => {
    const { pod: named, container: inside } = subjectOfPath(path)
    expect([named && `${named.namespace}/${named.name}`, named?.uid ?? null]).toEqual([name, uid])
    expect([inside?.name ?? null, inside?.id ?? null]).toEqual([containerName, id])
  })
})

describe('events that several files hold', () => {
  const told = (parts: Partial<KubeEvent> = {}, path = 'a', line = 1): KubeEvent =>
    event({ uid: 'e1', stamp: kubernetesStamp(1000), evidence: [{ ...span(line), path }], ...parts })
  const row = (path: string, line = 1, parts: Partial<KubeEvent> = {}): KubeEvent =>
    told({ uid: null, stamp: NO_STAMP, ...parts }, path, line)
  /** By how many lines each event is told. */
  const cited = (...events: readonly KubeEvent[]) => uniqueEvents(events).map(({ evidence }) => evidence.length)

  test.each<[string, Partial<KubeEvent>, readonly number[]]>([
    ['its UID', {}, [2]],
    ['another UID', { uid: 'e2' }, [1, 1]],
    ['another reason', { reason: 'Started' }, [1, 1]],
    ['another text', { message: 'x' }, [1, 1]],
    ['another object', { object: { kind: 'Pod', namespace: 'shop', name: 'b', uid: null } }, [1, 1]],
    ['another namespace', { object: { kind: 'Pod', namespace: 'x', name: 'cart-1', uid: null } }, [1, 1]],
    ['another kind', { object: { kind: 'Node', namespace: 'shop', name: 'cart-1', uid: null } }, [1, 1]],
    ['its kind as kubectl prints it', { object: { kind: 'pod', namespace: 'shop', name: 'cart-1', uid: null } }, [2]],
  ])('are told apart by %s', (_, parts, expected) => {
    expect(cited(told(), told(parts, 'b'))).toEqual(expected)
  })

  test('are the same where only spaces of the text differ', () => {
    expect(cited(told({ message: 'a b' }), told({ message: ' a\n\n b ' }, 'b'))).toEqual([2])
  })

  test('as rows are, by their order in their own file, those that objects tell of', () => {
    expect(cited(told(), row('b'))).toEqual([2])
    expect(cited(told(), told({ uid: 'e2' }), row('b', 1), row('b', 2))).toEqual([2, 2])
    expect(cited(told(), row('b', 1), row('b', 2), row('c', 1))).toEqual([3, 1])
  })

  test('are kept as the most telling source has them', () => {
    const kept = (...events: readonly KubeEvent[]) => uniqueEvents(events)[0]?.evidence[0].path
    expect(kept(row('b'), told())).toBe('a')
    expect(kept(row('b'), row('c', 1, { stamp: kubernetesStamp(1000) }))).toBe('c')
    expect(kept(row('b', 1, { count: 2 }), row('c', 1, { count: 3 }))).toBe('c')
    expect(kept(row('b', 1, { count: null }), row('c', 1, { count: 3 }))).toBe('c')
    expect(kept(row('b', 1, { count: 9 }), row('c', 1, { stamp: kubernetesStamp(1000) }))).toBe('c')
  })
})
