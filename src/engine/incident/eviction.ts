import type { KubeEvent } from '../../model/kubernetes.ts'
import type { Victim } from '../../model/report.ts'
import { groupBy } from '../../model/group-by.ts'
import { type Ending, isLost } from '../kubernetes/endings.ts'
import type { KnownPod, PodIndex } from '../kubernetes/pod-index.ts'
import { type Act, NOBODY, newAct } from './act.ts'

const RESOURCE = /low on resource: \[?([a-z-]{1,40})\]?/
const CONDITION = /had condition: \[([A-Za-z, ]{1,200})\]/
const CONDITIONS: ReadonlyMap<string, string> = new Map([
  ['MemoryPressure', 'memory'],
  ['DiskPressure', 'ephemeral-storage'],
  ['PIDPressure', 'pids'],
])
const VOLUME = /^Usage of EmptyDir volume "([^"]{1,253})" exceeds/
/** Limits of a pod's own: on the disk that it writes to, and on a volume. */
const OWN_LIMIT =
  /^Usage of EmptyDir volume |exceeded its local ephemeral storage limit|ephemeral local storage usage exceeds/

function resourceOf(message: string, memoryVolumes: readonly string[]): string | null {
  const condition = CONDITION.exec(message)?.[1]?.trim()
  const named = RESOURCE.exec(message)?.[1] ?? (condition === undefined ? null : CONDITIONS.get(condition))
  if (named != null) return named
  const volume = VOLUME.exec(message)?.[1]
  // A volume in memory is charged as memory, and its limit is one of memory.
  if (volume !== undefined && memoryVolumes.includes(volume)) return 'memory'
  return OWN_LIMIT.test(message) ? 'ephemeral-storage' : null
}

/** Until 1.25 `…, which exceeds its request of R`, since then `…, request is R, has larger consumption of …`; since 1.34 for pods too. */
const USED =
  /(Container|Pod) (\S{1,253}) was using (\S{1,60}?), (?:which exceeds its request of (\S{1,60}?)\.|request is (\S{1,60}?), has larger consumption of )/g

const usedBy = (message: string): NonNullable<Act['eviction']>['usedBy'] =>
  [...message.matchAll(USED)].map(([, what, name = '', usage = '', old, request = '']) => ({
    container: what === 'Container' ? name : null,
    usage,
    request: old ?? request,
  }))

/** What a message about an eviction says of the resource (pkg/kubelet/eviction/helpers.go, Kubernetes 1.9 to 1.35). */
export function evictionOf(message: string, memoryVolumes: readonly string[] = []): NonNullable<Act['eviction']> {
  return {
    resource: resourceOf(message, memoryVolumes) ?? 'unknown',
    threshold: /[Tt]hreshold quantity: ([^\s,]{1,60}?)[,.]?(?:\s|$)/.exec(message)?.[1] ?? null,
    available: /available: ([^\s,]{1,60}?)[,.]?(?:\s|$)/.exec(message)?.[1] ?? null,
    usedBy: usedBy(message),
  }
}

function evictionBy(messages: readonly string[], events: readonly KubeEvent[], pod: KnownPod | null): Act['eviction'] {
  const starved = events.find(event => event.annotations.starved_resource)?.annotations.starved_resource
  const volumes = pod?.facts.flatMap(fact => fact.memoryVolumes) ?? []
  const read = evictionOf(messages.find(message => message !== '') ?? '', volumes)
  return starved === undefined ? read : { ...read, resource: starved }
}

/**
 * Karpenter and other controllers that drain nodes call what they do `Evicted` too, in events of type Normal; those of the
 * kubelet are warnings. The default columns of `kubectl get events` do not print who sent one.
 */
const isEviction = ({ reason, object, component, type }: KubeEvent): boolean =>
  reason === 'Evicted' &&
  object.kind.toLowerCase() === 'pod' &&
  (component === null ? type !== 'Normal' : component === 'kubelet')

const nameOf = ({ namespace, name }: Pick<KnownPod, 'namespace' | 'name'>): string => `${namespace ?? ''}/${name}`
/** Each event without a name is of a pod of its own, as far as anyone can tell. */
const keyOf = ({ object, evidence: [{ path, start }] }: KubeEvent): string =>
  object.uid ?? (object.name === null ? `${path}\n${start}` : nameOf(object))

/** The pod went beyond a limit of its own; the node need not have been short of anything. */
export const isOwnLimit = ({ pods, events }: Act): boolean =>
  [
    ...pods.flatMap(pod => pod.facts.map(fact => (fact.reason === 'Evicted' ? (fact.message ?? '') : ''))),
    ...events.map(({ fact }) => fact.message),
  ].some(message => OWN_LIMIT.test(message))

/** Events about evictions, each given away once. */
function newTaker(events: readonly KubeEvent[]) {
  const left = groupBy(events.filter(isEviction), keyOf)
  const uids = groupBy(
    [...left].flatMap(([, [{ object }]]) => (object.uid === null ? [] : [object])),
    object => nameOf(object),
  )
  const take = (key: string): readonly KubeEvent[] => {
    const found = left.get(key) ?? []
    left.delete(key)
    return found
  }
  return {
    left: () => [...left.values()],
    /** A row without a UID is of the pod of its name; so is one with it, for a pod that no source gives a UID. */
    of(pod: KnownPod): readonly KubeEvent[] {
      const named = uids.get(nameOf(pod)) ?? []
      const [only] = named
      const uid = pod.uid ?? (only && named.length === 1 ? only.uid : null)
      return [...(uid === null ? [] : take(uid)), ...take(nameOf(pod))]
    },
  }
}

/** Null where an excerpt does not show whose it is. */
const victimOf = ({ namespace, name, uid }: Pick<KnownPod, 'namespace' | 'name' | 'uid'>): Victim['pod'] =>
  name === null && uid === null ? null : { namespace, name, uid }

function evictionAct(
  victim: Victim['pod'],
  pod: KnownPod | null,
  message: string | null,
  events: readonly KubeEvent[],
): Act {
  return newAct({
    kind: 'eviction',
    killer: 'kubelet',
    victims: [{ ...NOBODY, pod: victim, outcome: 'signalled' }],
    pods: pod ? [pod] : [],
    events: events.map(event => ({ fact: event, because: 'event-text' as const })),
    eviction: evictionBy([message ?? '', ...events.map(event => event.message)], events, pod),
    node: pod?.node ?? events.find(event => event.host !== null)?.host ?? null,
  })
}

/** Evictions by the kubelet: decisions, not OOM kills. One for each pod, by its status and its events together. */
export function evictionActs(index: PodIndex, events: readonly KubeEvent[]): readonly Act[] {
  const taker = newTaker(events)
  const ofPods = index.pods.flatMap(pod => {
    const fact = pod.facts.find(each => each.reason === 'Evicted')
    return fact ? [evictionAct(victimOf(pod), pod, fact.message, taker.of(pod))] : []
  })
  const ofEvents = taker.left().map(group => {
    const { object } = group[0]
    return evictionAct(victimOf(object), object.uid === null ? null : index.byUid(object.uid), null, group)
  })
  return [...ofPods, ...ofEvents]
}

/**
 * Part of the eviction: an end that is the container's last, and one that the kubelet only made up when it cleaned up. What
 * ended before a restart is not.
 */
const isPart = ({ container, state }: Ending): boolean => container.state === state || isLost(state)

/** Gives an eviction the ends of the pod's containers that belong to it. */
export function withEvictedEnds(
  acts: readonly Act[],
  endings: readonly Ending[],
): { readonly acts: readonly Act[]; readonly left: readonly Ending[] } {
  const byPod = new Map(acts.flatMap((act, at) => act.pods.map(pod => [pod, at] as const)))
  const result = [...acts]
  const left = endings.filter(ending => {
    const at = byPod.get(ending.pod)
    const act = at === undefined ? undefined : result[at]
    if (at === undefined || !act || !isPart(ending)) return true
    result[at] = { ...act, endings: [...act.endings, { fact: ending, because: 'pod-uid', tellsTime: false }] }
    return false
  })
  return { acts: result, left }
}
