import type { PodTruth, Truth } from '../truth.ts'
import { mainProcess, NAMESPACE, NODE, stamp } from './clock.ts'

interface Said {
  readonly kind: 'Pod' | 'Node'
  readonly name: string
  readonly uid: string
  readonly container?: string
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  readonly component: string
  readonly seconds: number
}

function* saidOf(truth: Truth, pod: PodTruth): Generator<Said> {
  const same = { kind: 'Pod', name: pod.name, uid: pod.uid, type: 'Normal' } as const
  const message = `Successfully assigned ${NAMESPACE}/${pod.name} to ${NODE}`
  yield { ...same, reason: 'Scheduled', message, component: 'default-scheduler', seconds: 1 }
  for (const container of pod.containers) {
    const main = mainProcess(truth, container)
    const starts = main
      ? [main.startedAtSeconds, ...(main.endedAtSeconds === null ? [] : [main.endedAtSeconds + 2])]
      : []
    for (const seconds of starts) {
      const started = { ...same, container: container.name, component: 'kubelet', seconds }
      yield { ...started, reason: 'Started', message: `Started container ${container.name}` }
    }
  }
}

/** A kubelet since 1.21 says SystemOOM of kills for the node's own want of memory, and not of those at a limit. */
function* systemOoms(truth: Truth): Generator<Said> {
  if (truth.kind !== 'global') return
  for (const { by, comm, pid, endedAtSeconds } of truth.processes)
    if (by === 'kernel' && endedAtSeconds !== null)
      yield {
        kind: 'Node',
        name: NODE,
        uid: NODE,
        type: 'Warning',
        reason: 'SystemOOM',
        message: `System OOM encountered, victim process: ${comm}, pid: ${pid}`,
        component: 'kubelet',
        seconds: endedAtSeconds,
      }
}

export const eventsOf = (truth: Truth): readonly object[] =>
  [...truth.pods.flatMap(pod => [...saidOf(truth, pod)]), ...systemOoms(truth)].map((said, at) => {
    const namespace = said.kind === 'Pod' ? NAMESPACE : 'default'
    const time = stamp(truth, said.seconds)
    const fieldPath = said.container === undefined ? {} : { fieldPath: `spec.containers{${said.container}}` }
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${said.name}.${(4711 + at).toString(16)}`, namespace, creationTimestamp: time },
      involvedObject: {
        apiVersion: 'v1',
        kind: said.kind,
        name: said.name,
        uid: said.uid,
        ...fieldPath,
        ...(said.kind === 'Pod' ? { namespace } : {}),
      },
      type: said.type,
      reason: said.reason,
      message: said.message,
      source: { component: said.component, ...(said.component === 'kubelet' ? { host: NODE } : {}) },
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    }
  })
