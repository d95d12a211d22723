import type { Container, Pod } from '../model/identity.ts'
import type { Incident } from '../model/report.ts'

/** Characters of the suffixes that Kubernetes generates (k8s.io/apimachinery/pkg/util/rand). */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]'
/**
 * What a controller adds to its own name: a Deployment the hash of its template and five characters, a DaemonSet or a Job five
 * characters, a StatefulSet or an indexed Job a number.
 */
const GENERATED = new RegExp(`(?:-${RANDOM}{6,10}-${RANDOM}{5}|-${RANDOM}{5}|-\\d{1,5}(?:-${RANDOM}{5})?)$`)

function controllerOf({ namespace, name }: Pod): string | null {
  if (name === null) return null
  const own = name.replace(GENERATED, '')
  return namespace === null ? own : `${namespace}/${own}`
}

const unitOf = (cgroup: string | null): string | null => {
  const unit = cgroup?.slice(cgroup.lastIndexOf('/') + 1) ?? ''
  return unit === '' ? null : unit
}

/** The pod and container that the incident is about: those whose boundary it was, else the first victim's. */
export function subjectOf({ scope, victims: [victim] }: Incident): { pod: Pod | null; container: Container | null } {
  if (scope.pod) return { pod: scope.pod, container: scope.level === 'pod' ? null : scope.container }
  return { pod: victim?.pod ?? null, container: victim?.container ?? scope.container }
}

/**
 * One name for all replicas and restarts of a workload: `container app of shop/cart`, `web.service`, `process java`. The
 * controller is read off the pod's name, as Kubernetes builds it, since few bundles hold the owner. Null where nothing
 * names it.
 */
export function workloadOf(incident: Incident): string | null {
  const { pod, container } = subjectOf(incident)
  const controller = pod && controllerOf(pod)
  if (controller !== null) {
    const name = container?.name ?? null
    return name === null ? controller : `container ${name} of ${controller}`
  }
  const { level, cgroup } = incident.scope
  const unit = level === 'service' || level === 'slice' ? unitOf(cgroup) : null
  const comm = incident.victims[0]?.comm ?? null
  return unit ?? (comm === null ? null : `process ${comm}`)
}
