import { describe, expect, test } from 'vitest'
import { heapGroups } from '../../../src/engine/heap/groups.ts'
import { newHeapsBefore } from '../../../src/engine/heap/join-heaps.ts'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import type { ContainerState, PodFact } from '../../../src/model/kubernetes.ts'
import { type HeapExhausted, NO_SUBJECT, type Subject } from '../../../src/model/node-log.ts'
import type { Victim } from '../../../src/model/report.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'
import { container, containerState, pod, victim } from '../../rules/cases.ts'
import { ID, inContainer, lineOf, msAt, OTHER_ID, podsOf, stampAt } from '../incident/facts.ts'
import { clocks } from '../killer/clocks.ts'

const heap = (parts: Partial<HeapExhausted> = {}, path = 'app.log'): HeapExhausted => ({
  kind: 'app.out-of-memory',
  stamp: NO_STAMP,
  node: null,
  boot: 0,
  title: 'no heap',
  severity: 'critical',
  evidence: [lineOf(path, 1)],
  runtime: 'jvm',
  ranOut: 'own-limit',
  says: 'x',
  subject: NO_SUBJECT,
  ...parts,
})
const CART = { namespace: 'shop', name: 'cart-1', uid: 'u1' }
const app = (name: string) => container({ name })

describe('whose heap it was', () => {
  const owner = (path: string, ...facts: readonly PodFact[]) => {
    const [found] = heapGroups([heap({}, path)], podsOf(...facts))
    return [found?.subject.pod?.name ?? null, found?.subject.container?.name ?? null]
  }
  const cart = pod({ uid: 'u1', containers: [app('web'), app('side')] })
  const other = pod({ uid: 'u2', name: 'other', containers: [app('x')] })

  test.each<[string, string, readonly PodFact[], readonly (string | null)[]]>([
    ['a pod in the name of its file', 'logs/cart-1.log', [cart, other], ['cart-1', null]],
    ['a container after it', 'logs/cart-1-side.log', [cart, other], ['cart-1', 'side']],
    ['the only container of the pod', 'logs/other.log', [cart, other], ['other', 'x']],
    ['none of two containers', 'logs/cart-1-web-side.log', [cart, other], ['cart-1', null]],
    [
      'the longer of two names',
      'cart-10.log',
      [cart, pod({ uid: 'u3', name: 'cart-10', containers: [app('y')] })],
      ['cart-10', 'y'],
    ],
    ['none of two pods of one name', 'cart-1.log', [cart, pod({ uid: 'u3', namespace: 'b' })], [null, null]],
    ['no pod in the name of its folder', 'cart-1/x.log', [cart, other], [null, null]],
    ['the only container of the case', 'x.log', [other], ['other', 'x']],
    ['none of two containers of the only pod', 'x.log', [cart], [null, null]],
    ['none where no pod is known', 'x.log', [], [null, null]],
    ['none of a pod without containers', 'x.log', [pod({ uid: 'u4' })], [null, null]],
  ])('%s', (_, path, facts, expected) => {
    expect(owner(path, ...facts)).toEqual(expected)
  })

  test('is what the line names before what its file does', () => {
    const [found] = heapGroups([heap({ subject: { ...NO_SUBJECT, pod: CART } }, 'other.log')], podsOf(other))
    expect(found?.subject).toMatchObject({ pod: { name: 'cart-1' }, container: null })
  })

  test('once for each way of saying it, with ten lines', () => {
    const many = (count: number, parts: Partial<HeapExhausted> = {}) =>
      Array.from({ length: count }, (_, at) => heap({ evidence: [lineOf('a.log', at)], ...parts }))
    const brief = (all: readonly HeapExhausted[]) =>
      heapGroups(all, podsOf()).map(({ title, evidence }) => [title, evidence.length])
    expect(brief(many(1))).toEqual([['no heap', 1]])
    expect(brief(many(12))).toEqual([['no heap (12 times)', 10]])
    expect(
      brief([...many(2), ...many(1, { says: 'y' }), ...many(1, { runtime: 'go' }), heap({}, 'b.log')]),
    ).toHaveLength(4)
  })

  const ended = (...states: readonly Partial<ContainerState>[]) =>
    pod({
      uid: 'u2',
      name: 'other',
      containers: states.map(parts => container({ name: 'x', lastState: containerState({ exitCode: 3, ...parts }) })),
    })
  const title = (...facts: readonly PodFact[]) => heapGroups([heap({}, 'other.log')], podsOf(...facts))[0]?.title
  test('is said with how its container ended, where that is one way only', () => {
    expect(title(ended({}))).toBe('no heap; container x of shop/other ended with exit code 3')
    expect(title(ended({}, {}))).toContain('exit code 3')
    expect([
      title(ended({}, { exitCode: 4 })),
      title(ended({ exitCode: 0 })),
      title(ended({ exitCode: null })),
      title(ended({ phase: 'running' })),
    ]).toEqual(['no heap', 'no heap', 'no heap', 'no heap'])
    expect(title({ ...ended({}), uid: null })).toContain('exit code 3')
  })
})

describe('what a runtime said before an end by SIGKILL', () => {
  const act = (of: Partial<Victim>, seconds: number | null = 0, kind: Act['kind'] = 'sigkill'): Act => {
    const state = containerState({ finishedAtMs: seconds === null ? null : msAt(seconds) })
    const endings = endingsOf(podsOf(pod({ containers: [container({ lastState: state })] })))
    return newAct({
      kind,
      killer: 'unknown',
      victims: [victim(of)],
      endings: endings.map(fact => ({ fact, because: 'pod-uid' as const, tellsTime: true })),
    })
  }
  const in_ = (subject: Partial<Subject>) => ({ subject: { ...NO_SUBJECT, ...subject } })
  const joined = (of: Partial<Victim>, subject: Partial<Subject>) =>
    newHeapsBefore([heap(in_(subject))], clocks)(act(of)).length === 1

  test.each<[string, Partial<Victim>, Partial<Subject>, boolean]>([
    ['one ID', { container: { name: null, id: ID } }, inContainer(ID.slice(0, 12)), true],
    ['two IDs', { pod: CART, container: { name: null, id: ID } }, { pod: CART, ...inContainer(OTHER_ID) }, false],
    ['one UID', { pod: CART }, { pod: { ...CART, name: null } }, true],
    ['two UIDs', { pod: CART }, { pod: { ...CART, uid: 'u2' } }, false],
    ['one name', { pod: { ...CART, uid: null } }, { pod: CART }, true],
    ['two names', { pod: { ...CART, uid: null } }, { pod: { ...CART, name: 'b' } }, false],
    ['two namespaces', { pod: { ...CART, uid: null } }, { pod: { ...CART, namespace: 'b' } }, false],
    [
      'no names',
      { pod: { namespace: null, name: null, uid: null } },
      { pod: { namespace: null, name: null, uid: null } },
      false,
    ],
    ['no pod', {}, { pod: CART }, false],
    ['no pod of the log', { pod: CART }, {}, false],
    [
      'one container',
      { pod: CART, container: { name: 'a', id: null } },
      { pod: CART, container: { name: 'a', id: null } },
      true,
    ],
    [
      'two containers',
      { pod: CART, container: { name: 'a', id: null } },
      { pod: CART, container: { name: 'b', id: null } },
      false,
    ],
    ['a container that one does not name', { pod: CART }, { pod: CART, container: { name: 'b', id: null } }, true],
    [
      'a container that the other does not name',
      { pod: CART, container: { name: 'a', id: null } },
      { pod: CART },
      true,
    ],
  ])('is of it by %s', (_, of, subject, expected) => {
    expect(joined(of, subject)).toBe(expected)
  })

  const said = (heapSeconds: number | null, endSeconds: number | null, kind: Act['kind'] = 'sigkill') =>
    newHeapsBefore(
      [heap({ ...in_({ pod: CART }), stamp: heapSeconds === null ? NO_STAMP : stampAt(heapSeconds) })],
      clocks,
    )(act({ pod: CART }, endSeconds, kind)).length === 1
  test('is of it where it came before, within a quarter of an hour, or where a time is not known', () => {
    expect([said(0, 0), said(0, 902), said(0, 903), said(1, 0), said(2, 0), said(null, 0), said(0, null)]).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
      true,
    ])
    expect(said(0, 0, 'memcg')).toBe(false)
  })
})
