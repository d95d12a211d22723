import { describe, expect, test } from 'vitest'
import { victimName } from '../../../src/engine/report/headline.ts'
import type { Incident, Scope, Victim } from '../../../src/model/report.ts'
import { MIB, scope, victim } from '../../rules/cases.ts'
import { CART, ID, of } from './headlines.ts'

test.each<[string, Partial<Victim>, string]>([
  ['a process', {}, 'crawler (pid 310)'],
  ['a process without a pid', { pid: null }, 'crawler'],
  [
    'a process of a container',
    { pod: CART, container: { name: 'app', id: ID } },
    'crawler (pid 310) in container app of pod shop/cart-0',
  ],
  ['a container by its ID', { comm: null, container: { name: null, id: ID } }, 'container c0ffee00c0ff'],
  ['a pod', { comm: null, pod: CART }, 'pod shop/cart-0'],
  ['a pod in no known namespace', { comm: null, pod: { ...CART, namespace: null } }, 'pod cart-0'],
  ['a pod by its UID', { comm: null, pod: { namespace: null, name: null, uid: 'u1' } }, 'pod with UID u1'],
  ['a pod of which nothing is known', { comm: null, pod: { namespace: null, name: null, uid: null } }, 'pid 310'],
  ['a pid', { comm: null }, 'pid 310'],
  ['a cgroup', { comm: null, pid: null, cgroup: '/a' }, 'the processes of /a'],
  ['nothing', { comm: null, pid: null }, 'a container without a name'],
])('a victim is named: %s', (_, parts, name) => {
  expect(victimName(victim(parts))).toBe(name)
})

describe('a boundary', () => {
  const named = { name: 'app', id: ID }
  test.each<[string, Partial<Scope>, number | null, string]>([
    [
      'of a container',
      { pod: CART, container: named },
      64 * MIB,
      'Container app of pod shop/cart-0 reached its own memory limit of 64 MiB; ',
    ],
    ['of a container without a name', {}, null, 'A container reached its own memory limit; '],
    [
      'of a pod',
      { level: 'pod', pod: CART },
      64 * MIB,
      'Pod shop/cart-0 reached its memory limit of 64 MiB, all containers together; ',
    ],
    [
      'of a pod without a name',
      { level: 'pod' },
      null,
      'Pod of unknown name reached its memory limit, all containers together; ',
    ],
    [
      'of a QoS class',
      { level: 'qos', cgroup: '/q' },
      MIB,
      'All pods of one QoS class together reached the limit of 1 MiB of /q; ',
    ],
    [
      'of all pods',
      { level: 'node-allocatable', cgroup: '/k', node: 'w1' },
      null,
      'Node w1 ran out of memory for pods: all of them together reached the limit of /k; ',
    ],
    [
      'of all pods of a node',
      { level: 'node-allocatable', cgroup: '/k' },
      null,
      'The node ran out of memory for pods: all of them together reached the limit of /k; ',
    ],
    [
      'that nobody names',
      { level: 'unknown' },
      MIB,
      'A memory cgroup reached its limit (which one, the log does not say); ',
    ],
    ['of a service', { level: 'service', cgroup: '/s' }, MIB, '/s reached its own memory limit of 1 MiB; '],
  ])('%s', (_, parts, limitBytes, words) => {
    expect(of({ scope: scope(parts), limitBytes })).toBe(`${words}the kernel killed crawler (pid 310).`)
  })

  test('names its container once, and another one', () => {
    const inApp = scope({ pod: CART, container: named })
    const dead = (container: Victim['container'], pod = CART) =>
      of({ scope: inApp, victims: [victim({ pod, container })] }).split('; ')[1]
    expect(dead(named)).toBe('the kernel killed crawler (pid 310) in it.')
    expect(dead({ name: 'side', id: null })).toContain('in container side of pod shop/cart-0')
    expect(dead(named, { ...CART, uid: 'u2' })).toContain('in container app of pod shop/cart-0')
    const byId = scope({ pod: CART, container: { name: null, id: ID } })
    const within = (id: string | null) =>
      of({ scope: byId, victims: [victim({ pod: CART, container: { name: null, id } })] })
    expect(within(ID)).toContain('(pid 310) in it.')
    expect(within('d'.repeat(64))).toContain('(pid 310) in container dddddddddddd')
    const nameless = scope({ pod: CART, container: { name: null, id: null } })
    expect(
      of({ scope: nameless, victims: [victim({ pod: CART, container: { name: null, id: null } })] }),
    ).not.toContain('in it')
    expect(of({ kind: 'global', scope: inApp, victims: [victim({ pod: CART, container: named })] })).not.toContain(
      'in it',
    )
  })
})

describe('what the kernel did is said no stronger than it is known', () => {
  test.each<[string, Partial<Incident>, boolean, string]>([
    ['a death', {}, false, 'the kernel killed crawler (pid 310).'],
    ['two deaths', { victims: [victim(), victim()] }, false, 'the kernel killed crawler (pid 310) and 1 more.'],
    [
      'a choice',
      { victims: [victim({ outcome: 'unknown' })] },
      false,
      'the kernel chose crawler (pid 310); whether it died, the log does not show.',
    ],
    [
      'one that was going',
      { victims: [victim({ outcome: 'already-exiting' })] },
      false,
      'the kernel chose crawler (pid 310), which was exiting already.',
    ],
    ['a panic', { victims: [], panic: true }, false, 'the kernel panicked.'],
    ['nobody, in a whole report', { victims: [] }, false, 'nothing was killed.'],
    ['nobody, by its own words', { victims: [], complete: false }, true, 'nothing was killed.'],
    ['nobody known, in a part', { victims: [], complete: false }, false, 'who died, the evidence does not show.'],
  ])('%s', (_, parts, isSpared, words) => {
    expect(of({ kind: 'global', ...parts }, { isSpared: () => isSpared })).toBe(`The node ran out of memory; ${words}`)
  })
})
