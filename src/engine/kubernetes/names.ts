import type { OomEvent } from '../../model/event.ts'
import type { Container, Pod } from '../../model/identity.ts'
import type { Subject } from '../../model/node-log.ts'
import type { SourceRead } from '../../model/source.ts'
import { newIdMap } from './id-map.ts'
import { subjectOfPath } from './paths.ts'

/** What lines and paths say of a container. */
export interface NamedContainer {
  readonly pod: Pod | null
  readonly container: Container
  /** The ID is of a pod's sandbox, or of a container; null where nothing tells. */
  readonly isSandbox: boolean | null
}

/** Names of pods and containers that lines and paths give, also of those that no object describes. */
export interface Names {
  byUid(uid: string): Pod | null
  byContainerId(id: string): NamedContainer | null
}

interface Draft {
  readonly id: string
  readonly pod: Pod | null
  readonly name: string | null
  readonly sandboxId: string | null
}

function merged(a: Pod | null, b: Pod | null): Pod | null {
  if (a === null || b === null) return a ?? b
  return { namespace: a.namespace ?? b.namespace, name: a.name ?? b.name, uid: a.uid ?? b.uid }
}

const longer = (a: string, b: string): string => (b.length > a.length ? b : a)

export function newNames(subjects: Iterable<Subject>): Names {
  const pods = new Map<string, Pod>()
  const drafts = newIdMap<Draft>()
  const sandboxes = newIdMap<Pod | null>()
  for (const { pod, container, sandboxId } of subjects) {
    if (pod?.uid != null && pod.name !== null) pods.set(pod.uid, pods.get(pod.uid) ?? pod)
    const id = container?.id ?? null
    if (sandboxId !== null) sandboxes.set(sandboxId, merged(sandboxes.get(sandboxId), id === sandboxId ? pod : null))
    if (id === null) continue
    const known = drafts.get(id)
    drafts.set(id, {
      id: longer(known?.id ?? id, id),
      pod: merged(known?.pod ?? null, pod),
      name: known?.name ?? container?.name ?? null,
      sandboxId: known?.sandboxId ?? sandboxId,
    })
  }
  const whole = (pod: Pod | null): Pod | null => merged(pod, pod?.uid == null ? null : (pods.get(pod.uid) ?? null))
  return {
    byUid: uid => pods.get(uid) ?? null,
    byContainerId(id) {
      const known = drafts.get(id)
      if (known === null) return null
      const isSandbox = known.sandboxId === known.id ? true : known.name !== null ? false : null
      const ofSandbox = known.sandboxId === null ? null : sandboxes.get(known.sandboxId)
      const pod = whole(merged(known.pod, ofSandbox))
      return { pod, container: { name: known.name, id: known.id }, isSandbox }
    },
  }
}

/** Everything in the case that names a pod or container: lines, and the paths of their logs. */
export function* subjectsOf(events: readonly OomEvent[], sources: readonly SourceRead[]): Generator<Subject> {
  for (const { path } of sources) yield subjectOfPath(path)
  for (const event of events) if ('subject' in event) yield event.subject
}

/** Says whether a fact only names what was named before: a log does so over and over, and once is enough. */
export function newRepeatedNames(): (event: OomEvent) => boolean {
  const seen = new Set<string>()
  return event => {
    if (event.kind !== 'node.identity') return false
    const key = JSON.stringify(event.subject)
    return seen.has(key) || !seen.add(key)
  }
}
