import type { OomReport, TaskRow } from '../../model/kernel.ts'
import type { IncidentKind, RankedTask, Selection } from '../../model/report.ts'
import { badnessEraOf, type Candidate, contendersOf, heldPagesOf, isExempt, pointsOf } from './badness.ts'
import { type TotalPages, totalPagesOf } from './total-pages.ts'

const TOP = 20

const isTask = (row: TaskRow, pid: number): boolean => row.pid === pid || row.tgid === pid

/** The process that the kernel chose: the one it named as chosen, which need not be the one that died. */
const chosenPidOf = (report: OomReport): number | null => report.chosen?.pid ?? report.kills[0]?.pid ?? null

/** A table without its head, or without what follows it, may lack the largest task. */
function isWhole(report: OomReport, chosen: number | null): boolean {
  const { tasks, has, cutBy } = report
  if (!tasks?.hasHeader || (!has.conclusion && cutBy !== null)) return false
  return chosen === null || tasks.rows.some(row => isTask(row, chosen))
}

/** Tables before 3.6 have no `swapents` column: they tell the choice only where there is no swap. */
const countsSwap = (report: OomReport): boolean =>
  report.memInfo?.totalSwapKiB === 0 || (report.tasks?.rows.every(row => row.swapentsPages !== null) ?? false)

function winnerAt(pages: number, candidates: readonly Candidate[], report: OomReport): number | null {
  const chosen = chosenPidOf(report)
  const contenders = contendersOf(candidates, pages, badnessEraOf(report))
  if (chosen !== null && contenders.some(({ row }) => isTask(row, chosen))) return chosen
  // Equals: which one the kernel took depends on the order in which it walks tasks, and that differs between releases.
  return contenders.length === 1 || chosen !== null ? (contenders[0]?.row.pid ?? null) : null
}

function predictionFrom(total: TotalPages | null, candidates: readonly Candidate[], report: OomReport): number | null {
  const adj = candidates[0]?.row.oomScoreAdj ?? null
  if (adj === null || candidates.some(({ row }) => row.oomScoreAdj === null)) return null
  const sameAdj = candidates.every(({ row }) => row.oomScoreAdj === adj)
  if (!total) return sameAdj && adj >= 0 ? winnerAt(0, candidates, report) : null
  const low = winnerAt(total.atLeast, candidates, report)
  if (low === winnerAt(total.atMost, candidates, report)) return low
  // No swap in use, so the lower bound is right, unless other cgroups had filled the swap: then the choice cannot be redone.
  return total.pages !== null && low === chosenPidOf(report) ? low : null
}

/** With `vm.oom_kill_allocating_task` the kernel compares nothing: who asked is who dies. */
function allocatingTask(report: OomReport): number | null {
  const pid = report.trigger?.pid ?? null
  return pid !== null && report.tasks?.rows.some(row => row.pid === pid) ? pid : null
}

function tableBytes(row: TaskRow, pageBytes: number | null): number | null {
  if (row.pgtablesBytes !== null) return row.pgtablesBytes
  return row.nrPtes === null || pageBytes === null ? null : (row.nrPtes + (row.nrPmds ?? 0)) * pageBytes
}

function rankingOf(
  candidates: readonly Candidate[],
  totalPages: number | null,
  report: OomReport,
  pageBytes: number | null,
): readonly RankedTask[] {
  const chosen = chosenPidOf(report)
  const first = (pid: number): number => (pid === chosen ? 0 : 1)
  const ranked = candidates
    .map(candidate => ({ row: candidate.row, points: pointsOf(candidate, totalPages ?? 0) }))
    .toSorted((a, b) => b.points - a.points || first(a.row.pid) - first(b.row.pid))
  const always = new Set([...report.kills.map(kill => kill.pid), chosen, report.trigger?.pid])
  return ranked
    .filter(({ row }, place) => place < TOP || always.has(row.pid))
    .map(({ row, points }) => ({
      pid: row.pid,
      comm: row.comm,
      points,
      rssPages: row.rssPages,
      swapPages: row.swapentsPages,
      pgtablesBytes: tableBytes(row, pageBytes),
      oomScoreAdj: row.oomScoreAdj,
    }))
}

/**
 * The kernel's choice, recomputed from the report's own task table: points = rss + swap + page tables +
 * `oom_score_adj` × total pages / 1000. Null without a table.
 *
 * Exempt tasks are not ranked. Where total pages are unknown, `points` leave the adjustment out. `predictedPid` is null
 * where the table is cut, or where the choice hangs on a number that the report does not hold; among equals it is the one
 * that was chosen. Older kernels take 3 % off for CAP_SYS_ADMIN, which the table does not show: a difference that small
 * decides nothing there.
 */
export function selectionOf(report: OomReport, kind: IncidentKind, pageBytes: number | null): Selection | null {
  const rows = report.tasks?.rows ?? []
  if (rows.length === 0) return null
  const total = totalPagesOf(report, kind, pageBytes)
  const eligible = rows.filter(row => !isExempt(row))
  const measured = eligible.map(row => ({ row, held: heldPagesOf(row, pageBytes) }))
  const comparable = measured.every(({ held }) => held !== null) && countsSwap(report)
  const candidates = measured.map(({ row, held }) => ({
    row,
    heldPages: held ?? (row.rssPages ?? 0) + (row.swapentsPages ?? 0),
  }))
  const chosen = chosenPidOf(report)
  const redone = comparable && isWhole(report, chosen) ? predictionFrom(total, candidates, report) : null
  const predictedPid = report.killPrefix === 'allocating-task' ? allocatingTask(report) : redone
  return {
    predictedPid,
    agrees: predictedPid === null || chosen === null ? null : predictedPid === chosen,
    ranking: rankingOf(candidates, total?.pages ?? null, report, pageBytes),
    tasks: rows.length,
    totalPages: total?.pages ?? null,
  }
}
