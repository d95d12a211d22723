import { describe, expect, it } from 'vitest'
import { factsOf } from './read-objects.ts'
import { node } from './sample-objects.ts'

describe('a node object', () => {
  it('gives its identity, memory and conditions', () => {
    expect(factsOf(node(), 'kube.node')).toMatchObject([
      {
        source: 'object',
        name: 'worker-3',
        node: 'worker-3',
        hostnames: ['w3', '10.0.42.17', 'w3.internal'],
        bootId: '9705ddef-9e3d-4046-9e07-e98fc594d794',
        machineId: 'c862fbfd0c7822a84dbdd0addff454b6',
        kernelRelease: '6.8.0-60-generic',
        kubeletVersion: 'v1.33.1',
        capacityBytes: 16_265_084 * 1024,
        allocatableBytes: 16_163 * 2 ** 20,
        leaseRenewedMs: null,
        pods: [],
        severity: 'warning',
        title: 'Node worker-3: MemoryPressure True (KubeletHasInsufficientMemory)',
        conditions: [
          {
            type: 'MemoryPressure',
            status: 'True',
            lastHeartbeatMs: Date.UTC(2026, 10, 23, 16, 55, 10),
            lastTransitionMs: Date.UTC(2026, 10, 23, 16, 50),
          },
          { type: 'Ready', status: 'True', message: null, lastTransitionMs: null },
        ],
      },
    ])
  })

  it('is bad when not ready, and good without pressure', () => {
    const titleOf = (...conditions: readonly object[]) =>
      factsOf(node('n', { status: { conditions } }), 'kube.node').map(fact => [fact.severity, fact.title])
    expect(titleOf({ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' })).toEqual([
      ['warning', 'Node n: Ready Unknown (NodeStatusUnknown)'],
    ])
    const good = [
      { type: 'Ready', status: 'True' },
      { type: 'MemoryPressure', status: 'False' },
      { type: 'DiskPressure' },
    ]
    expect(titleOf(...good)).toEqual([['info', 'Node n: no bad condition']])
  })

  it('bounds the capture by its own clock, and by that of the API server where that one wrote', () => {
    const silent = {
      lastTransitionTime: '2026-11-23T17:30:00Z',
      reason: 'NodeStatusUnknown',
      status: 'Unknown',
      type: 'Ready',
    }
    const hints = factsOf(node('n', { status: { conditions: [silent] } }), 'kube.capture')
    expect(hints.map(one => [one.node, one.notBeforeMs])).toEqual([[null, Date.UTC(2026, 10, 23, 17, 30)]])
    expect(factsOf(node(), 'kube.capture').map(one => one.node)).toEqual(['worker-3'])
  })
})
