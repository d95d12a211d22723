import { formatBytes } from '../../model/bytes.ts'
import type { Incident, Scope, Victim } from '../../model/report.ts'

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

function containerName(victim: Victim): string | null {
  const pod = podName(victim.pod)
  const name = victim.container?.name ?? victim.container?.id?.slice(0, 12)
  if (pod === null) return name ? `container ${name}` : null
  return name ? `container ${name} of pod ${pod}` : `pod ${pod}`
}

export function victimName(victim: Victim): string {
  const where = containerName(victim)
  if (victim.comm === null) return where ?? 'an unnamed process'
  const process = victim.pid === null ? victim.comm : `${victim.comm} (pid ${victim.pid})`
  return where === null ? process : `${process} in ${where}`
}

const isSameContainer = (victim: Victim, { container, pod }: Scope): boolean =>
  container !== null &&
  victim.container?.id === container.id &&
  victim.container?.name === container.name &&
  victim.pod?.uid === pod?.uid

function dead(incident: Incident): string {
  const [first, ...rest] = incident.victims
  if (!first) return 'nothing was killed'
  // The boundary was named just before: no need to name the container again.
  const isInIt = incident.kind === 'memcg' && first.comm !== null && isSameContainer(first, incident.scope)
  const name = isInIt ? `${victimName({ ...first, pod: null, container: null })} in it` : victimName(first)
  return rest.length === 0 ? name : `${name} and ${rest.length} more`
}

const ofNode = (scope: Scope): string => (scope.node === null ? 'The node' : `Node ${scope.node}`)

/** The boundary that was hit, with its limit. */
function boundary(incident: Incident): string {
  const { scope, limitBytes } = incident
  const limit = limitBytes === null ? '' : ` of ${formatBytes(limitBytes)}`
  const [victim] = incident.victims
  switch (scope.level) {
    case 'container': {
      const own = victim && { ...victim, pod: scope.pod, container: scope.container }
      const name = (own && containerName(own)) ?? 'A container'
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

function sentence(incident: Incident): string {
  const who = dead(incident)
  const killed =
    incident.victims.length === 0
      ? incident.panic
        ? 'the kernel panicked'
        : 'nothing was killed'
      : `the kernel killed ${who}`
  switch (incident.kind) {
    case 'memcg':
      return `${boundary(incident)}; ${killed}.`
    case 'global':
      return `${ofNode(incident.scope)} ran out of memory; ${killed}.`
    case 'cpuset':
    case 'mempolicy':
      return `The NUMA nodes that a task may use ran out of memory; ${killed}.`
    case 'sysrq':
      return `Somebody asked the kernel for an OOM kill (SysRq-f); ${killed}.`
    case 'eviction':
      return `The kubelet evicted ${who} for lack of ${incident.eviction?.resource ?? 'a resource'}: a decision, not an OOM kill.`
    case 'sigkill':
      return `SIGKILL ended ${who}; nothing in the evidence shows that memory was the reason.`
    case 'userspace':
      return `A user-space killer (${incident.killer}) killed ${who}.`
    default:
      return isOnlyKubernetes(incident)
        ? `Kubernetes says that ${who} was OOMKilled; whether by its own limit or because the node ran out, the evidence does not show.`
        : `The OOM killer ${incident.victims.length === 0 ? 'ran and killed nothing' : `killed ${who}`}; whose memory ran out, the log does not show.`
  }
}

function nothing(hasKernelLog: boolean): string {
  return hasKernelLog
    ? 'No OOM kill is in these logs.'
    : 'No OOM kill is in these files; there is no kernel log among them, so that this proves little.'
}

/** One sentence about the incident that matters most, and how many others there are. */
export function headlineOf(incidents: readonly Incident[], hasKernelLog: boolean): string {
  const unsettled = (incident: Incident) => Number(incident.scope.level === 'unknown')
  const [first] = [...incidents].sort(
    (a, b) => MOST_TELLING.indexOf(a.kind) - MOST_TELLING.indexOf(b.kind) || unsettled(a) - unsettled(b),
  )
  if (!first) return nothing(hasKernelLog)
  const others = incidents.length - 1
  const more = others === 0 ? '' : ` ${others} more incident${others === 1 ? '' : 's'} in this bundle.`
  return `${sentence(first)}${more}`
}
