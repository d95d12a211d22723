import { formatBytes } from '../../model/bytes.ts'
import { type IncidentCase, isKubernetes } from '../../model/case.ts'
import type { Incident, NodeSummary, RankedTask } from '../../model/report.ts'

type Reading = Pick<RankedTask, 'qos' | 'requestBytes'>

const NOTHING: Reading = { qos: null, requestBytes: null }

/** A Burstable container's adjustment is kept between these by the kubelet; its documentation says 2, as older kubelets had it. */
const BURSTABLE_LEAST = 3
const BURSTABLE_MOST = 999

/**
 * What a kubelet means by an `oom_score_adj`: pkg/kubelet/qos/policy.go. Burstable is 1000 − 1000 × request ÷ RAM, by the
 * container's own request; the ends of that range are clamped, so that they tell no request. −998 is the pause process, and
 * was Guaranteed with kubelets up to 2018.
 */
export function qosReading(adj: number | null, comm: string, ramBytes: number | null): Reading {
  if (adj === 1000) return { qos: 'BestEffort', requestBytes: null }
  if (adj === -998 && comm === 'pause') return { qos: 'pause', requestBytes: null }
  if (adj === -997 || adj === -998) return { qos: 'Guaranteed or node-critical', requestBytes: null }
  if (adj === null || adj < 2 || adj > BURSTABLE_MOST) return NOTHING
  const isClamped = adj <= BURSTABLE_LEAST || adj === BURSTABLE_MOST
  const requestBytes = ramBytes === null || isClamped ? null : Math.round(((1000 - adj) / 1000) * ramBytes)
  return { qos: 'Burstable', requestBytes }
}

function meaning(adj: number, { qos, requestBytes }: Reading, ramBytes: number | null): string | null {
  switch (qos) {
    case 'BestEffort':
      return 'a BestEffort pod, which requests nothing and is the first to die'
    case 'Guaranteed or node-critical':
      return 'a Guaranteed or node-critical pod, which is nearly never chosen while others are there'
    case 'Burstable': {
      if (adj === BURSTABLE_MOST) return 'a Burstable container without a memory request, or with next to none'
      if (requestBytes === null || ramBytes === null) return 'a Burstable container'
      const spread = formatBytes(ramBytes / 1000)
      return `a Burstable container that requests about ${formatBytes(requestBytes)} (to within ${spread}, a thousandth of RAM)`
    }
    default:
      return null
  }
}

/** Killed in a cgroup that no pod is in: its adjustment is systemd's, a user's or its own, and no kubelet's. */
const isOutsidePods = ({ victims }: Incident, pid: number): boolean =>
  victims.some(({ pid: own, cgroup, pod }) => own === pid && pod === null && cgroup?.includes('kubepods') === false)

/** The incident with its ranking read as the kubelet set it, and a sentence on what QoS made of the victim. As it was elsewhere. */
export function withQos(incident: Incident, own: IncidentCase | undefined, node: NodeSummary | null): Incident {
  const { selection, victims } = incident
  if (!selection || !own || !isKubernetes(own)) return incident
  const ramBytes = node?.ramBytes ?? null
  const ranking = selection.ranking.map(task =>
    isOutsidePods(incident, task.pid) ? task : { ...task, ...qosReading(task.oomScoreAdj, task.comm, ramBytes) },
  )
  const victim = ranking.find(task => victims.some(({ pid }) => pid === task.pid))
  const means = victim ? meaning(victim.oomScoreAdj ?? 0, victim, ramBytes) : null
  const sentence =
    means === null ? '' : ` On Kubernetes an oom_score_adj of ${victim?.oomScoreAdj} is that of ${means}.`
  return { ...incident, selection: { ...selection, ranking, why: selection.why + sentence } }
}
