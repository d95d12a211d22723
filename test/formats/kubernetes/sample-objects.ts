export const POD_ID = 'f3'.repeat(32)
export const DEAD_ID = '0e'.repeat(32)

export const oomKilled = {
  terminated: {
    containerID: `containerd://${DEAD_ID}`,
    exitCode: 137,
    finishedAt: '2026-11-23T16:16:30Z',
    reason: 'OOMKilled',
    startedAt: '2026-11-23T16:10:02Z',
  },
}

/** A pod whose one container was killed at its limit once and runs again. */
export const pod = (name = 'api-1', over: { spec?: object; status?: object; metadata?: object } = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    annotations: { 'example.org/note': 'name: fake' },
    creationTimestamp: '2026-11-20T08:00:00Z',
    managedFields: [{ manager: 'kubelet', operation: 'Update', time: '2031-01-01T00:00:00Z' }],
    name,
    namespace: 'shop',
    ownerReferences: [
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'not-this' },
      { apiVersion: 'apps/v1', controller: true, kind: 'ReplicaSet', name: 'api' },
    ],
    uid: '5e7ac312-3ca3-4142-9de6-fe4407be8dd4',
    ...over.metadata,
  },
  spec: {
    containers: [
      {
        image: 'registry.example.com/api:1',
        name: 'app',
        resources: { limits: { cpu: '1', memory: '512Mi' }, requests: { memory: '256Mi' } },
      },
    ],
    nodeName: 'worker-3',
    priorityClassName: 'high',
    volumes: [
      { emptyDir: { medium: 'Memory', sizeLimit: '64Mi' }, name: 'scratch' },
      { emptyDir: {}, name: 'disk' },
    ],
    ...over.spec,
  },
  status: {
    containerStatuses: [
      {
        containerID: `containerd://${POD_ID}`,
        lastState: oomKilled,
        name: 'app',
        ready: true,
        restartCount: 1,
        state: { running: { startedAt: '2026-11-23T16:16:31Z' } },
      },
    ],
    phase: 'Running',
    qosClass: 'Burstable',
    startTime: '2026-11-20T08:00:02Z',
    ...over.status,
  },
})

export const node = (name = 'worker-3', over: { status?: object } = {}): object => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { creationTimestamp: '2026-08-25T17:02:10Z', labels: { 'kubernetes.io/hostname': 'w3' }, name },
  status: {
    addresses: [
      { address: '10.0.42.17', type: 'InternalIP' },
      { address: 'w3', type: 'Hostname' },
      { address: 'w3.internal', type: 'InternalDNS' },
      { address: '203.0.113.7', type: 'ExternalIP' },
    ],
    allocatable: { memory: '16163Mi' },
    capacity: { cpu: '8', memory: '16265084Ki' },
    conditions: [
      {
        lastHeartbeatTime: '2026-11-23T16:55:10Z',
        lastTransitionTime: '2026-11-23T16:50:00Z',
        message: 'kubelet has insufficient memory available',
        reason: 'KubeletHasInsufficientMemory',
        status: 'True',
        type: 'MemoryPressure',
      },
      { lastHeartbeatTime: '2026-11-23T16:55:10Z', reason: 'KubeletReady', status: 'True', type: 'Ready' },
    ],
    nodeInfo: {
      bootID: '9705ddef-9e3d-4046-9e07-e98fc594d794',
      kernelVersion: '6.8.0-60-generic',
      kubeletVersion: 'v1.33.1',
      machineID: 'c862fbfd0c7822a84dbdd0addff454b6',
    },
    ...over.status,
  },
})

/** A core/v1 event; its name holds the time of `firstTimestamp` in nanoseconds. */
export const event = (over: object = {}): object => ({
  apiVersion: 'v1',
  count: 14,
  eventTime: null,
  firstTimestamp: '2026-11-23T16:02:21Z',
  involvedObject: {
    apiVersion: 'v1',
    fieldPath: 'spec.containers{app}',
    kind: 'Pod',
    name: 'api-1',
    namespace: 'shop',
    uid: '5e7ac312-3ca3-4142-9de6-fe4407be8dd4',
  },
  kind: 'Event',
  lastTimestamp: '2026-11-23T16:16:40Z',
  message: 'Back-off restarting failed container app in pod api-1_shop(5e7ac312-3ca3-4142-9de6-fe4407be8dd4)',
  metadata: {
    creationTimestamp: '2026-11-23T16:02:22Z',
    name: 'api-1.18eab806ecf9e635',
    namespace: 'shop',
    uid: 'e-1',
  },
  reason: 'BackOff',
  reportingComponent: 'kubelet',
  reportingInstance: 'worker-3',
  source: { component: 'kubelet', host: 'worker-3' },
  type: 'Warning',
  ...over,
})

export const listOf = (...items: readonly object[]): object => ({
  apiVersion: 'v1',
  items,
  kind: 'List',
  metadata: { resourceVersion: '' },
})

/** As the API server and `cluster-info dump` write it: items have no kind of their own. */
export const typedListOf = (kind: string, ...items: readonly object[]): object => ({
  kind: `${kind}List`,
  apiVersion: 'v1',
  metadata: {},
  items: items.map(item => ({ ...item, kind: undefined, apiVersion: undefined })),
})
