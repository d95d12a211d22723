import type { OomReport } from '../../model/kernel.ts'
import type { Culprit, Trigger, Victim } from '../../model/report.ts'
import { placeOf } from '../cgroup/path.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act } from './act.ts'
import { ownerOf } from './victims.ts'

/**
 * The task that asked, with its container. `cpuset=` is the last part of the path of that task's own cpuset (kernels since
 * 5.0), which a container runtime names by the container's ID.
 */
export function triggerOf({ trigger, cpuset }: OomReport, index: PodIndex): Trigger | null {
  if (trigger === null) return null
  const isContainer = cpuset !== null && placeOf(cpuset).containerId !== null
  const { pod, container } = ownerOf(isContainer ? cpuset : null, index)
  return { comm: trigger.comm, pid: trigger.pid, oomScoreAdj: trigger.oomScoreAdj, pod, container }
}

/** Pod and container that a process runs in. */
export type Owner = Pick<Victim, 'pod' | 'container'>

/** Whose process a pid is: known for those that asked or died, in one boot of one log. */
export type Processes = ReadonlyMap<string, Owner>

const keyOf = ({ span, boot }: OomReport, pid: number, comm: string): string =>
  JSON.stringify([span.path, boot, pid, comm])

/** Every process of the case whose container is known; what asked in one report may be the largest of another. */
export function processesOf(acts: readonly Act[], index: PodIndex): Processes {
  const known = new Map<string, Owner>()
  for (const act of acts) {
    for (const { report } of act.digests) {
      const trigger = triggerOf(report, index)
      for (const { pid, comm, pod, container } of [...act.victims, ...(trigger ? [trigger] : [])]) {
        if (pid === null || comm === null || (pod === null && container === null)) continue
        known.set(keyOf(report, pid, comm), { pod, container })
      }
    }
  }
  return known
}

/** Where a process of a report lived, if any report of the same boot tells. */
export const ownerOfTask = (report: OomReport, pid: number, comm: string, processes: Processes): Owner | null =>
  processes.get(keyOf(report, pid, comm)) ?? null

const PROCESS = /^(.*) \((\d{1,10})\)$/

/** The service of the machine that a process ran in: a report prints the cgroup of those that it kills. */
function serviceOf(pid: number, { kind, victims }: Pick<Act, 'kind' | 'victims'>): string | null {
  const cgroup = kind === 'global' ? victims.find(victim => victim.pid === pid)?.cgroup : null
  return cgroup != null && placeOf(cgroup).level === 'service' ? (cgroup.split('/').at(-1) ?? null) : null
}

/** Names the container or the service of a culprit that is one process, where it is known whose process that is. */
export function namedCulprit(
  culprit: Culprit | null,
  report: OomReport,
  processes: Processes,
  act: Pick<Act, 'kind' | 'victims'>,
): Culprit | null {
  const [, comm = '', pid] = (culprit?.what === 'process' && PROCESS.exec(culprit.name)) || []
  if (!culprit || pid === undefined) return culprit
  const service = serviceOf(Number(pid), act)
  if (service !== null) return { ...culprit, what: 'service', name: `${service}, process ${culprit.name}` }
  const owner = ownerOfTask(report, Number(pid), comm, processes)
  if (!owner?.pod?.name || !owner.container?.name) return culprit
  const pod = owner.pod.namespace === null ? owner.pod.name : `${owner.pod.namespace}/${owner.pod.name}`
  return { ...culprit, what: 'container', name: `${owner.container.name} of pod ${pod}, process ${culprit.name}` }
}
