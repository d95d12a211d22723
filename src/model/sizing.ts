/** What is known of the size that is needed, for a memory cgroup that reached its limit. */
export interface Sizing {
  /** Whose limit and usage it is. */
  readonly of: 'container' | 'pod' | 'cgroup'
  /** The limit that the kernel printed. */
  readonly limitAtKillBytes: number | null
  /** The victim container's limit as the pod object in the bundle has it. Kernels round it down to whole pages. */
  readonly specLimitBytes: number | null
  /** The usage that the kernel printed. */
  readonly usageAtKillBytes: number | null
  /** Swap of the cgroup, which comes on top of the usage; null where the kernel printed none. */
  readonly swapAtKillBytes: number | null
  /**
   * A lower bound: the workload needed at least this much, swap included, by the highest of its kills. Never a
   * recommendation. Null where no number is known, and where memory other than its processes' own held the limit.
   */
  readonly atLeastBytes: number | null
  /** ID of the incident that `atLeastBytes` is from. */
  readonly atLeastFrom: string | null
  /** What held more of the limit than all that processes allocated, in words; then there is no figure. */
  readonly heldBy: string | null
  /** ID of the group of its kills. */
  readonly group: string | null
  /** What the numbers are worth. */
  readonly why: string
}
