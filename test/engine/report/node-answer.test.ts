import { describe, expect, test } from 'vitest'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import { nodeAnswer } from '../../../src/engine/report/node-answer.ts'
import type { TriageFacts } from '../../../src/engine/report/triage-facts.ts'
import { uncoveredBy } from '../../../src/engine/report/uncovered.ts'
import type { NodeCondition } from '../../../src/model/kubernetes.ts'
import type { Incident } from '../../../src/model/report.ts'
import { event, incident, node, pod, scope, span } from '../../rules/cases.ts'
import { facts, logs } from './answers.ts'

const onNode = (name: string | null, parts: Partial<Incident> = {}) =>
  incident({ kind: 'global', ...parts, scope: scope({ node: name, ...parts.scope }) })

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
