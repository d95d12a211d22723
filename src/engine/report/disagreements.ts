import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { Contradiction, Incident } from '../../model/report.ts'
import type { Act } from '../incident/act.ts'
import { isOomKilled } from '../../model/oom-end.ts'
import type { Ending } from '../kubernetes/endings.ts'
import { isOfRuntime, type KnownPod } from '../kubernetes/pod-index.ts'
import type { KernelLogs } from './kernel-logs.ts'

type Pair = readonly [Act, Incident]

/** `crictl inspect` is the runtime's own word; what kubectl prints, the API's. */
const sayerOf = ({ pod }: Ending): string => (isOfRuntime([pod]) ? 'The container runtime' : 'Kubernetes')

const nameOf = ({ pod, container }: Pick<Ending, 'pod' | 'container'>): string =>
  `container ${container.name ?? 'without a name'} of pod ${pod.namespace ?? '?'}/${pod.name ?? 'without a name'}`

/** Kubernetes says OOMKilled, and the kernel log of that node and time has no kill. */
function silentKernel([act, incident]: Pair, logs: KernelLogs): readonly Contradiction[] {
  if (incident.kind !== 'unknown' || act.digests.length > 0 || !logs.covers(incident)) return []
  return act.endings.flatMap(({ fact }) =>
    isOomKilled(fact.state)
      ? [
          {
            says: `${sayerOf(fact)} says that ${nameOf(fact)} was OOMKilled`,
            against: 'the kernel log of that node and time, which holds no kill of it',
            evidence: fact.state.evidence,
            settledBy:
              'the kernel log from the start of the container on: OOMKilled stays with a container in which a child was killed earlier, and the kernel suppresses reports by a rate limit',
          },
        ]
      : [],
  )
}

/** The kernel killed in a container, and the runtime called its end something else. */
const otherReason = ([act, incident]: Pair): readonly Contradiction[] =>
  act.digests.length === 0
    ? []
    : act.endings.flatMap(({ fact, tellsTime }) => {
        const { reason, exitCode, evidence } = fact.state
        if (!tellsTime || isOomKilled(fact.state)) return []
        return [
          {
            says: `${sayerOf(fact)} says that ${nameOf(fact)} ended with ${reason ?? 'no reason'}${exitCode === null ? '' : `, exit code ${exitCode}`}`,
            against: 'the kernel, whose OOM killer killed in it at that time',
            evidence: [...evidence, ...incident.evidence.slice(0, 1)],
            settledBy:
              'the kernel: runtimes learn of it by an event that may come too late, and on cgroup v1 not at all when the node runs out',
          },
        ]
      })

/** A kubelet calls a kill in a memory cgroup the system's. */
const systemOoms = ([act, incident]: Pair): readonly Contradiction[] =>
  incident.kind !== 'memcg'
    ? []
    : act.events
        .filter(({ fact }) => fact.reason === 'SystemOOM')
        .map(({ fact }) => ({
          says: 'The kubelet says SystemOOM',
          against: 'the kernel, which killed because a memory cgroup reached its limit',
          evidence: [...fact.evidence, ...incident.evidence.slice(0, 1)],
          settledBy: 'the kernel: kubelets before 1.21 send SystemOOM for kills in memory cgroups as well',
        }))

const hasPressure = ({ conditions }: NodeFact): boolean =>
  conditions.some(({ type, status }) => type === 'MemoryPressure' && status === 'True')

/** A node that was short of memory by its kubelet, and nothing on it that died of that. */
function pressureOnly(
  nodes: readonly NodeFact[],
  events: readonly KubeEvent[],
  pairs: readonly Pair[],
): readonly Contradiction[] {
  const struck = new Set(pairs.map(([, { scope }]) => scope.node))
  const told = new Map<string, Contradiction['evidence']>()
  for (const node of nodes.filter(hasPressure)) {
    const spans = node.conditions.filter(({ type }) => type === 'MemoryPressure').map(({ span }) => span)
    told.set(node.name, [...(told.get(node.name) ?? []), ...spans])
  }
  for (const { reason, node, evidence } of events)
    if (reason === 'NodeHasInsufficientMemory' && node !== null)
      told.set(node, [...(told.get(node) ?? []), ...evidence])
  return [...told]
    .filter(([name]) => !struck.has(name) && !struck.has(null))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, evidence]) => ({
      says: `The kubelet of node ${name} reported memory pressure`,
      against: 'everything else in the bundle, which knows of no kill or eviction on that node',
      evidence: evidence.slice(0, 5),
      settledBy: `the kernel log and the kubelet's log of ${name} from that time: the kubelet may have freed enough without evicting anybody`,
    }))
}

/** How many kills of one container the bundle tells of. */
function killsByContainer(pairs: readonly Pair[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [, { victims }] of pairs)
    for (const key of new Set(victims.map(({ pod, container }) => `${pod?.uid ?? pod?.name}/${container?.name}`)))
      counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** A container that restarted more often than the bundle tells of kills in it. */
function restarts(pairs: readonly Pair[], pods: readonly KnownPod[]): readonly Contradiction[] {
  const kills = killsByContainer(pairs)
  return pods.flatMap(pod =>
    pod.facts[0].containers.flatMap(container => {
      const known = kills.get(`${pod.uid ?? pod.name}/${container.name}`) ?? 0
      const count = container.restartCount ?? 0
      const ended = [container.state, container.lastState].find(state => state !== null && isOomKilled(state))
      if (known === 0 || count <= known || !ended) return []
      return [
        {
          says: `${nameOf({ pod, container })} was restarted ${count} times`,
          against: `the bundle, which tells of ${known === 1 ? 'one kill' : `${known} kills`} in it`,
          evidence: container.evidence,
          settledBy:
            'the kernel log of the whole time, and the logs of earlier containers: Kubernetes keeps the last end only, and a restart may have any reason',
        },
      ]
    }),
  )
}

/** Where sources disagree about kills, each said with what would settle it. */
export const disagreements = (
  pairs: readonly Pair[],
  pods: readonly KnownPod[],
  nodes: readonly NodeFact[],
  events: readonly KubeEvent[],
  logs: KernelLogs,
): readonly Contradiction[] => [
  ...pairs.flatMap(pair => [...silentKernel(pair, logs), ...otherReason(pair), ...systemOoms(pair)]),
  ...pressureOnly(nodes, events, pairs),
  ...restarts(pairs, pods),
]
