import type { Incident } from '../../model/report.ts'
import type { Act } from './act.ts'
import { witnessesOf } from './witnesses.ts'

/** What a container is called across its restarts and its pod's replacements, and the cgroup that was hit on its node. */
function keysOf(act: Act, { kind, scope }: Incident): readonly string[] {
  // What an excerpt does not name cannot be told to be the same.
  const workloads = witnessesOf(act).flatMap(({ pod, container }) => {
    const name = pod.owner ?? pod.name
    return name === null ? [] : [`workload ${pod.namespace ?? ''}/${name}/${container?.name ?? ''}`]
  })
  const cgroup = scope.cgroup === null ? [] : [`cgroup ${scope.node ?? ''} ${scope.cgroup}`]
  return [...workloads, ...cgroup].map(key => `${kind} ${key}`)
}

/**
 * All incidents of one kind in which the same workload was a victim, or the same cgroup of one node was hit: one list for all
 * of them, empty where there is only one.
 */
export function repeatsIn(all: readonly (readonly [Act, Incident])[]): (act: Act) => readonly Incident[] {
  const keys = new Map(all.map(([act, incident]) => [act, keysOf(act, incident)] as const))
  const members = new Map<string, Set<number>>()
  for (const [at, [act]] of all.entries()) {
    for (const key of keys.get(act) ?? []) members.set(key, (members.get(key) ?? new Set()).add(at))
  }
  // A container that is killed over and over has one list for all of its kills.
  const lists = new Map<string, readonly Incident[]>()
  return act => {
    const own = keys.get(act) ?? []
    const name = JSON.stringify(own)
    const known = lists.get(name)
    if (known) return known
    const places = [...new Set(own.flatMap(key => [...(members.get(key) ?? [])]))].sort((a, b) => a - b)
    const list = places.length > 1 ? places.flatMap(at => all[at]?.[1] ?? []) : []
    lists.set(name, list)
    return list
  }
}
