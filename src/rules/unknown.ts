import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase, Verdict } from '../model/case.ts'
import type { KubeEvent } from '../model/kubernetes.ts'
import { onceFor } from '../model/once-for.ts'
import type { Span } from '../model/span.ts'
import { endOf, sayerOf } from './events.ts'
import { cited } from './evidence.ts'
import { advise, type CauseText, verdict } from './rule.ts'
import { containerObject, nodeObject } from './subject.ts'

const tellsOfKill = (line: IncidentCase['nodeLines'][number]): boolean =>
  line.kind === 'node.oom' || (line.kind === 'node.exit' && line.oomKilled === true)

const hasSystemOom = onceFor((events: readonly KubeEvent[]): boolean =>
  events.some(({ reason }) => reason === 'SystemOOM'),
)

/** Nothing tells of it but the kubelet's event, which names no container. */
const isSystemOom = ({ incident, nodeEvents, nodeLines }: IncidentCase): boolean =>
  incident.victims.every(({ container, pod }) => container === null && pod === null) &&
  !nodeLines.some(tellsOfKill) &&
  hasSystemOom(nodeEvents)

const SINCE_1_21 =
  ' Since Kubernetes 1.21 the kubelet sends it only for kills outside of memory cgroups, which is when the node itself runs out; the version of this one is not in the bundle.'

/** Who tells of a kill that no status and no kernel log does. */
function seenBy(incidentCase: IncidentCase): string {
  const programs = [...new Set(incidentCase.nodeLines.filter(tellsOfKill).map(({ by }) => by))].sort()
  if (isSystemOom(incidentCase)) return "The kubelet's event SystemOOM tells of"
  if (programs.length === 0) return 'Something tells of'
  return programs.length === 1 ? `${programs[0]} tells of` : `${programs.join(' and ')} tell of`
}

/** A kill that only Kubernetes tells of: on cgroup v2 its status looks the same whoever ran out. */
function fromStatus(incidentCase: IncidentCase): string {
  const end = endOf(incidentCase)
  const said =
    end?.reason == null ? `${seenBy(incidentCase)} a kill by memory` : `${sayerOf(incidentCase)} says ${end.reason}`
  const limitBytes = incidentCase.witnesses[0]?.container?.limitBytes ?? null
  const limit =
    limitBytes === null
      ? ''
      : ` ${containerObject(incidentCase)} has a limit of ${formatBytes(limitBytes)}, which makes its own limit the likelier reason.`
  return `${said}, and no whole kernel report in the bundle tells of it: whether a container's limit, a pod's or the node ran out is not known.${limit}${isSystemOom(incidentCase) ? SINCE_1_21 : ''}`
}

/** Only systemd tells of it. */
const fromUnits = ([first]: IncidentCase['units']): string =>
  `Only systemd tells of it: of ${first?.unit ?? 'a unit'} it says that a process was killed for lack of memory. It counts kills in a cgroup and knows neither the process nor whose limit it was.`

const FROM_REPORT =
  "The kernel's report does not show what filled the memory: its statistics or task table are missing, or no part of them stands out."

const seenLines = ({ nodeLines }: IncidentCase): readonly Span[] =>
  nodeLines.flatMap(line => (tellsOfKill(line) ? line.evidence : [])).slice(0, 3)

/** What is said when no rule holds: that the cause is not known, and what would settle it. */
export function unknownCause(incidentCase: IncidentCase): Verdict {
  const { incident, report } = incidentCase
  const at = incident.at.wall === null ? 'around the time of the kill' : `around ${incident.at.wall}`
  return verdict(
    'unknown',
    'possible',
    report ? FROM_REPORT : incidentCase.units.length > 0 ? fromUnits(incidentCase.units) : fromStatus(incidentCase),
    cited(
      incidentCase,
      ...(report ? [] : (endOf(incidentCase)?.evidence ?? [])),
      ...(report ? [] : seenLines(incidentCase)),
    ),
    advise(
      report
        ? `Get the whole report from the node's journal ${at}: journalctl -k -o short-iso-precise.`
        : `Get the kernel log of the node ${at}: journalctl -k, or dmesg -T.`,
      nodeObject(incidentCase),
      'The lines of the kernel from "invoked oom-killer" to "Killed process" say whose limit was hit and what filled it.',
      'Raising limits before it is known which boundary was hit.',
    ),
  )
}

/** What is said of an incident for which no rule holds. */
export const unknownText: CauseText = {
  id: 'unknown',
  title: 'The cause is not known',
  explains: 'No rule found its grounds. The report says so instead of guessing, and names what to collect.',
  grounds:
    "None. For a container that is only called OOMKilled in its status, on cgroup v2, a container's limit and a full node look the same.",
  criteria: { possible: 'Always.' },
  remedy: 'Get the kernel log of that node around that time: `journalctl -k`, or `dmesg -T`.',
}
