import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { Victim } from '../../model/report.ts'
import { type Ending, isOomKilled } from '../kubernetes/endings.ts'
import type { KnownPod, PodIndex } from '../kubernetes/pod-index.ts'
import { type Act, NOBODY, newAct } from './act.ts'

/** An end by SIGKILL that no other source explains. `OOMKilled` says that memory was the reason, not whose. */
export function endingAct(ending: Ending): Act {
  const { pod, container, state } = ending
  const isOom = isOomKilled(state)
  const victim: Victim = {
    ...NOBODY,
    pod: { namespace: pod.namespace, name: pod.name, uid: pod.uid },
    container: { name: container.name, id: state.containerId },
    outcome: isOom ? 'killed' : 'signalled',
  }
  return newAct({
    kind: isOom ? 'unknown' : 'sigkill',
    killer: 'unknown',
    victims: [victim],
    pods: [pod],
    endings: [{ fact: ending, because: 'container-id' }],
    node: pod.node,
  })
}

const VICTIM = /victim process: (.+), pid: (\d+)/

/** True for a kubelet that watches for kills outside of memory cgroups only; older ones reported those as well. */
const reportsGlobalOnly = (kubeletVersion: string | null): boolean => {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(kubeletVersion ?? '') ?? []
  return major !== undefined && (Number(major) > 1 || Number(minor) >= 21)
}

/** `SystemOOM`: since Kubernetes 1.21 the kubelet sends it for kills outside of memory cgroups only (pkg/kubelet/oom). */
export function systemOomAct(event: KubeEvent, nodes: readonly NodeFact[]): Act | null {
  if (event.reason !== 'SystemOOM') return null
  const version = nodes.find(node => node.name === event.node && node.kubeletVersion !== null)?.kubeletVersion ?? null
  const [, comm, pid] = VICTIM.exec(event.message) ?? []
  const victims = comm === undefined ? [] : [{ ...NOBODY, comm, pid: Number(pid), outcome: 'killed' as const }]
  return newAct({
    kind: reportsGlobalOnly(version) ? 'global' : 'unknown',
    killer: 'kernel',
    victims,
    events: [{ fact: event, because: 'event-text' }],
    node: event.node,
  })
}

const RESOURCE = /low on resource: \[?([a-z-]+)\]?/
const CONDITION = /had condition: \[([A-Za-z, ]+)\]/
const CONDITIONS: Readonly<Record<string, string>> = {
  MemoryPressure: 'memory',
  DiskPressure: 'ephemeral-storage',
  PIDPressure: 'pids',
}

/** What a message about an eviction says of the resource (pkg/kubelet/eviction/helpers.go, Kubernetes 1.9 to 1.35). */
export function evictionOf(message: string): NonNullable<Act['eviction']> {
  const condition = CONDITION.exec(message)?.[1]?.trim()
  const isStorage = /emptyDir|ephemeral[ -](?:local )?storage/i.test(message)
  const named =
    RESOURCE.exec(message)?.[1] ?? (condition && CONDITIONS[condition]) ?? (isStorage ? 'ephemeral-storage' : null)
  return {
    resource: named ?? 'unknown',
    threshold: /[Tt]hreshold quantity: ([^\s,]+?)[,.]?(?:\s|$)/.exec(message)?.[1] ?? null,
    available: /available: ([^\s,]+?)[,.]?(?:\s|$)/.exec(message)?.[1] ?? null,
  }
}

function evictedVictim(pod: Victim['pod']): Victim {
  return { ...NOBODY, pod, outcome: 'signalled' }
}

/** Evictions by the kubelet: decisions, not OOM kills. One for each pod, by its status and its events together. */
export function evictionActs(index: PodIndex, events: readonly KubeEvent[]): readonly Act[] {
  const evictions = events.filter(event => event.reason === 'Evicted' && event.object.kind === 'Pod')
  const used = new Set<KubeEvent>()
  const isAbout = (pod: KnownPod) => (event: KubeEvent) =>
    event.object.uid !== null && pod.uid !== null
      ? event.object.uid === pod.uid
      : event.object.name === pod.name && (event.object.namespace ?? pod.namespace) === pod.namespace
  const ofPods = index.pods.flatMap(pod => {
    const fact = pod.facts.find(each => each.reason === 'Evicted')
    if (!fact) return []
    const own = evictions.filter(isAbout(pod))
    for (const event of own) used.add(event)
    return [
      newAct({
        kind: 'eviction',
        killer: 'kubelet',
        victims: [evictedVictim({ namespace: pod.namespace, name: pod.name, uid: pod.uid })],
        pods: [pod],
        events: own.map(event => ({ fact: event, because: 'event-text' as const })),
        eviction: evictionOf(fact.message ?? own[0]?.message ?? ''),
        node: pod.node ?? own[0]?.host ?? null,
      }),
    ]
  })
  const left = new Map<string, KubeEvent[]>()
  for (const event of evictions) {
    if (used.has(event)) continue
    const key = event.object.uid ?? `${event.object.namespace}/${event.object.name}`
    left.set(key, [...(left.get(key) ?? []), event])
  }
  const ofEvents = [...left.values()].flatMap(group => {
    const [first] = group
    if (!first) return []
    const { namespace, name, uid } = first.object
    const known = uid === null ? null : index.byUid(uid)
    return [
      newAct({
        kind: 'eviction',
        killer: 'kubelet',
        victims: [evictedVictim({ namespace, name, uid })],
        pods: known ? [known] : [],
        events: group.map(event => ({ fact: event, because: 'event-text' as const })),
        eviction: evictionOf(first.message),
        node: first.host,
      }),
    ]
  })
  return [...ofPods, ...ofEvents]
}
