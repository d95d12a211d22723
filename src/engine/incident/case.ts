import type { IncidentCase, VictimWitness } from '../../model/case.ts'
import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { Incident } from '../../model/report.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act } from './act.ts'

function witnessesOf(act: Act): readonly VictimWitness[] {
  // An end that was paired by time alone, among others at that time, does not say whose it was.
  const sure = act.endings.filter(({ fact }) => act.pods.includes(fact.pod))
  const ended = sure.map(({ fact }) => ({ pod: fact.fact, container: fact.container, state: fact.state }))
  const known = new Set(sure.map(({ fact }) => fact.pod))
  const others = act.pods
    .filter(pod => !known.has(pod))
    .map(pod => {
      const [fact] = pod.facts
      const names = act.victims.flatMap(victim => (victim.pod?.uid === pod.uid && victim.container?.name) || [])
      return { pod: fact, container: fact.containers.find(each => names.includes(each.name)) ?? null, state: null }
    })
  return [...ended, ...others]
}

/** What a container is called across its restarts and its pod's replacements. */
function workloadsOf(act: Act): readonly string[] {
  return witnessesOf(act).map(
    ({ pod, container }) => `${pod.namespace ?? ''}/${pod.owner ?? pod.name}/${container?.name ?? ''}`,
  )
}

export function repeatsOf(
  act: Act,
  incident: Incident,
  all: readonly (readonly [Act, Incident])[],
): readonly Incident[] {
  const own = new Set(workloadsOf(act))
  const cgroup = incident.scope.cgroup
  return all.flatMap(([other, each]) => {
    if (other === act || each.kind !== incident.kind) return []
    const sameWorkload = workloadsOf(other).some(workload => own.has(workload))
    return sameWorkload || (cgroup !== null && each.scope.cgroup === cgroup) ? [each] : []
  })
}

/** The incident with all that was joined to it, for the rules to look at. */
export function caseOf(
  act: Act,
  incident: Incident,
  all: readonly (readonly [Act, Incident])[],
  index: PodIndex,
  nodes: readonly NodeFact[],
  events: readonly KubeEvent[],
): IncidentCase {
  const { node } = incident.scope
  const uids = new Set(act.pods.flatMap(pod => pod.uid ?? []))
  const names = new Set(act.pods.map(pod => `${pod.namespace ?? ''}/${pod.name}`))
  const isAbout = (event: KubeEvent): boolean =>
    event.object.kind === 'Node'
      ? event.object.name === node
      : (event.object.uid !== null && uids.has(event.object.uid)) ||
        names.has(`${event.object.namespace ?? ''}/${event.object.name}`)
  return {
    incident,
    report: act.digests[0]?.report ?? null,
    witnesses: witnessesOf(act),
    nodes: nodes.filter(each => node === null || each.name === node),
    nodePods: index.pods.filter(pod => node !== null && pod.node === node).map(pod => pod.facts[0]),
    events: events.filter(isAbout),
    repeats: repeatsOf(act, incident, all),
  }
}
