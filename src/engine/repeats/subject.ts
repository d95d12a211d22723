import type { Pod } from '../../model/identity.ts'
import type { Incident } from '../../model/report.ts'
import { workloadName } from '../../model/workload.ts'
import type { Act } from '../incident/act.ts'
import type { KnownPod } from '../kubernetes/pod-index.ts'
import type { Member } from './member.ts'

/** Whose kill it was. Incidents with the same key are one story. */
export interface Subject {
  readonly key: string
  readonly what: string
  /** `unnamed`: cgroups that no line names, which may be several. */
  readonly sort: 'workload' | 'cgroup' | 'node' | 'unnamed'
  /** False where nothing names the container of a pod: another one of it would look the same. */
  readonly isOne: boolean
}

const ON_NODE: ReadonlySet<Incident['kind']> = new Set(['global', 'cpuset', 'mempolicy', 'sysrq'])

const ofNode = (node: string | null): string => (node === null ? 'the node' : `node ${node}`)
const isRunning = ({ type, sidecar }: { type: string; sidecar: boolean | null }): boolean =>
  type === 'regular' || sidecar === true

/** Logs that name no node may be of several: what is of one log is of one node. */
const placeOf = ({ scope, evidence }: Incident): string => scope.node ?? `log ${evidence[0]?.path ?? ''}`

const knownPod = ({ pods }: Act, pod: Pod): KnownPod | null =>
  pods.find(known => (known.uid === null ? known.name === pod.name : known.uid === pod.uid)) ?? null

/** A pod with one container is known by it, whichever of their two cgroups was hit: without a limit of its own they have the same. */
function onlyContainer(known: KnownPod | null): string | null {
  const whole = known?.facts.filter(({ source }) => source === 'object' || source === 'describe') ?? []
  if (whole.some(fact => fact.podLimitBytes !== null)) return null
  const names = new Set(whole.flatMap(fact => fact.containers.filter(isRunning).map(({ name }) => name)))
  const [only = null] = names.size === 1 ? names : []
  return only
}

/** The workload is known across replaced pods; a pod that nothing owns is its own. */
function workloadOf(known: KnownPod | null, { namespace, name, uid }: Pod): string {
  const owner = known?.facts.map(fact => workloadName(fact.owner)).find(each => each !== null) ?? null
  const space = known?.namespace ?? namespace
  if (owner !== null) return space === null ? owner : `${owner} in namespace ${space}`
  return name === null ? `pod ${uid}` : `pod ${space ?? '?'}/${name}`
}

function ofPod({ act, incident }: Member, pod: Pod): Subject {
  const { scope, victims, kind } = incident
  const known = knownPod(act, pod)
  const named = scope.level === 'pod' ? null : (scope.container ?? victims[0]?.container ?? null)?.name
  // An ID of a container is of one life of it only.
  const container = named ?? onlyContainer(known)
  const workload = workloadOf(known, pod)
  const what = `${kind} of ${container === null ? workload : `container ${container} of ${workload}`}`
  return { key: what, what, sort: 'workload', isOne: container !== null || scope.level === 'pod' }
}

/** The container across its restarts and its pod's replacements, the cgroup or the node; null where nothing can be the same. */
export function subjectOf(member: Member): Subject | null {
  const { kind, scope, victims } = member.incident
  const [victim] = victims
  const node = ofNode(scope.node)
  const place = placeOf(member.incident)
  const ofMachine = (what: string, sort: Subject['sort']): Subject => ({
    key: `${what}\n${place}`,
    what,
    sort,
    isOne: true,
  })
  if (ON_NODE.has(kind)) return ofMachine(`${kind} of ${node}`, 'node')
  // What only systemd tells of has no cgroup to be known by: each may be of another unit.
  if (scope.level === 'service' && scope.cgroup === null) return null
  const pod = scope.pod ?? (scope.cgroup === null ? (victim?.pod ?? null) : null)
  if (pod !== null) return ofPod(member, pod)
  if (scope.cgroup !== null) return ofMachine(`${kind} of ${scope.cgroup} on ${node}`, 'cgroup')
  // An excerpt that names nobody: nothing tells whether two of them are of one container.
  if (victim && victim.pid === null && victim.cgroup === null) return null
  if (kind === 'memcg') return ofMachine(`${kind} of cgroups on ${node} that the log does not name`, 'unnamed')
  return ofMachine(`${kind} of ${node}`, 'node')
}
