import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import type { Digest } from '../../../src/engine/incident/digest.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import { indexPods, type KnownPod } from '../../../src/engine/kubernetes/pod-index.ts'
import { disagreements } from '../../../src/engine/report/disagreements.ts'
import type { NodeCondition } from '../../../src/model/kubernetes.ts'
import type { Incident } from '../../../src/model/report.ts'
import {
  container,
  containerState,
  event,
  incident,
  node,
  pod,
  report,
  scope,
  span,
  victim,
} from '../../rules/cases.ts'
import { logs } from './answers.ts'

const act = (parts: Partial<Act> = {}): Act => newAct({ kind: 'memcg', killer: 'kernel', ...parts })
const digestOf = (parts: Parameters<typeof report>[0] = {}) =>
  ({ report: report(parts), disagreements: [] }) as unknown as Digest

describe('sources that disagree about kills', () => {
  const covered = logs({ covers: () => true })
  const ended = (state: object, parts: Partial<Act> = {}, tellsTime = true) => {
    const index = indexPods([
      pod({ uid: 'u1', containers: [container({ lastState: containerState({ reason: 'OOMKilled', ...state }) })] }),
    ])
    return act({ endings: endingsOf(index).map(fact => ({ fact, because: 'pod-uid' as const, tellsTime })), ...parts })
  }
  const said = (one: Act, of: Partial<Incident>, by = covered) =>
    disagreements([[one, incident(of)]], [], [], [], by).map(({ says }) =>
      says.replace(/ of pod .*?(?= (?:was|ended))/, ''),
    )

  test('are a status and a kernel log that holds no kill', () => {
    const unknown = { kind: 'unknown' } as const
    expect(said(ended({}), unknown)).toEqual(['Kubernetes says that container app was OOMKilled'])
    expect(said(ended({}), unknown, logs())).toEqual([])
    expect(said(ended({}), {})).toEqual([])
    expect(said(ended({ reason: 'Error' }), unknown)).toEqual([])
    expect(said(ended({}, { digests: [digestOf()] }), unknown)).toEqual([])
  })

  test('are a kill and a status that gives another reason at that time', () => {
    const kernel = { digests: [digestOf()] }
    expect(said(ended({ reason: 'Error' }, kernel), {})).toEqual([
      'Kubernetes says that container app ended with Error, exit code 137',
    ])
    expect(said(ended({ reason: null, exitCode: null, signal: 9 }, kernel), {})).toEqual([
      'Kubernetes says that container app ended with no reason',
    ])
    expect(said(ended({ reason: 'Error' }, kernel, false), {})).toEqual([])
    expect(said(ended({}, kernel), {})).toEqual([])
    expect(said(ended({ reason: 'Error' }), {})).toEqual([])
  })

  test('are a kubelet that calls it the system’s, and a cgroup', () => {
    const events = [{ fact: event({ reason: 'SystemOOM' }), because: 'pid' as const }]
    expect(said(act({ events }), {})).toEqual(['The kubelet says SystemOOM'])
    expect(said(act({ events }), { kind: 'global' })).toEqual([])
    expect(said(act({ events: [{ fact: event({}), because: 'pid' }] }), {})).toEqual([])
  })

  const condition = (status: string, type = 'MemoryPressure'): NodeCondition =>
    ({ type, status, span: span(7) }) as unknown as NodeCondition
  test('are a node under pressure and nothing on it that died of that', () => {
    const pressed = (pairs: readonly (readonly [Act, Incident])[], ...conditions: readonly NodeCondition[]) =>
      disagreements(pairs, [], [node({ name: 'w2', conditions }), node({ name: 'w1', conditions })], [], covered).map(
        ({ says }) => says.split(' ')[4],
      )
    expect(pressed([], condition('True'))).toEqual(['w1', 'w2'])
    expect(pressed([], condition('False'))).toEqual([])
    expect(pressed([], condition('True', 'DiskPressure'))).toEqual([])
    expect(pressed([[act(), incident({ scope: scope({ node: 'w1' }) })]], condition('True'))).toEqual(['w2'])
    expect(pressed([[act(), incident()]], condition('True'))).toEqual([])
    const events = [
      event({ reason: 'NodeHasInsufficientMemory', node: 'w1' }),
      event({ reason: 'NodeHasInsufficientMemory' }),
      event({ node: 'w3' }),
    ]
    const [told, ...more] = disagreements(
      [],
      [],
      [node({ name: 'w1', conditions: [condition('True'), condition('False', 'X')] })],
      events,
      covered,
    )
    expect([told?.evidence.length, more.length]).toEqual([2, 0])
  })

  test('are a container that restarted more often than it was killed', () => {
    const pods = (restartCount: number, reason = 'OOMKilled', uid: string | null = 'u1') =>
      indexPods([pod({ uid, containers: [container({ restartCount, lastState: containerState({ reason }) })] })]).pods
    const inApp = (uid: string | null = 'u1', name = 'app') =>
      [
        act(),
        incident({
          victims: [victim({ pod: { namespace: 'shop', name: 'cart-1', uid }, container: { name, id: null } })],
        }),
      ] as const
    const found = (of: readonly KnownPod[], ...pairs: readonly (readonly [Act, Incident])[]) =>
      disagreements(pairs, of, [], [], logs()).map(({ against }) => against)
    expect(found(pods(2), inApp())).toEqual(['the bundle, which tells of one kill in it'])
    expect(found(pods(3), inApp(), inApp())).toEqual(['the bundle, which tells of 2 kills in it'])
    expect(found(pods(3, 'OOMKilled', null), inApp(null))).toHaveLength(1)
    expect([
      found(pods(1), inApp()),
      found(pods(9, 'Error'), inApp()),
      found(pods(9)),
      found(pods(9), inApp('u2')),
      found(pods(9), inApp('u1', 'side')),
    ]).toEqual([[], [], [], [], []])
  })
})
