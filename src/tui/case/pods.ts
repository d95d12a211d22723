import type { Pod } from '../../model/identity.ts'
import type { Incident, TimelineEntry } from '../../model/report.ts'

/** A pod as entries name it. */
export interface NamedPod {
  readonly namespace: string | null
  readonly name: string
}

/** Which pods each entry speaks of, worked out when somebody asks: only a filter and lanes of pods do. */
export interface PodIndex {
  /** The pods of an entry; none where it names none. */
  of(row: number): readonly NamedPod[]
}

const NONE: readonly NamedPod[] = []

/** `Container app of shop/web started` and `Pulled Pod/web: …`, as the engine words them. */
const IN_TITLE = /(?:^Container \S+ of |^A container of )([^\s/]+)\/(\S+)|^\S+ Pod\/([^\s:]+)/

const named = (pod: Pod | null): readonly NamedPod[] =>
  pod === null || pod.name === null ? NONE : [{ namespace: pod.namespace, name: pod.name }]

function ofIncident({ scope, victims }: Incident): readonly NamedPod[] {
  const all = [...named(scope.pod), ...victims.flatMap(({ pod }) => named(pod))]
  const seen = new Map(all.map(pod => [`${pod.namespace}/${pod.name}`, pod]))
  return [...seen.values()]
}

/** The namespaces that pods of each name are known to be in: an event's title has the name alone. */
function namespacesOf(incidents: ReadonlyMap<string, Incident>): ReadonlyMap<string, ReadonlySet<string | null>> {
  const known = new Map<string, Set<string | null>>()
  for (const incident of incidents.values())
    for (const { namespace, name } of ofIncident(incident))
      known.set(name, (known.get(name) ?? new Set()).add(namespace))
  return known
}

function ofTitle(
  { kind, title }: TimelineEntry,
  namespaces: ReadonlyMap<string, ReadonlySet<string | null>>,
): readonly NamedPod[] {
  if (!kind.startsWith('kube.')) return NONE
  const [, namespace, name, alone] = IN_TITLE.exec(title) ?? []
  if (alone !== undefined) {
    const [namespace = null, ...others] = namespaces.get(alone) ?? []
    return [{ namespace: others.length === 0 ? namespace : null, name: alone }]
  }
  return name === undefined ? NONE : [{ namespace: namespace === '?' ? null : (namespace ?? null), name }]
}

export function podIndexOf(entries: readonly TimelineEntry[], incidents: ReadonlyMap<string, Incident>): PodIndex {
  const ofEach = new Map<string, readonly NamedPod[]>()
  const namespaces = namespacesOf(incidents)
  return {
    of(row) {
      const entry = entries[row]
      if (!entry) return NONE
      const own = ofTitle(entry, namespaces)
      const incident = entry.incident === null ? undefined : incidents.get(entry.incident)
      if (!incident) return own
      const known = ofEach.get(incident.id) ?? ofIncident(incident)
      ofEach.set(incident.id, known)
      return known.length > 0 ? known : own
    },
  }
}
