import type { MemcgUsage, MemInfo, OomReport } from '../../../model/kernel.ts'
import { cite, type Evidence, type Span, spanning } from '../../../model/span.ts'
import type { Draft, MemcgDraft, MemInfoDraft } from './draft.ts'
import { statsOf } from './memcg.ts'
import { labelledPgtables } from './pgtables.ts'
import { tableOf } from './tasks.ts'

const isEmpty = (map: ReadonlyMap<string, number>): boolean => map.size === 0

function memcgOf(draft: MemcgDraft): MemcgUsage {
  const counter = (name: string) => draft.counters.get(name) ?? null
  return {
    memory: counter('memory'),
    swap: counter('swap'),
    memoryPlusSwap: counter('memory+swap'),
    kmem: counter('kmem'),
    stats: Object.fromEntries(statsOf(draft)),
    statsSpan: draft.statsSpan,
  }
}

function memInfoOf(draft: MemInfoDraft): MemInfo {
  const tail = (name: string) => draft.tail.get(name) ?? null
  return {
    totalsPages: Object.fromEntries(draft.totalsPages),
    nodes: draft.nodes,
    zones: draft.zones,
    hugepages: draft.hugepages,
    pagecachePages: tail('total pagecache pages'),
    swapCachePages: tail('pages in swap cache'),
    freeSwapKiB: tail('Free swap'),
    totalSwapKiB: tail('Total swap'),
    ramPages: tail('pages RAM'),
    reservedPages: tail('pages reserved'),
    slabs: draft.slabs,
    spans: Object.fromEntries(draft.spans),
    span: spanning(draft.first, draft.last),
  }
}

/** Short citations: one line for the request, for the choice, and for each death. */
function evidenceOf(draft: Draft): Evidence {
  const lines: Span[] = [
    draft.headerSpan,
    draft.memcg?.counters.get('memory')?.span ?? null,
    draft.summarySpan,
    draft.chosen?.span ?? null,
    ...draft.kills.map(kill => kill.span),
  ].filter(span => span !== null)
  const [first, ...rest] = lines
  const whole = spanning(draft.first, draft.last)
  return first ? cite([first, ...rest], [whole]) : [whole]
}

function titleOf(draft: Draft): string {
  const [first] = draft.kills
  const what = first
    ? `OOM killer killed ${first.comm} (${first.pid})${draft.kills.length > 1 ? ` and ${draft.kills.length - 1} more` : ''}`
    : draft.panic !== null
      ? 'Out of memory, kernel panic'
      : draft.noKillable
        ? 'Out of memory, nothing to kill'
        : 'Out-of-memory report'
  const where = draft.summary?.get('oom_memcg') ?? draft.limitMemcg ?? draft.memcg?.statsPath
  return where ? `${what} in ${where}` : what
}

const origin = (draft: Draft): boolean => draft.opening.origin !== 'kernel'

/** The report that the lines make; tables are read here, once. */
export function assemble(draft: Draft, cutBy: OomReport['cutBy'], boot: number): OomReport {
  const { summary } = draft
  const memInfo =
    draft.memInfo && (!isEmpty(draft.memInfo.totalsPages) || !isEmpty(draft.memInfo.tail))
      ? memInfoOf(draft.memInfo)
      : null
  const memcg = draft.memcg && memcgOf(draft.memcg)
  const nodemask = summary?.get('nodemask') ?? draft.nodemask
  const [only] = draft.kills
  const tasks = tableOf(draft)
  const rowOf = new Map(draft.kills.length === 0 ? [] : tasks?.rows.map(row => [row.pid, row]))
  // The table of tasks and the summary line name the uid where the kill line of an old kernel does not.
  const kills = draft.kills.map(kill => ({
    ...kill,
    uid: kill.uid ?? (draft.chosen?.pid === kill.pid ? draft.chosen.uid : null) ?? rowOf.get(kill.pid)?.uid ?? null,
    pgtablesKiB: labelledPgtables(kill, rowOf.get(kill.pid) ?? null),
  }))
  return {
    kind: 'kernel.oom-report',
    stamp: draft.dated.stamp,
    node: draft.opening.host,
    boot,
    title: titleOf(draft),
    severity: 'critical',
    evidence: evidenceOf(draft),
    trigger: draft.trigger,
    gfpMask: draft.gfpMask,
    gfpFlags: draft.gfpFlags,
    order: draft.order,
    constraint: summary?.get('constraint') ?? null,
    globalOom: summary?.has('global_oom') ?? false,
    // The statistics are printed for the cgroup whose limit was hit, the first ones in old kernels.
    oomMemcg: summary?.get('oom_memcg') ?? draft.limitMemcg ?? draft.memcg?.statsPath ?? null,
    taskMemcg: summary?.get('task_memcg') ?? draft.taskInMemcg,
    cpuset: summary?.get('cpuset') ?? draft.cpuset,
    memsAllowed: summary?.get('mems_allowed') ?? draft.memsAllowed,
    nodemask: nodemask === '(null)' ? null : nodemask,
    chosen: draft.chosen,
    kills,
    killPrefix: draft.killPrefix,
    memcg,
    memInfo,
    tasks,
    stack: draft.stack ?? (draft.isUserPage ? 'global' : null),
    sysrq: draft.order === -1 || draft.stack === 'sysrq',
    panic: draft.panic,
    noKillable: draft.noKillable,
    oomGroup: draft.oomGroup,
    kernelRelease: draft.kernelRelease,
    has: {
      header: draft.headerSpan !== null,
      memory: memcg?.memory != null || memInfo !== null,
      conclusion: only !== undefined || draft.panic !== null || draft.noKillable,
    },
    cutBy,
    span: spanning(draft.first, draft.last),
    host: draft.opening.host,
    originUnproven: origin(draft),
  }
}
