import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { digest } from '../../../src/engine/incident/digest.ts'
import { scopeOf } from '../../../src/engine/incident/scope.ts'
import { witnessesOf } from '../../../src/engine/incident/witnesses.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import type { PodFact } from '../../../src/model/kubernetes.ts'
import { container, event, killerKill, MIB, pod, report, victim } from '../../rules/cases.ts'
import { counter, memcg } from '../explain/reports.ts'
import { ID, podsOf, seen } from './facts.ts'
import { CART, ended } from './ends.ts'

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
