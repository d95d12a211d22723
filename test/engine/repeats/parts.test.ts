import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import { limitsOf } from '../../../src/engine/repeats/limits.ts'
import { lifeOf, restartsOf } from '../../../src/engine/repeats/lives.ts'
import type { Member, Members } from '../../../src/engine/repeats/member.ts'
import { sized } from '../../../src/engine/repeats/peak.ts'
import { shapeOf } from '../../../src/engine/repeats/shape.ts'
import { sizesOf } from '../../../src/engine/repeats/sizes.ts'
import { spacingOf } from '../../../src/engine/repeats/spacing.ts'
import { subjectOf } from '../../../src/engine/repeats/subject.ts'
import type { ContainerFact, PodFact } from '../../../src/model/kubernetes.ts'
import type { Culprit, Incident, IncidentGroup, Sizing } from '../../../src/model/report.ts'
import { container, containerState, group, incident, MIB, pod, scope, span, victim } from '../../rules/cases.ts'

const act = (parts: Partial<Act> = {}): Act => newAct({ kind: 'memcg', killer: 'kernel', ...parts })
const member = (of: Partial<Incident> = {}, by: Partial<Act> = {}): Member => ({ act: act(by), incident: incident(of) })

describe('how long a container had lived', () => {
  const state = (from: number | null, to: number | null) => containerState({ startedAtMs: from, finishedAtMs: to })
  const ended = (containers: readonly ContainerFact[], tellsTime = true) =>
    endingsOf(indexPods([pod({ uid: 'u1', containers })])).map(fact => ({
      fact,
      because: 'container-id' as const,
      tellsTime,
    }))
  const lived = (containers: readonly ContainerFact[], of: Partial<Incident> = {}, tellsTime = true) =>
    lifeOf(member(of, { endings: ended(containers, tellsTime) }))?.seconds ?? null
  const app = (from: number | null, to: number | null, name = 'app') => container({ name, lastState: state(from, to) })

  test('is what its status says', () => {
    expect(lived([app(1000, 61_000)])).toBe(60)
    expect(lived([app(1000, 1000)])).toBe(0)
    expect(lifeOf(member({}, { endings: ended([app(1000, 61_000)]) }))?.span).toEqual(span(201))
  })

  test.each<[string, readonly ContainerFact[], boolean]>([
    ['it does not say when it began', [app(null, 61_000)], true],
    ['it does not say when it ended', [app(1000, null)], true],
    ['it ended before it began', [app(61_000, 1000)], true],
    ['it lived on after the kill', [app(1000, 61_000)], false],
    ['nothing tells of its end', [], true],
  ])('is not known where %s', (_, containers, tellsTime) => {
    expect(lived(containers, {}, tellsTime)).toBeNull()
  })

  test('is that of the container of the incident, where several ended', () => {
    const both = [app(1000, 61_000, 'side'), app(1000, 31_000, 'app')]
    const of = (name: string | null) => ({ name, id: null })
    expect(lived(both, { scope: scope({ container: of('app') }) })).toBe(30)
    expect(lived(both, { victims: [victim({ container: of('app') })] })).toBe(30)
    expect(lived(both, { scope: scope({ container: of('side') }), victims: [victim({ container: of('app') })] })).toBe(
      60,
    )
    expect(lived(both, { scope: scope({ container: of('b') }) })).toBeNull()
    expect(lived(both)).toBeNull()
  })
})

describe('how often a container was started again', () => {
  const pods = (...facts: readonly PodFact[]) => indexPods(facts).pods
  const app = (restartCount: number | null, name = 'app') => container({ name, restartCount })
  const inApp = { victims: [victim({ container: { name: 'app', id: null } })] }
  const restarts = (all: readonly Member[]) => restartsOf(all as unknown as Members).count

  test('is the count of its status, over all pods of the incidents', () => {
    const [one, two] = [
      pods(pod({ uid: 'u1', containers: [app(3), app(9, 'side')] })),
      pods(pod({ uid: 'u2', containers: [app(4)] })),
    ]
    expect(restarts([member(inApp, { pods: one })])).toBe(3)
    expect(restarts([member(inApp, { pods: one }), member(inApp, { pods: one })])).toBe(3)
    expect(restarts([member(inApp, { pods: one }), member(inApp, { pods: two })])).toBe(7)
    expect(
      restarts([member({ scope: scope({ container: { name: 'side', id: null } }), victims: [] }, { pods: one })]),
    ).toBe(9)
  })

  test('is the highest that any source of a pod has', () => {
    const facts = [3, null, 5].map((count, at) => pod({ uid: at === 1 ? null : 'u1', containers: [app(count)] }))
    expect(restarts([member(inApp, { pods: pods(...facts) })])).toBe(5)
  })

  test('is not known where no status counts', () => {
    const uncounted = restartsOf([member(inApp, { pods: pods(pod({ uid: 'u1', containers: [app(null)] })) })])
    expect(uncounted).toEqual({ count: null, evidence: [] })
    expect(restarts([member(inApp)])).toBeNull()
    expect(restarts([member(inApp, { pods: pods(pod({ containers: [app(2, 'other')] })) })])).toBeNull()
  })

  test('is that of the pods whose ends were joined, where there are such', () => {
    const index = indexPods([
      pod({ uid: 'u1', name: 'a', containers: [container({ restartCount: 3, lastState: containerState() })] }),
      pod({ uid: 'u2', name: 'b', containers: [app(9)] }),
    ])
    const endings = endingsOf(index).map(fact => ({ fact, because: 'container-id' as const, tellsTime: true }))
    expect(restarts([member(inApp, { pods: index.pods, endings })])).toBe(3)
    expect(restarts([member(inApp, { pods: index.pods })])).toBe(12)
  })
})

describe('limits', () => {
  const at = (limitMiB: number | null, id: string, parts: Partial<Incident> = {}): Member =>
    member({ id, limitBytes: limitMiB === null ? null : limitMiB * MIB, ...parts })
  const changes = (all: readonly Member[], isOne = true) =>
    limitsOf(all as unknown as Members, isOne).limitChanges.map(({ fromBytes, toBytes, incident: id }) => [
      fromBytes / MIB,
      toBytes / MIB,
      id,
    ])

  test('that changed are told with the incident before which they did', () => {
    expect(changes([at(64, 'i1'), at(64, 'i2'), at(128, 'i3'), at(96, 'i4')])).toEqual([
      [64, 128, 'i3'],
      [128, 96, 'i4'],
    ])
    expect(changes([at(64, 'i1'), at(null, 'i2'), at(128, 'i3')])).toEqual([[64, 128, 'i3']])
  })

  test.each<[string, readonly Member[], boolean]>([
    ['they are the same', [at(64, 'i1'), at(64, 'i2')], true],
    ['one is known', [at(null, 'i1'), at(64, 'i2')], true],
    ['they may be of several containers', [at(64, 'i1'), at(128, 'i2')], false],
    ['one is not of a cgroup', [at(64, 'i1'), at(128, 'i2', { kind: 'unknown' })], true],
  ])('did not change where %s', (_, all, isOne) => {
    expect(changes(all, isOne)).toEqual([])
  })
})

describe('how far apart incidents are', () => {
  const at = (wall: string | null, bootSeconds: number | null = null, path = 'dmesg.txt'): Incident =>
    incident({
      at: { wall, bootSeconds, plusMinusSeconds: null, basis: null },
      evidence: [{ ...span(1), path }],
    })
  const wall = (time: string) => at(`2026-01-15T${time}Z`)
  const spacing = (...all: readonly Incident[]) => {
    const { shortestSpacingSeconds, spacingSeconds, longestSpacingSeconds } = spacingOf(all)
    return [shortestSpacingSeconds, spacingSeconds, longestSpacingSeconds]
  }
  const unknown = [null, null, null]

  test.each([
    ['by the wall', [wall('08:00:00.00'), wall('08:00:10.04'), wall('08:01:00.00'), wall('08:01:20.00')], [10, 20, 50]],
    ['by seconds since one boot', [at(null, 10), at(null, 12), at(null, 20)], [2, 8, 8]],
    ['not by seconds of two boots', [at(null, 10), at(null, 5)], unknown],
    ['by seconds that are the same', [at(null, 10), at(null, 10)], [0, 0, 0]],
    ['not by seconds of two logs', [at(null, 10), at(null, 20, 'b')], unknown],
    ['not by two clocks', [wall('08:00:00.00'), at(null, 20)], unknown],
    ['not where one has no time', [at(null, 10), at(null, null), at(null, 20)], unknown],
    ['not where the first has none', [at(null, null), at(null, 20)], unknown],
    ['not of one', [wall('08:00:00.00')], unknown],
  ])('%s', (_, all, expected) => {
    expect(spacing(...all)).toEqual(expected)
  })
})

describe('whose memory is compared from kill to kill', () => {
  const culprit = (name: string, mib: number | null): Culprit => ({
    what: 'process',
    name,
    bytes: (mib === null ? null : mib * MIB) as number,
    why: '',
  })
  const onNode = (name: string, mib: number | null) =>
    incident({ kind: 'global', culprit: culprit(name, mib), victims: [] })
  const died = (comm: string | null, anonRssKiB: number | null) =>
    incident({ kind: 'global', victims: [victim({ comm, anonRssKiB, fileRssKiB: null, shmemRssKiB: 1024 })] })
  const sizes = (...all: readonly Incident[]) => {
    const { sizesOf: of, sizesName, sizesBytes } = sizesOf(all)
    return [of, sizesName, sizesBytes.map(each => each && each / MIB)]
  }

  test.each([
    ['one process', ['java (7)', 'java (7)'], 'java (7)'],
    ['one name', ['java (7)', 'java (8)'], 'java'],
    ['one process, once with its pod', ['java (7)', 'app of pod shop/cart, process java (7)'], 'java'],
    ['one crowd', ['9 × php', '12 × php'], 'php'],
    ['kernel slab', ['kernel slab', 'kernel slab'], 'kernel slab'],
    ['what only looks like a pod', ['a, process b (7)', 'a, process b (7)'], 'a, process b (7)'],
  ])('who used the node up: %s', (_, [one = '', two = ''], name) => {
    expect(sizes(onNode(one, 60), onNode(two, 70))).toEqual(['culprit', name, [60, 70]])
  })

  test.each([
    ['two names', onNode('java (7)', 60), onNode('node (8)', 70)],
    ['what only looks like a pod', onNode('a, process b (7)', 60), onNode('b (7)', 70)],
    ['one of known size', onNode('java (7)', 60), onNode('java (7)', null)],
    ['one that is known', onNode('java (7)', 60), incident({ kind: 'global', victims: [] })],
  ])('nobody, where it was %s', (_, one, two) => {
    expect(sizes(one, two)).toEqual([null, null, [null, null]])
  })

  test('those that died, where they are of one name', () => {
    expect(sizes(died('java', 2048), died('java', 4096), died(null, null))).toEqual(['victim', 'java', [3, 5, null]])
    expect(sizes(died('java', 2048), died('node', 4096))[0]).toBeNull()
    expect(sizes(died('java', 2048), died('java', null))[0]).toBeNull()
    expect(sizes(died(null, 2048), died(null, 4096))[0]).toBeNull()
  })

  test('the cgroup, where its usage is known of half of its kills', () => {
    const used = (mib: number | null) =>
      incident({
        usageBytes: mib === null ? null : mib * MIB,
        victims: [victim({ anonRssKiB: 1024, fileRssKiB: null })],
      })
    expect(sizes(used(64), used(65))[0]).toBe('cgroup-usage')
    expect(sizes(used(64), used(65), used(null), used(null))).toEqual(['cgroup-usage', null, [64, 65, null, null]])
    expect(sizes(used(64), used(65), used(null), used(null), used(null))[0]).toBe('victim')
    expect(sizes(used(64), used(null))[0]).toBe('victim')
    expect(sizes(used(null), used(null))[0]).toBe('victim')
  })
})

describe('the shape of usage', () => {
  const points = (bytes: readonly number[], step: number) =>
    bytes.map((each, at) => ({ seconds: at * step, bytes: each }))
  const level = (count: number, bytes: number): readonly number[] => Array.from({ length: count }, () => bytes)

  test.each([
    ['two minutes of five samples', points([10, 20, 30, 40, 50], 30), 'slow'],
    ['less than two minutes', points([10, 20, 30, 40, 50], 29), null],
    ['four samples', points([10, 20, 30, 40], 60), null],
    ['a rise of a fifth', points([80, 85, 90, 95, 100], 60), 'slow'],
    ['a rise of less', points([81, 85, 90, 95, 100], 60), 'other'],
    ['a rise in four tenths of the time', points([...level(6, 0), 1, 5, 9, 10, 10], 60), 'other'],
    ['a rise in a tenth of the time', points([...level(10, 0), 100], 60), 'jump'],
    ['a rise in more than that', points([...level(8, 0), 50, 100, 100], 60), 'jump'],
    ['a rise in a fifth of the time', points([...level(8, 0), 30, 60, 100], 60), 'other'],
  ] as const)('%s', (_, given, shape) => {
    expect(shapeOf(given)).toBe(shape)
  })
})

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

describe('what a workload needs at least', () => {
  const sizing = (atLeastMiB: number | null): Sizing =>
    ({
      atLeastBytes: atLeastMiB === null ? null : atLeastMiB * MIB,
      atLeastFrom: null,
      group: null,
      why: 'Own.',
    }) as unknown as Sizing
  const pair = (id: string, atLeastMiB: number | null) => [act(), incident({ id, sizing: sizing(atLeastMiB) })] as const
  const all = (of: IncidentGroup['of'], ...pairs: readonly (readonly [Act, Incident])[]) => {
    const story = group({ of, incidents: ['i1', 'i2'] })
    const stories = { all: [story], of: ({ id }: Incident) => (story.incidents.includes(id) ? story : null) }
    return sized(pairs, stories).map(([, each]) => {
      const { atLeastBytes, atLeastFrom, group: of_ } = each.sizing ?? {}
      return [atLeastBytes == null ? atLeastBytes : atLeastBytes / MIB, atLeastFrom, of_]
    })
  }

  test('is the most that any of its kills shows', () => {
    expect(all('workload', pair('i1', 64), pair('i2', 90))).toEqual([
      [90, 'i2', 'g1'],
      [90, 'i2', 'g1'],
    ])
    expect(all('cgroup', pair('i1', 90), pair('i2', 90))).toEqual([
      [90, 'i1', 'g1'],
      [90, 'i2', 'g1'],
    ])
  })

  test('is its own where the kills may be of several', () => {
    expect(all('unnamed', pair('i1', 64), pair('i2', 90))).toEqual([
      [64, 'i1', 'g1'],
      [90, 'i2', 'g1'],
    ])
  })

  test('is not known where its own is not, and its own where it repeats nothing', () => {
    expect(all('workload', pair('i1', null), pair('i2', 90))).toEqual([
      [null, null, 'g1'],
      [90, 'i2', 'g1'],
    ])
    expect(all('workload', pair('i3', 64))).toEqual([[64, 'i3', null]])
    expect(all('workload', [act(), incident({ id: 'i1' })])).toEqual([[undefined, undefined, undefined]])
  })

  test('says whose the most was', () => {
    const story = group({ incidents: ['i1', 'i2'] })
    const [[, first] = []] = sized([pair('i1', 64), pair('i2', 90)], { all: [story], of: () => story })
    expect(first?.sizing?.why).toBe('Own. At i2 it had 90 MiB, the highest of its kills.')
  })
})
