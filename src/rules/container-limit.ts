import { bytesOf, CACHE_PARTS, KERNEL_PARTS } from '../model/account-parts.ts'
import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import type { Advice, Confidence } from '../model/report.ts'
import { cited, killSpan, memcgSpans } from './evidence.ts'
import { numberOf } from './number.ts'
import { percent, shareOf } from './parts.ts'
import { repeatsOf } from './repeats.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { limitByStatus } from './status-limit.ts'
import { containerObject, victimName } from './subject.ts'

const NODE_IS_FINE = 'More memory on the node, or moving the pod: the limit that was hit is its own, wherever it runs.'

/** Null where another kind of memory outweighs what processes allocate. */
function confidenceOf({ incident }: IncidentCase): Confidence | null {
  const { memory } = incident
  if (!memory) return 'likely'
  const heap = bytesOf(memory, 'anonymous')
  const others = [bytesOf(memory, 'shmem'), bytesOf(memory, ...CACHE_PARTS), bytesOf(memory, ...KERNEL_PARTS)]
  return others.some(bytes => bytes > heap) ? null : 'certain'
}

/** A pod's limit with one process in it that matters is its container's limit in all but name. */
function isOneProcess({ incident }: IncidentCase): boolean {
  const working = incident.selection?.ranking.filter(task => task.comm !== 'pause') ?? []
  return incident.selection !== null && incident.selection.tasks <= 2 && working.length === 1
}

function adviceOf(incidentCase: IncidentCase): readonly Advice[] {
  const object = containerObject(incidentCase)
  const victim = victimName(incidentCase) ?? 'the process'
  const number = numberOf(incidentCase)
  return [
    advise(
      `Find out what ${victim} holds: a heap profile, or its memory over time up to the kill.`,
      object,
      'The log shows how much it held, not whether that was a leak, a burst or a limit that is too small.',
    ),
    {
      do: 'Raise the memory limit if the working set is what it should be; set a runtime heap below the limit.',
      object,
      ...number,
      willNotHelp: number.willNotHelp === null ? NODE_IS_FINE : `${number.willNotHelp} ${NODE_IS_FINE}`,
    },
  ]
}

export const containerLimit: Rule = {
  id: 'container-limit',
  title: 'The container reached its own memory limit',
  explains:
    'The processes of one container allocated more than the limit of its memory cgroup allows. The node may have had plenty. A leak, a burst and a limit that is too small all look like this.',
  grounds:
    'A memcg kill whose limiting cgroup is the container, or a pod with one working process; or a kill without a kernel report in a container with a limit. Quiet where shared memory, page cache or kernel memory alone holds more than what processes allocated.',
  criteria: {
    certain:
      "The cgroup is the container's, and its statistics show that no other kind of memory outweighs what processes allocated.",
    likely:
      "There are no statistics; or the cgroup is the pod's, with one working process in it; or the runtime says that the kernel killed what sets the container up.",
    possible:
      'Only a status tells of the kill (OOMKilled), the container has a limit, and nothing shows that the node was short.',
  },
  remedy:
    "Profile first. Raise the limit if the working set is what it should be, and keep a runtime's heap below it. The usage at the kill is a lower bound, so oomlens names no new limit. More memory on the node does not help.",
  check(incidentCase) {
    const { incident } = incidentCase
    if (incident.kind === 'unknown') return limitByStatus(incidentCase)
    const { level } = incident.scope
    const inPod = level === 'pod' && isOneProcess(incidentCase)
    if (incident.kind !== 'memcg' || (level !== 'container' && !inPod)) return null
    const found = confidenceOf(incidentCase)
    if (found === null) return null
    const { memory, limitBytes } = incident
    const what = memory
      ? `${percent(shareOf(memory, 'anonymous'))} of the usage is memory that its processes allocated`
      : 'the log has no statistics of what the usage is made of'
    const limit = limitBytes === null ? 'its memory limit' : `its memory limit of ${formatBytes(limitBytes)}`
    const note = inPod
      ? " The kernel names the pod: it holds one working process, so its limit and the container's act as one."
      : ''
    return verdict(
      'container-limit',
      inPod ? 'likely' : found,
      `The ${inPod ? 'pod' : 'container'} reached ${limit}; ${what}.${note}${repeatsOf(incidentCase)}`,
      cited(incidentCase, killSpan(incidentCase), ...memcgSpans(incidentCase)),
      ...adviceOf(incidentCase),
    )
  },
}
