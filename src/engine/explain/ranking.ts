import type { OomReport, TaskRow } from '../../model/kernel.ts'
import type { RankedTask } from '../../model/report.ts'
import { type Candidate, pointsOf } from './badness.ts'
import { chosenPidOf } from './prediction.ts'

const TOP = 20

function tableBytes(row: TaskRow, pageBytes: number | null): number | null {
  if (row.pgtablesBytes !== null) return row.pgtablesBytes
  return row.nrPtes === null || pageBytes === null ? null : (row.nrPtes + (row.nrPmds ?? 0)) * pageBytes
}

/** The candidates by their points, the chosen one first among equals: the top, and victim and trigger wherever they rank. */
export function rankingOf(
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
      qos: null,
      requestBytes: null,
    }))
}
