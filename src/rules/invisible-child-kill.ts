import type { IncidentCase, VictimWitness } from '../model/case.ts'
import type { Victim } from '../model/report.ts'
import { cited, killSpan } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { containerObject, victimName } from './subject.ts'

/** The container that the victim was in still runs under the same ID, so its main process did not end. */
function livesOn(victim: Victim, { container }: VictimWitness): boolean {
  const id = victim.container?.id ?? null
  return id !== null && container?.state?.phase === 'running' && container.containerId === id
}

/** True where all that is known of the container's start lies before the kill: else the same ID proves nothing. */
function startedBefore({ incident }: IncidentCase, { container }: VictimWitness): boolean {
  const startedAtMs = container?.state?.startedAtMs ?? null
  const { wall, plusMinusSeconds } = incident.at
  if (startedAtMs === null || wall === null) return true
  return startedAtMs <= Date.parse(wall) + (plusMinusSeconds ?? 0) * 1000
}

export const invisibleChildKill: Rule = {
  id: 'invisible-child-kill',
  title: 'A process died, and its container lived on',
  explains:
    "Without memory.oom.group the kernel kills one process. When it is not the container's main process, the container keeps running: no restart, no event, and Kubernetes shows nothing until the container ends, perhaps as OOMKilled with exit code 0.",
  grounds:
    'A kernel kill in a container that Kubernetes shows running under the same container ID, without memory.oom.group.',
  criteria: { likely: 'Always: the object must have been fetched after the kill, which only its capture could prove.' },
  remedy:
    'Check that the application copes with the loss of a process, or let the kubelet kill the whole container (`singleProcessOOMKill: false`).',
  check(incidentCase) {
    const { incident, witnesses, report } = incidentCase
    if (incident.killer !== 'kernel' || report?.oomGroup) return null
    const witness = witnesses.find(
      candidate =>
        incident.victims.some(victim => livesOn(victim, candidate)) && startedBefore(incidentCase, candidate),
    )
    if (!witness) return null
    return verdict(
      'invisible-child-kill',
      'likely',
      `${victimName(incidentCase) ?? 'A process'} was killed, and its container still runs under the same ID (restarts: ${witness.container?.restartCount ?? 'unknown'}). Kubernetes shows no sign of this kill.`,
      cited(incidentCase, killSpan(incidentCase), ...(witness.container?.evidence ?? [])),
      advise(
        'Check that the application copes with the loss of this process, or let the whole container be killed (singleProcessOOMKill: false in the kubelet).',
        containerObject(incidentCase),
        'A worker that dies unseen leaves errors behind that nobody connects with memory.',
        'Looking for restarts or events: this kill made none.',
      ),
    )
  },
}
