import type { Fact } from './fact.ts'
import type { Killer } from './report.ts'

/** Killers that are not the kernel's OOM code; each tells of its kills in a log of its own. */
export type UserKiller = Extract<
  Killer,
  'systemd-oomd' | 'oomd' | 'earlyoom' | 'nohang' | 'lmkd' | 'lowmemorykiller' | 'talos'
>

/** A process that a killer names. */
export interface KillerVictim {
  /** Process ID. */
  readonly pid: number
  /** Name, as the killer prints it. */
  readonly comm: string | null
  /** User ID. */
  readonly uid: number | null
  /** From -1000 to 1000. */
  readonly oomScoreAdj: number | null
  /** Memory that the killer says it had, anonymous and of files together. */
  readonly rssKiB: number | null
}

/** One thing of which there was too little or too much; each number is null where the log does not print it. */
export interface Threshold {
  /** What was measured. `zram` is compressed swap in RAM. */
  readonly of: 'memory' | 'swap' | 'zram'
  /** Whether there was too little left, or too much in use. */
  readonly is: 'available' | 'used'
  /** How much it was. */
  readonly bytes: number | null
  /** Of how much. */
  readonly totalBytes: number | null
  /** The threshold as a size. */
  readonly limitBytes: number | null
  /** The threshold in percent of the total. */
  readonly limitPercent: number | null
}

/** Tasks of a cgroup stalled for memory in a share of the time, for longer than they may (pressure stall information). */
export interface PressurePolicy {
  /** Tells the policies apart. */
  readonly kind: 'pressure'
  /** Path of the cgroup; null: of the node. */
  readonly cgroup: string | null
  /** The share of the time, in percent. */
  readonly percent: number | null
  /** The share that is allowed, in percent. */
  readonly limitPercent: number | null
  /** For how long it may be exceeded. */
  readonly forSeconds: number | null
}

/** Several thresholds were crossed at once. */
export interface ThresholdPolicy {
  /** Tells the policies apart. */
  readonly kind: 'thresholds'
  /** All of them. */
  readonly all: readonly Threshold[]
}

/** The page cache fell below what the driver keeps for processes of this score (drivers/staging/android/lowmemorykiller.c). */
export interface CachePolicy {
  /** Tells the policies apart. */
  readonly kind: 'cache'
  /** Page cache that there was. */
  readonly cacheBytes: number
  /** Page cache that is kept. */
  readonly limitBytes: number
}

/** A policy that is not taken apart. */
export interface WordsPolicy {
  /** Tells the policies apart. */
  readonly kind: 'words'
  /** The killer's own words. */
  readonly words: string
}

/** The policy that fired, with the numbers that the killer prints. */
export type KillPolicy = PressurePolicy | ThresholdPolicy | CachePolicy | WordsPolicy

/** One kill by such a killer. */
export interface KillerKill extends Fact<'killer.kill'> {
  /** Who killed. */
  readonly killer: UserKiller
  /** The cgroup that was killed, or that the victim was in, from the root of the hierarchy; null where none is printed. */
  readonly cgroup: string | null
  /** What that cgroup used, where the killer says it. */
  readonly usageBytes: number | null
  /** Whom it names; empty where it names a cgroup only. */
  readonly victims: readonly KillerVictim[]
  /** Why; null where the log does not say. */
  readonly policy: KillPolicy | null
  /** The last signal that was sent; null where the log does not say which. */
  readonly signal: 'SIGTERM' | 'SIGKILL' | null
  /** True where SIGTERM did not end it in time. */
  readonly escalated: boolean
  /** `signalled`: its end is not in the log. `survived`: it was alive when the killer gave up. `unknown`: whom it chose is not told. */
  readonly outcome: 'killed' | 'signalled' | 'survived' | 'unknown'
  /** True where the wrapping of the line names the killer; a bare line may be a copy. */
  readonly isProven: boolean
}

/** What a manager of systemd says of a unit: it counts kills and sees ends, and does not know whom the kernel killed. */
export interface UnitOom extends Fact<'systemd.unit-oom'> {
  /** Name of the unit, such as `postgresql.service`. */
  readonly unit: string
  /**
   * `kernel-kill`: the kernel killed in it. `oomd-kill`: systemd-oomd did. `result`: it failed with the result
   * `oom-kill` (systemd.service(5), OOMPolicy).
   */
  readonly says: 'kernel-kill' | 'oomd-kill' | 'result'
  /** How many systemd-oomd killed. */
  readonly processes: number | null
}
