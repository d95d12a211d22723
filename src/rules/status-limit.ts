import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase, Verdict } from '../model/case.ts'
import type { KubeEvent } from '../model/kubernetes.ts'
import { isOomKilled, tellsInitKilled } from '../model/oom-end.ts'
import { onceFor } from '../model/once-for.ts'
import type { Span } from '../model/span.ts'
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

const OF_POD = 'container_memory_working_set_bytes'
const OF_CONTAINER = 'docker stats, or memory.current of its cgroup,'

/** A container that outlives the kill ends with another code, sooner or later. */
const outlived = (exitCode: number | null): string =>
  exitCode === null || exitCode === 137
    ? ''
    : ` It ended with exit code ${exitCode}: the kernel killed another of its processes than the main one, which went on until it ended by itself.`

/** Who says that memory killed the container, and the limit that it had. */
interface Told {
  readonly says: string
  readonly limitBytes: number
  readonly exitCode: number | null
  /** What sets it up was killed. */
  readonly isAtStart: boolean
  readonly spans: readonly Span[]
  /** What shows the container's memory over time. */
  readonly measure: typeof OF_POD | typeof OF_CONTAINER
}

/** A status of Kubernetes, else the flag of a runtime that no kubelet drives. */
function toldOf(incidentCase: IncidentCase): Told | null {
  const { witnesses, nodeLines } = incidentCase
  const end = endOf(incidentCase)
  const container = witnesses[0]?.container ?? null
  if (end && isOomKilled(end))
    return container?.limitBytes == null
      ? null
      : {
          says: `${sayerOf(incidentCase)} says OOMKilled`,
          limitBytes: container.limitBytes,
          exitCode: end.exitCode,
          isAtStart: tellsInitKilled(end.message),
          spans: [...end.evidence, ...container.evidence],
          measure: OF_POD,
        }
  for (const line of nodeLines) {
    if (line.kind !== 'node.exit' || line.oomKilled !== true || line.limitBytes === null) continue
    const says = `${line.by} tells of a kill by memory`
    return {
      says,
      limitBytes: line.limitBytes,
      exitCode: line.exitCode,
      isAtStart: false,
      spans: line.evidence,
      measure: OF_CONTAINER,
    }
  }
  return null
}

/** What sets the container up was killed: its limit is too small for that alone. */
function limitAtStart(incidentCase: IncidentCase, { limitBytes, spans }: Told): Verdict {
  const object = containerObject(incidentCase)
  return verdict(
    'container-limit',
    'likely',
    `By the runtime the kernel killed what sets the container up, before its program ran. ${object.charAt(0).toUpperCase()}${object.slice(1)} has a limit of ${formatBytes(limitBytes)}, to which that is charged.${repeatsOf(incidentCase)}`,
    cited(incidentCase, ...spans),
    advise(
      `Raise the memory limit of ${formatBytes(limitBytes)}: the runtime's own start did not fit into it, and its program would need more on top.`,
      object,
      'runc runs in the cgroup of the container until it starts the program.',
      'Changes to the program: it never ran.',
    ),
  )
}

/**
 * A kill that only a container's status tells of, in a container that has a limit, on a node that nothing shows short. On
 * cgroup v2 the status looks the same when the pod or the node ran out.
 */
export function limitByStatus(incidentCase: IncidentCase): Verdict | null {
  const { incident, report } = incidentCase
  const told = toldOf(incidentCase)
  if (incident.kind !== 'unknown' || report !== null || told === null || nodeWasShort(incidentCase)) return null
  if (told.isAtStart) return limitAtStart(incidentCase, told)
  const { says, limitBytes, exitCode, spans, measure } = told
  const object = containerObject(incidentCase)
  const at = incident.at.wall === null ? 'around the time of the kill' : `around ${incident.at.wall}`
  const others = measure === OF_POD ? "that limit, the pod's or the node" : 'that limit or the machine'
  return verdict(
    'container-limit',
    'possible',
    `${says}, and ${object} has a limit of ${formatBytes(limitBytes)}.${nodeWords(incidentCase)} No whole kernel report says whether ${others} ran out: the status looks the same.${outlived(exitCode)}${repeatsOf(incidentCase)}`,
    cited(incidentCase, ...spans),
    advise(
      `Get the kernel log of the node ${at}: journalctl -k, or dmesg -T.`,
      nodeObject(incidentCase),
      'The lines from "invoked oom-killer" to "Killed process" say whose limit was hit and what filled it.',
      'Raising the limit before it is known that it was the one hit.',
    ),
    advise(
      `Compare the container's memory over time with its limit of ${formatBytes(limitBytes)}: ${measure} up to the kill.`,
      object,
      'A container that reaches its own limit runs up to it; a victim of the node is below it.',
    ),
  )
}
