import { describe, expect, test } from 'vitest'
import type { Culprit } from '../../src/model/report.ts'
import type { PodFact } from '../../src/model/kubernetes.ts'
import { hostDaemon } from '../../src/rules/host-daemon.ts'
import { kernelLeak } from '../../src/rules/kernel-leak.ts'
import { nodeOvercommit } from '../../src/rules/node-overcommit.ts'
import { noisyNeighbour } from '../../src/rules/noisy-neighbour.ts'
import { account, caseOf, container, MIB, memInfo, node, pod } from './cases.ts'
import { onNode } from './node-scope.ts'

const hog = (parts: Partial<Culprit> = {}): Culprit => ({
  what: 'pod',
  name: 'pod shop/hog-1',
  bytes: 60 * MIB,
  why: '',
  ...parts,
})
const limited = (...limitsMiB: readonly (number | null)[]) =>
  limitsMiB.map(mib => container({ limitBytes: mib === null ? null : mib * MIB }))

describe('the neighbour', () => {
  const verdict = (parts: Partial<PodFact>, culprit = hog()) =>
    noisyNeighbour.check(caseOf({ incident: onNode({ culprit }), nodePods: [pod({ name: 'hog-1', ...parts })] }))

  test.each([
    ['of the pod', { podLimitBytes: 9 * MIB, containers: limited(64) }, '9 MiB'],
    ['of all its containers', { containers: limited(64, 32) }, '96 MiB'],
    ['of some of its containers', { containers: limited(64, null) }, 'no limit on some containers'],
  ])('has the limit %s', (_, parts, from) => {
    expect(verdict(parts)?.advice[0]?.from).toBe(from)
  })

  test('has a request, or none', () => {
    expect(verdict({ podRequestBytes: 16 * MIB })?.cause.why).toContain('held 60 MiB with a request of 16 MiB. It was')
    expect(verdict({})?.cause.why).toContain('held 60 MiB and has no memory request. It was')
    expect(verdict({ name: 'db' })?.cause.why).toContain('whether it belongs to a pod, and to which, is not in the log')
  })

  test('is no crowd, no service, and nothing of unknown size', () => {
    expect(verdict({}, hog({ what: 'process', name: '7 × php' }))).toBeNull()
    expect(verdict({}, hog({ what: 'service', name: 'x.service' }))).toBeNull()
    expect(verdict({}, hog({ bytes: null }))).toBeNull()
  })
})

test('a crowd, and what is of unknown size, is no daemon of the host', () => {
  const found = (culprit: Culprit) => hostDaemon.check(caseOf({ incident: onNode({ culprit }) }))
  expect(found(hog({ what: 'process', name: 'agent (7)' }))?.cause.confidence).toBe('likely')
  expect(found(hog({ what: 'process', name: '7 × agent' }))).toBeNull()
  expect(found(hog({ what: 'process', name: 'agent (7)', bytes: null }))).toBeNull()
  expect(found(hog({ what: 'container', name: 'app of shop/cart-1' }))).toBeNull()
})

describe('what was promised on the node', () => {
  const why = (pods: readonly PodFact[], allocatableMiB: number | null = 100) =>
    nodeOvercommit.check(
      caseOf({
        incident: onNode(),
        nodes: [node(), node({ allocatableBytes: allocatableMiB === null ? null : allocatableMiB * MIB })],
        nodePods: pods,
      }),
    )?.cause.why ?? null

  test('is the sum of limits, of pods or of all their containers', () => {
    const over = why([pod({ podLimitBytes: 60 * MIB }), pod({ containers: limited(40, 50) })])
    expect(over).toContain('memory limits add up to 150 MiB, 150 % of what it may give (100 MiB).')
    expect(why([pod({ podLimitBytes: 60 * MIB }), pod({ containers: limited(40) })])).toBeNull()
    expect(why([])).toBeNull()
  })

  test('knows no bound for pods without a limit', () => {
    expect(why([pod({ containers: limited(40, null) })])).toContain('1 of 1 pods known on it have no memory limit.')
    const both = why([pod({ podLimitBytes: 101 * MIB }), pod({ containers: limited(null) })])
    expect(both).toContain('(100 MiB), and 1 of 2 pods known on it have no memory limit.')
    expect(why([pod({ podLimitBytes: 101 * MIB })], null)).toBeNull()
  })
})

test('of slab caches the three largest are named, the largest first', () => {
  const slabs = [1, 4, 2, 3].map(mib => ({ name: `cache-${mib}`, usedKiB: 1, totalKiB: mib * 1024 }))
  const why = (info: Parameters<typeof memInfo>[0]) =>
    kernelLeak.check(
      caseOf({
        incident: onNode({ memory: account('node', 100, { 'slab unreclaimable': 60 }) }),
        report: { memInfo: memInfo(info) },
      }),
    )?.cause.why
  expect(why({ slabs })).toMatch(/ The largest caches: cache-4 4 MiB, cache-3 3 MiB, cache-2 2 MiB\.$/)
  expect(why({})).not.toContain('largest caches')
})
