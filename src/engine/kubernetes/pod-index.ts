import type { ContainerFact, ContainerState, PodFact } from '../../model/kubernetes.ts'
import type { Subject } from '../../model/node-log.ts'
import { groupBy } from '../../model/group-by.ts'
import { newIdMap } from './id-map.ts'
import { type Names, newNames } from './names.ts'

/** A pod with all descriptions of it, the most telling first. An excerpt may name neither the pod nor its container. */
export interface KnownPod {
  readonly namespace: string | null
  readonly name: string | null
  readonly uid: string | null
  readonly node: string | null
  readonly facts: readonly [PodFact, ...PodFact[]]
}

export interface PodIndex {
  readonly pods: readonly KnownPod[]
  byUid(uid: string): KnownPod | null
  /** Pods of one name, which may follow one another. */
  named(namespace: string | null, name: string | null): readonly KnownPod[]
  /** The pod and container that a container ID belongs to, now or in its last life. Either ID may be cut. */
  byContainerId(id: string): { readonly pod: KnownPod; readonly container: ContainerFact; readonly id: string } | null
  /** Names that lines and paths give, where no object does. */
  readonly names: Names
  onNode(node: string): readonly KnownPod[]
}

/** True where the runtime alone tells of them, by `crictl inspect`: what is called OOMKilled is so by its word. */
export const isOfRuntime = (pods: readonly KnownPod[]): boolean =>
  pods.length > 0 && pods.every(({ facts }) => facts.every(({ source }) => source === 'runtime'))

type Facts = [PodFact, ...PodFact[]]

/** The API's object knows most, then what `kubectl describe` prints of it, then what the runtime of the node knows. */
const TELLING: readonly PodFact['source'][] = ['object', 'describe', 'runtime', 'excerpt', 'table']
const mostTellingFirst = (a: PodFact, b: PodFact): number => TELLING.indexOf(a.source) - TELLING.indexOf(b.source)

export const statesOf = (container: ContainerFact): readonly ContainerState[] =>
  [container.state, container.lastState].filter(state => state !== null)

const idsOf = (fact: PodFact): readonly string[] =>
  fact.containers.flatMap(container =>
    [container.containerId, ...statesOf(container).map(state => state.containerId)].filter(id => id !== null),
  )

/** Ends of containers by both of their seconds: two containers hardly ever share them. */
const endsOf = (fact: PodFact): readonly string[] =>
  fact.containers.flatMap(statesOf).flatMap(({ startedAtMs, finishedAtMs, exitCode, reason }) => {
    const isDated = startedAtMs !== null && finishedAtMs !== null && startedAtMs < finishedAtMs
    return isDated ? [`${startedAtMs} ${finishedAtMs} ${exitCode} ${reason}`] : []
  })

/** An eviction whose words tell to the KiB what a container used: no two have the same. */
const evictionsOf = ({ reason, message }: PodFact): readonly string[] =>
  reason === 'Evicted' && message !== null && / was using \d+[KMG]?i?,/.test(message) ? [message] : []

const share = (a: readonly string[], b: readonly string[]): boolean => a.some(each => b.includes(each))

/** A description prints no UID, but a start and IDs of containers: none of them may speak against it. */
function mayBeOf(fact: PodFact, [known]: Facts): boolean {
  const [a, b] = [fact.startedAtMs, known.startedAtMs]
  return a === null || b === null || a === b || share(idsOf(fact), idsOf(known))
}

/** By name; a table of one namespace does not print it. */
const isNamed = (fact: PodFact, [known]: Facts): boolean =>
  fact.name === known.name &&
  (fact.namespace === known.namespace || fact.namespace === null || known.namespace === null)

/** Without a name: by the ID of a container, by an end that is the same to the second at both of its ends, or by its eviction. */
const marksOf = (fact: PodFact): readonly string[] => [...idsOf(fact), ...endsOf(fact), ...evictionsOf(fact)]

/** How much a fact says of whose it is: those that say more come first, so that the others find them. */
const namelessness = ({ name, namespace }: PodFact): number => (name === null ? 2 : namespace === null ? 1 : 0)

/** Groups of facts, found by a name or by a mark. */
function newFinder() {
  const groups: Facts[] = []
  const byKey = new Map<string, Set<Facts>>()
  const keysOf = (fact: PodFact): readonly string[] => [
    ...marksOf(fact),
    ...(fact.name === null ? [] : [`name ${fact.name}`]),
  ]
  const note = (fact: PodFact, group: Facts): void => {
    for (const key of keysOf(fact)) byKey.set(key, (byKey.get(key) ?? new Set()).add(group))
  }
  return {
    groups,
    add(group: Facts): void {
      groups.push(group)
      for (const fact of group) note(fact, group)
    },
    join(fact: PodFact, group: Facts): void {
      group.push(fact)
      note(fact, group)
    },
    named: (name: string): readonly Facts[] => [...(byKey.get(`name ${name}`) ?? [])],
    marked: (fact: PodFact): readonly Facts[] => [
      ...new Set(marksOf(fact).flatMap(mark => [...(byKey.get(mark) ?? [])])),
    ],
  }
}

/** The one pod that can be meant: one that an object tells of before one that only texts tell of. */
function ownerOf(fact: PodFact, fitting: readonly Facts[]): Facts | null {
  const certain = fitting.filter(([known]) => known.uid !== null)
  const [only] = certain.length > 0 ? certain : fitting
  if (only && (certain.length || fitting.length) === 1) return only
  if (fact.name === null) return null
  return fitting.find(([known]) => known.uid === null && known.namespace === fact.namespace) ?? null
}

/** Each fact with the others of the same pod: by UID, else by name, where only one pod of that name can be meant. */
function grouped(facts: readonly PodFact[]): readonly Facts[] {
  const finder = newFinder()
  const withUid = facts.filter(fact => fact.uid !== null)
  const certain = [...groupBy(withUid, fact => fact.uid).values()]
  if (withUid.length === facts.length) return certain
  for (const group of certain) finder.add(group)
  const others = facts.filter(fact => fact.uid === null).sort((a, b) => namelessness(a) - namelessness(b))
  for (const fact of others) {
    const fitting =
      fact.name === null
        ? finder.marked(fact)
        : finder.named(fact.name).filter(group => isNamed(fact, group) && mayBeOf(fact, group))
    const group = ownerOf(fact, fitting)
    if (group) finder.join(fact, group)
    else finder.add([fact])
  }
  return finder.groups
}

function knownOf(group: Facts): KnownPod {
  const [first, ...rest] = group
  const [best = first, ...others] = [first, ...rest].sort(mostTellingFirst)
  const facts: Facts = [best, ...others]
  const told = <T>(pick: (fact: PodFact) => T | null): T | null => facts.map(pick).find(value => value !== null) ?? null
  return {
    namespace: told(fact => fact.namespace),
    name: told(fact => fact.name),
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
  const byName = groupBy(pods, ({ namespace, name }) => JSON.stringify([namespace, name]))
  const byNode = groupBy(pods, pod => pod.node)
  return {
    pods,
    byUid: uid => uids.get(uid) ?? null,
    named: (namespace, name) => byName.get(JSON.stringify([namespace, name])) ?? [],
    byContainerId: id => ids.get(id),
    names: newNames(subjects),
    onNode: node => byNode.get(node) ?? [],
  }
}
