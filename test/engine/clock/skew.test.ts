import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNotable, skewsOf } from '../../../src/engine/clock/skew.ts'
import { skewContradictions } from '../../../src/engine/clock/skew-contradictions.ts'
import type { KubeEvent, PodFact } from '../../../src/model/kubernetes.ts'
import { kubernetesStamp } from '../../../src/model/stamp.ts'
import { event, pod } from '../../rules/cases.ts'

const NOON = Date.UTC(2026, 10, 23, 12)
const cut = (ms: number): number => Math.floor(ms / 1000) * 1000

/** An event that the kubelet of a node sends whose clock is off by so much, and that arrives so much later. */
const sent = (aheadMs: number, atMs = NOON, delayMs = 10, host = 'n1'): KubeEvent =>
  event({
    component: 'kubelet',
    host,
    first: kubernetesStamp(atMs + aheadMs, 1e-6),
    createdAtMs: cut(atMs + delayMs),
  })

const begun = (aheadMs: number, atMs = NOON, delayMs = 500, node = 'n1'): PodFact =>
  pod({ node, scheduledAtMs: cut(atMs), startedAtMs: cut(atMs + delayMs + aheadMs) })

const skews = (events: readonly KubeEvent[], pods: readonly PodFact[] = []) => skewsOf(events, pods, host => host)

describe('the clock of a node', () => {
  it.each([47_000, -47_000, 0, 3_600_000])('that is %i ms ahead is known from events and pods', aheadMs => {
    const found = skews(
      [0, 700, 1400, 2100].map(ms => sent(aheadMs, NOON + ms)),
      [begun(aheadMs)],
    ).get('n1')
    expect(Math.abs((found?.aheadSeconds ?? 1e9) - aheadMs / 1000)).toBeLessThanOrEqual(found?.plusMinusSeconds ?? 0)
    expect(found?.plusMinusSeconds).toBeLessThanOrEqual(1)
    expect(found && isNotable(found)).toBe(aheadMs !== 0)
  })

  it('is within its bound, whatever the delays of a live node are', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), delays, delays, (aheadMs, events, pods) => {
        const found = skews(
          events.map((delay, at) => sent(aheadMs, NOON + at * 1234, Math.min(...events) === delay ? 0 : delay)),
          pods.map((delay, at) => begun(aheadMs, NOON + at * 4321, delay)),
        ).get('n1')
        expect(Math.abs((found?.aheadSeconds ?? 1e9) - aheadMs / 1000)).toBeLessThanOrEqual(
          (found?.plusMinusSeconds ?? 0) + 1e-6,
        )
      }),
    )
  })

  it('is not moved by events that came late', () => {
    const late = [0, 1, 2, 3].map(at => sent(0, NOON + at * 1000, 90_000))
    const found = skews([...late, sent(0), sent(0, NOON + 500), sent(0, NOON + 900)]).get('n1')
    expect(found && isNotable(found)).toBe(false)
  })

  it('is nobody else’s', () => {
    const found = skews([sent(47_000), sent(0, NOON, 10, 'n2')], [begun(0, NOON, 500, 'n2')])
    expect(found.get('n1')?.aheadSeconds).toBeGreaterThan(45)
    expect(Math.abs(found.get('n2')?.aheadSeconds ?? 9)).toBeLessThan(2)
  })

  it.each([
    [
      'an event of a controller',
      event({ component: 'node-controller', host: 'n1', first: kubernetesStamp(NOON), createdAtMs: 0 }),
    ],
    ['a row of a table', { ...sent(47_000), createdAtMs: null }],
    ['an event without its first time', { ...sent(47_000), first: sent(0).stamp }],
  ])('is not told by %s', (_, each) => {
    expect(skews([each]).size).toBe(0)
  })

  it.each([
    ['of a static pod', { configHash: '0'.repeat(32) }],
    ['without a node', { node: null }],
    ['that waits for a node', { scheduledAtMs: null }],
  ])('is not told by a pod %s', (_, parts) => {
    expect(skews([], [{ ...begun(47_000), ...parts }]).size).toBe(0)
  })
})

describe('a clock that is off', () => {
  it('is said, with its lines', () => {
    const [first, ...more] = skewContradictions(skews([sent(47_000), sent(0, NOON, 10, 'n2')]))
    expect(more).toEqual([])
    expect(first?.says).toMatch(/node n1 runs 4[678]\S* s .* ahead of the API server/)
    expect(first?.evidence.length).toBeGreaterThan(0)
  })

  it('by less than it is known is not said', () => {
    expect(skewContradictions(skews([sent(1500)]))).toEqual([])
  })
})
