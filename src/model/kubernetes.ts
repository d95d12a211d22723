import type { Fact } from './fact.ts'
import type { QosClass } from './identity.ts'
import type { Evidence, Span } from './span.ts'
import type { Stamp } from './stamp.ts'

/** `state` or `lastState` of a container status. Times in milliseconds since the epoch; a zero time of the API is null. */
export interface ContainerState {
  /** Which of the three states of a container it is. */
  readonly phase: 'waiting' | 'running' | 'terminated'
  /** `OOMKilled`, `Error`, `CrashLoopBackOff` and so on, as the runtime or the kubelet gives it. */
  readonly reason: string | null
  /** The words that go with it. */
  readonly message: string | null
  /** Of a container that terminated: 128 and the number of the signal that ended it. */
  readonly exitCode: number | null
  /** Number of the signal; hardly any runtime gives it. */
  readonly signal: number | null
  /** When it was started. */
  readonly startedAtMs: number | null
  /** When it ended. */
  readonly finishedAtMs: number | null
  /** Bare ID of the container that this state is about; null where the source does not print it (`kubectl describe`). */
  readonly containerId: string | null
  /** The lines that say so: for a termination at least its reason, exit code and finish time. */
  readonly evidence: Evidence
}

/** A container of a pod: its specification and its status, as far as the source has them (core/v1). */
export interface ContainerFact {
  /** Null where an excerpt or a table does not show it. */
  readonly name: string | null
  /** In which list of the specification it stands. */
  readonly type: 'regular' | 'init' | 'ephemeral'
  /** A restartable init container (sidecar); null where the source does not say (`kubectl describe`). */
  readonly sidecar: boolean | null
  /** Bare ID of the current container. */
  readonly containerId: string | null
  /** `resources.requests.memory`. */
  readonly requestBytes: number | null
  /** `resources.limits.memory`. */
  readonly limitBytes: number | null
  /** How often it was started again, by the kubelet. */
  readonly restartCount: number | null
  /** What it does now. */
  readonly state: ContainerState | null
  /** How the life before this one ended. The API keeps no earlier ones. */
  readonly lastState: ContainerState | null
  /** Where it stands. */
  readonly evidence: Evidence
}

/** A pod as one source describes it. Several sources may describe the same pod. */
export interface PodFact extends Fact<'kube.pod'> {
  /**
   * `runtime`: what the container runtime of the node knows of one container of it (`crictl inspect`). `excerpt`: a piece that
   * somebody pasted. `table`: a row of `kubectl get pods`.
   */
  readonly source: 'object' | 'describe' | 'runtime' | 'excerpt' | 'table'
  /** Its namespace. */
  readonly namespace: string | null
  /** Null where an excerpt does not show it. */
  readonly name: string | null
  /** `metadata.uid`. */
  readonly uid: string | null
  /** `kubernetes.io/config.hash` of a static pod: its cgroup carries this instead of the UID. */
  readonly configHash: string | null
  /** `status.qosClass`. */
  readonly qosClass: QosClass | null
  /** `spec.priorityClassName`. */
  readonly priorityClassName: string | null
  /** `status.phase`: `Running`, `Failed` and so on. */
  readonly phase: string | null
  /** Pod-level `status.reason`, such as `Evicted`. */
  readonly reason: string | null
  /** Pod-level `status.message`, which holds the numbers of an eviction. */
  readonly message: string | null
  /** Where the reason stands. */
  readonly reasonSpan: Span | null
  /** `status.startTime`, by the clock of the node. */
  readonly startedAtMs: number | null
  /** When the scheduler gave it to its node (condition `PodScheduled`), by the clock of the control plane; null where nothing prints it. */
  readonly scheduledAtMs: number | null
  /** `metadata.deletionTimestamp`: when it is to be gone, grace period included. */
  readonly deletedAtMs: number | null
  /** Condition `DisruptionTarget`, with which a pod is marked that is to be removed (Kubernetes ≥ 1.26); null where it is not. */
  readonly disruption: {
    /** Who removes it: `PreemptionByScheduler`, `EvictionByEvictionAPI` and so on. */
    readonly reason: string
    /** When it was marked, by the clock of the one who did. */
    readonly atMs: number | null
    /** Where the reason stands. */
    readonly span: Span
  } | null
  /** Pod-level resources (`spec.resources`, Kubernetes ≥ 1.32). */
  readonly podLimitBytes: number | null
  /** The request of the pod as a whole. */
  readonly podRequestBytes: number | null
  /** `Kind/name` of the controller. */
  readonly owner: string | null
  /** Of all three lists. */
  readonly containers: readonly ContainerFact[]
  /** Name of memory-backed `emptyDir` volumes. */
  readonly memoryVolumes: readonly string[]
}

/** A condition of a node, such as `MemoryPressure` (core/v1). */
export interface NodeCondition {
  /** `MemoryPressure`, `Ready` and so on. */
  readonly type: string
  /** `True`, `False` or `Unknown`. */
  readonly status: string
  /** One word, such as `KubeletHasSufficientMemory`. */
  readonly reason: string | null
  /** The words that go with it. */
  readonly message: string | null
  /** When it was reported last; milliseconds since the epoch. */
  readonly lastHeartbeatMs: number | null
  /** When its status changed last; milliseconds since the epoch. */
  readonly lastTransitionMs: number | null
  /** Where it stands. */
  readonly span: Span
}

/** A node as one source describes it. */
export interface NodeFact extends Fact<'kube.node'> {
  /** What describes it: the object of the API, or `kubectl describe node`. */
  readonly source: 'object' | 'describe'
  /** `metadata.name`. */
  readonly name: string
  /** Addresses of type Hostname, and the label `kubernetes.io/hostname`: names that logs may call it by. */
  readonly hostnames: readonly string[]
  /** `status.nodeInfo.bootID`. */
  readonly bootId: string | null
  /** `status.nodeInfo.machineID`. */
  readonly machineId: string | null
  /** `status.nodeInfo.kernelVersion`. */
  readonly kernelRelease: string | null
  /** `status.nodeInfo.kubeletVersion`. */
  readonly kubeletVersion: string | null
  /** `status.capacity.memory`. */
  readonly capacityBytes: number | null
  /** `status.allocatable.memory`: what pods may request together. */
  readonly allocatableBytes: number | null
  /** `status.conditions`. */
  readonly conditions: readonly NodeCondition[]
  /** When the lease of its kubelet was renewed last; milliseconds since the epoch. */
  readonly leaseRenewedMs: number | null
  /** Pods that `kubectl describe node` lists, with their summed requests and limits. */
  readonly pods: readonly {
    /** Namespace of the pod. */
    readonly namespace: string
    /** Its name. */
    readonly name: string
    /** The sum of what its containers request. */
    readonly memoryRequestBytes: number | null
    /** The sum of their limits. */
    readonly memoryLimitBytes: number | null
  }[]
}

/** One Event, or one row of an event table. */
export interface KubeEvent extends Fact<'kube.event'> {
  /** `Normal` or `Warning`; null where it is not printed. */
  readonly type: string | null
  /** One word, such as `OOMKilling`, `Evicted`, `BackOff`. */
  readonly reason: string
  /** The words that go with it. */
  readonly message: string
  /** What it is about. */
  readonly object: {
    /** Kind of the object, such as `Pod`. */
    readonly kind: string
    /** Its namespace. */
    readonly namespace: string | null
    /** Null where an excerpt does not show it. */
    readonly name: string | null
    /** Its UID; of a node often its name. */
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
  /** `source.component` or `reportingComponent`: who sent it. */
  readonly component: string | null
  /** `source.host`: the node that sent it. */
  readonly host: string | null
  /** `metadata.uid` of the event. */
  readonly uid: string | null
  /** `metadata.name` of the event. */
  readonly eventName: string | null
  /** Machine-readable annotations of the event (evictions carry their numbers there). */
  readonly annotations: Readonly<Record<string, string>>
}

/** Something Kubernetes-side that tells when the bundle was captured. */
export interface CaptureHint extends Fact<'kube.capture'> {
  /** The capture happened at this time or later. */
  readonly notBeforeMs: number
}
