import type { OomReport, TaskRow } from '../../model/kernel.ts'
import type { IncidentKind } from '../../model/report.ts'
import { badnessEraOf, type Candidate, contendersOf, heldPagesOf, isExempt } from './badness.ts'
import { swapOf } from './swap.ts'
import type { TotalPages } from './total-pages.ts'

/** Whom the kernel's rule picks by the report's own table; without a pid, why the table does not tell. */
export interface Prediction {
  readonly pid: number | null
  readonly cannotTell: string | null
}

const told = (pid: number): Prediction => ({ pid, cannotTell: null })
const untold = (cannotTell: string): Prediction => ({ pid: null, cannotTell })

export const isTask = (row: TaskRow, pid: number): boolean => row.pid === pid || row.tgid === pid

/** The process that the kernel chose: the one it named as chosen, which need not be the one that died. */
export const chosenPidOf = (report: OomReport): number | null => report.chosen?.pid ?? report.kills[0]?.pid ?? null

/** Tables before 3.6 have no `swapents` column: they tell the choice only where no swap was in use. */
function countsSwap(report: OomReport, kind: IncidentKind): boolean {
  if (report.tasks?.rows.every(row => row.swapentsPages !== null)) return true
  const swap = swapOf(report)
  if (kind === 'memcg') return swap?.usageBytes === 0
  return swap?.totalBytes === 0 || (swap?.totalBytes != null && swap.totalBytes === swap.freeBytes)
}

/** A table without its head, or without what follows it, may lack the largest task. */
function cutReason(report: OomReport, chosen: number | null): string | null {
  const { tasks, has, cutBy } = report
  if (!tasks?.hasHeader) return 'the head of the task table is lost, and rows with it'
  if (!has.conclusion && cutBy !== null) return 'the report is cut after its task table began'
  if (chosen === null || tasks.rows.some(row => isTask(row, chosen))) return null
  return `the process that was chosen (pid ${chosen}) is not in the task table`
}

function reasonNotToCompare(report: OomReport, kind: IncidentKind, pageBytes: number | null): string | null {
  const eligible = (report.tasks?.rows ?? []).filter(row => !isExempt(row))
  const cut = cutReason(report, chosenPidOf(report))
  if (cut !== null) return cut
  if (eligible.some(row => row.oomScoreAdj === null)) return 'the task table has no oom_score_adj column'
  if (!countsSwap(report, kind)) return 'swap was in use, and a table of this age does not say by whom'
  return eligible.some(row => heldPagesOf(row, pageBytes) === null)
    ? 'the page size of the machine is not known, and page tables are given in bytes'
    : null
}

function winnerAt(pages: number, candidates: readonly Candidate[], report: OomReport): number | null {
  const chosen = chosenPidOf(report)
  const contenders = contendersOf(candidates, pages, badnessEraOf(report))
  if (chosen !== null && contenders.some(({ row }) => isTask(row, chosen))) return chosen
  // Equals: which one the kernel took depends on the order in which it walks tasks, and that differs between releases.
  return contenders.length === 1 || chosen !== null ? (contenders[0]?.row.pid ?? null) : null
}

const UNSCALED = 'what oom_score_adj was scaled by (RAM and swap, or the limit and its swap) is not in the report'
const LEVEL = 'several tasks have the same points, and the order in which the kernel walks them is not in the report'

function byPoints(total: TotalPages | null, candidates: readonly Candidate[], report: OomReport): Prediction {
  const at = (pages: number): Prediction => {
    const winner = winnerAt(pages, candidates, report)
    return winner === null ? untold(LEVEL) : told(winner)
  }
  if (!total) {
    const adj = candidates[0]?.row.oomScoreAdj ?? 0
    const sameAdj = candidates.every(({ row }) => row.oomScoreAdj === adj)
    return sameAdj && adj >= 0 ? at(0) : untold(UNSCALED)
  }
  const low = winnerAt(total.atLeast, candidates, report)
  if (low === winnerAt(total.atMost, candidates, report)) return low === null ? untold(LEVEL) : told(low)
  // No swap in use, so the lower bound is right, unless other cgroups had filled the swap: then the choice cannot be redone.
  const isChosen = total.pages !== null && low !== null && low === chosenPidOf(report)
  return isChosen ? told(low) : untold('it hangs on how much swap could be used, which is not in the report')
}

/** The victim by the rule of the kernel generation that the report shows. */
export function predictionOf(
  report: OomReport,
  kind: IncidentKind,
  candidates: readonly Candidate[],
  total: TotalPages | null,
  pageBytes: number | null,
): Prediction {
  if (report.killPrefix === 'allocating-task') {
    // With `vm.oom_kill_allocating_task` the kernel compares nothing: who asked is who dies.
    const pid = report.trigger?.pid ?? null
    return pid !== null && report.tasks?.rows.some(row => row.pid === pid)
      ? told(pid)
      : untold('the kernel was set to kill whoever asks, and who asked is not in the task table')
  }
  const reason = reasonNotToCompare(report, kind, pageBytes)
  if (reason !== null) return untold(reason)
  return candidates.length === 0
    ? untold('every task of the table is exempt (init, or oom_score_adj -1000)')
    : byPoints(total, candidates, report)
}
