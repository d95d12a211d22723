import { describe, expect, test } from 'vitest'
import type { Culprit, Incident, Victim } from '../../src/model/report.ts'
import {
  crowdOf,
  heldShare,
  holderOf,
  isPodAdj,
  isVictim,
  podOf,
  rankedCulprit,
  requestBytesOf,
} from '../../src/rules/culprit.ts'
import { account, caseOf, container, MIB, pod, selection, task, victim } from './cases.ts'

const of = (what: Culprit['what'], name: string): Culprit => ({ what, name, bytes: MIB, why: '' })
const owned = (name: string | null, container: string | null, uid: string | null = null): Victim =>
  victim({
    pod: { namespace: 'shop', name, uid },
    container: container === null ? null : { name: container, id: null },
  })

describe('the holder', () => {
  test.each(['process', 'container', 'pod', 'service'] as const)('a %s can be limited', what => {
    expect(holderOf(caseOf({ incident: { culprit: of(what, 'x') } }))?.what).toBe(what)
  })

  test.each(['kernel', 'slab', 'hugepages', 'shmem', 'unknown'] as const)('%s is none', what => {
    expect(holderOf(caseOf({ incident: { culprit: of(what, 'x') } }))).toBeNull()
  })

  test('a crowd is counted by its name', () => {
    expect([crowdOf(of('process', '40 × php')), crowdOf(of('process', 'php (7)'))]).toEqual([40, 1])
  })

  test('a process is found in the ranking by its pid', () => {
    const ranking = [task(9, 'a', 1), task(310, 'crawler', 2)]
    const found = (culprit: Culprit | null) =>
      rankedCulprit(caseOf({ incident: { culprit, selection: selection(ranking) } }))?.comm ?? null
    expect(found(of('process', 'crawler (310)'))).toBe('crawler')
    expect(found(of('process', 'crawler (31)'))).toBeNull()
    expect(found(of('process', '7 × php'))).toBeNull()
    expect(found(null)).toBeNull()
  })
})

test.each([
  ['the same pid', of('process', 'crawler (310)'), victim(), true],
  ['another pid of that name', of('process', 'crawler (311)'), victim(), false],
  ['one of the crowd', of('process', '7 × crawler'), victim(), true],
  ['none of the crowd', of('process', '7 × php'), victim(), false],
  ['no name to compare with the crowd', of('process', '7 × null'), victim({ comm: null }), false],
  ['in the service', of('service', 'x.service'), victim({ cgroup: '/system.slice/x.service' }), true],
  ['in another service', of('service', 'x.service'), victim({ cgroup: '/system.slice/y.service' }), false],
  ['in a cgroup that is not known', of('service', 'x.service'), victim(), false],
  ['in the pod', of('pod', 'shop/cart-1'), owned('cart-1', 'app'), true],
  ['in the pod, by its UID', of('pod', 'pod 6f1f0a5e'), owned(null, null, '6f1f0a5e'), true],
  ['in another pod', of('pod', 'shop/cart-2'), owned('cart-1', 'app'), false],
  ['in no pod', of('pod', 'shop/cart-1'), victim(), false],
  ['in the container', of('container', 'app of shop/cart-1'), owned('cart-1', 'app'), true],
  ['in another container of the pod', of('container', 'app of shop/cart-1'), owned('cart-1', 'proxy'), false],
  ['in a container without a name', of('container', 'app of shop/cart-1'), owned('cart-1', null), true],
] as const)('whether the holder was killed: %s', (_, culprit, dead, expected) => {
  expect(isVictim(caseOf({ incident: { victims: [dead] } }), culprit)).toBe(expected)
})

describe('the share that is held', () => {
  const share = (parts: Partial<Incident>) => heldShare(caseOf({ incident: parts }), 25 * MIB)
  const swap = { usageBytes: 50 * MIB, limitBytes: null, freeBytes: 20 * MIB, totalBytes: 120 * MIB }

  test('is of memory and the swap in use', () => {
    expect(share({ memory: account('node', 100, {}) })).toBe(0.25)
    expect(share({ memory: account('node', 100, {}), swap })).toBe(0.125)
    expect(share({ memory: account('node', 100, {}), swap: { ...swap, freeBytes: null } })).toBe(0.25)
    expect(share({ memory: account('node', 100, {}), swap: { ...swap, totalBytes: null } })).toBe(0.25)
    expect(share({ memory: account('cgroup', 50, {}), swap })).toBe(0.25)
    expect(share({ memory: account('cgroup', 100, {}) })).toBe(0.25)
    expect(share({ memory: account('cgroup', 100, {}), swap: { ...swap, usageBytes: null } })).toBe(0.25)
  })

  test('is not known without an account', () => {
    expect([share({ memory: null }), share({ memory: account('cgroup', 0, {}) })]).toEqual([null, null])
  })
})

describe('the pod of the holder', () => {
  const nodePods = [pod({ name: 'cart' }), pod({ name: 'cart-1' }), pod({ name: 'api' })]
  const found = (culprit: Culprit) => podOf(caseOf({ nodePods }), culprit)?.name ?? null

  test('is the one of the longest name that fits', () => {
    expect(found(of('pod', 'shop/cart-1'))).toBe('cart-1')
    expect(found(of('container', 'app of shop/cart-1'))).toBe('cart-1')
    expect(found(of('pod', 'shop/cart'))).toBe('cart')
  })

  test('is none of a process that bears a name like it, nor of an unknown pod', () => {
    expect([found(of('process', 'cart-1 (310)')), found(of('pod', 'shop/db'))]).toEqual([null, null])
  })
})

test('a request is of the pod, else of what runs in it all the time', () => {
  const job = (parts: Parameters<typeof container>[0]) => container({ requestBytes: MIB, ...parts })
  expect(requestBytesOf(pod({ podRequestBytes: 9 * MIB, containers: [job({})] }))).toBe(9 * MIB)
  expect(requestBytesOf(pod({ containers: [job({}), job({})] }))).toBe(2 * MIB)
  expect(requestBytesOf(pod({ containers: [job({}), job({ type: 'init' })] }))).toBe(MIB)
  expect(requestBytesOf(pod({ containers: [job({}), job({ type: 'init', sidecar: true })] }))).toBe(2 * MIB)
  expect(requestBytesOf(pod({ containers: [job({}), job({ requestBytes: null })] }))).toBe(MIB)
  expect(requestBytesOf(pod({ containers: [job({ requestBytes: null })] }))).toBeNull()
  expect(requestBytesOf(pod())).toBeNull()
})

test('values of oom_score_adj that pods get', () => {
  const values = [null, -1000, -999, -998, -997, -996, 0, 1, 2, 999, 1000, 1001]
  expect(values.filter(isPodAdj)).toEqual([-998, -997, 2, 999, 1000])
})
