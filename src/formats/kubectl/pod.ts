import type { QosClass } from '../../model/identity.ts'
import type { KubeEvent, PodFact } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import type { Problem } from '../../model/problem.ts'
import type { Found } from '../../model/reader.ts'
import { cite } from '../../model/span.ts'
import { NO_STAMP } from '../../model/stamp.ts'
import { endings, podSummary } from '../kubernetes/summary.ts'
import { apiTime } from './api-time.ts'
import { captureOf, type Dated } from './capture.ts'
import { containerOf, statesOf } from './container-draft.ts'
import { ContainerScan, opensContainers } from './container-scan.ts'
import { describedEvents } from './described-events.ts'
import { type Field, isField } from './field.ts'
import type { Described } from './outline.ts'
import { PodHead } from './pod-head.ts'
import { runSpan } from './source-lines.ts'
import { cutOff, forgedFields, unprovenObject } from './text-problem.ts'

const QOS: readonly QosClass[] = ['Guaranteed', 'Burstable', 'BestEffort']

/** Memory-backed `emptyDir` volumes: their files count as memory of the containers. */
function memoryVolumes(tail: readonly Field[]): readonly string[] {
  const names: string[] = []
  let volume: string | null = null
  let emptyDir = false
  const start = tail.findLastIndex(field => isField(field, 0, 'Volumes'))
  for (const field of start === -1 ? [] : tail.slice(start + 1)) {
    if (field.indent === 0 && field.key !== null) break
    if (field.indent === 2) volume = field.key
    if (field.indent === 2) emptyDir = false
    if (isField(field, 4, 'Type')) emptyDir = field.value.startsWith('EmptyDir')
    if (isField(field, 4, 'Medium') && field.value === 'Memory' && emptyDir && volume !== null) names.push(volume)
  }
  return names
}

/** Times of states, as far as their place in the text is not in doubt. */
const timesOf = (scan: ContainerScan): readonly Dated[] =>
  scan.containers.flatMap(draft =>
    statesOf(draft).flatMap(state =>
      [state.started, ...(state.termination?.fields ?? [])]
        .filter(field => field !== null)
        .map(field => ({ line: field.line, epochMs: apiTime(field.value) })),
    ),
  )

const uidsOf = (events: readonly (KubeEvent | Problem)[]): ReadonlySet<string> =>
  new Set(events.flatMap(event => ('object' in event && event.component === 'kubelet' && event.object.uid) || []))

const linesOf = (fields: readonly Field[]): readonly Line[] => fields.map(field => field.line)

/**
 * Reads one pod of `kubectl describe pod`. The text prints neither the pod's UID nor the ID of the container that a
 * last state is about; the UID is taken from the kubelet's back-off event where exactly one is named.
 */
export function readPod(described: Described): readonly Found[] {
  const { fields, name } = described
  const [first] = fields
  if (!first) return []
  const start = fields.findIndex(opensContainers)
  const head = new PodHead(start === -1 ? fields : fields.slice(0, start))
  const scan = new ContainerScan(fields, start === -1 ? fields.length : start)
  const eventsAt = start === -1 ? fields.findIndex(field => isField(field, 0, 'Events')) : scan.events
  const after = eventsAt === -1 ? [] : fields.slice(eventsAt + 1)
  const namespace = head.value('Namespace')
  const { node } = head
  if (scan.orphaned) return unprovenObject([first.line], name)

  const forged = linesOf(scan.forged)
  // Two endings, or none with another object after it: some message imitates the rest of a description.
  const qos = scan.tail.findLast(field => isField(field, 0, 'QoS Class'))
  if (after.some(field => isField(field, 0, 'QoS Class')) || (!qos && !described.last)) scan.distrust()
  const events =
    fields[eventsAt]?.value === '' ? describedEvents(linesOf(after), { kind: 'Pod', namespace, name, node }) : []
  const uids = uidsOf(events)
  const [namedUid] = uids
  const uid = uids.size === 1 && namedUid?.includes('-') ? namedUid : null
  const hash = uids.size === 1 && namedUid && !namedUid.includes('-') ? namedUid : null
  const status = head.field('Status')?.value ?? null
  const reason = head.field('Reason')
  const started = head.field('Start Time')
  const containers = scan.containers.map(containerOf)
  const phase = status?.split(' (', 1)[0] ?? null
  const pod: PodFact = {
    kind: 'kube.pod',
    source: 'describe',
    stamp: NO_STAMP,
    node,
    boot: 0,
    ...podSummary({ namespace, name, phase, reason: reason?.value ?? null, containers }),
    evidence: cite(
      [runSpan([first.line])],
      ...(reason ? [[runSpan([reason.line])] as const] : []),
      ...containers.flatMap(endings).map(end => end.evidence),
    ),
    namespace,
    name,
    uid,
    configHash: head.annotation('kubernetes.io/config.hash') ?? hash,
    qosClass: QOS.find(value => value === qos?.value) ?? null,
    priorityClassName: head.value('Priority Class Name'),
    phase,
    reason: reason?.value ?? null,
    message: head.message,
    reasonSpan: reason ? runSpan([reason.line]) : null,
    scheduledAtMs: null,
    startedAtMs: started ? apiTime(started.value) : null,
    deletedAtMs: null,
    disruption: null,
    podLimitBytes: head.memory('Limits'),
    podRequestBytes: head.memory('Requests'),
    owner: head.value('Controlled By'),
    containers,
    memoryVolumes: memoryVolumes(scan.tail),
  }
  const times = [...(started ? [{ line: started.line, epochMs: pod.startedAtMs }] : []), ...timesOf(scan)]
  const whole = qos !== undefined && !scan.open
  return [
    pod,
    ...events,
    ...captureOf(times, node),
    ...forgedFields(forged, `pod ${name}`),
    ...(whole ? [] : cutOff([fields.findLast(field => field.line.text !== '')?.line ?? first.line], `pod ${name}`)),
  ]
}
