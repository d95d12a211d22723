import type { Fact } from './fact.ts'
import type { MemInfo } from './mem-info.ts'
import type { Span } from './span.ts'

export type { HugepagePool, MemInfo, NodeMemory, ZoneInfo } from './mem-info.ts'

/** The task that asked for memory: `invoked oom-killer`. Its comm is a thread's name; its pid comes from the stack dump's `CPU:` line. */
export interface OomTrigger {
  /** Name of the thread, 15 bytes at most. */
  readonly comm: string
  /** Null where the stack dump is missing. */
  readonly pid: number | null
  /** From -1000 to 1000, since 2.6.36; null before. */
  readonly oomScoreAdj: number | null
}

/** One process that the kernel named as killed, or as exiting already. Sizes in KiB, as the kernel prints them (`kB`). */
export interface KilledProcess {
  /** Process ID, in the namespace of the machine. */
  readonly pid: number
  /** Name, 15 bytes at most. */
  readonly comm: string
  /** User ID: `UID:` of the kill line since 5.4; before, of the line `oom-kill:` or of the task table. */
  readonly uid: number | null
  /** `total-vm:`, `vsz:` in 2.6.34 and 2.6.35. */
  readonly totalVmKiB: number | null
  /** `anon-rss:`, since 2.6.34. */
  readonly anonRssKiB: number | null
  /** `file-rss:`, since 2.6.34; shared memory is counted in it before 4.5. */
  readonly fileRssKiB: number | null
  /** `shmem-rss:`, since 4.5. */
  readonly shmemRssKiB: number | null
  /** `pgtables:`, since 5.4; where the first such kernels print bytes as kB, already put right. */
  readonly pgtablesKiB: number | null
  /** `oom_score_adj:`, since 5.4. */
  readonly oomScoreAdj: number | null
  /**
   * `already-exiting`: `OOM victim … is already exiting`, since 5.9. `unknown`: it was chosen, and nothing tells more.
   */
  readonly outcome: 'killed' | 'already-exiting' | 'unknown'
  /** The line that names it. */
  readonly span: Span
  /** Seconds since boot of that line. */
  readonly bootSeconds: number | null
}

/** A usage line of the memory-cgroup block; sizes in bytes. `limitBytes` is null when the kernel prints its "no limit" value. */
export interface MemcgCounter {
  /** `usage`, printed as kB. */
  readonly usageBytes: number
  /** `limit`, printed as kB; null where it is none. */
  readonly limitBytes: number | null
  /** How often the limit was hit; null where a cut line does not tell. */
  readonly failcnt: number | null
  /** The line. */
  readonly span: Span
}

/** The memory-cgroup block: counters of the cgroup whose limit was hit, and its statistics. */
export interface MemcgUsage {
  /** `memory:`. */
  readonly memory: MemcgCounter | null
  /** `swap:`, on cgroup v2 since 5.3. */
  readonly swap: MemcgCounter | null
  /** `memory+swap:`, on cgroup v1, and on v2 before 5.3. */
  readonly memoryPlusSwap: MemcgCounter | null
  /** `kmem:`, on cgroup v1, and on v2 before 5.3. */
  readonly kmem: MemcgCounter | null
  /** Statistics of the limiting cgroup by the kernel's own keys; sizes in bytes, event counts as they are. */
  readonly stats: Readonly<Record<string, number>>
  /** The `Memory cgroup stats for PATH:` line. */
  readonly statsSpan: Span | null
}

/** One row of the task table. Pages unless the name says otherwise; a column that the table does not have is null. */
export interface TaskRow {
  /** Of the first thread of the process that still has memory. */
  readonly pid: number
  /** ID of the process. */
  readonly tgid: number | null
  /** User ID. */
  readonly uid: number | null
  /** Address space. */
  readonly totalVmPages: number | null
  /** Pages in RAM: anonymous, of files and shared. */
  readonly rssPages: number | null
  /** Anonymous pages in RAM, since 6.8. */
  readonly rssAnonPages: number | null
  /** Pages of files in RAM, since 6.8. */
  readonly rssFilePages: number | null
  /** Shared pages in RAM, since 6.8. */
  readonly rssShmemPages: number | null
  /** `pgtables_bytes`, since 4.15. */
  readonly pgtablesBytes: number | null
  /** `nr_ptes`: pages of page tables, from 3.6 to 4.14. */
  readonly nrPtes: number | null
  /** `nr_pmds`: the same of the level above, from 4.1 to 4.14. */
  readonly nrPmds: number | null
  /** `swapents`: pages in swap, since 3.6. */
  readonly swapentsPages: number | null
  /** From -1000 to 1000, since 2.6.36. */
  readonly oomScoreAdj: number | null
  /** Name, 15 bytes at most; may hold spaces and brackets, or be empty. */
  readonly comm: string
}

/**
 * The table of tasks (dump_tasks in mm/oom_kill.c): all processes that could have been chosen, and those that are
 * exempt.
 */
export interface TaskTable {
  /** Its rows, in the kernel's order, which is no order of size. */
  readonly rows: readonly TaskRow[]
  /** From the header to the last row. */
  readonly span: Span
  /** False when the header was lost and the columns were counted instead. */
  readonly hasHeader: boolean
}

/** One whole report of the kernel's OOM killer, as far as the log holds it. */
export interface OomReport extends Fact<'kernel.oom-report'> {
  /** Who asked; null without the line `invoked oom-killer:`. */
  readonly trigger: OomTrigger | null
  /** `gfp_mask=`, as the number is printed; null without that line. */
  readonly gfpMask: string | null
  /** The names that the kernel prints after the mask (since 4.6), what it has no name for as a number; null where none are printed. */
  readonly gfpFlags: readonly string[] | null
  /** `order=`; -1 for SysRq. */
  readonly order: number | null
  /** `CONSTRAINT_NONE`, `CONSTRAINT_MEMCG`, `CONSTRAINT_CPUSET`, `CONSTRAINT_MEMORY_POLICY`; null where no `oom-kill:` line says it. */
  readonly constraint: string | null
  /** Whether the line `oom-kill:` has the word `global_oom`: no memory cgroup was at its limit. */
  readonly globalOom: boolean
  /** The cgroup whose limit was hit. */
  readonly oomMemcg: string | null
  /** The victim's cgroup. */
  readonly taskMemcg: string | null
  /** Last part of the path of the cpuset that the task which asked runs in: with containers often the container's own. */
  readonly cpuset: string | null
  /** `mems_allowed=` of the task that asked: NUMA nodes, such as `0-1`. */
  readonly memsAllowed: string | null
  /** `nodemask=`: NUMA nodes of a memory policy; null without one. */
  readonly nodemask: string | null
  /** The process that was chosen (`task=`, or `Kill process … or sacrifice child`), which need not be the one that died. */
  readonly chosen: {
    /** Process ID. */
    readonly pid: number
    /** Name, 15 bytes at most. */
    readonly comm: string
    /** User ID. */
    readonly uid: number | null
    /** The line. */
    readonly span: Span
  } | null
  /** Who died, one after another; several with `memory.oom.group`. */
  readonly kills: readonly KilledProcess[]
  /** How the kill line begins: says memcg or global where nothing else does. */
  readonly killPrefix: 'memcg' | 'global' | 'allocating-task' | null
  /** Counters and statistics of the cgroup that hit its limit; null where none are printed. */
  readonly memcg: MemcgUsage | null
  /** `Mem-Info`, which a report of a memory cgroup does not have since 3.9; null without it. */
  readonly memInfo: MemInfo | null
  /** Null where it is missing, as with vm.oom_dump_tasks=0. */
  readonly tasks: TaskTable | null
  /** The allocation path that ended in the OOM killer, by the stack dump, or by a mask that only one path uses. */
  readonly stack: 'memcg' | 'global' | 'sysrq' | null
  /** Whether someone asked for the kill (`echo f > /proc/sysrq-trigger`). */
  readonly sysrq: boolean
  /** The `Kernel panic` line that ended it. */
  readonly panic: string | null
  /** `Out of memory and no killable processes`. */
  readonly noKillable: boolean
  /** `memory.oom.group`: the cgroup all of whose processes are killed. */
  readonly oomGroup: string | null
  /** Release of the kernel, by the stack dump. */
  readonly kernelRelease: string | null
  /** Which of the three parts are there: the header, the memory part, the conclusion. */
  readonly has: {
    /** The line `invoked oom-killer:`. */
    readonly header: boolean
    /** The counters of the cgroup, or `Mem-Info`. */
    readonly memory: boolean
    /** A kill line, a panic, or that there was nobody to kill. */
    readonly conclusion: boolean
  }
  /** What cut the report short, where the log shows it; `interleaved`: what of another report's lines could not be told apart. */
  readonly cutBy: 'file-start' | 'file-end' | 'new-report' | 'rate-limit' | 'interleaved' | null
  /** Lines of the report in the log, from first to last. */
  readonly span: Span
  /** Name of the machine, where the envelope prints one. */
  readonly host: string | null
  /** True where the form of the log cannot tell the kernel's line from one that a process wrote to /dev/kmsg. */
  readonly originUnproven: boolean
}

/** `Linux version …`: a boot begins here. */
export interface KernelBoot extends Fact<'kernel.boot'> {
  /** Release of the kernel. */
  readonly release: string
}

/** `oom_reaper: reaped process …` */
export interface OomReaped extends Fact<'kernel.oom-reaped'> {
  /** Process ID. */
  readonly pid: number
  /** Name, 15 bytes at most. */
  readonly comm: string
  /** False where the form of the log cannot tell the kernel's line from one that a process wrote to /dev/kmsg. */
  readonly isProven: boolean
}

/** A line that tells of memory trouble without being an OOM kill: allocation failures, hung tasks, lockups, suppressed reports. */
export interface KernelNotice extends Fact<'kernel.notice'> {
  /**
   * `allocation-failure`: a request failed (mm/page_alloc.c), which kills nothing. `allocation-stall`: it took long, in
   * 4.9 to 4.13. `hung-task`, `soft-lockup`: a task or a processor got nowhere. `reports-suppressed`: the rate limit left
   * out OOM reports. `messages-lost`: the console, journald or rsyslog left out lines. `no-killable`: there was nobody to kill.
   */
  readonly what:
    | 'allocation-failure'
    | 'allocation-stall'
    | 'hung-task'
    | 'soft-lockup'
    | 'reports-suppressed'
    | 'messages-lost'
    | 'no-killable'
  /** The task that the line names. */
  readonly comm: string | null
  /** ID of that task. */
  readonly pid: number | null
  /** How many, where the line counts. */
  readonly count: number | null
}
