import type { MemcgUsage, MemInfo, OomReport, OomTrigger, TaskTable } from '../../model/kernel.ts'
import { cite } from '../../model/span.ts'

const memcgOf = (a: MemcgUsage | null, b: MemcgUsage | null): MemcgUsage | null =>
  a === null || b === null
    ? (a ?? b)
    : {
        memory: a.memory ?? b.memory,
        swap: a.swap ?? b.swap,
        memoryPlusSwap: a.memoryPlusSwap ?? b.memoryPlusSwap,
        kmem: a.kmem ?? b.kmem,
        stats: { ...b.stats, ...a.stats },
        statsSpan: a.statsSpan ?? b.statsSpan,
      }

const memInfoOf = (a: MemInfo | null, b: MemInfo | null): MemInfo | null =>
  a === null || b === null
    ? (a ?? b)
    : {
        totalsPages: { ...b.totalsPages, ...a.totalsPages },
        nodes: [...a.nodes, ...b.nodes],
        zones: [...a.zones, ...b.zones],
        hugepages: [...a.hugepages, ...b.hugepages],
        pagecachePages: a.pagecachePages ?? b.pagecachePages,
        swapCachePages: a.swapCachePages ?? b.swapCachePages,
        freeSwapKiB: a.freeSwapKiB ?? b.freeSwapKiB,
        totalSwapKiB: a.totalSwapKiB ?? b.totalSwapKiB,
        ramPages: a.ramPages ?? b.ramPages,
        reservedPages: a.reservedPages ?? b.reservedPages,
        slabs: [...a.slabs, ...b.slabs],
        spans: { ...b.spans, ...a.spans },
        span: a.span,
      }

const tasksOf = (a: TaskTable | null, b: TaskTable | null): TaskTable | null =>
  a === null || b === null
    ? (a ?? b)
    : { rows: [...a.rows, ...b.rows], span: a.span, hasHeader: a.hasHeader || b.hasHeader }

/** The stack dump that names the pid may be in the second half. */
const triggerOf = (a: OomTrigger | null, b: OomTrigger | null): OomTrigger | null =>
  a === null || a.pid !== null || a.comm !== b?.comm ? a : { ...a, pid: b.pid }

/** The summary and the table name it, where the kill line of an old kernel does not. */
const uidOf = ({ chosen, tasks }: OomReport, pid: number): number | null =>
  (chosen?.pid === pid ? chosen.uid : null) ?? tasks?.rows.find(row => row.pid === pid)?.uid ?? null

/** The report of which the first half ends one file and the second half begins the next. It is dated by its end. */
export function mergedReport(first: OomReport, second: OomReport): OomReport {
  const [head, ...rest] = first.evidence
  return {
    ...second,
    evidence: cite([head, ...rest], [...second.evidence]),
    node: second.node ?? first.node,
    host: second.host ?? first.host,
    trigger: triggerOf(first.trigger, second.trigger),
    gfpMask: first.gfpMask,
    gfpFlags: first.gfpFlags,
    order: first.order,
    constraint: second.constraint ?? first.constraint,
    globalOom: second.globalOom || first.globalOom,
    oomMemcg: second.oomMemcg ?? first.oomMemcg,
    taskMemcg: second.taskMemcg ?? first.taskMemcg,
    cpuset: second.cpuset ?? first.cpuset,
    memsAllowed: second.memsAllowed ?? first.memsAllowed,
    nodemask: second.nodemask ?? first.nodemask,
    chosen: second.chosen ?? first.chosen,
    kills: second.kills.map(kill => ({ ...kill, uid: kill.uid ?? uidOf(first, kill.pid) })),
    memcg: memcgOf(first.memcg, second.memcg),
    memInfo: memInfoOf(first.memInfo, second.memInfo),
    tasks: tasksOf(first.tasks, second.tasks),
    stack: first.stack ?? second.stack,
    sysrq: first.sysrq || second.sysrq,
    oomGroup: second.oomGroup ?? first.oomGroup,
    kernelRelease: first.kernelRelease ?? second.kernelRelease,
    has: {
      header: true,
      memory: first.has.memory || second.has.memory,
      conclusion: second.has.conclusion,
    },
    cutBy: null,
    originUnproven: first.originUnproven || second.originUnproven,
  }
}
