import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import type { Member } from '../../../src/engine/repeats/member.ts'
import { subjectOf } from '../../../src/engine/repeats/subject.ts'
import type { PodFact } from '../../../src/model/kubernetes.ts'
import type { Incident } from '../../../src/model/report.ts'
import { container, incident, MIB, pod, scope, span, victim } from '../../rules/cases.ts'

const act = (parts: Partial<Act> = {}): Act => newAct({ kind: 'memcg', killer: 'kernel', ...parts })
const member = (of: Partial<Incident> = {}, by: Partial<Act> = {}): Member => ({ act: act(by), incident: incident(of) })

describe('whose kill an incident was', () => {
  const CART = { namespace: 'shop', name: 'cart-0', uid: 'u1' }
  const subject = (of: Partial<Incident>, facts: readonly PodFact[] = []) =>
    subjectOf(member(of, { pods: indexPods(facts).pods }))
  const told = (of: Partial<Incident>, facts: readonly PodFact[] = []) => {
    const found = subject(of, facts)
    return found && [found.what, found.sort, found.isOne]
  }
  const inPod = (parts: Partial<Incident['scope']> = {}) => ({ scope: scope({ pod: CART, ...parts }) })
  const named = { name: 'app', id: null }

  test.each<[string, Partial<Incident>, readonly unknown[] | null]>([
    ['of the node', { kind: 'global', scope: scope({ node: 'w1' }) }, ['global of node w1', 'node', true]],
    ['of a node without a name', { kind: 'sysrq' }, ['sysrq of the node', 'node', true]],
    ['of some nodes of its memory', { kind: 'cpuset', ...inPod() }, ['cpuset of the node', 'node', true]],
    ['of a unit that only systemd names', { kind: 'unknown', scope: scope({ level: 'service' }) }, null],
    ['of a service', { scope: scope({ level: 'service', cgroup: '/a' }) }, ['memcg of /a on the node', 'cgroup', true]],
    ['of a container', inPod({ container: named }), ['memcg of container app of pod shop/cart-0', 'workload', true]],
    [
      'of a container that its victim was in',
      { ...inPod(), victims: [victim({ container: named })] },
      ['memcg of container app of pod shop/cart-0', 'workload', true],
    ],
    ['of a pod as a whole', inPod({ level: 'pod', container: named }), ['memcg of pod shop/cart-0', 'workload', true]],
    ['of one of several containers', inPod(), ['memcg of pod shop/cart-0', 'workload', false]],
    ['of a pod by its UID', { scope: scope({ pod: { ...CART, name: null } }) }, ['memcg of pod u1', 'workload', false]],
    [
      'of a pod in no known namespace',
      { scope: scope({ pod: { ...CART, namespace: null } }) },
      ['memcg of pod ?/cart-0', 'workload', false],
    ],
    ['of the pod of its victim', { victims: [victim({ pod: CART })] }, ['memcg of pod shop/cart-0', 'workload', false]],
    [
      'of a cgroup that held the pod of its victim',
      { scope: scope({ cgroup: '/a' }), victims: [victim({ pod: CART })] },
      ['memcg of /a on the node', 'cgroup', true],
    ],
    ['of a cgroup that nobody names', {}, ['memcg of cgroups on the node that the log does not name', 'unnamed', true]],
    ['of nobody', { victims: [victim({ pid: null })] }, null],
    [
      'of a cgroup of nobody',
      { victims: [victim({ pid: null, cgroup: '/a' })] },
      ['memcg of cgroups on the node that the log does not name', 'unnamed', true],
    ],
    [
      'that killed nobody',
      { victims: [] },
      ['memcg of cgroups on the node that the log does not name', 'unnamed', true],
    ],
    ['of another killer', { kind: 'userspace' }, ['userspace of the node', 'node', true]],
  ])('%s', (_, of, expected) => {
    expect(told(of)).toEqual(expected)
  })

  test('on two nodes, or in logs of two, is of two', () => {
    const key = (node: string | null, path = 'a') =>
      subject({ kind: 'global', scope: scope({ node }), evidence: [{ ...span(1), path }] })?.key
    expect(key('w1')).not.toBe(key('w2'))
    expect(key(null, 'a')).not.toBe(key(null, 'b'))
    expect(key('w1', 'a')).toBe(key('w1', 'b'))
  })

  const app = container({ name: 'app' })
  const side = container({ name: 'side' })
  test.each<[string, Partial<PodFact>, string]>([
    ['its one container', { containers: [app] }, 'container app of pod shop/cart-0'],
    [
      'its one container that runs',
      { containers: [app, container({ name: 'init', type: 'init', sidecar: false })] },
      'container app of pod shop/cart-0',
    ],
    ['none of two', { containers: [app, side] }, 'pod shop/cart-0'],
    [
      'none, with a sidecar',
      { containers: [app, container({ name: 'init', type: 'init', sidecar: true })] },
      'pod shop/cart-0',
    ],
    ['none, with a limit of the pod', { containers: [app], podLimitBytes: MIB }, 'pod shop/cart-0'],
    ['none, by the runtime, which tells of one at a time', { containers: [app], source: 'runtime' }, 'pod shop/cart-0'],
    ['its one container, as described', { containers: [app], source: 'describe' }, 'container app of pod shop/cart-0'],
    [
      'its owner',
      { containers: [app], owner: 'StatefulSet/cart' },
      'container app of statefulset cart in namespace shop',
    ],
  ])('in a pod is known by %s', (_, parts, what) => {
    expect(subject(inPod(), [pod({ name: 'cart-0', uid: 'u1', ...parts })])?.what).toBe(`memcg of ${what}`)
  })

  test('is known by the pod of that UID, and by its name where the pod has none', () => {
    const facts = (parts: Partial<PodFact>) => [pod({ name: 'cart-0', owner: 'StatefulSet/cart', ...parts })]
    const owned = 'memcg of statefulset cart in namespace shop'
    expect(subject(inPod(), facts({ uid: 'u1', name: 'other' }))?.what).toBe(owned)
    expect(subject(inPod(), facts({ uid: 'u2' }))?.what).toBe('memcg of pod shop/cart-0')
    expect(subject(inPod(), facts({ uid: null }))?.what).toBe(owned)
    expect(subject(inPod(), facts({ uid: null, name: 'other' }))?.what).toBe('memcg of pod shop/cart-0')
  })
})
