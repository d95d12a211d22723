import type { ContainerFact, ContainerState, PodFact } from '../../model/kubernetes.ts'
import type { Subject } from '../../model/node-log.ts'
import { groupBy } from '../group-by.ts'
import { newIdMap } from './container-ids.ts'
import { type Names, newNames } from './names.ts'

/** A pod with all descriptions of it, the object before the text. */
export interface KnownPod {
  readonly namespace: string | null
  readonly name: string
  readonly uid: string | null
  readonly node: string | null
  readonly facts: readonly [PodFact, ...PodFact[]]
}

export interface PodIndex {
  readonly pods: readonly KnownPod[]
  byUid(uid: string): KnownPod | null
  /** The pod and container that a container ID belongs to, now or in its last life. Either ID may be cut. */
  byContainerId(id: string): { readonly pod: KnownPod; readonly container: ContainerFact; readonly id: string } | null
  /** Names that lines and paths give, where no object does. */
  readonly names: Names
  onNode(node: string): readonly KnownPod[]
}

type Facts = [PodFact, ...PodFact[]]

const nameKey = ({ namespace, name }: PodFact): string => `${namespace ?? ''}/${name}`
/** The API's object knows most, then what `kubectl describe` prints of it, then what the runtime of the node knows. */
const SOURCES: readonly PodFact['source'][] = ['object', 'describe', 'runtime']
const objectFirst = (a: PodFact, b: PodFact): number => SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source)

export const statesOf = (container: ContainerFact): readonly ContainerState[] =>
  [container.state, container.lastState].filter(state => state !== null)

const idsOf = (fact: PodFact): readonly string[] =>
  fact.containers.flatMap(container =>
    [container.containerId, ...statesOf(container).map(state => state.containerId)].filter(id => id !== null),
  )

/** A description prints no UID, but a start and IDs of containers: none of them may speak against it. */
function mayBeOf(fact: PodFact, [known]: Facts): boolean {
  const [a, b] = [fact.startedAtMs, known.startedAtMs]
  return a === null || b === null || a === b || idsOf(fact).some(id => idsOf(known).includes(id))
}

/** Each fact with the others of the same pod: by UID, else by name, where only one pod of that name can be meant. */
function grouped(facts: readonly PodFact[]): readonly Facts[] {
  const byUid = [
    ...groupBy(
      facts.filter(fact => fact.uid !== null),
      fact => fact.uid,
    ).values(),
  ]
  const byName = groupBy(byUid, ([first]) => nameKey(first))
  const unnamed: Facts[] = []
  const unnamedOf = new Map<string, Facts[]>()
  for (const fact of facts.filter(each => each.uid === null)) {
    const fitting = (byName.get(nameKey(fact)) ?? []).filter(group => mayBeOf(fact, group))
    const [only] = fitting
    const alike = unnamedOf.get(nameKey(fact)) ?? []
    const group = only && fitting.length === 1 ? only : alike.find(known => mayBeOf(fact, known))
    if (group) group.push(fact)
    else {
      const added: Facts = [fact]
      unnamed.push(added)
      unnamedOf.set(nameKey(fact), [...alike, added])
    }
  }
  return [...byUid, ...unnamed]
}

function knownOf(group: Facts): KnownPod {
  const [first, ...rest] = group
  const [best = first, ...others] = [first, ...rest].sort(objectFirst)
  const facts: Facts = [best, ...others]
  const told = <T>(pick: (fact: PodFact) => T | null): T | null => facts.map(pick).find(value => value !== null) ?? null
  return {
    namespace: best.namespace,
    name: best.name,
    uid: told(fact => fact.uid),
    node: told(fact => fact.node),
    facts,
  }
}

export function indexPods(facts: readonly PodFact[], subjects: Iterable<Subject> = []): PodIndex {
  const pods = grouped(facts).map(knownOf)
  const uids = new Map<string, KnownPod>()
  const ids = newIdMap<{ pod: KnownPod; container: ContainerFact; id: string }>()
  for (const pod of pods) {
    for (const fact of pod.facts) {
      for (const uid of [fact.uid, fact.configHash]) if (uid !== null) uids.set(uid, pod)
      for (const container of fact.containers) {
        const known = [container.containerId, ...statesOf(container).map(state => state.containerId)]
        for (const id of known) if (id !== null) ids.add(id, { pod, container, id })
      }
    }
  }
  const byNode = groupBy(pods, pod => pod.node)
  return {
    pods,
    byUid: uid => uids.get(uid) ?? null,
    byContainerId: id => ids.get(id),
    names: newNames(subjects),
    onNode: node => byNode.get(node) ?? [],
  }
}
