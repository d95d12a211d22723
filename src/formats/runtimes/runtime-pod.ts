import type { ContainerState, PodFact } from '../../model/kubernetes.ts'
import type { Evidence } from '../../model/span.ts'
import { kubernetesStamp, NO_STAMP } from '../../model/stamp.ts'
import { partialPod } from '../kubernetes/partial-pod.ts'

/** What a container runtime knows of one container of a pod. */
export interface RuntimeContainer {
  readonly namespace: string | null
  readonly pod: string
  readonly uid: string | null
  readonly name: string
  readonly id: string
  readonly limitBytes: number | null
  readonly restartCount: number | null
  readonly state: ContainerState | null
  readonly evidence: Evidence
}

/** The API has whole seconds: a time of the runtime as the kubelet would report it. */
export const wholeSeconds = (epochMs: number | null | undefined): number | null =>
  epochMs == null ? null : Math.floor(epochMs / 1000) * 1000

/** A pod with the one container that is known of it. */
export function runtimePod(container: RuntimeContainer): PodFact {
  const { namespace, pod, uid, name, id, limitBytes, restartCount, state, evidence } = container
  const containers = [
    {
      name,
      type: 'regular' as const,
      sidecar: null,
      containerId: id,
      requestBytes: null,
      limitBytes,
      restartCount,
      state,
      lastState: null,
      evidence,
    },
  ]
  const at = state?.finishedAtMs ?? null
  return partialPod({
    source: 'runtime',
    stamp: at === null ? NO_STAMP : kubernetesStamp(at),
    namespace,
    name: pod,
    uid,
    containers,
    evidence,
  })
}
