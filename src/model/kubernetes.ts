import type { Fact } from './fact.ts'
import type { QosClass } from './identity.ts'
import type { Evidence, Span } from './span.ts'
import type { Stamp } from './stamp.ts'

/** `state` or `lastState` of a container status. Times in milliseconds since the epoch; a zero time of the API is null. */
export interface ContainerState {
  readonly phase: 'waiting' | 'running' | 'terminated'
  readonly reason: string | null
  readonly message: string | null
  readonly exitCode: number | null
  readonly signal: number | null
  readonly startedAtMs: number | null
  readonly finishedAtMs: number | null
  /** Bare ID of the container that this state is about; null where the source does not print it (`kubectl describe`). */
  readonly containerId: string | null
  /** The lines that say so: for a termination at least its reason, exit code and finish time. */
  readonly evidence: Evidence
}

export interface ContainerFact {
  /** Null where an excerpt or a table does not show it. */
  readonly name: string | null
  readonly type: 'regular' | 'init' | 'ephemeral'
  /** A restartable init container (sidecar); null where the source does not say (`kubectl describe`). */
  readonly sidecar: boolean | null
  /** Bare ID of the current container. */
  readonly containerId: string | null
  readonly requestBytes: number | null
  readonly limitBytes: number | null
  readonly restartCount: number | null
  readonly state: ContainerState | null
  readonly lastState: ContainerState | null
  readonly evidence: Evidence
}

/** A pod as one source describes it. Several sources may describe the same pod. */
export interface PodFact extends Fact<'kube.pod'> {
  /**
   * `runtime`: what the container runtime of the node knows of one container of it (`crictl inspect`). `excerpt`: a piece that
   * somebody pasted. `table`: a row of `kubectl get pods`.
   */
  readonly source: 'object' | 'describe' | 'runtime' | 'excerpt' | 'table'
  readonly namespace: string | null
  /** Null where an excerpt does not show it. */
  readonly name: string | null
  readonly uid: string | null
  /** `kubernetes.io/config.hash` of a static pod: its cgroup carries this instead of the UID. */
  readonly configHash: string | null
  readonly qosClass: QosClass | null
  readonly priorityClassName: string | null
  readonly phase: string | null
  /** Pod-level `status.reason`, such as `Evicted`. */
  readonly reason: string | null
  readonly message: string | null
  readonly reasonSpan: Span | null
  /** `status.startTime`, by the clock of the node. */
  readonly startedAtMs: number | null
  /** When the scheduler gave it to its node (condition `PodScheduled`), by the clock of the control plane; null where nothing prints it. */
  readonly scheduledAtMs: number | null
  readonly deletedAtMs: number | null
  /** Pod-level resources (`spec.resources`, Kubernetes ≥ 1.32). */
  readonly podLimitBytes: number | null
  readonly podRequestBytes: number | null
  /** `Kind/name` of the controller. */
  readonly owner: string | null
  readonly containers: readonly ContainerFact[]
  /** Name of memory-backed `emptyDir` volumes. */
  readonly memoryVolumes: readonly string[]
}

export interface NodeCondition {
  readonly type: string
  readonly status: string
  readonly reason: string | null
  readonly message: string | null
  readonly lastHeartbeatMs: number | null
  readonly lastTransitionMs: number | null
  readonly span: Span
}

/** A node as one source describes it. */
export interface NodeFact extends Fact<'kube.node'> {
  readonly source: 'object' | 'describe'
  readonly name: string
  readonly hostnames: readonly string[]
  readonly bootId: string | null
  readonly machineId: string | null
  readonly kernelRelease: string | null
  readonly kubeletVersion: string | null
  readonly capacityBytes: number | null
  readonly allocatableBytes: number | null
  readonly conditions: readonly NodeCondition[]
  readonly leaseRenewedMs: number | null
  /** Pods that `kubectl describe node` lists, with their summed requests and limits. */
  readonly pods: readonly {
    readonly namespace: string
    readonly name: string
    readonly memoryRequestBytes: number | null
    readonly memoryLimitBytes: number | null
  }[]
}

/** One Event, or one row of an event table. */
export interface KubeEvent extends Fact<'kube.event'> {
  readonly type: string | null
  readonly reason: string
  readonly message: string
  readonly object: {
    readonly kind: string
    readonly namespace: string | null
    /** Null where an excerpt does not show it. */
    readonly name: string | null
    readonly uid: string | null
  }
  /** Container named by `fieldPath` or by the message prefix of kubectl ≥ 1.35. */
  readonly container: string | null
  /** Times it was seen; null where the table does not say. */
  readonly count: number | null
  /** `stamp` is the last occurrence; this is the first. */
  readonly first: Stamp
  /** `metadata.creationTimestamp`: when the API server took it in, by its own clock; null in tables, which print none. */
  readonly createdAtMs: number | null
  readonly component: string | null
  /** `source.host`: the node that sent it. */
  readonly host: string | null
  readonly uid: string | null
  readonly eventName: string | null
  /** Machine-readable annotations of the event (evictions carry their numbers there). */
  readonly annotations: Readonly<Record<string, string>>
}

/** Something Kubernetes-side that tells when the bundle was captured. */
export interface CaptureHint extends Fact<'kube.capture'> {
  /** The capture happened at this time or later. */
  readonly notBeforeMs: number
}
