import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase, Verdict } from '../model/case.ts'
import type { KubeEvent } from '../model/kubernetes.ts'
import { isOomKilled, tellsInitKilled } from '../model/oom-end.ts'
import { onceFor } from '../model/once-for.ts'
import { endOf, sayerOf } from './events.ts'
import { cited } from './evidence.ts'
import { repeatsOf } from './repeats.ts'
import { advise, verdict } from './rule.ts'
import { containerObject, nodeObject } from './subject.ts'

const tellShortage = onceFor((events: readonly KubeEvent[]) =>
  events.some(({ reason }) => reason === 'SystemOOM' || reason === 'NodeHasInsufficientMemory'),
)

/** Signs that the node itself was short, which would make the limit an unlikely reason. */
function nodeWasShort({ nodes, events, nodeEvents }: IncidentCase): boolean {
  const isPressed = nodes.some(({ conditions }) =>
    conditions.some(({ type, status }) => type === 'MemoryPressure' && status === 'True'),
  )
  return isPressed || tellShortage(nodeEvents) || tellShortage(events)
}

function nodeWords(incidentCase: IncidentCase): string {
  const isKnown = incidentCase.nodes.some(({ conditions }) => conditions.length > 0)
  return isKnown
    ? ` Nothing in the bundle shows that ${nodeObject(incidentCase)} was short of memory.`
    : ' How the node was is not in the bundle.'
}

/**
 * A kill that only a container's status tells of, in a container that has a limit, on a node that nothing shows short. On
 * cgroup v2 the status looks the same when the pod or the node ran out.
 */
export function limitByStatus(incidentCase: IncidentCase): Verdict | null {
  const { incident, report, witnesses } = incidentCase
  const end = endOf(incidentCase)
  const limitBytes = witnesses[0]?.container?.limitBytes ?? null
  if (incident.kind !== 'unknown' || report !== null || !end || !isOomKilled(end) || limitBytes === null) return null
  if (nodeWasShort(incidentCase)) return null
  const object = containerObject(incidentCase)
  const spans = cited(incidentCase, ...end.evidence, ...(witnesses[0]?.container?.evidence ?? []))
  if (tellsInitKilled(end.message))
    return verdict(
      'container-limit',
      'likely',
      `By the runtime the kernel killed what sets the container up, before its program ran. ${object.charAt(0).toUpperCase()}${object.slice(1)} has a limit of ${formatBytes(limitBytes)}, to which that is charged.${repeatsOf(incidentCase)}`,
      spans,
      advise(
        `Raise the memory limit of ${formatBytes(limitBytes)}: the runtime's own start did not fit into it, and its program would need more on top.`,
        object,
        'runc runs in the cgroup of the container until it starts the program.',
        'Changes to the program: it never ran.',
      ),
    )
  const at = incident.at.wall === null ? 'around the time of the kill' : `around ${incident.at.wall}`
  return verdict(
    'container-limit',
    'possible',
    `${sayerOf(incidentCase)} says OOMKilled, and ${object} has a limit of ${formatBytes(limitBytes)}.${nodeWords(incidentCase)} No whole kernel report says whether that limit, the pod's or the node ran out: the status looks the same.${repeatsOf(incidentCase)}`,
    spans,
    advise(
      `Get the kernel log of the node ${at}: journalctl -k, or dmesg -T.`,
      nodeObject(incidentCase),
      'The lines from "invoked oom-killer" to "Killed process" say whose limit was hit and what filled it.',
      'Raising the limit before it is known that it was the one hit.',
    ),
    advise(
      `Compare the container's memory over time with its limit of ${formatBytes(limitBytes)}: container_memory_working_set_bytes up to the kill.`,
      object,
      'A container that reaches its own limit runs up to it; a victim of the node is below it.',
    ),
  )
}
