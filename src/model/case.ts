import type { OomReport } from './kernel.ts'
import type { KillerKill, UnitOom } from './killer.ts'
import type { ContainerFact, ContainerState, KubeEvent, NodeFact, PodFact } from './kubernetes.ts'
import type { HeapExhausted, NodeLogEvent } from './node-log.ts'
import type { Advice, Cause, Incident, IncidentGroup } from './report.ts'

/** What the Kubernetes side knows of one victim, with the container state that tells of its end. */
export interface VictimWitness {
  /** The pod, as one source describes it. */
  readonly pod: PodFact
  /** Its container; null where only the pod is known. */
  readonly container: ContainerFact | null
  /** The state that tells of the end; null where none does. */
  readonly state: ContainerState | null
}

/** One incident with everything that was joined to it: what a rule looks at. */
export interface IncidentCase {
  /** Joined and placed in time; `causes` and `advice` still empty. */
  readonly incident: Incident
  /** The kernel's own report; null when the kill is known from elsewhere. */
  readonly report: OomReport | null
  /** What another killer's own log says of it; null where the kernel killed, or nothing of the killer's is there. */
  readonly kill: KillerKill | null
  /** What systemd says of units whose processes died in it. */
  readonly units: readonly UnitOom[]
  /** What Kubernetes knows of the victims. */
  readonly witnesses: readonly VictimWitness[]
  /** Every description of the node the incident happened on. */
  readonly nodes: readonly NodeFact[]
  /** Pods known to be on that node, one entry a pod. */
  readonly nodePods: readonly PodFact[]
  /** Events about the victims' pods. */
  readonly events: readonly KubeEvent[]
  /** Events about the node: one list for all incidents on it. */
  readonly nodeEvents: readonly KubeEvent[]
  /** Lines of the node's own programs that were joined to it. */
  readonly nodeLines: readonly NodeLogEvent[]
  /** A kernel log of its node is known to cover its time: a kill by the kernel would be in it. */
  readonly isInKernelLog: boolean
  /** What the victim's runtime said of its own memory before it ended by SIGKILL. */
  readonly heaps: readonly HeapExhausted[]
  /** The story of all incidents of the same workload, cgroup or node, this one among them; null where it is the only one. */
  readonly repeats: IncidentGroup | null
}

/** What a rule has to say: a cause with its grounds, and what to do about it. */
export interface Verdict {
  /** Why it came to that. */
  readonly cause: Cause
  /** What to do; empty where there is nothing to do. */
  readonly advice: readonly Advice[]
}

/** Whether Kubernetes runs on the machine, as far as the case shows. */
export function isKubernetes({ incident, witnesses, nodes, nodePods }: IncidentCase): boolean {
  if (witnesses.length > 0 || nodes.length > 0 || nodePods.length > 0) return true
  const cgroups = [incident.scope.cgroup, incident.taskMemcg, ...incident.victims.map(victim => victim.cgroup)]
  const adjs = incident.selection?.ranking.map(task => task.oomScoreAdj) ?? []
  return cgroups.some(cgroup => cgroup?.includes('kubepods')) || adjs.some(adj => adj === -997 || adj === -998)
}
