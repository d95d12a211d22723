import type { Container, Pod } from './identity.ts'

/** Who died. */
export interface Victim {
  /**
   * Process ID; null where the kill is known from Kubernetes alone. In the namespace of the machine, not of the
   * container.
   */
  readonly pid: number | null
  /**
   * Name, as the kernel cuts it: 15 bytes; null where the kill is known from Kubernetes alone. (`TASK_COMM_LEN` of
   * include/linux/sched.h is 16, with the byte that ends it.)
   */
  readonly comm: string | null
  /**
   * User ID. `UID:` of the kill line since 5.4; before, `uid=` of the line `oom-kill:` or the column `uid` of the task
   * table.
   */
  readonly uid: number | null
  /**
   * Address space, most of which need not be in RAM. `total-vm:` of the kill line since 2.6.36, `vsz:` in 2.6.34 and
   * 2.6.35.
   */
  readonly totalVmKiB: number | null
  /** Anonymous memory in RAM: heap and stacks. `anon-rss:` of the kill line, since 2.6.34. */
  readonly anonRssKiB: number | null
  /**
   * Pages of mapped files in RAM. `file-rss:` of the kill line, since 2.6.34; shared memory is counted in it before
   * 4.5.
   */
  readonly fileRssKiB: number | null
  /** Shared memory and mapped tmpfs in RAM. `shmem-rss:` of the kill line, since 4.5. */
  readonly shmemRssKiB: number | null
  /**
   * Page tables. `pgtables:` of the kill line, since 5.4. The first such kernels print bytes and call them kB; where
   * the task table shows that, they are counted as bytes, and the problem `UNIT_MISLABELLED` says so.
   */
  readonly pgtablesKiB: number | null
  /** From -1000 (never) to 1000 (first). `oom_score_adj:` of the kill line, since 5.4. */
  readonly oomScoreAdj: number | null
  /** Path of the cgroup that it ran in. */
  readonly cgroup: string | null
  /** The pod that it ran in; null where it is none, or not known. */
  readonly pod: Pod | null
  /** The container that it ran in; null where it is none, or not known. */
  readonly container: Container | null
  /**
   * `killed`: the killer said so. `already-exiting`: it was ending by itself. `signalled`: it got a signal that a
   * process may survive. `survived`: it did. `unknown`: it was chosen, and nothing tells whether it died.
   */
  readonly outcome: 'killed' | 'already-exiting' | 'signalled' | 'survived' | 'unknown'
}

/** Who asked for memory last: often innocent. By the line `invoked oom-killer:` (dump_header in mm/oom_kill.c). */
export interface Trigger {
  /** Name of the thread that asked. Not the name of its process. */
  readonly comm: string
  /** Its ID; null where the log does not print it. From the line `CPU: … PID:` of the stack dump (lib/dump_stack.c). */
  readonly pid: number | null
  /** From -1000 to 1000; null where the log does not print it. Printed since 2.6.36. */
  readonly oomScoreAdj: number | null
  /** The pod whose cpuset it ran in; null where that does not tell. */
  readonly pod: Pod | null
  /**
   * The container whose cpuset it ran in; null where that does not tell. `cpuset=` names the last part of a path, which
   * container runtimes name by the ID of the container.
   */
  readonly container: Container | null
}
