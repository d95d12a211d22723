import { formatBytes, formatSeconds } from '../../model/bytes.ts'
import type { KillerKill, UnitOom } from '../../model/killer.ts'
import type { HeapExhausted, KillTold } from '../../model/node-log.ts'
import type { Incident, Scope, Victim, ThrashingWindow } from '../../model/report.ts'
import { killSentence, unitSentence } from './killer-sentence.ts'
import type { Pressed } from './pressed.ts'

const MOST_TELLING: readonly Incident['kind'][] = [
  'global',
  'memcg',
  'cpuset',
  'mempolicy',
  'userspace',
  'sysrq',
  'unknown',
  'eviction',
  'sigkill',
]

function podName(pod: Victim['pod']): string | null {
  if (pod?.name != null) return pod.namespace === null ? pod.name : `${pod.namespace}/${pod.name}`
  return pod?.uid != null ? `with UID ${pod.uid}` : null
}

function containerName({ pod: owner, container }: Pick<Victim, 'pod' | 'container'>): string | null {
  const pod = podName(owner)
  const name = container?.name ?? container?.id?.slice(0, 12)
  if (pod === null) return name ? `container ${name}` : null
  return name ? `container ${name} of pod ${pod}` : `pod ${pod}`
}

/** What only an excerpt of Kubernetes tells of is a container, or a pod. */
const nameless = ({ pid, cgroup }: Victim): string =>
  pid !== null ? `pid ${pid}` : cgroup === null ? 'a container without a name' : `the processes of ${cgroup}`

export function victimName(victim: Victim): string {
  const where = containerName(victim)
  if (victim.comm === null) return where ?? nameless(victim)
  const process = victim.pid === null ? victim.comm : `${victim.comm} (pid ${victim.pid})`
  return where === null ? process : `${process} in ${where}`
}

const isSameContainer = (victim: Victim, { container, pod }: Scope): boolean =>
  container !== null &&
  victim.pod?.uid === pod?.uid &&
  (container.name === null
    ? container.id !== null && victim.container?.id === container.id
    : victim.container?.name === container.name)

/** The first victim and how many others; null where the evidence names nobody. */
function dead(incident: Incident): string | null {
  const [first, ...rest] = incident.victims
  if (!first) return null
  // The boundary was named just before: no need to name the container again.
  const isInIt = incident.kind === 'memcg' && first.comm !== null && isSameContainer(first, incident.scope)
  const name = isInIt ? `${victimName({ ...first, pod: null, container: null })} in it` : victimName(first)
  return rest.length === 0 ? name : `${name} and ${rest.length} more`
}

/** What the kernel did, no stronger than its log says: a choice is no kill, and a report that was cut names nobody. */
function act(incident: Incident, isSpared: boolean): string {
  const who = dead(incident)
  if (who === null) {
    if (incident.panic) return 'the kernel panicked'
    return incident.complete || isSpared ? 'nothing was killed' : 'who died, the evidence does not show'
  }
  const outcomes = new Set(incident.victims.map(victim => victim.outcome))
  if (outcomes.has('killed')) return `the kernel killed ${who}`
  if (outcomes.has('already-exiting')) return `the kernel chose ${who}, which was exiting already`
  return `the kernel chose ${who}; whether it died, the log does not show`
}

const ofNode = (scope: Scope): string => (scope.node === null ? 'The node' : `Node ${scope.node}`)

/** The boundary that was hit, with its limit. */
function boundary(incident: Incident): string {
  const { scope, limitBytes } = incident
  const limit = limitBytes === null ? '' : ` of ${formatBytes(limitBytes)}`
  switch (scope.level) {
    case 'container': {
      const name = containerName(scope) ?? 'A container'
      return `${name.charAt(0).toUpperCase()}${name.slice(1)} reached its own memory limit${limit}`
    }
    case 'pod':
      return `Pod ${podName(scope.pod) ?? 'of unknown name'} reached its memory limit${limit}, all containers together`
    case 'qos':
      return `All pods of one QoS class together reached the limit${limit} of ${scope.cgroup}`
    case 'node-allocatable':
      return `${ofNode(scope)} ran out of memory for pods: all of them together reached the limit${limit} of ${scope.cgroup}`
    case 'unknown':
      return 'A memory cgroup reached its limit (which one, the log does not say)'
    default:
      return `${scope.cgroup} reached its own memory limit${limit}`
  }
}

/** Known by a status only: no process is named. */
const isOnlyKubernetes = (incident: Incident): boolean => incident.victims.some(victim => victim.comm === null)

function evicted(incident: Incident, named: string): string {
  const who = incident.victims.every(({ pod }) => pod === null) ? 'a pod without a name' : named
  const resource = incident.eviction?.resource ?? 'unknown'
  const what = resource === 'unknown' ? 'a resource that is not named' : resource
  const why = incident.scope.level === 'pod' ? `because it went beyond its own limit of ${what}` : `for lack of ${what}`
  return `The kubelet evicted ${who} ${why}: a decision, not an OOM kill.`
}

function bySigkill(incident: Incident, who: string): string {
  return incident.victims.every(victim => victim.outcome === 'unknown')
    ? `The kubelet lost sight of ${who} and wrote exit code 137 by itself; how it ended is not known.`
    : `SIGKILL ended ${who}; nothing in the evidence shows that memory was the reason.`
}

/** Kubernetes knows the pod of whatever it speaks of. */
function whoSays({ killer, victims }: Incident, who: string, isOfRuntime: boolean): string {
  if (killer === 'kernel') return `The container runtime says that a process of ${who} was killed for lack of memory`
  const isOfPods = victims.length === 0 || victims.some(({ pod }) => pod !== null)
  return isOfPods && !isOfRuntime
    ? `Kubernetes says that ${who} was OOMKilled`
    : `The container runtime marks ${who} as OOMKilled`
}

function ofUnknownKind(incident: Incident, who: string, isSpared: boolean, isOfRuntime: boolean): string {
  if (!isOnlyKubernetes(incident))
    return `The OOM killer ran; ${act(incident, isSpared)}; whose memory ran out, the log does not show.`
  return `${whoSays(incident, who, isOfRuntime)}; whether by its own limit or because the node ran out, the evidence does not show.`
}

/** What the killer's own log says, else what systemd does. */
function toldByOthers(incident: Incident, facts: HeadlineFacts): string | null {
  const [kill, units] = [facts.killOf(incident), facts.unitsOf(incident)]
  if (incident.kind === 'userspace' && kill !== null) return killSentence(kill, incident, victimName)
  const isAlone = kill === null && incident.trigger === null && incident.links.length === 0
  const isOpen = incident.kind === 'userspace' || incident.kind === 'unknown'
  return isAlone && isOpen && units.length > 0 && incident.killer !== 'kernel' ? unitSentence(units) : null
}

/** Causes that are no lack of memory: some was free, and the request could not have it. */
const HAD_MEMORY: ReadonlySet<string> = new Set(['low-zone', 'cma-only', 'watermarks-high', 'fragmentation'])

const shortage = ({ causes: [first] }: Incident): string =>
  first !== undefined && HAD_MEMORY.has(first.code)
    ? `had memory free that the request could not have (${first.code})`
    : 'ran out of memory'

function sentence(incident: Incident, facts: HeadlineFacts): string {
  const isSpared = facts.isSpared(incident)
  const told = toldByOthers(incident, facts)
  if (told !== null) return told
  const who = dead(incident) ?? 'somebody'
  switch (incident.kind) {
    case 'memcg':
      return `${boundary(incident)}; ${act(incident, isSpared)}.`
    case 'global':
      return `${ofNode(incident.scope)} ${shortage(incident)}; ${act(incident, isSpared)}.`
    case 'cpuset':
    case 'mempolicy':
      return `The NUMA nodes that a task may use could not give it the memory; ${act(incident, isSpared)}.`
    case 'sysrq':
      return `Somebody asked the kernel for an OOM kill (SysRq-f); ${act(incident, isSpared)}.`
    case 'eviction':
      return evicted(incident, who)
    case 'sigkill':
      return bySigkill(incident, who)
    case 'userspace':
      return `A user-space killer (${incident.killer}) killed ${who}.`
    default:
      return ofUnknownKind(incident, who, isSpared, facts.isOfRuntime(incident))
  }
}

/** What the sentence cannot be told from the incidents alone. */
export interface HeadlineFacts {
  readonly hasKernelLog: boolean
  /** Lines of the OOM killer stand in a form that is not read. */
  readonly hasUnread: boolean
  /** Incidents that the user's filter left out. */
  readonly hidden: number
  /** Incidents that may be others of the list again. */
  readonly mayBeTwice: number
  /** What the log of another killer than the kernel says of it. */
  killOf(incident: Incident): KillerKill | null
  /** True where the runtime alone tells of the container, by `crictl inspect`. */
  isOfRuntime(incident: Incident): boolean
  /** What systemd says of units in it. */
  unitsOf(incident: Incident): readonly UnitOom[]
  /** Kills that a counter knows and no log shows, in a sentence; null without any. */
  readonly counted: string | null
  /** What runtimes said of their own memory. */
  readonly heaps: readonly HeapExhausted[]
  /** Kills that a program or a platform tells of, and nothing else. */
  readonly untold: readonly KillTold[]
  /** A machine that was under pressure when it was looked at; null where none is known to be. */
  readonly pressed: Pressed | null
  /** Spans of thrashing: without a kill they are the news. */
  readonly thrashing: readonly ThrashingWindow[]
  /** The kernel said of it that there was nobody to kill. */
  isSpared(incident: Incident): boolean
}

const counted = (count: number): string => `${count} incident${count === 1 ? '' : 's'}`

const WHAT_FAILED: Readonly<Record<HeapExhausted['ranOut'], string>> = {
  'own-limit': 'ran out of its own heap',
  refused: 'was refused memory',
  unknown: 'ran out of memory by itself',
}

/** What a runtime said of itself, and what it is not. */
export function heapSentence({ subject, says, ranOut }: HeapExhausted): string {
  const where = containerName(subject)
  return `The runtime${where === null ? '' : ` of ${where}`} ${WHAT_FAILED[ranOut]} (${says}); the kernel killed nothing that this bundle shows`
}

function nothing(facts: HeadlineFacts): string {
  const {
    hasKernelLog,
    hasUnread,
    hidden,
    counted: kills,
    heaps: [heap],
    untold: [told],
  } = facts
  if (hasUnread) return 'The OOM killer left lines in these files, in a form that oomlens does not read.'
  if (hidden > 0) return `Nothing in these files passes the filter, which hid ${counted(hidden)}.`
  if (kills !== null)
    return `${kills}; none of the logs in these files shows ${/ 1 OOM kill\b/.test(kills) ? 'it' : 'them'}.`
  if (heap) return `${heapSentence(heap)}${hasKernelLog ? '' : ', which holds no kernel log'}.`
  if (told) {
    const where = hasKernelLog
      ? 'the kernel log in these files holds no such kill'
      : 'no kernel log is among these files'
    return told.reason === 'own-limit' ? `${told.title}, which is no kill by the kernel.` : `${told.title}; ${where}.`
  }
  return hasKernelLog
    ? 'No OOM kill is in these logs.'
    : 'No OOM kill is in these files; there is no kernel log among them, so that this proves little.'
}

/** The longest span of thrashing, where nothing was killed. */
function stalls({ thrashing }: HeadlineFacts): string {
  const [longest] = [...thrashing].sort((a, b) => b.seconds - a.seconds || (a.id < b.id ? -1 : 1))
  if (!longest) return ''
  const { scope, node, seconds, confidence, from } = longest
  const who = scope === 'node' ? (node === null ? 'The node' : `Node ${node}`) : `The cgroup ${scope}`
  const sure = confidence === 'possible' ? ' may have been' : ' was'
  const since = from.wall === null ? '' : `, from ${from.wall.slice(0, 19).replace('T', ' ')} UTC on`
  return ` ${who}${sure} thrashing for ${formatSeconds(seconds)}${since}.`
}

/** A kill that a status and a log without dates may both tell of is no second one. */
function doubtOf(mayBeTwice: number, others: number): string {
  if (mayBeTwice === 0) return ''
  return others === 1
    ? ', which may be the same kill'
    : `; ${mayBeTwice === 1 ? 'one kill' : `up to ${mayBeTwice} kills`} may be counted twice`
}

/** One sentence about the incident that matters most, and how many others there are. */
export function headlineOf(incidents: readonly Incident[], facts: HeadlineFacts): string {
  const unnamed = (incident: Incident) => Number(incident.victims.length === 0 && !incident.panic)
  const unsettled = (incident: Incident) => Number(incident.scope.level === 'unknown')
  const [first] = [...incidents].sort(
    (a, b) =>
      unnamed(a) - unnamed(b) ||
      MOST_TELLING.indexOf(a.kind) - MOST_TELLING.indexOf(b.kind) ||
      unsettled(a) - unsettled(b),
  )
  const news = stalls(facts) || (facts.pressed === null ? '' : ` ${facts.pressed.says}.`)
  if (!first) return `${nothing(facts)}${news}`
  const others = incidents.length - 1
  const doubt = doubtOf(facts.mayBeTwice, others)
  const more = others === 0 ? '' : ` ${others} more incident${others === 1 ? '' : 's'} in this bundle${doubt}.`
  const hidden = facts.hidden === 0 ? '' : ` The filter hid ${counted(facts.hidden)}.`
  return `${sentence(first, facts)}${more}${hidden}`
}
