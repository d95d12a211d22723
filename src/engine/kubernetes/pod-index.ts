import type { ContainerFact, ContainerState, PodFact } from '../../model/kubernetes.ts'

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
  /** The pod and container that a container ID belongs to, now or in its last life. */
  byContainerId(id: string): { readonly pod: KnownPod; readonly container: ContainerFact } | null
  byName(namespace: string | null, name: string): readonly KnownPod[]
}

const nameKey = (namespace: string | null, name: string): string => `${namespace ?? ''}/${name}`
const objectFirst = (a: PodFact, b: PodFact): number => Number(b.source === 'object') - Number(a.source === 'object')

export const statesOf = (container: ContainerFact): readonly ContainerState[] =>
  [container.state, container.lastState].filter(state => state !== null)

/** A description prints no UID: it is of the pod of its name, where only one pod had that name. */
function grouped(facts: readonly PodFact[]): readonly (readonly [PodFact, ...PodFact[]])[] {
  const byUid = new Map<string, [PodFact, ...PodFact[]]>()
  const unnamed = new Map<string, [PodFact, ...PodFact[]]>()
  for (const fact of facts) {
    const [groups, key] = fact.uid === null ? [unnamed, nameKey(fact.namespace, fact.name)] : [byUid, fact.uid]
    const group = groups.get(key)
    if (group) group.push(fact)
    else groups.set(key, [fact])
  }
  for (const [key, group] of unnamed) {
    const named = [...byUid.values()].filter(([first]) => nameKey(first.namespace, first.name) === key)
    const [only] = named
    if (!only || named.length !== 1) continue
    only.push(...group)
    unnamed.delete(key)
  }
  return [...byUid.values(), ...unnamed.values()]
}

function knownOf(group: readonly [PodFact, ...PodFact[]]): KnownPod {
  const [first, ...rest] = group
  const [best = first, ...others] = [first, ...rest].sort(objectFirst)
  const facts: [PodFact, ...PodFact[]] = [best, ...others]
  const told = <T>(pick: (fact: PodFact) => T | null): T | null => facts.map(pick).find(value => value !== null) ?? null
  return {
    namespace: best.namespace,
    name: best.name,
    uid: told(fact => fact.uid),
    node: told(fact => fact.node),
    facts,
  }
}

export function indexPods(facts: readonly PodFact[]): PodIndex {
  const pods = grouped(facts).map(knownOf)
  const uids = new Map<string, KnownPod>()
  const ids = new Map<string, { pod: KnownPod; container: ContainerFact }>()
  for (const pod of pods) {
    for (const fact of pod.facts) {
      for (const uid of [fact.uid, fact.configHash]) if (uid !== null) uids.set(uid, pod)
      for (const container of fact.containers) {
        const known = [container.containerId, ...statesOf(container).map(state => state.containerId)]
        for (const id of known) if (id !== null && !ids.has(id)) ids.set(id, { pod, container })
      }
    }
  }
  return {
    pods,
    byUid: uid => uids.get(uid) ?? null,
    byContainerId: id => ids.get(id) ?? null,
    byName: (namespace, name) =>
      pods.filter(pod => pod.name === name && (namespace === null || pod.namespace === namespace)),
  }
}
