import { describe, expect, test } from 'vitest'
import { evictionActs } from '../../../src/engine/incident/eviction.ts'
import { withKubeletLog } from '../../../src/engine/incident/kubelet-evictions.ts'
import type { KubeEvent, PodFact } from '../../../src/model/kubernetes.ts'
import { type EvictionStep, NO_SUBJECT } from '../../../src/model/node-log.ts'
import { event, pod } from '../../rules/cases.ts'
import { clocks } from '../killer/clocks.ts'
import { lineOf, podsOf, stampAt } from './facts.ts'

let lines = 0
const step = (what: EvictionStep['what'], parts: Partial<EvictionStep> = {}): EvictionStep => {
  lines += 1
  return {
    kind: 'node.eviction',
    stamp: stampAt(0),
    node: null,
    boot: 0,
    title: '',
    severity: 'info',
    evidence: [lineOf('kubelet.log', lines)],
    by: 'kubelet',
    subject: NO_SUBJECT,
    what,
    resource: null,
    threshold: null,
    available: null,
    ...parts,
  }
}
const CART = { namespace: 'shop', name: 'cart-1', uid: null as string | null }
const evicted = (of: Partial<typeof CART> | null = {}, parts: Partial<EvictionStep> = {}): EvictionStep =>
  step('evicted', { subject: { ...NO_SUBJECT, pod: of === null ? null : { ...CART, ...of } }, ...parts })
const seen = (resource: string, threshold: string, available: string) =>
  step('observed', { resource, threshold, available })
const must = (resource: string | null) => step('must-evict', { resource })

const acts = (steps: readonly EvictionStep[], facts: readonly PodFact[] = [], events: readonly KubeEvent[] = []) => {
  const index = podsOf(...facts)
  return withKubeletLog(evictionActs(index, events), steps, index, clocks)
}
const brief = (...given: Parameters<typeof acts>) =>
  acts(...given).map(({ victims, nodeLines }) => [
    victims[0]?.pod?.name,
    nodeLines.map(({ because }) => because).join(' '),
  ])
const why = (...steps: readonly EvictionStep[]) => acts(steps)[0]?.eviction

describe('why a pod was evicted, by the log of the kubelet', () => {
  const memory = { resource: 'memory', threshold: '100Mi', available: '9Mi', usedBy: [] }

  test('is the resource that it began with, and what it observed of it', () => {
    expect(why(seen('memory', '100Mi', '9Mi'), must('memory'), evicted())).toEqual(memory)
    expect(why(seen('memory', '100Mi', '9Mi'), step('reclaiming', { resource: 'memory' }), evicted())).toEqual(memory)
    expect(why(seen('memory', '100Mi', '50Mi'), seen('memory', '100Mi', '9Mi'), must('memory'), evicted())).toEqual(
      memory,
    )
  })

  test('is not what it observed of another resource, or without one', () => {
    const none = { threshold: null, available: null }
    expect(why(seen('nodefs', '10%', '1%'), must('memory'), evicted())).toMatchObject({ resource: 'memory', ...none })
    expect(why(seen('memory', '100Mi', '9Mi'), seen('nodefs', '10%', '1%'), must('memory'), evicted())).toEqual(memory)
    expect(why(seen('memory', '100Mi', '9Mi'), evicted())).toMatchObject({ resource: 'unknown', ...none })
    expect(why(evicted())).toMatchObject({ resource: 'unknown', ...none })
    expect(why(evicted(), must('memory'))).toMatchObject({ resource: 'unknown', ...none })
  })

  test('is cited with each step that says it', () => {
    expect(brief([seen('memory', '1', '1'), must('memory'), step('ranked'), evicted()])).toEqual([
      ['cart-1', 'event-text event-text event-text'],
    ])
    expect(brief([step('ranked'), must('memory'), step('failed')])).toEqual([])
  })

  test('is of its own log', () => {
    const elsewhere = { ...must('memory'), evidence: [lineOf('other.log', 1)] as const }
    expect(why(elsewhere, evicted())?.resource).toBe('unknown')
  })
})

describe('an eviction that the kubelet logs', () => {
  const known = pod({ uid: 'u1', reason: 'Evicted', message: 'The node was low on resource: memory. ', node: 'w1' })
  const told = (parts: Partial<KubeEvent> = {}) =>
    event({
      reason: 'Evicted',
      message: 'x',
      stamp: stampAt(0),
      ...parts,
      object: { kind: 'Pod', namespace: 'shop', name: 'cart-1', uid: null, ...parts.object },
    })

  test('is the one that the pod tells of, by UID or by name', () => {
    expect(brief([evicted()], [known])).toEqual([['cart-1', 'event-text']])
    expect(brief([evicted({ uid: 'u1', name: 'x' })], [known])).toEqual([['cart-1', 'pod-uid']])
    expect(brief([evicted({ uid: 'u2' })], [{ ...known, name: 'b' }])).toEqual([
      ['b', ''],
      ['cart-1', 'event-text'],
    ])
  })

  test('is the one that an event tells of, at that time', () => {
    expect(brief([evicted()], [], [told()])).toEqual([['cart-1', 'event-text']])
    expect(brief([evicted({ uid: 'u1' })], [], [told()])).toEqual([['cart-1', 'pod-uid']])
    expect(brief([evicted()], [], [told({ stamp: stampAt(300) })])).toEqual([['cart-1', 'event-text']])
    expect(brief([evicted()], [], [told({ stamp: stampAt(301) })])).toEqual([
      ['cart-1', ''],
      ['cart-1', 'event-text'],
    ])
    expect(brief([evicted({ namespace: 'x' })], [], [told()])).toEqual([
      ['cart-1', ''],
      ['cart-1', 'event-text'],
    ])
  })

  test('is none of nobody', () => {
    expect(brief([evicted(null)])).toEqual([])
  })

  test('is one, however often it is logged at once, and two where that is apart', () => {
    expect(brief([evicted(), evicted()])).toEqual([['cart-1', 'event-text event-text']])
    expect(brief([evicted(), evicted({}, { stamp: stampAt(301) })])).toHaveLength(2)
    expect(brief([evicted(), evicted({ name: 'b' })])).toHaveLength(2)
  })

  test('adds what the pod does not tell', () => {
    const why_ = (message: string) =>
      acts([seen('memory', '100Mi', '9Mi'), must('memory'), evicted()], [{ ...known, message }])[0]?.eviction
    expect(why_('The node was low on resource: memory. ')).toMatchObject({
      resource: 'memory',
      threshold: '100Mi',
      available: '9Mi',
    })
    expect(why_('The node was low on resource: inodes. Threshold quantity: 5, available: 1. ')).toMatchObject({
      resource: 'inodes',
      threshold: '5',
      available: '1',
    })
    expect(why_('x')?.resource).toBe('memory')
  })

  test('is of the machine that logs it, or that its pod runs on', () => {
    const other = pod({ uid: 'u1', node: 'w1' })
    expect(acts([evicted({ uid: 'u1' })], [other])).toMatchObject([
      { node: 'w1', pods: [{ uid: 'u1' }], kind: 'eviction', killer: 'kubelet' },
    ])
    expect(acts([evicted({ uid: 'u1' }, { node: 'w2' })], [other])[0]?.node).toBe('w2')
    expect(acts([evicted()])).toMatchObject([{ node: null, pods: [], victims: [{ outcome: 'signalled' }] }])
  })
})
