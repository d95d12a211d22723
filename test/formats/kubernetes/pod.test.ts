import { describe, expect, it } from 'vitest'
import { factsOf } from './read-objects.ts'
import { DEAD_ID, oomKilled, POD_ID, pod } from './sample-objects.ts'

const podOf = (...given: Parameters<typeof pod>) => factsOf(pod(...given), 'kube.pod')[0]
const statusOf = (over: object) => podOf('api-1', { status: { containerStatuses: [{ name: 'app', ...over }] } })
const specOf = (over: object) => podOf('api-1', { spec: { containers: [{ name: 'app', ...over }] } })

describe('a pod object', () => {
  it('gives what Kubernetes knows of a container that was killed', () => {
    expect(podOf()).toMatchObject({
      source: 'object',
      node: 'worker-3',
      namespace: 'shop',
      name: 'api-1',
      uid: '5e7ac312-3ca3-4142-9de6-fe4407be8dd4',
      configHash: null,
      qosClass: 'Burstable',
      priorityClassName: 'high',
      phase: 'Running',
      reason: null,
      message: null,
      reasonSpan: null,
      startedAtMs: Date.UTC(2026, 10, 20, 8, 0, 2),
      deletedAtMs: null,
      podLimitBytes: null,
      owner: 'ReplicaSet/api',
      memoryVolumes: ['scratch'],
      severity: 'critical',
      title: 'Pod shop/api-1: app ended OOMKilled (exit code 137), restart count 1',
      stamp: { wall: { epochMs: Date.UTC(2026, 10, 23, 16, 16, 30), clock: 'kubernetes' } },
      containers: [
        {
          name: 'app',
          type: 'regular',
          sidecar: false,
          containerId: POD_ID,
          limitBytes: 512 * 2 ** 20,
          requestBytes: 256 * 2 ** 20,
          restartCount: 1,
          state: { phase: 'running', exitCode: null, startedAtMs: Date.UTC(2026, 10, 23, 16, 16, 31) },
          lastState: {
            phase: 'terminated',
            reason: 'OOMKilled',
            exitCode: 137,
            signal: null,
            containerId: DEAD_ID,
            startedAtMs: Date.UTC(2026, 10, 23, 16, 10, 2),
            finishedAtMs: Date.UTC(2026, 10, 23, 16, 16, 30),
          },
        },
      ],
    })
  })

  it('tells waiting, running and terminated', () => {
    const waiting = statusOf({ state: { waiting: { message: 'back-off 5m0s', reason: 'CrashLoopBackOff' } } })
    expect(waiting?.containers[0]?.state).toMatchObject({
      phase: 'waiting',
      reason: 'CrashLoopBackOff',
      message: 'back-off 5m0s',
      exitCode: null,
    })
    const ended = statusOf({ state: { terminated: { exitCode: 0, reason: 'Completed', signal: 9 } }, lastState: {} })
    expect(ended?.containers[0]).toMatchObject({
      state: { phase: 'terminated', exitCode: 0, signal: 9 },
      lastState: null,
    })
    expect(ended?.severity).toBe('info')
    expect(statusOf({ state: {} })?.containers[0]?.state).toBeNull()
  })

  it('calls a crash a warning, and no kill for lack of memory', () => {
    const crashed = statusOf({ lastState: { terminated: { exitCode: 137, reason: 'Error' } } })
    expect(crashed).toMatchObject({ severity: 'warning', title: 'Pod shop/api-1: app ended Error (exit code 137)' })
  })

  it('reads the zero time as unknown', () => {
    const zero = '0001-01-01T00:00:00Z'
    const lost = { exitCode: 137, finishedAt: zero, reason: 'ContainerStatusUnknown', startedAt: null }
    const fact = statusOf({ state: { terminated: lost } })
    expect(fact?.containers[0]?.state).toMatchObject({ startedAtMs: null, finishedAtMs: null, containerId: null })
    expect(fact?.stamp.wall).toBeNull()
  })

  it('tells init containers, sidecars and ephemeral ones from regular ones', () => {
    const fact = podOf('api-1', {
      spec: {
        containers: [{ name: 'app' }],
        initContainers: [{ name: 'migrate' }, { name: 'proxy', restartPolicy: 'Always' }],
        ephemeralContainers: [{ name: 'debug' }],
      },
      status: {
        containerStatuses: [{ name: 'app' }],
        initContainerStatuses: [{ name: 'migrate' }, { name: 'proxy' }, { name: 'gone', lastState: oomKilled }],
        ephemeralContainerStatuses: [{ name: 'debug' }],
      },
    })
    expect(fact?.containers.map(one => [one.name, one.type, one.sidecar])).toEqual([
      ['migrate', 'init', false],
      ['proxy', 'init', true],
      ['gone', 'init', null],
      ['app', 'regular', false],
      ['debug', 'ephemeral', false],
    ])
    expect(fact?.containers[2]?.lastState?.reason).toBe('OOMKilled')
  })

  it.each([
    ['128974848000m', 128_974_848],
    ['0.5Gi', 2 ** 29],
    ['512M', 512e6],
    [268_435_456, 2 ** 28],
    ['lots', null],
    [{}, null],
    [true, null],
  ])('reads a limit of %j as %j bytes', (memory, bytes) => {
    expect(specOf({ resources: { limits: { memory } } })?.containers[0]?.limitBytes).toBe(bytes)
  })

  it('has no limit where none is set, and the effective one after a resize', () => {
    expect(specOf({ resources: { requests: { cpu: '1' } } })?.containers[0]).toMatchObject({
      limitBytes: null,
      requestBytes: null,
    })
    const resized = statusOf({ resources: { limits: { memory: '768Mi' } } })
    expect(resized?.containers[0]).toMatchObject({ limitBytes: 768 * 2 ** 20, requestBytes: 256 * 2 ** 20 })
  })

  it('has resources of its own since Kubernetes 1.32', () => {
    const resources = { limits: { memory: '1Gi' }, requests: { memory: '1G' } }
    expect(podOf('api-1', { spec: { resources } })).toMatchObject({ podLimitBytes: 2 ** 30, podRequestBytes: 1e9 })
  })

  it('that is static has the hash of its cgroup, besides the UID of its mirror', () => {
    const hash = '0123456789abcdef0123456789abcdef'
    const annotations = { 'kubernetes.io/config.hash': hash, 'kubernetes.io/config.source': 'file' }
    expect(podOf('etcd', { metadata: { annotations } })).toMatchObject({
      configHash: hash,
      uid: '5e7ac312-3ca3-4142-9de6-fe4407be8dd4',
    })
  })

  it('that was evicted says why, and when where a condition tells', () => {
    const message = 'The node was low on resource: memory. Container app was using 5Gi, request is 1Gi. '
    const status = { containerStatuses: [], message, phase: 'Failed', reason: 'Evicted' }
    const evicted = podOf('api-1', { status })
    expect(evicted).toMatchObject({ phase: 'Failed', reason: 'Evicted', message, severity: 'critical' })
    expect(evicted?.stamp.wall).toBeNull()
    expect(evicted?.reasonSpan?.excerpt).toMatch(/^"reason": "Evicted"$/)
    const condition = { lastTransitionTime: '2026-11-23T16:20:00Z', type: 'DisruptionTarget' }
    const stampWith = (reason: string) =>
      podOf('api-1', { status: { ...status, conditions: [{ ...condition, reason }] } })?.stamp.wall?.epochMs
    expect(stampWith('TerminationByKubelet')).toBe(Date.UTC(2026, 10, 23, 16, 20))
    expect(stampWith('EvictionByEvictionAPI')).toBeUndefined()
  })

  it('that is being deleted says since when, and that does not bound the capture', () => {
    const value = pod('api-1', { metadata: { deletionTimestamp: '2026-12-01T00:00:00Z' } })
    expect(factsOf(value, 'kube.pod')[0]?.deletedAtMs).toBe(Date.UTC(2026, 11, 1))
    expect(factsOf(value, 'kube.capture').map(one => [one.node, one.notBeforeMs])).toEqual([
      ['worker-3', Date.UTC(2026, 10, 23, 16, 16, 31)],
      [null, Date.UTC(2026, 10, 20, 8)],
    ])
  })

  it('is no pod without a name, or of another API', () => {
    expect(podOf('')).toBeUndefined()
    expect(factsOf({ ...pod(), apiVersion: 'metrics.k8s.io/v1beta1' }, 'kube.pod')).toEqual([])
  })
})
