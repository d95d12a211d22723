import type { Fact } from './fact.ts'
import type { Span } from './span.ts'

/** The task that asked for memory: `invoked oom-killer`. Its comm is a thread's name; its pid comes from the stack dump's `CPU:` line. */
export interface OomTrigger {
  readonly comm: string
  readonly pid: number | null
  readonly oomScoreAdj: number | null
}

/** One process that the kernel named as killed, or as exiting already. Sizes in KiB, as the kernel prints them (`kB`). */
export interface KilledProcess {
  readonly pid: number
  readonly comm: string
  readonly uid: number | null
  readonly totalVmKiB: number | null
  readonly anonRssKiB: number | null
  readonly fileRssKiB: number | null
  readonly shmemRssKiB: number | null
  readonly pgtablesKiB: number | null
  readonly oomScoreAdj: number | null
  readonly outcome: 'killed' | 'already-exiting' | 'unknown'
  /** The line that names it. */
  readonly span: Span
  /** Seconds since boot of that line. */
  readonly bootSeconds: number | null
}

/** A usage line of the memory-cgroup block; sizes in bytes. `limitBytes` is null when the kernel prints its "no limit" value. */
export interface MemcgCounter {
  readonly usageBytes: number
  readonly limitBytes: number | null
  readonly failcnt: number | null
  readonly span: Span
}

/** The memory-cgroup block: counters of the cgroup whose limit was hit, and its statistics. */
export interface MemcgUsage {
  readonly memory: MemcgCounter | null
  readonly swap: MemcgCounter | null
  readonly memoryPlusSwap: MemcgCounter | null
  readonly kmem: MemcgCounter | null
  /** Statistics of the limiting cgroup by the kernel's own keys; sizes in bytes, event counts as they are. */
  readonly stats: Readonly<Record<string, number>>
  /** The `Memory cgroup stats for PATH:` line. */
  readonly statsSpan: Span | null
}

/** One row of the task table. Pages unless the name says otherwise; a column that the table does not have is null. */
export interface TaskRow {
  readonly pid: number
  readonly tgid: number | null
  readonly uid: number | null
  readonly totalVmPages: number | null
  readonly rssPages: number | null
  readonly rssAnonPages: number | null
  readonly rssFilePages: number | null
  readonly rssShmemPages: number | null
  readonly pgtablesBytes: number | null
  readonly nrPtes: number | null
  readonly nrPmds: number | null
  readonly swapentsPages: number | null
  readonly oomScoreAdj: number | null
  readonly comm: string
}

export interface TaskTable {
  readonly rows: readonly TaskRow[]
  /** From the header to the last row. */
  readonly span: Span
  /** False when the header was lost and the columns were counted instead. */
  readonly hasHeader: boolean
}

/** One zone of `Mem-Info`; sizes in KiB. */
export interface ZoneInfo {
  readonly node: number | null
  readonly name: string
  /** The line's own fields by the kernel's names, in KiB (`free`, `min`, `low`, `high`, `managed`, …). */
  readonly fieldsKiB: Readonly<Record<string, number>>
  readonly lowmemReservePages: readonly number[]
  /** Free blocks by order, from order 0. Empty when the list is missing. */
  readonly freeBlocks: readonly number[]
  /**
   * Letters of the kinds of pages that the free blocks of each order are of (`UME`; show_migration_types in
   * mm/page_alloc.c and mm/show_mem.c, since 3.8); null where none is printed.
   */
  readonly freeBlockTypes: readonly (string | null)[]
  /** The line of its fields; of its free blocks where those are missing. */
  readonly span: Span
}

export interface NodeMemory {
  readonly node: number
  readonly fieldsKiB: Readonly<Record<string, number>>
  readonly span: Span
}

export interface HugepagePool {
  readonly node: number | null
  readonly total: number
  readonly free: number
  readonly sizeKiB: number
}

/** `Mem-Info:` and what follows it. */
export interface MemInfo {
  /** System-wide totals by the kernel's names (`active_anon`, `free`, …), in pages. */
  readonly totalsPages: Readonly<Record<string, number>>
  readonly nodes: readonly NodeMemory[]
  readonly zones: readonly ZoneInfo[]
  readonly hugepages: readonly HugepagePool[]
  readonly pagecachePages: number | null
  readonly swapCachePages: number | null
  readonly freeSwapKiB: number | null
  readonly totalSwapKiB: number | null
  readonly ramPages: number | null
  readonly reservedPages: number | null
  /** Unreclaimable slab caches, largest first as the kernel lists them, in KiB. */
  readonly slabs: readonly { readonly name: string; readonly usedKiB: number; readonly totalKiB: number }[]
  /** The line of each total, and of `pages RAM`, by the kernel's names. */
  readonly spans: Readonly<Record<string, Span>>
  readonly span: Span
}

/** One whole report of the kernel's OOM killer, as far as the log holds it. */
export interface OomReport extends Fact<'kernel.oom-report'> {
  readonly trigger: OomTrigger | null
  readonly gfpMask: string | null
  /** The names that the kernel prints after the mask (since 4.6), what it has no name for as a number; null where none are printed. */
  readonly gfpFlags: readonly string[] | null
  readonly order: number | null
  /** `CONSTRAINT_NONE`, `CONSTRAINT_MEMCG`, `CONSTRAINT_CPUSET`, `CONSTRAINT_MEMORY_POLICY`; null where no `oom-kill:` line says it. */
  readonly constraint: string | null
  readonly globalOom: boolean
  /** The cgroup whose limit was hit. */
  readonly oomMemcg: string | null
  /** The victim's cgroup. */
  readonly taskMemcg: string | null
  /** Last part of the path of the cpuset that the task which asked runs in: with containers often the container's own. */
  readonly cpuset: string | null
  readonly memsAllowed: string | null
  readonly nodemask: string | null
  /** The process that was chosen (`task=`, or `Kill process … or sacrifice child`), which need not be the one that died. */
  readonly chosen: {
    readonly pid: number
    readonly comm: string
    readonly uid: number | null
    readonly span: Span
  } | null
  readonly kills: readonly KilledProcess[]
  /** How the kill line begins: says memcg or global where nothing else does. */
  readonly killPrefix: 'memcg' | 'global' | 'allocating-task' | null
  readonly memcg: MemcgUsage | null
  readonly memInfo: MemInfo | null
  readonly tasks: TaskTable | null
  /** The allocation path that ended in the OOM killer, by the stack dump, or by a mask that only one path uses. */
  readonly stack: 'memcg' | 'global' | 'sysrq' | null
  readonly sysrq: boolean
  /** The `Kernel panic` line that ended it. */
  readonly panic: string | null
  readonly noKillable: boolean
  /** `memory.oom.group`: the cgroup all of whose processes are killed. */
  readonly oomGroup: string | null
  readonly kernelRelease: string | null
  /** Which of the three parts are there: the header, the memory part, the conclusion. */
  readonly has: { readonly header: boolean; readonly memory: boolean; readonly conclusion: boolean }
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
  readonly release: string
}

/** `oom_reaper: reaped process …` */
export interface OomReaped extends Fact<'kernel.oom-reaped'> {
  readonly pid: number
  readonly comm: string
}

/** A line that tells of memory trouble without being an OOM kill: allocation failures, hung tasks, lockups, suppressed reports. */
export interface KernelNotice extends Fact<'kernel.notice'> {
  readonly what:
    | 'allocation-failure'
    | 'allocation-stall'
    | 'hung-task'
    | 'soft-lockup'
    | 'reports-suppressed'
    | 'no-killable'
  readonly comm: string | null
  readonly pid: number | null
  readonly count: number | null
}
