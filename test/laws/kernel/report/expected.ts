import type { OomReport } from '../../../../src/model/kernel.ts'
import type { Era } from '../eras.ts'
import { type Counter, type ReportFacts, type Task, UNLIMITED_KIB } from './facts.ts'
import { cellOf, constraintOf, STAT_KEYS, V1_STAT_KEYS, victimsOf } from './print.ts'
import { totalsOf } from './print-mem-info.ts'

/** What a report must say, as far as its era prints it. */

const unescaped = (name: string): string =>
  name.replace(/(?:\\x[0-9a-f]{2})+/gi, run =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      Uint8Array.from(run.match(/[0-9a-f]{2}/gi) ?? [], hex => Number.parseInt(hex, 16)),
    ),
  )

const column = (era: Era, task: Task, name: string): number | null =>
  era.table.includes(name) ? cellOf(task, name) : null

const rowOf = (era: Era, task: Task) => ({
  pid: task.pid,
  comm: unescaped(task.comm),
  uid: task.uid,
  tgid: task.tgid,
  totalVmPages: task.totalVm,
  rssPages: cellOf(task, 'rss'),
  rssAnonPages: column(era, task, 'rss_anon'),
  rssFilePages: column(era, task, 'rss_file'),
  rssShmemPages: column(era, task, 'rss_shmem'),
  pgtablesBytes: column(era, task, 'pgtables_bytes'),
  nrPtes: column(era, task, 'nr_ptes'),
  nrPmds: column(era, task, 'nr_pmds'),
  swapentsPages: column(era, task, 'swapents'),
  oomScoreAdj: column(era, task, 'oom_score_adj'),
})

function victimOf({ era, ending }: ReportFacts, task: Task) {
  const hasSizes = era.sizes !== 'none' && ending !== 'exiting'
  const isNew = era.uid === 'pgtables' && ending !== 'exiting'
  return {
    pid: task.pid,
    comm: unescaped(task.comm),
    uid: task.uid,
    totalVmKiB: hasSizes ? task.totalVm * 4 : null,
    anonRssKiB: hasSizes ? task.rss[0] * 4 : null,
    fileRssKiB: hasSizes ? task.rss[1] * 4 : null,
    shmemRssKiB: hasSizes && era.sizes === 'shmem' ? task.rss[2] * 4 : null,
    pgtablesKiB: isNew ? task.pageTables * 4 : null,
    oomScoreAdj: isNew ? task.adj : null,
    outcome: ending === 'exiting' ? 'already-exiting' : 'killed',
  }
}

const counterOf = (counter: Counter | undefined) =>
  counter && {
    usageBytes: counter.usageKiB * 1024,
    limitBytes: counter.limitKiB === UNLIMITED_KIB ? null : counter.limitKiB * 1024,
    failcnt: counter.failcnt,
  }

function memcgOf(facts: ReportFacts) {
  const { era, counters, stats } = facts
  const keys = era.stats === 'line' ? V1_STAT_KEYS : STAT_KEYS
  const unit = era.stats === 'line' ? 1024 : 1
  const counter = (name: string) => counterOf(counters[era.counters.indexOf(name)]) ?? null
  return {
    memory: counter('memory'),
    swap: counter('swap'),
    memoryPlusSwap: counter('memory+swap'),
    kmem: counter('kmem'),
    stats: era.stats === 'none' ? {} : Object.fromEntries(keys.map((key, at) => [key, (stats[at] ?? 0) * unit])),
  }
}

const memInfoOf = (facts: ReportFacts) => ({
  totalsPages: totalsOf(facts),
  zones: facts.zones.map(({ node, name, freeKiB, minKiB, managedKiB, blocks }) => ({
    node,
    name,
    free: freeKiB,
    min: minKiB,
    managed: managedKiB,
    blocks,
  })),
  freeSwapKiB: facts.freeSwapKiB,
  totalSwapKiB: facts.swapKiB,
  ramPages: facts.ramPages,
})

/** What of a report is compared. */
export function told(report: OomReport) {
  const counter = (each: NonNullable<OomReport['memcg']>['memory']) =>
    each && { usageBytes: each.usageBytes, limitBytes: each.limitBytes, failcnt: each.failcnt }
  const { trigger, memcg, memInfo, chosen } = report
  return {
    trigger,
    gfpMask: report.gfpMask,
    order: report.order,
    constraint: report.constraint,
    globalOom: report.globalOom,
    oomMemcg: report.oomMemcg,
    taskMemcg: report.taskMemcg,
    cpuset: report.cpuset,
    memsAllowed: report.memsAllowed,
    chosen: chosen && { pid: chosen.pid, comm: chosen.comm },
    kills: report.kills.map(({ span: _span, bootSeconds: _seconds, ...kill }) => kill),
    memcg: memcg && {
      memory: counter(memcg.memory),
      swap: counter(memcg.swap),
      memoryPlusSwap: counter(memcg.memoryPlusSwap),
      kmem: counter(memcg.kmem),
      stats: memcg.stats,
    },
    memInfo: memInfo && {
      totalsPages: memInfo.totalsPages,
      zones: memInfo.zones.map(({ node, name, fieldsKiB, freeBlocks }) => ({
        node,
        name,
        free: fieldsKiB.free,
        min: fieldsKiB.min,
        managed: fieldsKiB.managed,
        blocks: freeBlocks,
      })),
      freeSwapKiB: memInfo.freeSwapKiB,
      totalSwapKiB: memInfo.totalSwapKiB,
      ramPages: memInfo.ramPages,
    },
    rows: report.tasks?.rows,
    panic: report.panic !== null,
    noKillable: report.noKillable,
    oomGroup: report.oomGroup,
    kernelRelease: report.kernelRelease,
    sysrq: report.sysrq,
    complete: report.has.header && report.has.memory && report.has.conclusion,
    cutBy: report.cutBy,
  }
}

export function expected(facts: ReportFacts): ReturnType<typeof told> {
  const { era, kind, ending, header, tasks } = facts
  const victims = victimsOf(facts)
  const [chosen] = tasks
  const isMemcg = kind === 'memcg'
  const hasChoice = victims.length > 0 && (era.summary || era.chosen !== 'none')
  const hasSummary = era.summary && victims.length > 0
  return {
    trigger: {
      comm: unescaped(header.comm),
      pid: facts.triggerPid,
      oomScoreAdj: era.header === 'oom_adj' ? null : Number(header.adj),
    },
    gfpMask: header.mask,
    order: Number(header.order),
    constraint: hasSummary ? `CONSTRAINT_${constraintOf(facts)}` : null,
    globalOom: hasSummary && !isMemcg,
    // The statistics, which name the cgroup, do so without a victim as well.
    oomMemcg: isMemcg ? facts.limitPath : null,
    taskMemcg: hasSummary || (isMemcg && victims.length > 0 && !era.summary) ? facts.taskPath : null,
    cpuset: hasSummary || era.cpusetLine ? facts.cpuset : null,
    memsAllowed: hasSummary || era.cpusetLine ? facts.mems : null,
    chosen: hasChoice && chosen ? { pid: chosen.pid, comm: unescaped(chosen.comm) } : null,
    kills: victims.map(victim => victimOf(facts, victim)) as ReturnType<typeof told>['kills'],
    memcg: isMemcg ? memcgOf(facts) : null,
    memInfo: !isMemcg || era.memcgMemInfo ? memInfoOf(facts) : null,
    rows: tasks.map(task => rowOf(era, task)),
    panic: ending === 'panic' || (ending === 'no killable' && !isMemcg),
    noKillable: ending === 'no killable',
    oomGroup: ending === 'group' ? facts.limitPath : null,
    kernelRelease: era.release,
    sysrq: kind === 'sysrq',
    complete: true,
    cutBy: null,
  }
}
