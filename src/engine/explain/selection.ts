import type { OomReport } from '../../model/kernel.ts'
import type { IncidentKind, Selection } from '../../model/report.ts'
import { heldPagesOf, isExempt } from './badness.ts'
import { chosenPidOf, predictionOf } from './prediction.ts'
import { rankingOf } from './ranking.ts'
import { selectionWhy } from './selection-why.ts'
import { totalPagesOf } from './total-pages.ts'

/**
 * The kernel's choice, recomputed from the report's own task table: points = rss + swap + page tables +
 * `oom_score_adj` × total pages / 1000 (`oom_badness` in mm/oom_kill.c, 2.6.36 and later). Null without a table.
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
  const measured = rows.map(row => ({
    row,
    heldPages: heldPagesOf(row, pageBytes) ?? (row.rssPages ?? 0) + (row.swapentsPages ?? 0),
  }))
  const candidates = measured.filter(({ row }) => !isExempt(row))
  const prediction = predictionOf(report, kind, candidates, total, pageBytes)
  const chosen = chosenPidOf(report)
  const totalPages = total?.pages ?? null
  return {
    predictedPid: prediction.pid,
    agrees: prediction.pid === null || chosen === null ? null : prediction.pid === chosen,
    why: selectionWhy({ report, measured, candidates, prediction, totalPages, pageBytes }),
    ranking: rankingOf(candidates, totalPages, report, pageBytes),
    tasks: rows.length,
    totalPages,
  }
}
