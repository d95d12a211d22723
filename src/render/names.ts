import type { Container, Pod } from '../model/identity.ts'
import type { Scope, Victim } from '../model/report.ts'

/** `shop/cart-7d9f`, or what else is known of the pod. */
export function podName({ namespace, name, uid }: Pod): string | null {
  if (name !== null) return namespace === null ? name : `${namespace}/${name}`
  return uid === null ? null : `with UID ${uid}`
}

/** Its name, or the first digits of its ID as container runtimes print them. */
export function containerName({ name, id }: Container): string | null {
  return name ?? (id === null ? null : id.slice(0, 12))
}

/** `container cart of pod shop/cart-7d9f`; null where neither is known. */
export function containerOfPod(container: Container | null, pod: Pod | null): string | null {
  const inside = container && containerName(container)
  const outside = pod && podName(pod)
  if (inside) return `container ${inside}${outside ? ` of pod ${outside}` : ''}`
  return outside ? `pod ${outside}` : null
}

const nameOfUnit = (cgroup: string | null): string => cgroup?.slice(cgroup.lastIndexOf('/') + 1) ?? ''

/** Whose boundary it was, in words; null where nothing tells. */
export function scopeName({ level, cgroup, pod, container, node }: Scope): string | null {
  const unit = nameOfUnit(cgroup)
  switch (level) {
    case 'container':
      return containerOfPod(container, pod) ?? 'a container'
    case 'pod':
      return containerOfPod(null, pod) ?? 'a pod'
    case 'qos':
      return `the pods of one QoS tier${unit ? ` (${unit})` : ''}`
    case 'node-allocatable':
      return 'all pods together: what the node may give to pods'
    case 'service':
      return unit === '' ? 'a service' : `service ${unit}`
    case 'slice':
      return `slice ${unit}`.trim()
    case 'cgroup':
      return 'a cgroup'
    case 'numa':
      return 'the NUMA nodes that the task may use'
    case 'node':
      return node === null ? 'the whole node' : `node ${node}, as a whole`
    case 'unknown':
      return null
  }
}

/** The process, else the pod: one short name for a victim. */
export function victimName({ comm, pid, pod, container }: Victim): string {
  if (comm !== null) return pid === null ? comm : `${comm} (${pid})`
  return containerOfPod(container, pod) ?? (pid === null ? 'unknown' : `pid ${pid}`)
}
