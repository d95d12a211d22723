import type { Incident } from '../../model/report.ts'
import { kindInWords } from '../../render/kind.ts'
import { printable } from '../../render/printable.ts'

/** What the list of incidents is narrowed to. */
export interface Wanted {
  readonly text: string
  readonly kind: string
  readonly node: string
  /** IDs of a group; null for all. */
  readonly only: ReadonlySet<string> | null
}

export const ALL: Wanted = { text: '', kind: '', node: '', only: null }

/** Everything that an incident can be found by. */
const wordsOf = (incident: Incident): string => {
  const { id, scope, victims, causes, trigger, culprit } = incident
  return [
    id,
    kindInWords(incident),
    scope.cgroup,
    scope.node,
    trigger?.comm,
    culprit?.name,
    ...[scope, ...victims].flatMap(({ pod, container }) => [pod?.namespace, pod?.name, pod?.uid, container?.name]),
    ...victims.flatMap(({ comm, pid }) => [comm, pid]),
    ...causes.map(({ code }) => code),
  ]
    .join(' ')
    .toLowerCase()
}

/** All words of the text have to be there, in any order. */
export function isWanted(incident: Incident, { text, kind, node, only }: Wanted): boolean {
  if (only !== null && !only.has(incident.id)) return false
  if (kind !== '' && incident.kind !== kind) return false
  // A choice holds the name as it is shown.
  if (node !== '' && printable(incident.scope.node ?? '') !== node) return false
  const words = wordsOf(incident)
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(word => words.includes(word))
}
