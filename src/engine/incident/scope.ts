import type { ContainerFact } from '../../model/kubernetes.ts'
import type { Scope } from '../../model/report.ts'
import { placeOf } from '../cgroup/path.ts'
import type { KnownPod, PodIndex } from '../kubernetes/pod-index.ts'
import type { Act } from './act.ts'
import { isOwnLimit } from './eviction.ts'
import { seenCgroups } from './node-lines.ts'
import { ownerOf } from './victims.ts'

/**
 * The only container of the pod that has a limit, when that limit is the one that was hit. The pod's own cgroup then has
 * the same limit and is hit first, because the pause process is charged to it as well.
 */
function onlyLimited(known: KnownPod | null, limitBytes: number | null): ContainerFact | null {
  if (!known || limitBytes === null) return null
  const [fact] = known.facts
  const running = fact.containers.filter(container => container.type === 'regular' || container.sidecar === true)
  const [only] = running
  if (fact.source === 'runtime') return null
  const isAlone = running.length === 1 && (fact.podLimitBytes === null || fact.podLimitBytes === limitBytes)
  return isAlone && only?.limitBytes === limitBytes ? only : null
}

function memcgScope(act: Act, index: PodIndex, node: string | null): Scope {
  const cgroup = act.digests.find(({ report }) => report.oomMemcg !== null)?.report.oomMemcg ?? seenCgroups(act).oom
  const limit = act.digests.find(({ report }) => report.memcg?.memory)?.report.memcg?.memory?.limitBytes ?? null
  if (cgroup === null) return { level: 'unknown', cgroup: null, node, pod: null, container: null }
  const { level } = placeOf(cgroup)
  const { pod, container, known } = ownerOf(cgroup, index)
  const only = level === 'pod' ? onlyLimited(known, limit) : null
  if (only) return { level: 'container', cgroup, node, pod, container: { name: only.name, id: only.containerId } }
  return { level, cgroup, node, pod, container }
}

/** systemd-oomd and its like act on cgroups; others act on the memory of the machine. */
function killerScope({ kills, units, victims }: Act, index: PodIndex, node: string | null): Scope {
  const nowhere = { cgroup: null, node, pod: null, container: null }
  const [kill] = kills
  if (!kill) return { ...nowhere, level: units.length > 0 && victims.length === 0 ? 'service' : 'unknown' }
  const measured = kill.policy?.kind === 'pressure' ? kill.policy.cgroup : null
  const cgroup = CGROUP_KILLERS.has(kill.killer) ? (kill.cgroup ?? measured) : null
  if (cgroup === null) return { ...nowhere, level: 'node' }
  const { pod, container } = ownerOf(cgroup, index)
  return { level: placeOf(cgroup).level, cgroup, node, pod, container }
}

const CGROUP_KILLERS: ReadonlySet<Act['killer']> = new Set(['systemd-oomd', 'oomd', 'talos'])

/** Whose boundary was hit; for what is no OOM, where it happened. */
export function scopeOf(act: Act, index: PodIndex, node: string | null): Scope {
  const nowhere = { cgroup: null, node, pod: null, container: null }
  const [victim] = act.victims
  switch (act.kind) {
    case 'memcg':
      return memcgScope(act, index, node)
    case 'global':
    case 'sysrq':
      return { ...nowhere, level: 'node' }
    case 'cpuset':
    case 'mempolicy':
      return { ...nowhere, level: 'numa' }
    case 'eviction':
      // A limit of the pod's own, on disk or on a volume, is no pressure on the node.
      return isOwnLimit(act) ? { ...nowhere, level: 'pod', pod: victim?.pod ?? null } : { ...nowhere, level: 'node' }
    case 'sigkill':
      return { ...nowhere, level: 'container', pod: victim?.pod ?? null, container: victim?.container ?? null }
    case 'userspace':
      return killerScope(act, index, node)
    default:
      // systemd knows which unit it was, and no more.
      return { ...nowhere, level: act.digests.length === 0 && act.units.length > 0 && !victim ? 'service' : 'unknown' }
  }
}
