import { describe, expect, test } from 'vitest'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import { triageOf } from '../../../src/engine/report/triage.ts'
import type { TriageFacts } from '../../../src/engine/report/triage-facts.ts'
import type { ContainerState } from '../../../src/model/kubernetes.ts'
import type { Incident } from '../../../src/model/report.ts'
import { container, containerState, event, incident, MIB, pod, span, victim } from '../../rules/cases.ts'
import { answer, brief, onNode, facts } from './answers.ts'

const podsWith = (...states: readonly Partial<ContainerState>[]) => {
  const { pods, ...rest } = indexPods(
    states.map((state, at) =>
      pod({ uid: `u${at}`, name: `p${at}`, containers: [container({ lastState: containerState(state) })] }),
    ),
  )
  return { pods, endings: endingsOf({ pods, ...rest }) }
}

test('steps are numbered, each with its question', () => {
  expect(triageOf(facts()).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5])
  expect(answer(1).question).toMatch(/OOMKilled/)
})

describe('was the container OOMKilled', () => {
  const oom = { reason: 'OOMKilled' }

  test.each<[string, Partial<TriageFacts>, readonly unknown[]]>([
    ['no pod', {}, ['unknown', 'No pod is in the bundle.', 'kubectl get pods -A -o json > pods.json']],
    [
      'no pod, of a node',
      { incidents: [onNode(null), onNode('w1')] },
      ['unknown', 'No pod is in the bundle.', expect.stringContaining('spec.nodeName=w1')],
    ],
    ['one', podsWith(oom), ['yes', '1 container ended as OOMKilled (by lastState only).', null]],
    ['two', podsWith(oom, oom, {}), ['yes', '2 containers ended as OOMKilled (by lastState only).', null]],
    ['none', podsWith({}), ['no', '1 container ended with 137 or by SIGKILL, none as OOMKilled.', null]],
    [
      'none, and a kill',
      { ...podsWith({}), incidents: [onNode('w1')] },
      [
        'no',
        '1 container ended with 137 or by SIGKILL, none as OOMKilled. The kernel tells of 1 kill all the same.',
        null,
      ],
    ],
    [
      'no end',
      podsWith({ exitCode: 0 }),
      ['no', 'No container of the pods in the bundle ended by SIGKILL, now or in its last state.', null],
    ],
    [
      'no end, and kills',
      { ...podsWith({ exitCode: 0 }), incidents: [onNode('w1'), onNode('w1')] },
      ['no', expect.stringContaining('The kernel tells of 2 kills all the same.'), null],
    ],
    [
      'no end, and a kill by another',
      { ...podsWith({ exitCode: 0 }), incidents: [onNode('w1', { killer: 'earlyoom' })] },
      ['no', expect.not.stringContaining('all the same'), null],
    ],
  ])('%s', (_, parts, expected) => {
    expect(brief(1, parts)).toEqual(expected)
  })

  test('of one that ended for good is not said that it runs', () => {
    const index = indexPods([pod({ containers: [container({ state: containerState(oom) })] })])
    expect(answer(1, { pods: index.pods, endings: endingsOf(index) }).detail).toBe('1 container ended as OOMKilled.')
  })

  test('is answered with lines: of OOMKilled ones, else of all, else of the pods', () => {
    const lines = (parts: Partial<TriageFacts>) => answer(1, parts).evidence.map(({ line }) => line)
    const at = (line: number, state: Partial<ContainerState>) => ({ ...state, evidence: [span(line)] as const })
    expect(lines(podsWith(at(7, oom), at(8, {})))).toEqual([7])
    expect(lines(podsWith(at(7, {}), at(8, {})))).toEqual([7, 8])
    expect(lines(podsWith(at(7, { exitCode: 0 })))).toEqual([203])
    const many = Array.from({ length: 14 }, (_, each) => at(each, oom))
    expect(lines(podsWith(...many))).toHaveLength(10)
  })
})

describe('did more than one pod die', () => {
  const of = (...pods: readonly (string | null)[]) =>
    incident({
      victims: pods.map(name => victim({ pod: name === null ? null : { namespace: 'shop', name, uid: 'u' } })),
    })
  const { pods } = podsWith({}, {})

  test.each<[string, Partial<TriageFacts>, readonly unknown[]]>([
    ['no kill', {}, ['unknown', 'No kill was found.', 'kubectl get events -A -o json > events.json']],
    ['no kill, with one pod', { pods: pods.slice(1) }, ['unknown', 'No kill was found.', expect.any(String)]],
    ['no kill, with several pods', { pods }, ['no', 'No kill was found.', null]],
    ['two pods', { incidents: [of('a', 'b')] }, ['yes', '1 incident, 2 pods in 1 namespace hit.', null]],
    [
      'one pod twice',
      { incidents: [of('a'), of('a', null)] },
      ['unknown', '2 incidents, 1 pod in 1 namespace hit.', expect.any(String)],
    ],
    ['one pod of several', { pods, incidents: [of('a')] }, ['no', '1 incident, 1 pod in 1 namespace hit.', null]],
    ['no pod', { incidents: [of(null)] }, ['unknown', '1 incident, 0 pods hit.', expect.any(String)]],
  ])('%s', (_, parts, expected) => {
    expect(brief(2, parts)).toEqual(expected)
  })

  test('pods are told apart by name and namespace, or by their UIDs', () => {
    const named = (namespace: string | null, name: string | null, uid: string | null) =>
      victim({ pod: { namespace, name, uid } })
    const count = (...victims: Incident['victims']) =>
      answer(2, { incidents: [incident({ victims })] }).detail.match(/(\d+) pods?/)?.[1]
    expect(count(named('a', 'x', 'u1'), named('b', 'x', 'u2'))).toBe('2')
    expect(count(named('a', 'x', null), named('a', 'x', 'u2'))).toBe('1')
    expect(count(named(null, null, 'u1'), named(null, null, 'u2'))).toBe('2')
    expect(count(named(null, null, null))).toBe('0')
  })
})

describe('what goes to the owner', () => {
  test('is the first kill that names somebody', () => {
    const named = incident({
      victims: [victim()],
      limitBytes: 64 * MIB,
      culprit: { what: 'process', name: 'java (7)', bytes: 1, why: '' },
      evidence: [span(1), span(2), span(3), span(4)],
    })
    const found = answer(5, { incidents: [incident({ kind: 'eviction' }), incident({ victims: [] }), named] })
    expect([found.answer, found.detail]).toEqual([
      'yes',
      'victim: crawler (pid 310); limit: 64 MiB; largest holder: java (7); kills of this kind in the bundle: 2.',
    ])
    expect(found.evidence.map(({ line }) => line)).toEqual([1, 2, 3])
  })

  test('is a kill of nobody where there is no other', () => {
    expect(answer(5, { incidents: [incident({ victims: [] })] }).detail).toBe(
      'victim: none; kills of this kind in the bundle: 1.',
    )
  })

  test('is nothing where nothing was killed, or what a runtime said', () => {
    expect(brief(5, {})).toEqual(['unknown', 'There is nothing to hand off.', null])
    expect(brief(5, { incidents: [incident({ kind: 'eviction', victims: [victim()] })] })).toEqual([
      'yes',
      'evicted: crawler (pid 310).',
      null,
    ])
    const heap = {
      ...event({}),
      kind: 'app.out-of-memory',
      ranOut: 'own-limit',
      says: 'x',
      subject: { pod: null, container: null, sandboxId: null },
    }
    const found = answer(5, { heaps: [heap] as unknown as TriageFacts['heaps'] })
    expect([found.answer, found.detail]).toEqual([
      'yes',
      expect.stringMatching(/^The runtime ran out of its own heap.*\.$/),
    ])
    expect(found.evidence).toHaveLength(1)
  })
})

test('a filter takes every no back', () => {
  const { pods } = podsWith({ exitCode: 0 })
  expect(brief(1, { pods, hidden: 2 })).toEqual([
    'unknown',
    'No container of the pods in the bundle ended by SIGKILL, now or in its last state. The filter hid 2 incidents.',
    null,
  ])
  expect(answer(1, { pods, hidden: 1 }).detail).toContain('The filter hid 1 incident.')
  expect(answer(1, { ...podsWith({ reason: 'OOMKilled' }), hidden: 2 }).detail).not.toContain('The filter')
})
