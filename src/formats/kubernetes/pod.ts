import type { QosClass } from '../../model/identity.ts'
import type { ContainerState, PodFact } from '../../model/kubernetes.ts'
import type { Span } from '../../model/span.ts'
import { cite } from '../../model/span.ts'
import { kubernetesStamp, NO_STAMP, type Stamp } from '../../model/stamp.ts'
import type { Capture } from './capture.ts'
import type { ReadTime } from './container-state.ts'
import { readContainers } from './containers.ts'
import { bytesOf, textOf, timeOf } from './fields.ts'
import { evidenceOf, type Places } from './place.ts'
import { endings, podSummary } from './summary.ts'
import { at, type Value } from './value.ts'

const QOS: ReadonlySet<string> = new Set<QosClass>(['Guaranteed', 'Burstable', 'BestEffort'])
const isQos = (text: string | null): text is QosClass => text !== null && QOS.has(text)

function controllerOf(pod: Value): string | null {
  const owner = at(pod, 'metadata', 'ownerReferences')
    ?.items()
    .find(reference => reference.get('controller')?.flag() === true)
  const kind = textOf(at(owner ?? null, 'kind'))
  const name = textOf(at(owner ?? null, 'name'))
  return kind === null || name === null ? null : `${kind}/${name}`
}

function memoryVolumesOf(pod: Value): readonly string[] {
  const volumes = at(pod, 'spec', 'volumes')?.items() ?? []
  return volumes
    .filter(volume => textOf(at(volume, 'emptyDir', 'medium')) === 'Memory')
    .map(volume => textOf(volume.get('name')))
    .filter(name => name !== null)
}

/** When a condition changed last; null where the pod does not have it, or not for this reason. */
function conditionOf(pod: Value, type: string, reason: string | null): Value | null {
  const condition = at(pod, 'status', 'conditions')
    ?.items()
    .find(each => each.get('type')?.text() === type && (reason === null || each.get('reason')?.text() === reason))
  return at(condition ?? null, 'lastTransitionTime')
}

/** Who marked the pod to be removed; null where nobody did, and where the mark was taken back. */
function disruptionOf(pod: Value, places: Places): PodFact['disruption'] {
  const condition = at(pod, 'status', 'conditions')
    ?.items()
    .find(each => each.get('type')?.text() === 'DisruptionTarget' && each.get('status')?.text() === 'True')
  const value = condition?.get('reason') ?? null
  const reason = textOf(value)
  if (value === null || reason === null) return null
  const span = places.short(value.range())
  return span && { reason, atMs: timeOf(at(condition ?? null, 'lastTransitionTime'))?.epochMs ?? null, span }
}

/** When the kubelet began to evict the pod (Kubernetes 1.26 and later); the status has no other time of it. */
const disruptedAt = (pod: Value): Value | null => conditionOf(pod, 'DisruptionTarget', 'TerminationByKubelet')

/** The pod's own time: its latest bad ending, else that of its reason, else its start. */
function stampOf(ends: readonly ContainerState[], disrupted: number | null, startedAtMs: number | null): Stamp {
  const finished = ends.flatMap(end => end.finishedAtMs ?? [])
  const epochMs = finished.length > 0 ? finished.reduce((a, b) => Math.max(a, b)) : (disrupted ?? startedAtMs)
  return epochMs === null ? NO_STAMP : kubernetesStamp(epochMs)
}

/** Reads a v1 Pod; null when it has no name, as the template of a workload has none. */
export function readPod(pod: Value, places: Places, capture: Capture): PodFact | null {
  const metadata = pod.get('metadata')
  const status = pod.get('status')
  const name = textOf(at(metadata, 'name'))
  if (name === null) return null
  const namespace = textOf(at(metadata, 'namespace'))
  const annotations = at(metadata, 'annotations')
  const reasonValue = at(status, 'reason')
  const reason = textOf(reasonValue)
  const reasonSpan: Span | null = reason === null || reasonValue === null ? null : places.short(reasonValue.range())
  const phase = textOf(at(status, 'phase'))
  const qos = textOf(at(status, 'qosClass'))
  const node = textOf(at(pod, 'spec', 'nodeName'))
  const kubeletTime: ReadTime = value => (node === null ? timeOf(value) : capture.time(value, node))
  const containers = readContainers(pod, places, kubeletTime)
  const ends = containers.flatMap(endings)
  const startedAtMs = kubeletTime(at(status, 'startTime'))?.epochMs ?? null
  const disrupted = kubeletTime(disruptedAt(pod))?.epochMs ?? null
  const hasOtherReason = ends.length > 0 || reason !== null
  capture.time(at(metadata, 'creationTimestamp'), null)
  const named = evidenceOf(places, pod, [at(metadata, 'name')])
  const why = reasonSpan === null ? named : cite(named, evidenceOf(places, pod, [reasonValue, at(status, 'message')]))
  return {
    kind: 'kube.pod',
    source: 'object',
    stamp: stampOf(ends, disrupted, hasOtherReason ? null : startedAtMs),
    node,
    boot: 0,
    ...podSummary({ namespace, name, phase, reason, containers }),
    evidence: cite(why, ...ends.map(end => end.evidence)),
    namespace,
    name,
    uid: textOf(at(metadata, 'uid')),
    configHash:
      textOf(at(annotations, 'kubernetes.io/config.hash')) ?? textOf(at(annotations, 'kubernetes.io/config.mirror')),
    qosClass: isQos(qos) ? qos : null,
    priorityClassName: textOf(at(pod, 'spec', 'priorityClassName')),
    phase,
    reason,
    message: textOf(at(status, 'message')),
    reasonSpan,
    startedAtMs,
    scheduledAtMs: timeOf(conditionOf(pod, 'PodScheduled', null))?.epochMs ?? null,
    // Not given to `capture`: it lies in the future by the grace period.
    deletedAtMs: timeOf(at(metadata, 'deletionTimestamp'))?.epochMs ?? null,
    disruption: disruptionOf(pod, places),
    podLimitBytes: bytesOf(at(pod, 'spec', 'resources', 'limits', 'memory')),
    podRequestBytes: bytesOf(at(pod, 'spec', 'resources', 'requests', 'memory')),
    owner: controllerOf(pod),
    containers,
    memoryVolumes: memoryVolumesOf(pod),
  }
}
