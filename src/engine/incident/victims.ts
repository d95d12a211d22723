import type { Container, Pod } from '../../model/identity.ts'
import type { KilledProcess, OomReport } from '../../model/kernel.ts'
import type { Subject } from '../../model/node-log.ts'
import type { Victim } from '../../model/report.ts'
import { isWithin, placeOf } from '../cgroup/path.ts'
import type { KnownPod, PodIndex } from '../kubernetes/pod-index.ts'
import { NOBODY } from './act.ts'

/** Pod and container of a cgroup, as far as its path and the objects tell. */
export interface Owner {
  readonly pod: Pod | null
  readonly container: Container | null
  readonly known: KnownPod | null
}

const podOf = (known: KnownPod, uid: string | null): Pod => ({
  namespace: known.namespace,
  name: known.name,
  uid: known.uid ?? uid,
})

/**
 * In a pod of one container every ID is one of its lives: the API forgets those before the last. (The pause process runs
 * with -998 and is not killed.)
 */
function onlyName(known: KnownPod | null): string | null {
  // A runtime tells of one container at a time.
  const whole = known?.facts.filter(({ source }) => source !== 'runtime')
  const names = new Set(whole?.flatMap(fact => fact.containers.map(container => container.name)))
  const [only] = names
  return only !== undefined && names.size === 1 ? only : null
}

export function ownerOf(cgroup: string | null, index: PodIndex): Owner {
  if (cgroup === null) return { pod: null, container: null, known: null }
  const { podUid, containerId } = placeOf(cgroup)
  const pod = podUid === null ? null : { namespace: null, name: null, uid: podUid }
  return ownerOfSubject({ pod, container: containerId === null ? null : { name: null, id: containerId } }, index)
}

/** Of several that are one ID, each whole or cut, the one that is cut least. */
const wholest = (ids: readonly (string | null | undefined)[]): string | null =>
  ids.reduce<string | null>((best, id) => ((id?.length ?? 0) > (best?.length ?? 0) ? (id ?? null) : best), null)

/** The same for what a line names: objects first, then what other lines and paths say of the same IDs. */
export function ownerOfSubject({ pod, container }: Pick<Subject, 'pod' | 'container'>, index: PodIndex): Owner {
  const id = container?.id ?? null
  const byId = id === null ? null : index.byContainerId(id)
  const named = id === null ? null : index.names.byContainerId(id)
  const uid = pod?.uid ?? named?.pod?.uid ?? null
  const known = byId?.pod ?? (uid === null ? null : index.byUid(uid))
  const [told, ofUid] = [named?.pod ?? null, uid === null ? null : index.names.byUid(uid)]
  const [first = null] = [pod, told, ofUid].filter(each => each?.name != null)
  const bare = first ?? pod ?? told
  const name = container?.name ?? byId?.container.name ?? named?.container.name ?? onlyName(known)
  return {
    pod: known ? podOf(known, uid) : bare && { ...bare, uid: bare.uid ?? uid },
    container: container && { name, id: wholest([byId?.id, named?.container.id, id]) },
    known,
  }
}

/** Members of an OOM group live in its cgroup or below; the chosen task's cgroup is printed. */
function cgroupOf(
  kill: KilledProcess,
  report: OomReport,
): { readonly printed: string | null; readonly within: string | null } {
  const isChosen = report.chosen === null || report.chosen.pid === kill.pid
  if (isChosen) return { printed: report.taskMemcg, within: report.taskMemcg }
  if (report.oomGroup !== null) return { printed: null, within: report.oomGroup }
  // A sacrificed child may live elsewhere, but not outside of the cgroup that hit its limit.
  const { oomMemcg, taskMemcg } = report
  const shared = oomMemcg !== null && taskMemcg !== null && isWithin(taskMemcg, oomMemcg) ? oomMemcg : null
  return { printed: null, within: shared }
}

function victimOf(kill: KilledProcess, report: OomReport, index: PodIndex): readonly [Victim, KnownPod | null] {
  const { printed, within } = cgroupOf(kill, report)
  const { pod, container, known } = ownerOf(within, index)
  const { span: _span, bootSeconds: _seconds, ...facts } = kill
  return [{ ...facts, cgroup: printed, pod, container }, known]
}

export interface Victims {
  readonly victims: readonly Victim[]
  readonly pods: readonly KnownPod[]
}

/** Everyone the kernel says it killed; where it only says whom it chose, that one with an unknown outcome. */
export function victimsOf(report: OomReport, index: PodIndex): Victims {
  const pairs = report.kills.map(kill => victimOf(kill, report, index))
  const { chosen } = report
  if (pairs.length === 0 && chosen !== null && report.panic === null) {
    const { pod, container, known } = ownerOf(report.taskMemcg, index)
    const { pid, comm, uid } = chosen
    pairs.push([{ ...NOBODY, pid, comm, uid, cgroup: report.taskMemcg, pod, container }, known])
  }
  return {
    victims: pairs.map(([victim]) => victim),
    pods: [...new Set(pairs.flatMap(([, known]) => known ?? []))],
  }
}
