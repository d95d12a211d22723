import type { ContainerFact } from '../../model/kubernetes.ts'
import type { Incident, Missing } from '../../model/report.ts'
import type { Act } from '../incident/act.ts'
import type { KnownPod } from '../kubernetes/pod-index.ts'
import { kernelLogCommand } from './commands.ts'

const MOST_CONTAINERS = 5

interface Seen {
  readonly pod: KnownPod
  readonly name: string | null
  readonly node: string | null
  count: number
}

/** Kinds that end a container, or may have. */
const ENDS: ReadonlySet<Incident['kind']> = new Set([
  'memcg',
  'global',
  'cpuset',
  'mempolicy',
  'unknown',
  'userspace',
  'sigkill',
])

function seenEnds(pairs: readonly (readonly [Act, Incident])[]): Iterable<Seen> {
  const byPod = new Map<KnownPod, Map<string | null, Seen>>()
  for (const [act, { kind, victims, scope }] of pairs) {
    if (!ENDS.has(kind)) continue
    for (const pod of new Set([...act.pods, ...act.endings.map(({ fact }) => fact.pod)])) {
      const victim = victims.find(each => each.pod !== null && (each.pod.uid === null || each.pod.uid === pod.uid))
      const ended = act.endings.find(({ fact }) => fact.pod === pod)?.fact.container.name
      const name = ended ?? victim?.container?.name ?? null
      const own = byPod.get(pod) ?? new Map<string | null, Seen>()
      byPod.set(pod, own)
      const known = own.get(name)
      if (known) known.count += 1
      else own.set(name, { pod, name, node: scope.node ?? pod.node, count: 1 })
    }
  }
  return [...byPod.values()].flatMap(own => [...own.values()])
}

const restartsOf = ({ pod, name }: Seen): number =>
  pod.facts
    .flatMap((fact): readonly ContainerFact[] => fact.containers.filter(each => each.name === name))
    .reduce((most, { restartCount }) => Math.max(most, restartCount ?? 0), 0)

const called = ({ pod, name }: Seen): string =>
  `${name === null ? 'the container' : `container ${name}`} of pod ${pod.namespace ?? '?'}/${pod.name ?? pod.uid ?? '?'}`

/** Ends of containers that their status counts and no incident is of: a status keeps the last end only. */
export function earlierEnds(pairs: readonly (readonly [Act, Incident])[]): readonly Missing[] {
  const lost = [...seenEnds(pairs)]
    .map(seen => ({ seen, restarts: restartsOf(seen) }))
    .filter(({ seen, restarts }) => restarts > seen.count)
  const left = lost.length - MOST_CONTAINERS
  return lost.slice(0, MOST_CONTAINERS).map(({ seen, restarts }, at) => {
    const more = at === MOST_CONTAINERS - 1 && left > 0 ? ` (and the same of ${left} more containers)` : ''
    const shown = `${seen.count === 1 ? 'one end' : `${seen.count} ends`} of it`
    return {
      what: `earlier ends of ${called(seen)}: its status counts ${restarts} restarts, the bundle shows ${shown}${more}`,
      wouldSettle: 'whether those were OOM kills too, which a restart need not be, and how far apart they were',
      collect: kernelLogCommand(seen.node),
    }
  })
}
