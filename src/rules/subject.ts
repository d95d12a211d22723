import type { IncidentCase } from '../model/case.ts'
import type { Pod } from '../model/identity.ts'
import type { PodFact } from '../model/kubernetes.ts'
import { workloadName } from '../model/workload.ts'
import { nodeRanOut } from './scope.ts'

function podName(pod: Pod): string | null {
  if (pod.name !== null) return pod.namespace === null ? `pod ${pod.name}` : `pod ${pod.namespace}/${pod.name}`
  return pod.uid === null ? null : `pod ${pod.uid}`
}

function podFactName(pod: PodFact): string | null {
  const workload = workloadName(pod.owner)
  if (workload === null) return podName(pod)
  return pod.namespace === null ? workload : `${workload} in namespace ${pod.namespace}`
}

/** The pod or workload that the boundary belongs to, else the first victim's; null where nothing names one. */
export function podObject({ incident, witnesses }: IncidentCase): string | null {
  const [witness] = witnesses
  if (witness) return podFactName(witness.pod)
  const pod = incident.scope.pod ?? incident.victims[0]?.pod ?? null
  return pod && podName(pod)
}

/** The container to change, named as people look for it: by workload, else by pod, else by its cgroup. */
export function containerObject(incidentCase: IncidentCase): string {
  const { incident, witnesses } = incidentCase
  const container = incident.scope.container ?? incident.victims[0]?.container ?? null
  const name = witnesses[0]?.container?.name ?? container?.name ?? container?.id?.slice(0, 12) ?? null
  const pod = podObject(incidentCase)
  if (name !== null) return pod === null ? `container ${name}` : `container ${name} of ${pod}`
  return pod ?? cgroupObject(incidentCase)
}

/** The cgroup whose limit was hit. */
export const cgroupObject = ({ incident }: IncidentCase): string => {
  const path = incident.scope.cgroup ?? incident.oomMemcg
  return path === null ? 'the memory cgroup' : `cgroup ${path}`
}

/** What the limit that was hit belongs to: the container, the pod, or another cgroup. */
export function boundaryObject(incidentCase: IncidentCase): string {
  const { level } = incidentCase.incident.scope
  if (level === 'container') return containerObject(incidentCase)
  return (level === 'pod' ? podObject(incidentCase) : null) ?? cgroupObject(incidentCase)
}

export const nodeObject = ({ incident }: IncidentCase): string =>
  incident.scope.node === null ? 'the node' : `node ${incident.scope.node}`

/** `crawler (pid 310)` for the first victim; null without one. */
export function victimName({ incident }: IncidentCase): string | null {
  const [victim] = incident.victims
  if (!victim) return null
  if (victim.comm !== null) return victim.pid === null ? victim.comm : `${victim.comm} (pid ${victim.pid})`
  if (victim.pid !== null) return `pid ${victim.pid}`
  const where = victim.container?.name ?? (victim.pod && podName(victim.pod))
  return where ?? null
}

/** Why the usual first reflex is wrong when the node ran out. */
export function notTheVictim(incidentCase: IncidentCase): string {
  const victim = victimName(incidentCase)
  return victim === null
    ? 'Raising the limit of a single pod: none had reached its own.'
    : `Raising the limit of ${victim} does nothing: it died because ${nodeRanOut(incidentCase)}, not because of its own limit.`
}
