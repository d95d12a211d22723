import type { Fact } from './fact.ts'
import type { Container, Pod } from './identity.ts'

/** Fact.boot of what programs log: their clock is not the kernel's, whose boots a source may hold as well. */
export const NO_BOOT = -1

/** The programs of a node whose logs are read. `runtime`: a container runtime that the line does not name. */
export type NodeProgram = 'kubelet' | 'containerd' | 'conmon' | 'docker' | 'podman' | 'ecs' | 'nomad' | 'runtime'

/** Pod and container that a line is about, as far as it names them. IDs may be cut to their first 12 digits or more. */
export interface Subject {
  /** The pod, as far as the line names it. */
  readonly pod: Pod | null
  /** The container, as far as the line names it. */
  readonly container: Container | null
  /** ID of the pod's sandbox (pause container), which container runtimes log like any other container. */
  readonly sandboxId: string | null
}

export const NO_SUBJECT: Subject = { pod: null, container: null, sandboxId: null }

interface Logged<K extends string> extends Fact<K> {
  /** Who logged it. */
  readonly by: NodeProgram
  /** What it is about. */
  readonly subject: Subject
}

/** A program saw the kernel kill for lack of memory: the kubelet's oom watcher, `TaskOOM`, `OOM received`. */
export interface OomSeen extends Logged<'node.oom'> {
  /** The process that was killed. */
  readonly pid: number | null
  /** Its name. */
  readonly comm: string | null
  /** The cgroup whose limit was hit; `/` where none was. Null where the line does not say. */
  readonly oomMemcg: string | null
  /** The cgroup of the process. Null where the line does not say. */
  readonly taskMemcg: string | null
  /** True where the form of the line is of a kubelet that watches for kills outside of memory cgroups only (1.21 and later). */
  readonly isGlobalWatch: boolean
}

/** A container ended, by its runtime or by the kubelet that noticed. */
export interface ContainerExit extends Logged<'node.exit'> {
  /** 128 and the number of the signal that ended it. */
  readonly exitCode: number
  /** When it ended, by the runtime; milliseconds since the epoch. */
  readonly exitedAtMs: number | null
  /** What the line itself proves: `unknown` may be a sandbox. */
  readonly role: 'container' | 'sandbox' | 'unknown'
  /** The runtime's own flag; null where it prints none. */
  readonly oomKilled: boolean | null
  /** The memory limit that the runtime set for it; null where it says none, or has none. */
  readonly limitBytes: number | null
}

/** A container or a whole pod was told to stop. */
export interface StopOrder extends Logged<'node.stop'> {
  /**
   * `grace-period`: SIGTERM first. `sigkill`: SIGKILL at once. `shutdown`: the node goes down. `delete`: the pod was
   * deleted.
   */
  readonly why: 'grace-period' | 'sigkill' | 'shutdown' | 'delete'
  /** How long it may take to stop. */
  readonly graceSeconds: number | null
}

/** One step of the kubelet's eviction manager. Quantities as it prints them (`100Mi`). */
export interface EvictionStep extends Logged<'node.eviction'> {
  /**
   * `reclaiming`: files before pods. `must-evict`: a pod has to go. `ranked`: the order in which. `evicted`: one was.
   * `observed`: what a signal stands at. `relieved`: no pod had to go. `failed`: none could.
   */
  readonly what: 'reclaiming' | 'must-evict' | 'ranked' | 'evicted' | 'observed' | 'relieved' | 'failed'
  /** `memory`, `ephemeral-storage`, …; null where the line does not say. */
  readonly resource: string | null
  /** What must be left. */
  readonly threshold: string | null
  /** What was left. */
  readonly available: string | null
}

/** A line that names a pod or container which no object of the case may describe. Never in the timeline. */
export interface NodeIdentity extends Logged<'node.identity'> {}

/** A sign that the node was too busy to do its work: no proof of anything by itself. */
export interface NodeSymptom extends Fact<'node.symptom'> {
  /**
   * `housekeeping-late`: a round of the kubelet's took long. `pleg-unhealthy`: it did not look at its containers for long.
   * `probe-timeout`: a probe got no answer in time. `memory-pressure-flush`: a daemon flushed its caches under pressure.
   * `oom-watch-lost`: the kubelet no longer tells of kills. `unit-killed`: systemd saw a process end by a signal.
   */
  readonly what:
    | 'housekeeping-late'
    | 'pleg-unhealthy'
    | 'probe-timeout'
    | 'memory-pressure-flush'
    | 'oom-watch-lost'
    | 'unit-killed'
  /** How long it took, or how long ago it was; null where the line does not say. */
  readonly seconds: number | null
  /** What it is about. */
  readonly subject: Subject
}

/** The memory managers that can give up by themselves, without the kernel killing anything; `program` is any that names ENOMEM. */
export type HeapOwner =
  | 'jvm'
  | 'v8'
  | 'go'
  | 'python'
  | 'dotnet'
  | 'ruby'
  | 'php'
  | 'cxx'
  | 'rust'
  | 'erlang'
  | 'perl'
  | 'gcc'
  | 'program'
  | 'postgres'
  | 'mysql'
  | 'redis'

/** A program says that it got no more memory. The kernel killed nothing by that. */
export interface HeapExhausted extends Fact<'app.out-of-memory'> {
  /** Whose memory it was. */
  readonly runtime: HeapOwner
  /** `own-limit`: a limit of the runtime's own. `refused`: the system gave it no memory. */
  readonly ranOut: 'own-limit' | 'refused' | 'unknown'
  /** The words of the line. */
  readonly says: string
  /** Whose output the line is of, by the path of the log. */
  readonly subject: Subject
}

/** A program or a platform tells of a kill that it did not see itself, or of one by a limit of its own. */
export interface KillTold extends Fact<'app.kill-told'> {
  /** Who tells it, as people call the program. */
  readonly by: string
  /** What ended, in the words of the line; null where it does not say. */
  readonly what: string | null
  /**
   * `memory`: a counter of the kernel's kills, or the runtime's word. `own-limit`: the platform measured and ended it.
   * `sigkill`: the signal, and no reason.
   */
  readonly reason: 'memory' | 'own-limit' | 'sigkill'
  /** Process ID of what ended. */
  readonly pid: number | null
  /** Number of the Slurm job, whose cgroup is named after it. */
  readonly job: string | null
}

/** What a program of the node logged about containers. */
export type NodeLogEvent = OomSeen | ContainerExit | StopOrder | EvictionStep | NodeIdentity
