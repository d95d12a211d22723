import type { Severity } from '../../model/fact.ts'
import type { QosClass } from '../../model/identity.ts'
import type { ContainerFact, ContainerState, PodFact } from '../../model/kubernetes.ts'
import type { Span } from '../../model/span.ts'
import { cite } from '../../model/span.ts'
import { kubernetesStamp, NO_STAMP, type Stamp } from '../../model/stamp.ts'
import type { Capture } from './capture.ts'
import { isTrouble } from './container-state.ts'
import { readContainers } from './containers.ts'
import { bytesOf, textOf, timeOf } from './fields.ts'
import { evidenceOf, type Places } from './place.ts'
import { printable } from './printable.ts'
import { at, type Value } from './value.ts'

const QOS: ReadonlySet<string> = new Set<QosClass>(['Guaranteed', 'Burstable', 'BestEffort'])
const isQos = (text: string | null): text is QosClass => text !== null && QOS.has(text)

/** The ends of containers that the status still knows, the current one of each container last. */
const endings = (container: ContainerFact): readonly ContainerState[] =>
  [container.lastState, container.state]
    .filter(state => state !== null && isTrouble(state))
    .filter(state => state !== null)

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

function severityOf(reason: string | null, containers: readonly ContainerFact[]): Severity {
  const ends = containers.flatMap(endings)
  if (reason === 'Evicted' || ends.some(end => end.reason === 'OOMKilled')) return 'critical'
  return reason !== null || ends.length > 0 || containers.some(container => (container.restartCount ?? 0) > 0)
    ? 'warning'
    : 'info'
}

function titleOf(
  id: string,
  phase: string | null,
  reason: string | null,
  containers: readonly ContainerFact[],
): string {
  const parts = containers.flatMap(container => {
    const end = endings(container).at(-1)
    if (end === undefined) return []
    const exit = end.exitCode === null ? '' : ` (exit code ${end.exitCode})`
    const restarts = container.restartCount ? `, restart count ${container.restartCount}` : ''
    return [`${container.name} ended ${end.reason ?? 'without a reason'}${exit}${restarts}`]
  })
  if (reason !== null) parts.unshift(reason)
  return printable(`Pod ${id}: ${parts.length > 0 ? parts.join('; ') : (phase ?? 'phase unknown')}`)
}

/** The pod's own time: its latest bad ending, else its start. An eviction has no time of its own in the status. */
function stampOf(ends: readonly ContainerState[], reason: string | null, startedAtMs: number | null): Stamp {
  const finished = ends.flatMap(end => end.finishedAtMs ?? [])
  if (finished.length > 0) return kubernetesStamp(finished.reduce((a, b) => Math.max(a, b)))
  return startedAtMs === null || reason !== null || ends.length > 0 ? NO_STAMP : kubernetesStamp(startedAtMs)
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
  const containers = readContainers(pod, places, capture)
  const ends = containers.flatMap(endings)
  const startedAtMs = capture.time(at(status, 'startTime'))?.epochMs ?? null
  capture.time(at(metadata, 'creationTimestamp'))
  for (const condition of at(status, 'conditions')?.items() ?? []) capture.time(condition.get('lastTransitionTime'))
  const named = evidenceOf(places, pod, [at(metadata, 'name')])
  const why = reasonSpan === null ? named : cite(named, evidenceOf(places, pod, [reasonValue, at(status, 'message')]))
  return {
    kind: 'kube.pod',
    source: 'object',
    stamp: stampOf(ends, reason, startedAtMs),
    node: textOf(at(pod, 'spec', 'nodeName')),
    boot: 0,
    title: titleOf(namespace === null ? name : `${namespace}/${name}`, phase, reason, containers),
    severity: severityOf(reason, containers),
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
    // Not given to `capture`: it lies in the future by the grace period.
    deletedAtMs: timeOf(at(metadata, 'deletionTimestamp'))?.epochMs ?? null,
    podLimitBytes: bytesOf(at(pod, 'spec', 'resources', 'limits', 'memory')),
    podRequestBytes: bytesOf(at(pod, 'spec', 'resources', 'requests', 'memory')),
    owner: controllerOf(pod),
    containers,
    memoryVolumes: memoryVolumesOf(pod),
  }
}
