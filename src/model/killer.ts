import type { Fact } from './fact.ts'
import type { Killer } from './report.ts'

/** Killers that are not the kernel's OOM code; each tells of its kills in a log of its own. */
export type UserKiller = Extract<
  Killer,
  'systemd-oomd' | 'oomd' | 'earlyoom' | 'nohang' | 'lmkd' | 'lowmemorykiller' | 'talos'
>

/** A process that a killer names. */
export interface KillerVictim {
  readonly pid: number
  readonly comm: string | null
  readonly uid: number | null
  readonly oomScoreAdj: number | null
  /** Memory that the killer says it had, anonymous and of files together. */
  readonly rssKiB: number | null
}

/** One thing of which there was too little or too much; each number is null where the log does not print it. */
export interface Threshold {
  readonly of: 'memory' | 'swap' | 'zram'
  readonly is: 'available' | 'used'
  readonly bytes: number | null
  readonly totalBytes: number | null
  readonly limitBytes: number | null
  readonly limitPercent: number | null
}

/** The policy that fired, with the numbers that the killer prints. */
export type KillPolicy =
  /** Tasks of a cgroup (null: of the node) stalled for memory in this share of the time, for longer than they may. */
  | {
      readonly kind: 'pressure'
      readonly cgroup: string | null
      readonly percent: number | null
      readonly limitPercent: number | null
      readonly forSeconds: number | null
    }
  /** All of these at once. */
  | { readonly kind: 'thresholds'; readonly all: readonly Threshold[] }
  /** The page cache fell below what the driver keeps for processes of this score. */
  | { readonly kind: 'cache'; readonly cacheBytes: number; readonly limitBytes: number }
  /** In the killer's own words. */
  | { readonly kind: 'words'; readonly words: string }

/** One kill by such a killer. */
export interface KillerKill extends Fact<'killer.kill'> {
  readonly killer: UserKiller
  /** The cgroup that was killed, or that the victim was in, from the root of the hierarchy; null where none is printed. */
  readonly cgroup: string | null
  /** What that cgroup used, where the killer says it. */
  readonly usageBytes: number | null
  readonly victims: readonly KillerVictim[]
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
  readonly unit: string
  readonly says: 'kernel-kill' | 'oomd-kill' | 'result'
  /** How many systemd-oomd killed. */
  readonly processes: number | null
}
