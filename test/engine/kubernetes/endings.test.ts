import { describe, expect, test } from 'vitest'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import type { ContainerFact, ContainerState, PodFact } from '../../../src/model/kubernetes.ts'
import { container, containerState, pod } from '../../rules/cases.ts'

const ID = 'c0ffee00'.repeat(8)
const oom = (parts: Partial<ContainerState> = {}) => containerState({ reason: 'OOMKilled', ...parts })
const app = (lastState: ContainerState, parts: Partial<ContainerFact> = {}) => container({ lastState, ...parts })
const found = (...facts: readonly PodFact[]) =>
  endingsOf(indexPods(facts)).map(({ state, others }) => [state.reason, others.length])
const of = (...containers: readonly ContainerFact[]) => pod({ uid: 'u1', containers })

describe('an end by SIGKILL', () => {
  test.each<[string, Partial<ContainerState>, boolean]>([
    ['by the reason, whatever the code', { reason: 'OOMKilled', exitCode: 1 }, true],
    ['by the code', { exitCode: 137 }, true],
    ['by the signal', { exitCode: null, signal: 9 }, true],
    ['not by another code', { exitCode: 143 }, false],
    ['not by another signal', { exitCode: null, signal: 15 }, false],
    ['not of one that runs', { phase: 'running', exitCode: 137 }, false],
  ])('%s', (_, parts, isEnd) => {
    expect(found(of(app(containerState(parts))))).toHaveLength(Number(isEnd))
  })

  test('of now and of the life before are two', () => {
    const [now, before] = [oom({ finishedAtMs: 2000 }), oom({ finishedAtMs: 1000 })]
    expect(found(of(container({ state: now, lastState: before })))).toHaveLength(2)
  })
})

describe('sources that tell of one pod', () => {
  const described = (state: ContainerState, name = 'app') =>
    pod({ source: 'describe', containers: [app(state, { name })] })

  test.each<[string, ContainerState, string, readonly unknown[]]>([
    ['of the same second', oom(), 'app', [['OOMKilled', 1]]],
    [
      'of another second',
      oom({ finishedAtMs: 1000 }),
      'app',
      [
        ['OOMKilled', 0],
        ['OOMKilled', 0],
      ],
    ],
    [
      'of another container',
      oom(),
      'side',
      [
        ['OOMKilled', 0],
        ['OOMKilled', 0],
      ],
    ],
    ['of the same second for another reason', containerState(), 'app', [['OOMKilled', 1]]],
  ])('%s', (_, state, name, expected) => {
    expect(found(of(app(oom({ containerId: ID }))), described(state, name))).toEqual(expected)
  })

  test.each<[string, Partial<ContainerState>, number]>([
    ['with the same reason and code', {}, 1],
    ['with another reason', { reason: 'Error' }, 2],
    ['with another code', { exitCode: 1 }, 2],
    ['with another ID', { containerId: ID }, 1],
  ])('without a second, %s', (_, parts, ends) => {
    const state = oom({ finishedAtMs: null })
    expect(found(of(app(state)), described({ ...state, ...parts }))).toHaveLength(ends)
  })

  test('by two IDs of one second are two', () => {
    const facts = [ID, 'd'.repeat(64)].map(containerId => of(app(oom({ containerId }))))
    expect(found(...facts)).toHaveLength(2)
  })
})

describe('rows of kubectl get pods', () => {
  const row = (reason: string, restartCount: number | null) =>
    pod({
      source: 'table',
      containers: [
        container({
          name: null,
          restartCount,
          state: containerState({ reason, finishedAtMs: null, exitCode: reason === 'OOMKilled' ? null : 137 }),
        }),
      ],
    })

  test('beside a status tell nothing new, unless of another way to end', () => {
    expect(found(of(app(oom())), row('OOMKilled', 3))).toEqual([['OOMKilled', 1]])
    expect(found(of(app(oom())), row('Error', 3))).toEqual([
      ['OOMKilled', 0],
      ['Error', 0],
    ])
    expect(found(of(app(containerState())), row('Error', 3))).toEqual([['Error', 1]])
  })

  test('with different counts of restarts are of different kills', () => {
    expect(found(row('OOMKilled', 3), row('OOMKilled', 3))).toEqual([['OOMKilled', 1]])
    expect(found(row('OOMKilled', 3), row('OOMKilled', 4))).toEqual([
      ['OOMKilled', 0],
      ['OOMKilled', 0],
    ])
  })
})
