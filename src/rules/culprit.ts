import type { IncidentCase } from '../model/case.ts'
import { groupBy } from '../model/group-by.ts'
import type { PodFact } from '../model/kubernetes.ts'
import { onceFor } from '../model/once-for.ts'
import type { Culprit, RankedTask } from '../model/report.ts'

const PID = /\((\d{1,10})\)$/
const CROWD = /^(\d{1,7}) × /

/** The culprit where it is something that people start and can limit: a process, a container, a pod or a service. */
export function holderOf({ incident }: IncidentCase): Culprit | null {
  const { culprit } = incident
  return culprit && ['process', 'container', 'pod', 'service'].includes(culprit.what) ? culprit : null
}

/** How many processes of one name the culprit stands for; 1 for a single one. */
export const crowdOf = (culprit: Culprit): number => Number(CROWD.exec(culprit.name)?.[1] ?? 1)

/** The culprit's line of the ranking, where it is a single process and ranks. */
export function rankedCulprit({ incident }: IncidentCase): RankedTask | null {
  const pid = PID.exec(incident.culprit?.name ?? '')?.[1]
  return incident.selection?.ranking.find(task => String(task.pid) === pid) ?? null
}

/** True where a victim is the culprit, or lived in it. */
export function isVictim({ incident }: IncidentCase, culprit: Culprit): boolean {
  const pid = PID.exec(culprit.name)?.[1]
  return incident.victims.some(victim => {
    if (pid !== undefined) return String(victim.pid) === pid
    if (crowdOf(culprit) > 1) return victim.comm !== null && culprit.name.endsWith(` × ${victim.comm}`)
    if (culprit.what === 'service') return victim.cgroup?.includes(culprit.name) ?? false
    const pod = victim.pod?.name ?? victim.pod?.uid
    if (!pod || !culprit.name.includes(pod)) return false
    return culprit.what === 'pod' || victim.container?.name == null || culprit.name.includes(victim.container.name)
  })
}

/** A number of bytes as a share of the memory in the account and the swap in use; null without an account, or for an empty one. */
export function heldShare({ incident }: IncidentCase, bytes: number): number | null {
  const { memory, swap } = incident
  if (!memory) return null
  const onNode = swap?.totalBytes != null && swap.freeBytes !== null ? swap.totalBytes - swap.freeBytes : 0
  const allBytes = memory.totalBytes + (memory.of === 'node' ? onNode : (swap?.usageBytes ?? 0))
  return allBytes > 0 ? bytes / allBytes : null
}

const byName = onceFor((pods: readonly PodFact[]) => groupBy(pods, ({ name }) => name))

/** The pod that the culprit is, or belongs to, among those known on the node: `shop/cart-0`, `app of pod shop/cart-0, …`. */
export function podOf({ nodePods }: IncidentCase, culprit: Culprit): PodFact | null {
  if (culprit.what !== 'pod' && culprit.what !== 'container') return null
  const named = culprit.name.split(/[\s/,]+/).flatMap(word => byName(nodePods).get(word) ?? [])
  return named.toSorted((a, b) => (b.name?.length ?? 0) - (a.name?.length ?? 0))[0] ?? null
}

/** What the scheduler set aside for a pod in bytes; null where no request is known. */
export function requestBytesOf(pod: PodFact): number | null {
  if (pod.podRequestBytes !== null) return pod.podRequestBytes
  const requests = pod.containers.filter(({ type, sidecar }) => type === 'regular' || sidecar === true)
  const known = requests.flatMap(({ requestBytes }) => (requestBytes === null ? [] : [requestBytes]))
  return known.length === 0 ? null : known.reduce((sum, bytes) => sum + bytes, 0)
}

/** Values of `oom_score_adj` that a kubelet or container runtime gives to a pod's processes. */
export const isPodAdj = (adj: number | null): boolean =>
  adj !== null && (adj === -997 || adj === -998 || (adj >= 2 && adj <= 1000))
