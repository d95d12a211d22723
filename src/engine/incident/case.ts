import type { IncidentCase } from '../../model/case.ts'
import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { Incident } from '../../model/report.ts'
import { groupBy } from '../../model/group-by.ts'
import { onceFor } from '../../model/once-for.ts'
import type { KnownPod, PodIndex } from '../kubernetes/pod-index.ts'
import type { Act } from './act.ts'
import { witnessesOf } from './witnesses.ts'

/** Descriptions of the node; where it is not known which node it was, those of the only one that there is. */
function nodeFinder(nodes: readonly NodeFact[]): (node: string | null) => readonly NodeFact[] {
  const byName = groupBy(nodes, fact => fact.name)
  return node => (node === null ? (byName.size === 1 ? nodes : []) : (byName.get(node) ?? []))
}

const nameOf = (namespace: string | null, name: string | null): string | null =>
  name === null ? null : `${namespace ?? ''}/${name}`
const pathOf = ({ evidence: [{ path }] }: Pick<KubeEvent, 'evidence'>): string => path
const isNameless = ({ object }: KubeEvent): boolean => object.name === null && object.kind.toLowerCase() === 'pod'
const isOfNode = ({ object }: KubeEvent): boolean => object.kind.toLowerCase() === 'node'

/** Events that any of these acts may ask for: most events of a cluster are about other pods. */
function asked(acts: readonly Act[], all: readonly KubeEvent[]): readonly KubeEvent[] {
  const pods = acts.flatMap(act => act.pods)
  const uids = new Set(pods.map(({ uid }) => uid))
  const names = new Set(pods.map(({ name }) => name))
  const isAsked = ({ object }: KubeEvent): boolean => uids.has(object.uid) || names.has(object.name)
  return all.filter(event => isAsked(event) || isOfNode(event) || isNameless(event))
}

const NONE: readonly never[] = []

/** Events about nodes, by their names. */
function nodeEventFinder(events: readonly KubeEvent[]): (node: string | null) => readonly KubeEvent[] {
  const ofNodes = groupBy(events.filter(isOfNode), ({ object }) => object.name)
  return node => (node === null ? NONE : (ofNodes.get(node) ?? NONE))
}

/** Events about pods by their UID or name, in the order in which they came. */
function eventFinder(events: readonly KubeEvent[], pods: PodIndex['pods']): (act: Act) => readonly KubeEvent[] {
  const at = new Map(events.map((event, index) => [event, index]))
  const inOrder = (found: Iterable<KubeEvent>): readonly KubeEvent[] =>
    [...new Set(found)].sort((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0))
  const others = events.filter(event => !isOfNode(event))
  const byUid = groupBy(others, ({ object }) => object.uid)
  const byName = groupBy(others, ({ object }) => nameOf(object.namespace, object.name))
  const nameless = groupBy(others.filter(isNameless), pathOf)
  const alone = groupBy(
    pods.filter(pod => pod.name === null),
    ({ facts: [fact] }) => pathOf(fact),
  )
  /** Events of the excerpt that shows a pod without its name, where it is the only one there. */
  const besides = (pod: KnownPod): readonly KubeEvent[] => {
    const path = pathOf(pod.facts[0])
    return alone.get(path)?.length === 1 && pod.name === null ? (nameless.get(path) ?? []) : []
  }
  // A pod may be killed in thousands of times, and have as many events.
  const eventsOf = onceFor((pod: KnownPod) =>
    inOrder([
      ...(pod.uid === null ? NONE : (byUid.get(pod.uid) ?? NONE)),
      ...besides(pod),
      ...(pod.name === null ? NONE : (byName.get(nameOf(pod.namespace, pod.name)) ?? NONE)),
    ]),
  )
  return ({ pods: [only, ...more], events: joined }) => {
    if (only === undefined) return joined.map(({ fact }) => fact).filter(event => !isOfNode(event))
    return more.length === 0 ? eventsOf(only) : inOrder([only, ...more].flatMap(eventsOf))
  }
}

/** Each incident with all that was joined to it, for the rules to look at. */
export function casesOf(
  all: readonly (readonly [Act, Incident])[],
  index: PodIndex,
  nodes: readonly NodeFact[],
  events: readonly KubeEvent[],
  heapsOf: (act: Act) => IncidentCase['heaps'],
  isInKernelLog: (incident: Incident) => boolean,
  storyOf: (incident: Incident) => IncidentCase['repeats'],
): readonly IncidentCase[] {
  const nodesOf = nodeFinder(nodes)
  const acts = all.map(([act]) => act)
  const eventsAbout = eventFinder(asked(acts, events), index.pods)
  const eventsOnNode = nodeEventFinder(events)
  const podsOn = new Map<string, IncidentCase['nodePods']>()
  const podsOf = (node: string | null): IncidentCase['nodePods'] => {
    if (node === null) return []
    const known = podsOn.get(node) ?? index.onNode(node).map(pod => pod.facts[0])
    podsOn.set(node, known)
    return known
  }
  return all.map(([act, incident]) => ({
    incident,
    report: act.digests[0]?.report ?? null,
    kill: act.kind === 'userspace' ? (act.kills[0] ?? null) : null,
    units: act.units,
    witnesses: witnessesOf(act),
    nodes: nodesOf(incident.scope.node),
    nodePods: podsOf(incident.scope.node),
    events: eventsAbout(act),
    nodeEvents: eventsOnNode(incident.scope.node),
    nodeLines: act.nodeLines.map(({ fact }) => fact),
    isInKernelLog: isInKernelLog(incident),
    heaps: heapsOf(act),
    repeats: storyOf(incident),
  }))
}
