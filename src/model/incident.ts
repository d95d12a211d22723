import type { Allocation } from './allocation.ts'
import type { Instant } from './instant.ts'
import type { Culprit, Holders, MemoryAccount } from './memory.ts'
import type { Scope } from './scope.ts'
import type { Selection } from './selection.ts'
import type { Sizing } from './sizing.ts'
import type { Span } from './span.ts'
import type { Advice, Cause } from './verdict.ts'
import type { Trigger, Victim } from './victim.ts'

/**
 * What ran out, or what it was instead; `Incident.kind` says what each word stands for. By the kernel's own words where there
 * are any: `oom_memcg=`, `global_oom` and `constraint=` of the line `oom-kill:` (dump_oom_summary in mm/oom_kill.c, since 5.0),
 * and what older kernels print instead.
 */
export type IncidentKind =
  | 'memcg'
  | 'global'
  | 'cpuset'
  | 'mempolicy'
  | 'sysrq'
  | 'userspace'
  | 'eviction'
  | 'sigkill'
  | 'unknown'

/**
 * Who killed. `kernel` is its OOM killer; `kubelet` evicts; `runtime` is whoever sent SIGKILL to a container without a trace;
 * the others are daemons, and a driver, that kill before the kernel does.
 */
export type Killer =
  | 'kernel'
  | 'systemd-oomd'
  | 'oomd'
  | 'earlyoom'
  | 'nohang'
  | 'lmkd'
  | 'lowmemorykiller'
  | 'talos'
  | 'kubelet'
  | 'runtime'
  | 'unknown'

/**
 * Why an event belongs to an incident, the most trusted first: both name the same container, pod, path of a cgroup, or process;
 * the event says so in words; or nothing but its time fits, or but the limit where the log has no dates, which is weak.
 */
export type Because = 'container-id' | 'pod-uid' | 'cgroup-path' | 'pid' | 'event-text' | 'time-only' | 'limit-only'

/** An event that belongs to the incident. */
export interface IncidentLink {
  /** `id` of an entry of the timeline. */
  readonly to: string
  /** The ground of the join. `time-only` and `limit-only` are weak: nothing but the time fits, or but the limit. */
  readonly because: Because
}

/** What a report says of swap; each number is null where it does not. */
export interface SwapState {
  /**
   * Swap that the cgroup used. Of the line `swap:` on cgroup v2 since 5.3; elsewhere what `memory+swap:` says beyond
   * `memory:`.
   */
  readonly usageBytes: number | null
  /** Swap that the cgroup may use. Null where it has no limit, as well. */
  readonly limitBytes: number | null
  /** Free swap of the node. `Free swap` of `Mem-Info`. */
  readonly freeBytes: number | null
  /** Swap of the node. `Total swap` of `Mem-Info`; 0 where none is configured. */
  readonly totalBytes: number | null
}

/** Why a kernel's report is not complete; `Incident.partial` says what each word stands for. */
export type PartialReason = 'ring-buffer' | 'rate-limited' | 'excerpt' | 'interleaved'

/** One act of killing, or one report in which nobody was killed. */
export interface Incident {
  /** `i1`, `i2`, … within one report. */
  readonly id: string
  /**
   * What ran out, or what it was instead. `memcg`: a memory cgroup reached its limit. `global`: the node had no memory
   * to give. `cpuset`, `mempolicy`: only the NUMA nodes that the task may use had none. `sysrq`: someone asked the
   * kernel for it. `userspace`: a killer with a policy of its own, such as systemd-oomd, killed before the kernel did.
   * `eviction`: the kubelet ended a pod, which is a decision and no OOM kill. `sigkill`: exit code 137 without any
   * evidence of memory, no OOM. `unknown`: the evidence does not settle it.
   */
  readonly kind: IncidentKind
  /**
   * Who killed. `lowmemorykiller` is the old driver of Android, `talos` the OOM controller of Talos, `runtime` whoever
   * sent SIGKILL to a container without a trace.
   */
  readonly killer: Killer
  /** Who ran out. */
  readonly scope: Scope
  /** When it happened. */
  readonly at: Instant
  /** The task that asked for memory last, often an innocent one; null where nothing tells. */
  readonly trigger: Trigger | null
  /**
   * What kind of memory was asked for, as the kernel printed the number; null where it is not known. Its bits mean
   * something else in many kernels (include/linux/gfp_types.h); `allocation` has their names.
   */
  readonly gfpMask: string | null
  /** How many pages in a row were asked for, as a power of two; -1 for SysRq. */
  readonly order: number | null
  /**
   * The request that failed, measured against the zones of memory; null without the first line of the kernel's report.
   */
  readonly allocation: Allocation | null
  /**
   * Cgroup whose limit was hit, as the kernel printed it. `oom_memcg=` of the line `oom-kill:` since 5.0; `Task in …
   * killed as a result of limit of …` before.
   */
  readonly oomMemcg: string | null
  /**
   * Cgroup of the victim, as the kernel printed it. `task_memcg=` of the line `oom-kill:` since 5.0. Before, the first
   * path of `Task in …`: of the task that was chosen, and up to 2.6.35 of the one that asked.
   */
  readonly taskMemcg: string | null
  /**
   * Limit that was hit; null for a node. `limit` of the line `memory: usage …kB, limit …kB, failcnt …`
   * (mm/memcontrol.c).
   */
  readonly limitBytes: number | null
  /**
   * Usage that the kernel printed beside the limit. Usage at a kill stops at the limit, so it is a lower bound of what
   * was wanted.
   */
  readonly usageBytes: number | null
  /**
   * How often the limit was hit before, by the kernel. `failcnt` of the same line, counted since the cgroup was made.
   */
  readonly failcnt: number | null
  /** Who died. Empty where nobody did. */
  readonly victims: readonly Victim[]
  /**
   * Whether the kernel panicked instead of killing. `vm.panic_on_oom` makes it do so, or that nothing was left to kill.
   */
  readonly panic: boolean
  /** Whether the header, the memory part and the conclusion of the kernel's report are all there. */
  readonly complete: boolean
  /**
   * Why it is not complete. `ring-buffer`: overwritten. `rate-limited`: left out by the kernel. `excerpt`: the file
   * holds a part of the log. `interleaved`: mixed with other reports. Null where it is complete, or nothing tells.
   */
  readonly partial: PartialReason | null
  /** What the report says of swap; null where it says nothing. */
  readonly swap: SwapState | null
  /** The kernel's choice of a victim, recomputed; null without a task table. */
  readonly selection: Selection | null
  /** Where the memory was; null where the report has no figures. */
  readonly memory: MemoryAccount | null
  /** Who or what used it up; null where the evidence does not tell. */
  readonly culprit: Culprit | null
  /** The largest holders, in several views; null where the report has neither a task table nor figures. */
  readonly holders: Holders | null
  /** `id` of the thrashing window that went before; null where there is none. */
  readonly thrashing: string | null
  /** Why. The one to act on comes first. */
  readonly causes: readonly Cause[]
  /** What is known of the size that is needed; null where nothing is. */
  readonly sizing: Sizing | null
  /** What to do, in the order of the causes. */
  readonly advice: readonly Advice[]
  /** Of kind `eviction` only: what the kubelet printed. */
  readonly eviction: {
    /** What ran low, such as `memory` or `ephemeral-storage`. */
    readonly resource: string
    /** The threshold, as the kubelet printed it. */
    readonly threshold: string | null
    /** What was left, as the kubelet printed it. */
    readonly available: string | null
    /** Who used more of it than was requested, by the kubelet; empty where it does not say, or nobody did. */
    readonly usedBy: readonly {
      /** Name of the container; null where it is the pod as a whole. */
      readonly container: string | null
      /** What it used, as the kubelet printed it. */
      readonly usage: string
      /** What it had requested, as the kubelet printed it. */
      readonly request: string
    }[]
  } | null
  /** Events of the timeline that belong to it. */
  readonly links: readonly IncidentLink[]
  /** Every place that tells of it. Each victim has a short one that holds its pid and comm. */
  readonly evidence: readonly Span[]
}
