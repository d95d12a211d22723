/** A process of the task table with its points. Columns by the names of the table (dump_task in mm/oom_kill.c). */
export interface RankedTask {
  /** Process ID. */
  readonly pid: number
  /** Name, as the kernel cuts it: 15 bytes. */
  readonly comm: string
  /**
   * Badness by the kernel's formula, in pages: rss, swap and page tables, and the share that `oomScoreAdj` adds or
   * takes. `oom_badness` in mm/oom_kill.c, 2.6.36 and later. Where `totalPages` is not known, without that share.
   */
  readonly points: number
  /** Pages in RAM. Column `rss`, or since 6.8 the sum of its kinds. */
  readonly rssPages: number | null
  /** Pages in swap. Column `swapents`, since 3.6. */
  readonly swapPages: number | null
  /** Page tables, in bytes. Column `pgtables_bytes`, since 4.15. */
  readonly pgtablesBytes: number | null
  /** From -1000 (never) to 1000 (first). Column of that name, since 2.6.36. */
  readonly oomScoreAdj: number | null
  /**
   * What a kubelet means by that adjustment, by the number alone, on a machine that runs Kubernetes. As
   * pkg/kubelet/qos/policy.go sets it; any process may set it for itself. Null elsewhere, and for other numbers.
   */
  readonly qos: 'BestEffort' | 'Burstable' | 'Guaranteed or node-critical' | 'pause' | null
  /**
   * The request that a Burstable container's adjustment stands for, within a thousandth of RAM. 1000 - 1000 × request ÷
   * RAM (pkg/kubelet/qos/policy.go); null where RAM is not known, and at the ends of the range, where the kubelet cuts
   * it off.
   */
  readonly requestBytes: number | null
}

/** The kernel's choice, recomputed from the report's own task table. */
export interface Selection {
  /** Whom the kernel's formula picks from the task table; null where it cannot be computed. */
  readonly predictedPid: number | null
  /** Whether that is who was chosen; null where either is unknown. */
  readonly agrees: boolean | null
  /** Why this victim, with the numbers that decided; or why the report does not tell. */
  readonly why: string
  /** The first 20 tasks by badness, with the victim and the trigger also where they rank lower. */
  readonly ranking: readonly RankedTask[]
  /** How many tasks the table has. */
  readonly tasks: number
  /** Pages that `oomScoreAdj` was scaled by: RAM and swap, or the limit. */
  readonly totalPages: number | null
}
