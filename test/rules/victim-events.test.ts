import { describe, expect, test } from 'vitest'
import type { ContainerState, KubeEvent } from '../../src/model/kubernetes.ts'
import { kubernetesStamp, NO_STAMP, type Stamp } from '../../src/model/stamp.ts'
import { endOf, timingOf, victimEvents } from '../../src/rules/events.ts'
import { type CaseParts, caseOf, container, containerState, event, pod, victim, witness } from './cases.ts'

const END_MS = Date.parse('2026-11-23T16:57:49Z')
const ended = (parts: Partial<ContainerState> = {}) => witness({ state: containerState(parts) })
const at = (secondsBefore: number): KubeEvent => event({ stamp: kubernetesStamp(END_MS - secondsBefore * 1000) })

const wall = kubernetesStamp(END_MS).wall
const stamped = (parts: Partial<NonNullable<Stamp['wall']>>): KubeEvent =>
  event({ stamp: { ...NO_STAMP, wall: wall && { ...wall, ...parts } } })

describe('when an event was, by the end of the container', () => {
  test.each([
    ['at the end', at(0), 'before-end'],
    ['as long before as a grace period may be', at(900), 'before-end'],
    ['longer before', at(901), 'elsewhere'],
    ['as long after as clocks may differ', at(-5), 'before-end'],
    ['longer after', at(-6), 'elsewhere'],
    ['an age only', event({ stamp: NO_STAMP }), 'unknown'],
    ['no zone', stamped({ zone: 'missing' }), 'unknown'],
    ['no year', stamped({ year: 'missing' }), 'unknown'],
  ] as const)('%s', (_, each, expected) => {
    expect(timingOf(caseOf({ witnesses: [ended()] }), each)).toBe(expected)
  })

  test('is not known where the end is not', () => {
    expect(timingOf(caseOf({ witnesses: [ended({ finishedAtMs: null })] }), at(0))).toBe('unknown')
    expect(timingOf(caseOf(), at(0))).toBe('unknown')
  })
})

test('the end is the state that is one', () => {
  const running = ended({ phase: 'running', finishedAtMs: null })
  const found = (parts: CaseParts) => endOf(caseOf(parts))?.exitCode ?? null
  expect(found({ witnesses: [running, ended({ exitCode: 9 })] })).toBe(9)
  expect(found({ witnesses: [running, witness({ state: null })] })).toBeNull()
})

describe('events about the victim', () => {
  const count = (each: KubeEvent, parts: CaseParts = { witnesses: [ended()] }): number =>
    victimEvents(caseOf({ ...parts, events: [each] }), 'Killing', /probe/).length
  const of = (parts: Partial<KubeEvent> = {}) => event({ message: 'failed a probe', ...parts })
  const object = of().object
  const named = { victims: [victim({ pod: { namespace: 'shop', name: 'cart-1', uid: null }, container: null })] }
  const inApp = { victims: [victim({ ...named.victims[0], container: { name: 'app', id: null } })] }

  test.each([
    ['its pod', of(), 1],
    ['its pod, by the name that kubectl prints', of({ object: { ...object, kind: 'pod' } }), 1],
    ['its container', of({ container: 'app' }), 1],
    ['another container', of({ container: 'proxy' }), 0],
    ['another pod', of({ object: { ...object, name: 'cart-2' } }), 0],
    ['what is no pod', of({ object: { ...object, kind: 'Node' } }), 0],
    ['another reason', of({ reason: 'Pulled' }), 0],
    ['other words', of({ message: 'Stopping container app' }), 0],
    ['another time', of({ stamp: kubernetesStamp(END_MS - 3_600_000) }), 0],
  ])('%s', (_, each, expected) => {
    expect(count(each)).toBe(expected)
  })

  test('are found by the names of the victim where no object is there', () => {
    expect(count(of(), { incident: named })).toBe(1)
    expect(count(of({ container: 'proxy' }), { incident: named })).toBe(1)
    expect(count(of({ container: 'app' }), { incident: inApp })).toBe(1)
    expect(count(of({ container: 'proxy' }), { incident: inApp })).toBe(0)
    expect(count(of(), { incident: { victims: [victim()] } })).toBe(0)
  })

  test('of a container that is not known may be of any', () => {
    const nameless = { witnesses: [witness({ pod: pod(), container: null })] }
    expect(count(of({ container: 'proxy' }), nameless)).toBe(1)
    expect(count(of({ container: 'app' }), { witnesses: [witness({ container: container({ name: 'app' }) })] })).toBe(1)
  })
})
