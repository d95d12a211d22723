import type { ContainerTruth, PodTruth, ProcessTruth, Truth } from '../truth.ts'
import { mainProcess, NAMESPACE, NODE, stamp } from './clock.ts'

const IMAGE = 'registry.example.com/shop'
const SIGKILL_EXIT_CODE = 137

const mebibytes = (mib: number | null): object => (mib === null ? {} : { memory: `${mib}Mi` })

/** The request that a kubelet would make this oom_score_adj of: 1000 − 1000 × request / capacity. */
function requestMiB({ memTotalKiB }: Truth, { oomScoreAdj }: ProcessTruth): number | null {
  const mib = Math.round(((1000 - oomScoreAdj) * memTotalKiB) / 1024 / 1000)
  return oomScoreAdj > 2 && oomScoreAdj < 1000 && mib > 0 ? mib : null
}

function resources(truth: Truth, pod: PodTruth, container: ContainerTruth): object {
  const main = mainProcess(truth, container)
  const request = pod.qos === 'guaranteed' ? container.limitMiB : main ? requestMiB(truth, main) : null
  return { limits: mebibytes(container.limitMiB), requests: mebibytes(request) }
}

const containerId = (id: string): string => `containerd://${id}`
/** A restarted container has another ID. */
const nextId = (id: string): string => [...id].reverse().join('')

function status(truth: Truth, container: ContainerTruth): object {
  const { name, id } = container
  const main = mainProcess(truth, container)
  const ended = main?.endedAtSeconds ?? null
  const restartCount = ended === null ? 0 : 1
  const same = { name, image: `${IMAGE}/${name}:1.4.2`, imageID: '', ready: true, started: true, restartCount }
  const startedAt = stamp(truth, main?.startedAtSeconds ?? 0)
  if (main === undefined || ended === null)
    return { ...same, containerID: containerId(id), state: { running: { startedAt } }, lastState: {} }
  const terminated = {
    containerID: containerId(id),
    exitCode: main.signal === null ? main.exitCode : SIGKILL_EXIT_CODE,
    reason: main.by === 'kernel' ? 'OOMKilled' : main.exitCode === 0 ? 'Completed' : 'Error',
    startedAt,
    // The kubelet hears of it a moment later.
    finishedAt: stamp(truth, ended + 0.5),
  }
  return {
    ...same,
    containerID: containerId(nextId(id)),
    state: { running: { startedAt: stamp(truth, ended + 2) } },
    lastState: { terminated },
  }
}

/** The pod as the API server has it shortly after: its containers run again. */
export function podOf(truth: Truth, pod: PodTruth): object {
  const startTime = stamp(truth, 1)
  const isCritical =
    pod.qos !== 'guaranteed' && pod.containers.some(each => mainProcess(truth, each)?.oomScoreAdj === -997)
  const conditions = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled']
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      namespace: NAMESPACE,
      uid: pod.uid,
      resourceVersion: '4711',
      creationTimestamp: startTime,
      labels: { app: pod.name },
    },
    spec: {
      nodeName: NODE,
      restartPolicy: 'Always',
      serviceAccountName: 'default',
      ...(isCritical ? { priority: 2_000_001_000, priorityClassName: 'system-node-critical' } : { priority: 0 }),
      ...(pod.limitMiB === null ? {} : { resources: { limits: mebibytes(pod.limitMiB) } }),
      containers: pod.containers.map(each => ({
        name: each.name,
        image: `${IMAGE}/${each.name}:1.4.2`,
        resources: resources(truth, pod, each),
      })),
    },
    status: {
      phase: 'Running',
      startTime,
      qosClass: { guaranteed: 'Guaranteed', burstable: 'Burstable', besteffort: 'BestEffort' }[pod.qos],
      conditions: conditions.map(type => ({ type, status: 'True', lastTransitionTime: startTime })),
      containerStatuses: pod.containers.map(each => status(truth, each)),
    },
  }
}
