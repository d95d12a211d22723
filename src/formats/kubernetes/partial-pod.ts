import type { PodFact } from '../../model/kubernetes.ts'
import { NO_STAMP } from '../../model/stamp.ts'
import { podSummary } from './summary.ts'

export type PodParts = Pick<PodFact, 'source' | 'containers' | 'evidence'> & Partial<PodFact>

/** A pod of which only parts are known, as an excerpt or a container runtime shows it; null for all the rest. */
export function partialPod(parts: PodParts): PodFact {
  const { namespace = null, name = null, phase = null, reason = null, containers } = parts
  return {
    kind: 'kube.pod',
    stamp: NO_STAMP,
    node: null,
    boot: 0,
    ...podSummary({ namespace, name, phase, reason, containers }),
    namespace,
    name,
    uid: null,
    configHash: null,
    qosClass: null,
    priorityClassName: null,
    phase,
    reason,
    message: null,
    reasonSpan: null,
    startedAtMs: null,
    scheduledAtMs: null,
    deletedAtMs: null,
    disruption: null,
    podLimitBytes: null,
    podRequestBytes: null,
    owner: null,
    memoryVolumes: [],
    ...parts,
  }
}
