import { stringify } from 'yaml'

// Objects as a cluster keeps them: with what clients add to them, and in the order of the API's fields.

const hex = (number: number): string => number.toString(16).padStart(8, '0')
const uidOf = (number: number): string => `${hex(number)}-0000-4000-8000-000000000000`
const idOf = (number: number): string => `containerd://${hex(number).repeat(8)}`
const podName = (number: number): string => `web-${hex(number)}-${number % 97}`
const namespaceOf = (number: number): string => `team-${number % 20}`

/** Every tenth pod has a container that was killed once. */
const endOf = (number: number): object => ({
  terminated: {
    containerID: idOf(3 * number + 1),
    exitCode: 137,
    finishedAt: '2026-01-15T08:09:58Z',
    reason: 'OOMKilled',
    startedAt: '2026-01-15T08:00:02Z',
  },
})

function podOf(number: number): object {
  const metadata = {
    creationTimestamp: '2026-01-15T08:00:00Z',
    labels: { app: 'web', 'pod-template-hash': '6d4cf56db6' },
    managedFields: [
      {
        apiVersion: 'v1',
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } }, 'f:spec': { 'f:containers': {} } },
        manager: 'kube-controller-manager',
        operation: 'Update',
        time: '2026-01-15T08:00:00Z',
      },
    ],
    name: podName(number),
    namespace: namespaceOf(number),
    ownerReferences: [{ apiVersion: 'apps/v1', controller: true, kind: 'ReplicaSet', name: 'web-6d4cf56db6' }],
    uid: uidOf(number),
  }
  const memory = { limits: { memory: '128Mi' }, requests: { cpu: '100m', memory: '64Mi' } }
  const containers = ['web', 'proxy'].map(name => ({
    env: [{ name: 'LEVEL', value: 'info' }],
    image: `registry.example/${name}:1.2.3`,
    name,
    resources: memory,
    terminationMessagePath: '/dev/termination-log',
    volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'token', readOnly: true }],
  }))
  const containerStatuses = containers.map(({ name, image }, at) => ({
    containerID: idOf(3 * number + 2 + at),
    image,
    lastState: number % 10 === 0 && at === 0 ? endOf(number) : {},
    name,
    ready: true,
    restartCount: number % 10 === 0 && at === 0 ? 1 : 0,
    state: { running: { startedAt: '2026-01-15T08:10:00Z' } },
  }))
  const conditions = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(type => ({
    lastTransitionTime: '2026-01-15T08:00:05Z',
    status: 'True',
    type,
  }))
  const status = {
    conditions,
    containerStatuses,
    phase: 'Running',
    qosClass: 'Burstable',
    startTime: '2026-01-15T08:00:01Z',
  }
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, nodeName: `node-${number % 50}` }, status }
}

function eventOf(number: number, pods: number): object {
  const pod = number % pods
  const isWarning = number % 3 === 0
  return {
    apiVersion: 'v1',
    count: 1 + (number % 5),
    eventTime: null,
    firstTimestamp: '2026-01-15T08:10:00Z',
    involvedObject: {
      apiVersion: 'v1',
      fieldPath: 'spec.containers{web}',
      kind: 'Pod',
      name: podName(pod),
      namespace: namespaceOf(pod),
      uid: uidOf(pod),
    },
    kind: 'Event',
    lastTimestamp: '2026-01-15T08:20:00Z',
    message: isWarning ? 'Back-off restarting failed container web' : 'Container image is already present on machine',
    metadata: {
      creationTimestamp: '2026-01-15T08:10:00Z',
      name: `${podName(pod)}.18${hex(number)}`,
      namespace: namespaceOf(pod),
      uid: `e${uidOf(number).slice(1)}`,
    },
    reason: isWarning ? 'BackOff' : 'Pulled',
    source: { component: 'kubelet', host: `node-${pod % 50}` },
    type: isWarning ? 'Warning' : 'Normal',
  }
}

/** What `kubectl get pods,events -o json` prints: a list, four blanks deep. */
export function jsonList(pods: number, events: number): string {
  const items = [
    ...Array.from({ length: pods }, (_, at) => podOf(at)),
    ...Array.from({ length: events }, (_, at) => eventOf(at, Math.max(1, pods))),
  ]
  return `${JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }, null, 4)}\n`
}

/** What `kubectl get pods -o yaml` prints, in parts. */
export function* yamlList(bytes: number): Generator<string> {
  yield 'apiVersion: v1\nitems:\n'
  for (let number = 0, written = 0; written < bytes; number += 1) {
    // An item stands in the list, not deeper than it.
    // kubectl writes no anchors.
    const part = stringify(podOf(number), { indentSeq: false, aliasDuplicateObjects: false })
      .replace(/^(?=.)/gm, '  ')
      .replace('  ', '- ')
    written += part.length
    yield part
  }
  yield 'kind: List\nmetadata:\n  resourceVersion: ""\n'
}

/** Samples of the pressure of a machine, one a second: each has nine numbers. */
export function* samples(count: number): Generator<string> {
  for (let at = 0; at < count; at += 1) {
    const line = (who: string): string => `${who} avg10=0.00 avg60=0.00 avg300=0.00 total=${at * 1000}\n`
    yield `@ ${1000 + at}.000 /proc/pressure/memory\n${line('some')}${line('full')}`
  }
}
