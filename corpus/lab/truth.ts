/** How `truth.json` of a scenario looks: what happened, as the guest itself saw it and not by its logs. */
export interface Truth {
  readonly scenario: string
  readonly about: string
  readonly kernel: { readonly release: string; readonly version: string }
  /** What the node has: MemTotal. */
  readonly memTotalKiB: number
  readonly cgroupVersion: 1 | 2
  /** By the guest's own clock, UTC. */
  readonly bootedAt: string
  /** What the scenario makes happen; `none` where nothing is killed for lack of memory. */
  readonly kind: 'memcg' | 'global' | 'cpuset' | 'sysrq' | 'panic' | 'none'
  /** Cgroups that ran out at their own limit: `oom` in memory.events.local, on cgroup v1 `memory.failcnt`. */
  readonly reached: readonly string[]
  /** What thrashed for half a minute, as the scenario makes it. */
  readonly thrashes: 'node' | 'cgroup' | null
  /** How long all tasks stood still for memory: `full` of /proc/pressure/memory at the end; null after a panic. */
  readonly stalledSeconds: number | null
  readonly pods: readonly PodTruth[]
  readonly processes: readonly ProcessTruth[]
}

export interface PodTruth {
  readonly name: string
  readonly uid: string
  readonly qos: 'guaranteed' | 'burstable' | 'besteffort'
  readonly cgroup: string
  readonly limitMiB: number | null
  readonly containers: readonly ContainerTruth[]
}

export interface ContainerTruth {
  readonly name: string
  readonly id: string
  readonly cgroup: string
  readonly limitMiB: number | null
}

/** A process of the scene; seconds are since boot. What is null of its end was not seen. */
export interface ProcessTruth {
  readonly pid: number
  readonly comm: string
  /** null where it stayed in the root. */
  readonly cgroup: string | null
  readonly oomScoreAdj: number
  readonly startedAtSeconds: number
  readonly endedAtSeconds: number | null
  /** Of the wait status. */
  readonly signal: number | null
  readonly exitCode: number | null
  /** Who sent the signal: the OOM killer, unless the scenario did itself. */
  readonly by: 'kernel' | 'scenario' | null
}
