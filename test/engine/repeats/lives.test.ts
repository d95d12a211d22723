import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import { limitsOf } from '../../../src/engine/repeats/limits.ts'
import { lifeOf, restartsOf } from '../../../src/engine/repeats/lives.ts'
import type { Member, Members } from '../../../src/engine/repeats/member.ts'
import type { ContainerFact, PodFact } from '../../../src/model/kubernetes.ts'
import type { Incident } from '../../../src/model/report.ts'
import { container, containerState, incident, MIB, pod, scope, span, victim } from '../../rules/cases.ts'

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
