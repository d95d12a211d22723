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

/** Other incidents of one kind in which the same workload was a victim, or the same cgroup of one node was hit. */
export function repeatsIn(all: readonly (readonly [Act, Incident])[]): (act: Act) => readonly Incident[] {
  const keys = new Map(all.map(([act, incident]) => [act, keysOf(act, incident)] as const))
  const members = new Map<string, Set<number>>()
  for (const [at, [act]] of all.entries()) {
    for (const key of keys.get(act) ?? []) members.set(key, (members.get(key) ?? new Set()).add(at))
  }
  // A container that is killed over and over has one list for all of its kills.
  const lists = new Map<string, readonly number[]>()
  return act => {
    const own = keys.get(act) ?? []
    const name = JSON.stringify(own)
    const places =
      lists.get(name) ?? [...new Set(own.flatMap(key => [...(members.get(key) ?? [])]))].sort((a, b) => a - b)
    lists.set(name, places)
    return places.flatMap(at => (all[at]?.[0] === act ? [] : (all[at]?.[1] ?? [])))
  }
}
