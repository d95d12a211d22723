import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { casesOf } from '../../../src/engine/incident/case.ts'
import type { KnownPod, PodIndex } from '../../../src/engine/kubernetes/pod-index.ts'
import type { KubeEvent, NodeFact, PodFact } from '../../../src/model/kubernetes.ts'
import { event, incident, killerKill, node, pod, scope, span } from '../../rules/cases.ts'

const known = (parts: Partial<PodFact>, path = 'pods.json'): KnownPod => {
  const fact = pod({ uid: null, ...parts, evidence: [{ ...span(1), path }] })
  const { uid, name, namespace } = fact
  return { uid, name, namespace, facts: [fact] } as unknown as KnownPod
}
const cart = known({ uid: 'u1' })
const nameless = known({ name: null, namespace: null }, 'paste.txt')

const about = (object: Partial<KubeEvent['object']>, path = 'events.txt'): KubeEvent =>
  event({
    object: { kind: 'Pod', namespace: 'shop', name: null, uid: null, ...object },
    evidence: [{ ...span(1), path }],
  })

interface Known {
  readonly pods?: readonly KnownPod[]
  readonly nodes?: readonly NodeFact[]
  readonly events?: readonly KubeEvent[]
  readonly on?: string | null
}

/** The case of one act with these pods, on this node. */
function caseWith(act: Partial<Act>, { pods = [cart], nodes = [], events = [], on = null }: Known) {
  const index = { pods, onNode: (name: string) => (name === 'w1' ? pods : []) } as unknown as PodIndex
  const told = newAct({ kind: 'memcg', killer: 'kernel', pods: [cart], ...act })
  const one = incident({ scope: scope({ node: on }) })
  const [first] = casesOf(
    [[told, one]],
    index,
    nodes,
    events,
    () => [],
    () => false,
    () => null,
  )
  if (!first) throw new Error('one act has one case')
  return first
}

describe('events of a case', () => {
  const found = (each: KubeEvent, of: Known = {}, act: Partial<Act> = {}): boolean =>
    caseWith(act, { on: 'w1', ...of, events: [each] }).events.includes(each)
  const foundOnNode = (each: KubeEvent, on: string | null = 'w1'): boolean =>
    caseWith({}, { on, events: [each] }).nodeEvents.includes(each)

  test.each([
    ['of its pod, by UID', about({ uid: 'u1' }), true],
    ['of its pod, by name', about({ name: 'cart-1' }), true],
    ['of another pod of that name', about({ name: 'cart-1', namespace: 'other' }), false],
    ['of another UID', about({ uid: 'u2' }), false],
    ['of its node', about({ kind: 'Node', name: 'w1' }), false],
    ['of a node that is called as the pod', about({ kind: 'Node', name: 'cart-1' }), false],
    ['of a pod that is called as the node', about({ name: 'w1' }), false],
    ['of a pod without a name', about({}), false],
  ])('%s', (_, each, expected) => {
    expect(found(each)).toBe(expected)
  })

  test('of its node are a list of their own, by either name of the kind', () => {
    expect(foundOnNode(about({ kind: 'Node', name: 'w1' }))).toBe(true)
    expect(foundOnNode(about({ kind: 'node', name: 'w1' }))).toBe(true)
    expect(foundOnNode(about({ kind: 'Node', name: 'w2' }))).toBe(false)
    expect(foundOnNode(about({ name: 'w1' }))).toBe(false)
    expect(foundOnNode(about({ kind: 'Node', name: 'w1' }), null)).toBe(false)
  })

  test('of a pod are of none without one', () => {
    expect(found(about({ uid: 'u1' }), {}, { pods: [] })).toBe(false)
  })

  test('of a pod without a name are those of the excerpt that shows it alone', () => {
    const pasted = { pods: [nameless] }
    const here = about({}, 'paste.txt')
    expect(found(here, pasted, pasted)).toBe(true)
    expect(found(about({ kind: 'pod' }, 'paste.txt'), pasted, pasted)).toBe(true)
    expect(found(about({}), pasted, pasted)).toBe(false)
    expect(found(about({ name: 'x' }, 'paste.txt'), pasted, pasted)).toBe(false)
    expect(found(about({ kind: 'Job' }, 'paste.txt'), pasted, pasted)).toBe(false)
    const two = { pods: [nameless, known({ name: null }, 'paste.txt')] }
    expect(found(here, two, pasted)).toBe(false)
    const named = known({}, 'paste.txt')
    expect(found(here, { pods: [nameless, named] }, { pods: [named] })).toBe(false)
  })

  test('are in the order in which they came, each once', () => {
    const other = known({ uid: 'u2' })
    const events = [about({ name: 'cart-1', uid: 'u1' }), about({ uid: 'u2' }), about({ uid: 'u1' })]
    for (const pods of [[cart, other], [cart, other].reverse()]) {
      const found = caseWith({ pods }, { pods, on: 'w1', events }).events
      expect(found.map(each => events.indexOf(each))).toEqual([0, 1, 2])
    }
  })
})

describe('nodes and pods of a case', () => {
  const nodes = [node({ name: 'w1' }), node({ name: 'w1', source: 'object' })]
  const names = (of: Known): readonly (string | null)[] => caseWith({}, of).nodes.map(({ name }) => name)

  test('are those of its node, or of the only one where it is not known', () => {
    expect(names({ nodes, on: 'w1' })).toEqual(['w1', 'w1'])
    expect(names({ nodes, on: 'w2' })).toEqual([])
    expect(names({ nodes })).toEqual(['w1', 'w1'])
    expect(names({ nodes: [...nodes, node({ name: 'w2' })] })).toEqual([])
    expect(names({})).toEqual([])
  })

  test('are none where the node is not known', () => {
    expect(caseWith({}, { on: 'w1' }).nodePods).toEqual([cart.facts[0]])
    expect(caseWith({}, { on: 'w2' }).nodePods).toEqual([])
    expect(caseWith({}, { on: null }).nodePods).toEqual([])
  })
})

test('the kill of another killer is of the case where it was one', () => {
  const kills = [killerKill()]
  expect(caseWith({ kind: 'userspace', kills }, {}).kill).toBe(kills[0])
  expect(caseWith({ kind: 'userspace' }, {}).kill).toBeNull()
  expect(caseWith({ kind: 'global', kills }, {}).kill).toBeNull()
})
