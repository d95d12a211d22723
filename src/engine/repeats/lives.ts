import type { Span } from '../../model/span.ts'
import type { KnownPod } from '../kubernetes/pod-index.ts'
import type { Member, Members } from './member.ts'

/** How long the container had lived, by the status that tells of its end. */
export function lifeOf({ act, incident }: Member): { readonly seconds: number; readonly span: Span } | null {
  const name = incident.scope.container?.name ?? incident.victims[0]?.container?.name ?? null
  for (const { fact, tellsTime } of act.endings) {
    const { startedAtMs, finishedAtMs, evidence } = fact.state
    const isOwn = act.endings.length === 1 || (name !== null && fact.container.name === name)
    if (!tellsTime || !isOwn || startedAtMs === null || finishedAtMs === null) continue
    if (finishedAtMs >= startedAtMs) return { seconds: (finishedAtMs - startedAtMs) / 1000, span: evidence[0] }
  }
  return null
}

export interface Restarts {
  /** Null where no status counts them. */
  readonly count: number | null
  readonly evidence: readonly Span[]
}

/** How often the status of its pods says that the container was started again; those that are gone count no more. */
export function restartsOf(members: Members): Restarts {
  const pods = new Map<KnownPod, Set<string | null>>()
  for (const { act, incident } of members) {
    const own = new Set(act.endings.map(({ fact }) => fact.pod))
    for (const pod of own.size > 0 ? own : act.pods) {
      const name = incident.victims[0]?.container?.name ?? incident.scope.container?.name ?? null
      pods.set(pod, (pods.get(pod) ?? new Set()).add(name))
    }
  }
  const counted = [...pods].flatMap(([pod, names]) =>
    [...names].flatMap(name => {
      const all = pod.facts.flatMap(fact => fact.containers.filter(each => each.name === name))
      const known = all.filter(each => each.restartCount !== null)
      return known.toSorted((a, b) => (b.restartCount ?? 0) - (a.restartCount ?? 0))[0] ?? []
    }),
  )
  if (counted.length === 0) return { count: null, evidence: [] }
  return {
    count: counted.reduce((sum, { restartCount }) => sum + (restartCount ?? 0), 0),
    evidence: counted.map(({ evidence }) => evidence[0]),
  }
}
