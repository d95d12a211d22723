import { describe, expect, test } from 'vitest'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import { nodeAnswer } from '../../../src/engine/report/node-answer.ts'
import { triageOf } from '../../../src/engine/report/triage.ts'
import type { TriageFacts } from '../../../src/engine/report/triage-facts.ts'
import { uncoveredBy } from '../../../src/engine/report/uncovered.ts'
import type { KernelNotice } from '../../../src/model/kernel.ts'
import type { ContainerState, NodeCondition } from '../../../src/model/kubernetes.ts'
import type { Incident } from '../../../src/model/report.ts'
import { container, containerState, event, incident, MIB, node, pod, scope, span, victim } from '../../rules/cases.ts'
import { facts, logs, window } from './answers.ts'

const answer = (step: number, parts: Partial<TriageFacts> = {}) => {
  const found = triageOf(facts(parts))[step - 1]
  if (!found) throw new Error(`there is no step ${step}`)
  return found
}
const brief = (step: number, parts: Partial<TriageFacts> = {}) => {
  const { answer: is, detail, collect } = answer(step, parts)
  return [is, detail, collect]
}
const onNode = (name: string | null, parts: Partial<Incident> = {}) =>
  incident({ kind: 'global', ...parts, scope: scope({ node: name, ...parts.scope }) })
const podsWith = (...states: readonly Partial<ContainerState>[]) => {
  const { pods, ...rest } = indexPods(
    states.map((state, at) =>
      pod({ uid: `u${at}`, name: `p${at}`, containers: [container({ lastState: containerState(state) })] }),
    ),
  )
  return { pods, endings: endingsOf({ pods, ...rest }) }
}
const covered = { isThere: true, covers: () => true }

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

describe('did the node run short of memory', () => {
  const condition = (status: string, type = 'MemoryPressure'): NodeCondition => ({
    type,
    status,
    reason: null,
    message: null,
    lastHeartbeatMs: null,
    lastTransitionMs: null,
    span: span(70),
  })
  const evicted = (resource: string) =>
    incident({ kind: 'eviction', eviction: { resource, threshold: null, available: null, usedBy: [] } })
  const calm = { logs: logs({ isThere: true, nodes: new Set(['w1']), covers: () => true }) }

  test.each<[string, Partial<TriageFacts>, string]>([
    [
      'a global kill',
      { incidents: [onNode('w1')] },
      'The node ran out in 1 incident: the limits of pods that died were not the reason.',
    ],
    [
      'the limit of all pods',
      { incidents: [incident({ scope: scope({ level: 'node-allocatable' }) })] },
      'The node ran out in 1 incident',
    ],
    [
      'a daemon',
      { incidents: [incident({ kind: 'userspace', killer: 'earlyoom', scope: scope({ level: 'node' }) })] },
      'It was short of memory by the policy of earlyoom: 1 kill.',
    ],
    [
      'an event',
      { events: [event({ reason: 'NodeHasInsufficientMemory' })] },
      'It was short of memory: event NodeHasInsufficientMemory.',
    ],
    [
      'a threshold',
      { events: [event({ reason: 'EvictionThresholdMet', message: 'Attempting to reclaim memory' })] },
      'It was short of memory: event EvictionThresholdMet.',
    ],
    [
      'a condition',
      { nodes: [node({ conditions: [condition('True')] })] },
      'It is short of memory: condition MemoryPressure is True.',
    ],
    [
      'evictions',
      { incidents: [evicted('memory'), evicted('memory')] },
      'It was short of memory: 2 evictions for lack of it.',
    ],
  ])('yes, by %s', (_, parts, words) => {
    const { answer: is, detail, evidence } = nodeAnswer(facts({ ...calm, ...parts }))
    expect(is).toBe('yes')
    expect(detail).toContain(words)
    expect(evidence.length).toBeGreaterThan(0)
  })

  test.each<[string, Partial<TriageFacts>]>([
    ['a kill in a cgroup', { incidents: [incident()] }],
    ['a killer of cgroups', { incidents: [incident({ kind: 'userspace', scope: scope({ level: 'service' }) })] }],
    [
      'a threshold of disk',
      { events: [event({ reason: 'EvictionThresholdMet', message: 'Attempting to reclaim ephemeral-storage' })] },
    ],
    [
      'words that quote a threshold',
      { events: [event({ reason: 'Killing', message: 'Attempting to reclaim memory' })] },
    ],
    ['another condition', { nodes: [node({ name: 'w1', conditions: [condition('True', 'DiskPressure')] })] }],
    ['a condition that is not', { nodes: [node({ name: 'w1', conditions: [condition('False')] })] }],
    ['evictions for disk', { incidents: [evicted('ephemeral-storage')] }],
  ])('no, in spite of %s', (_, parts) => {
    expect(nodeAnswer(facts({ ...calm, ...parts })).answer).toBe('no')
  })

  test('is answered by what tells most', () => {
    const all = {
      incidents: [evicted('memory'), onNode('w1')],
      events: [event({ reason: 'NodeHasInsufficientMemory' })],
      nodes: [node({ conditions: [condition('True')] })],
    }
    expect(nodeAnswer(facts(all)).detail).toContain('The node ran out')
    expect(nodeAnswer(facts({ ...all, incidents: [evicted('memory')] })).detail).toContain('event')
    expect(nodeAnswer(facts({ ...all, incidents: [evicted('memory')], events: [] })).detail).toContain('condition')
    expect(nodeAnswer(facts(all)).evidence.map(({ line }) => line)).toEqual([9, 205, 70])
  })

  test('is not known without a kernel log, or where it may have missed it', () => {
    const none = nodeAnswer(facts())
    expect([none.answer, none.detail, none.collect]).toEqual([
      'unknown',
      'Without a kernel log the bundle does not show it.',
      expect.stringMatching(/^journalctl -k/),
    ])
    expect(nodeAnswer(facts({ incidents: [incident({ scope: scope({ node: 'w1' }) })] })).collect).toContain('node/w1')
    const elsewhere = nodeAnswer(facts({ logs: logs({ isThere: true }), nodes: [node({ name: 'w9' })] }))
    expect([elsewhere.answer, elsewhere.detail]).toEqual([
      'unknown',
      'The kernel log in the bundle shows no global OOM kill, but is not of every node (w9).',
    ])
    const open = nodeAnswer(
      facts({ ...calm, incidents: [incident({ kind: 'unknown', scope: scope({ node: 'w1' }) })] }),
    )
    expect([open.answer, open.detail, open.collect]).toEqual([
      'unknown',
      'It is not known whose memory ran out in 1 incident.',
      expect.stringContaining('node/w1'),
    ])
  })

  test('is no by the kernel log, and by the condition where there is one', () => {
    expect(nodeAnswer(facts(calm)).detail).toBe('The kernel log shows no global OOM kill in the time it covers.')
    const { detail, evidence } = nodeAnswer(
      facts({ ...calm, nodes: [node({ name: 'w1', conditions: [condition('False')] })] }),
    )
    expect(detail).toBe(
      'The kernel log shows no global OOM kill in the time it covers, and MemoryPressure is not True.',
    )
    expect(evidence.map(({ line }) => line)).toEqual([70])
  })
})

describe('what the kernel logs do not cover', () => {
  const why = (parts: Partial<TriageFacts>) => uncoveredBy(facts(parts))?.why ?? null
  const at = (name: string | null) => incident({ scope: scope({ node: name }) })
  const nodes = (...names: readonly string[]) => names.map(name => node({ name }))

  test.each<[string, Partial<TriageFacts>, string | null]>([
    ['nothing is asked', {}, null],
    ['a node without a log', { nodes: nodes('w1') }, 'is not of every node (w1)'],
    ['a node with its log', { nodes: nodes('w1'), logs: logs({ nodes: new Set(['w1']) }) }, null],
    ['a node of a pod', { pods: indexPods([pod({ node: 'w2' })]).pods }, 'is not of every node (w2)'],
    ['four nodes', { nodes: nodes('d', 'c', 'b', 'a') }, 'is not of every node (a, b, c and 1 more)'],
    ['three nodes', { nodes: nodes('c', 'b', 'a', 'a') }, 'is not of every node (a, b, c)'],
    ['an incident elsewhere', { incidents: [at('w1')], nodes: nodes('w9') }, 'is not of that node (w1)'],
    ['an incident that is covered', { incidents: [at('w1')], logs: logs({ covers: () => true }) }, null],
    [
      'an incident at another time',
      { incidents: [at('w1')], logs: logs({ nodes: new Set(['w1']) }) },
      'it is not known to cover the time',
    ],
    ['an incident somewhere', { incidents: [at(null)] }, 'it is not known which node it happened on'],
    ['a log without a name, of the only node', { nodes: nodes('w1'), logs: logs({ hasNameless: true }) }, null],
    [
      'a log without a name, of one of two nodes',
      { nodes: nodes('w1', 'w2'), logs: logs({ hasNameless: true }) },
      'does not say which node it is of (w1, w2)',
    ],
    [
      'a log without a name, beside one with',
      { nodes: nodes('w1'), logs: logs({ hasNameless: true, nodes: new Set(['w2']) }) },
      'does not say which node it is of (w1)',
    ],
    [
      'a log without a name, for an incident',
      { incidents: [at('w1')], logs: logs({ hasNameless: true }) },
      'does not say which node it is of (w1)',
    ],
  ])('%s', (_, parts, expected) => {
    expect(why(parts)).toBe(expected)
  })

  test('is fetched from the first of the nodes', () => {
    expect(uncoveredBy(facts({ nodes: nodes('w2', 'w1') }))?.collect).toContain('node/w1')
    expect(uncoveredBy(facts({ nodes: nodes('w1', 'w2'), logs: logs({ hasNameless: true }) }))?.collect).toContain(
      'node/w1',
    )
    expect(uncoveredBy(facts({ incidents: [at('w1')], logs: logs({ nodes: new Set(['w1']) }) }))?.collect).toContain(
      'node/w1',
    )
  })
})

describe('what the kernel says', () => {
  const notice = (what: KernelNotice['what'], line = 1) =>
    ({ ...event({}), kind: 'kernel.notice', what, evidence: [span(line)] }) as unknown as KernelNotice
  const by = (killer: Incident['killer'], kind: Incident['kind'] = 'userspace') => incident({ killer, kind })

  test('is its kills by their kind, with what led up to them', () => {
    const kills = [incident(), incident(), onNode('w1')]
    expect(brief(4, { incidents: kills })).toEqual([
      'yes',
      'Kills by the kernel: 2 memcg, 1 global. No pressure data tells what led up to them.',
      'cat /proc/pressure/memory /proc/pressure/io > pressure.txt',
    ])
    expect(brief(4, { incidents: kills, hasPressure: true })).toEqual([
      'yes',
      'Kills by the kernel: 2 memcg, 1 global. No thrashing is seen before them in the pressure data of the bundle.',
      null,
    ])
    const before = { incidents: [incident({ thrashing: 't1' }), incident({ thrashing: 't2' })], hasPressure: true }
    const thrashing = [
      window({ signals: [{ signal: 'x', peak: 1, evidence: [span(5), span(6)] }] }),
      window({ id: 't2', scope: '/a', seconds: 5 }),
      window({ id: 't3' }),
    ]
    const found = answer(4, { ...before, thrashing })
    expect(found.detail).toContain(
      'Before them the node was thrashing for 1 min (t1). Before them one cgroup was thrashing for 5 s (t2).',
    )
    expect(found.evidence.map(({ line }) => line)).toEqual([9, 5])
  })

  test('is not what only other programs say of it', () => {
    const seen = incident({ kind: 'unknown', scope: scope({ node: 'w1' }) })
    expect(brief(4, { incidents: [seen] })).toEqual([
      'unknown',
      'There is no kernel log in the bundle. Other programs tell of 1 kill by the kernel.',
      expect.stringContaining('node/w1'),
    ])
    expect(answer(4, { incidents: [seen], logs: logs(covered) }).answer).toBe('yes')
    expect(answer(4, { incidents: [seen, incident()] }).answer).toBe('yes')
    expect(answer(4, { incidents: [seen] }).evidence.map(({ line }) => line)).toEqual([9])
    expect(brief(4)).toEqual(['unknown', 'There is no kernel log in the bundle.', expect.stringMatching(/^journalctl/)])
  })

  test('is nothing, in what its log covers', () => {
    expect(brief(4, { logs: logs(covered) })).toEqual([
      'no',
      'The kernel log in the bundle holds no OOM kill in the time it covers.',
      'cat /proc/pressure/memory /proc/pressure/io > pressure.txt',
    ])
    expect(brief(4, { logs: logs({ isThere: true }), nodes: [node({ name: 'w1' })] })).toEqual([
      'unknown',
      'The kernel log in the bundle holds no OOM kill, but is not of every node (w1).',
      expect.stringContaining('node/w1'),
    ])
  })

  test('may be trouble that is no kill', () => {
    const notices = [notice('hung-task', 3), notice('allocation-failure', 4), notice('hung-task', 5)]
    const { detail, evidence } = answer(4, { logs: logs(covered), notices })
    expect(detail).toContain(' It holds 1 page allocation failure, 2 hung tasks: trouble, and no kill.')
    expect(evidence.map(({ line }) => line)).toEqual([3, 4, 5])
  })

  test('is silent of the kills of others, which are told', () => {
    const others = [by('earlyoom'), by('systemd-oomd'), by('earlyoom'), by('kubelet', 'eviction')]
    const words = " Others than the kernel's OOM killer killed: earlyoom (2 kills), systemd-oomd (1 kill)."
    expect(answer(4, { incidents: others, logs: logs(covered) }).detail).toContain(words)
    expect(answer(4, { incidents: others }).detail).toContain(words)
    expect(answer(4, { incidents: [by('kubelet', 'eviction')] }).detail).not.toContain('Others than')
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
