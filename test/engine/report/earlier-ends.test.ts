import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import { indexPods, type KnownPod } from '../../../src/engine/kubernetes/pod-index.ts'
import { earlierEnds } from '../../../src/engine/report/earlier-ends.ts'
import type { PodFact } from '../../../src/model/kubernetes.ts'
import type { Incident } from '../../../src/model/report.ts'
import { container, containerState, incident, pod, victim } from '../../rules/cases.ts'

const act = (parts: Partial<Act> = {}): Act => newAct({ kind: 'memcg', killer: 'kernel', ...parts })

describe('earlier ends of a container', () => {
  const app = (restartCount: number | null, name = 'app') => container({ name, restartCount })
  const one = (restartCount: number | null, parts: Partial<PodFact> = {}) =>
    indexPods([pod({ uid: 'u1', node: 'w1', containers: [app(restartCount), app(99, 'side')], ...parts })]).pods
  const inApp = {
    victims: [victim({ pod: { namespace: 'shop', name: 'cart-1', uid: 'u1' }, container: { name: 'app', id: null } })],
  }
  const ends = (pods: readonly KnownPod[], incidents: readonly Partial<Incident>[] = [inApp]) =>
    earlierEnds(incidents.map(parts => [act({ pods }), incident(parts)] as const)).map(({ what }) => what)

  test('are told where its status counts more than the bundle shows', () => {
    expect(ends(one(2))).toEqual([
      'earlier ends of container app of pod shop/cart-1: its status counts 2 restarts, the bundle shows one end of it',
    ])
    expect(ends(one(3), [inApp, inApp])[0]).toContain('the bundle shows 2 ends of it')
    expect([ends(one(1)), ends(one(null)), ends(one(2), [inApp, inApp])]).toEqual([[], [], []])
  })

  test('are not told of what ends no container', () => {
    expect(ends(one(9), [{ ...inApp, kind: 'eviction' }])).toEqual([])
    expect(ends(one(9), [{ ...inApp, kind: 'sysrq' }])).toEqual([])
    expect(ends(one(9), [{ ...inApp, kind: 'sigkill' }])).toHaveLength(1)
  })

  test('are of the container that ended, or that its victim was in', () => {
    const ended = indexPods([
      pod({ uid: 'u1', containers: [app(9), { ...app(9, 'side'), lastState: containerState() }] }),
    ])
    const endings = endingsOf(ended).map(fact => ({ fact, because: 'pod-uid' as const, tellsTime: true }))
    const of = (parts: Partial<Act>, each: Partial<Incident>) =>
      earlierEnds([[act(parts), incident(each)]]).map(({ what }) => what)
    expect(of({ pods: ended.pods, endings }, inApp)[0]).toContain('container side of pod')
    expect(of({ pods: [], endings }, inApp)[0]).toContain('container side of pod')
    const elsewhere = {
      victims: [victim({ pod: { namespace: 'a', name: 'b', uid: 'u2' }, container: { name: 'app', id: null } })],
    }
    expect(of({ pods: ended.pods }, elsewhere)).toEqual([])
    const nameless = indexPods([
      pod({ uid: null, name: null, namespace: null, containers: [{ ...app(4), name: null }] }),
    ])
    expect(of({ pods: nameless.pods }, { victims: [] })[0]).toContain('earlier ends of the container of pod ?/?')
  })

  test('are told of five containers, and the rest is counted', () => {
    const pods = (count: number) =>
      indexPods(
        Array.from({ length: count }, (_, each) => pod({ uid: `u${each}`, name: `p${each}`, containers: [app(2)] })),
      ).pods
    const of = (count: number) =>
      pods(count).map(
        known =>
          [
            act({ pods: [known] }),
            incident({
              victims: [
                victim({
                  pod: { namespace: 'shop', name: known.name, uid: known.uid },
                  container: { name: 'app', id: null },
                }),
              ],
            }),
          ] as const,
      )
    expect(earlierEnds(of(5)).at(-1)?.what).not.toContain('more containers')
    expect(earlierEnds(of(7))).toHaveLength(5)
    expect(earlierEnds(of(7)).at(-1)?.what).toContain('(and the same of 2 more containers)')
  })
})
