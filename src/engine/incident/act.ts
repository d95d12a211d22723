import type { KillerKill, UnitOom } from '../../model/killer.ts'
import type { KubeEvent } from '../../model/kubernetes.ts'
import type { NodeLogEvent } from '../../model/node-log.ts'
import type { Because, Contradiction, Incident, IncidentKind, Killer, Victim } from '../../model/report.ts'
import type { Ending } from '../kubernetes/endings.ts'
import type { KnownPod } from '../kubernetes/pod-index.ts'
import type { Digest } from './digest.ts'

/** A fact that belongs to an act, and how it was joined to it. */
export interface Joined<T> {
  readonly fact: T
  readonly because: Because
}

/** The end of a container that belongs to an act. */
export interface JoinedEnding extends Joined<Ending> {
  /** False where the container lived on after the kill, so that its end does not date it. */
  readonly tellsTime: boolean
}

/** One act of killing while it is put together from all sources. */
export interface Act {
  readonly kind: IncidentKind
  readonly killer: Killer
  /** The kernel's reports of it, the most complete first; none where only Kubernetes tells of it. */
  readonly digests: readonly Digest[]
  /** What another killer's own log says of it, the fullest first. */
  readonly kills: readonly KillerKill[]
  /** What systemd says of the units whose processes died. */
  readonly units: readonly UnitOom[]
  readonly victims: readonly Victim[]
  readonly pods: readonly KnownPod[]
  readonly endings: readonly JoinedEnding[]
  readonly events: readonly Joined<KubeEvent>[]
  /** Lines of the node's own programs that tell of it. */
  readonly nodeLines: readonly Joined<NodeLogEvent>[]
  readonly eviction: Incident['eviction']
  /** Node that its own facts name; null where only its source can tell. */
  readonly node: string | null
  readonly contradictions: readonly Contradiction[]
}

/** Acts, and the ends of containers that none of them explains so far. */
export interface Joining {
  readonly acts: readonly Act[]
  readonly left: readonly Ending[]
}

export const NOBODY: Victim = {
  pid: null,
  comm: null,
  uid: null,
  totalVmKiB: null,
  anonRssKiB: null,
  fileRssKiB: null,
  shmemRssKiB: null,
  pgtablesKiB: null,
  oomScoreAdj: null,
  cgroup: null,
  pod: null,
  container: null,
  outcome: 'unknown',
}

export const newAct = (act: Partial<Act> & Pick<Act, 'kind' | 'killer'>): Act => ({
  digests: [],
  kills: [],
  units: [],
  victims: [],
  pods: [],
  endings: [],
  events: [],
  nodeLines: [],
  eviction: null,
  node: null,
  contradictions: [],
  ...act,
})
