import { describe, expect, test } from 'vitest'
import { type Act, NOBODY, newAct } from '../../../src/engine/incident/act.ts'
import { withControllers } from '../../../src/engine/incident/told-by-controller.ts'
import type { KubeEvent } from '../../../src/model/kubernetes.ts'
import type { Victim } from '../../../src/model/report.ts'
import { event } from '../../rules/cases.ts'

const said = (
  object: Partial<KubeEvent['object']> = {},
  container = 'app',
  parts: Partial<KubeEvent> = {},
): KubeEvent =>
  event({
    reason: 'PreviousContainerWasOOMKilled',
    message: `The previous instance of the container '${container}' (sha256:1) was OOMKilled`,
    object: { kind: 'Pod', namespace: 'shop', name: 'cart-0', uid: 'u1', ...object },
    ...parts,
  })
const other = (text: string): Partial<KubeEvent> => ({ reason: 'ContainerTerminatedOOMKilled', message: text })

const kill = (victim: Partial<Victim>, kind: Act['kind'] = 'unknown'): Act =>
  newAct({ kind, killer: 'unknown', victims: [{ ...NOBODY, ...victim }] })
const inApp = (pod: Partial<NonNullable<Victim['pod']>> = {}, name: string | null = 'app'): Partial<Victim> => ({
  pod: { namespace: 'shop', name: 'cart-0', uid: 'u1', ...pod },
  container: name === null ? null : { name, id: null },
})
const counts = (acts: readonly Act[], ...events: readonly KubeEvent[]) =>
  withControllers(acts, events).map(({ events: own }) => own.length)

describe('what a controller says of a container', () => {
  test('is a kill that nothing else tells of, by an unknown killer', () => {
    expect(withControllers([], [said()])).toMatchObject([
      {
        kind: 'unknown',
        killer: 'unknown',
        victims: [
          {
            pod: { namespace: 'shop', name: 'cart-0', uid: 'u1' },
            container: { name: 'app', id: null },
            outcome: 'killed',
          },
        ],
        events: [{ because: 'event-text' }],
      },
    ])
    expect(withControllers([], [said({ name: null, uid: null })])[0]?.victims[0]?.pod).toBeNull()
    expect(withControllers([], [said({ name: null })])[0]?.victims[0]?.pod).toMatchObject({ uid: 'u1' })
    expect(withControllers([], [said({ uid: null })])[0]?.victims[0]?.pod).toMatchObject({ name: 'cart-0' })
  })

  test.each<[string, KubeEvent, number]>([
    ['in its own words', said(), 1],
    ['in the words of another controller', said({}, '', other('app container exits(137) for OOMKilled reason')), 1],
    ['of a kind that kubectl prints small', said({ kind: 'pod' }), 1],
    ['of something else than a pod', said({ kind: 'Node' }), 0],
    ['in other words', said({}, '', { message: 'app was OOMKilled' }), 0],
    ['in words that quote it', said({}, '', { message: `x ${said().message}` }), 0],
    ['with a reason that anyone may give', said({}, 'app', { reason: 'OOMKilled' }), 0],
    ['in the words of another reason', said({}, '', other(said().message)), 0],
    ['of a code that is none', said({}, '', other('app container exits(1370) for OOMKilled reason')), 0],
  ])('%s', (_, each, expected) => {
    expect(withControllers([], [each])).toHaveLength(expected)
  })

  test.each<[string, Act, readonly number[]]>([
    ['by UID', kill(inApp({ name: null })), [1]],
    ['by name', kill(inApp({ uid: null })), [1]],
    ['whose container is not known', kill(inApp({}, null)), [1]],
    ['in another container', kill(inApp({}, 'side')), [0, 1]],
    ['in another pod', kill(inApp({ name: 'b', uid: 'u2' })), [0, 1]],
    ['of no pod', kill({}), [0, 1]],
    ['by the kernel', kill(inApp(), 'memcg'), [1]],
    ['that is an eviction', kill(inApp(), 'eviction'), [0, 1]],
    ['that is a signal', kill(inApp(), 'sigkill'), [0, 1]],
    ['by another killer', kill(inApp(), 'userspace'), [0, 1]],
  ])('joins a kill %s', (_, act, expected) => {
    expect(counts([act], said())).toEqual(expected)
  })

  test('joins the latest of several, and one that it told of before', () => {
    expect(counts([kill(inApp()), kill(inApp())], said())).toEqual([0, 1])
    expect(counts([], said(), said())).toEqual([2])
    expect(counts([], said(), said({ name: 'b', uid: 'u2' }))).toEqual([1, 1])
    expect(counts([], said(), said({}, 'side'))).toEqual([1, 1])
    expect(counts([], said({ uid: null }), said({ name: 'cart-0' }))).toEqual([2])
    expect(counts([], said({ name: null, uid: null }), said({ name: null, uid: null }))).toEqual([1, 1])
  })

  test('is found by its own container before a kill whose container is not known', () => {
    expect(counts([kill(inApp()), kill(inApp({}, null))], said())).toEqual([1, 0])
    expect(
      counts(
        [kill({ ...inApp(), pod: { namespace: 'shop', name: 'cart-0', uid: null } }), kill(inApp({}, null))],
        said({ name: 'b' }),
      ),
    ).toEqual([0, 1])
  })
})
