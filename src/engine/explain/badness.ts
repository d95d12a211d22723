import type { OomReport, TaskRow } from '../../model/kernel.ts'
import { isOlderThan } from './release.ts'

const EXEMPT_ADJ = -1000

/** Before 4.17 a process with CAP_SYS_ADMIN had 3 % of its points taken off. */
const ADMIN_BONUS = 0.03

/** A task that the kernel could have chosen, with what it holds in pages. */
export interface Candidate {
  readonly row: TaskRow
  /** rss + swap entries + page tables. */
  readonly heldPages: number
}

/** What differs between kernels in how points are made. */
export interface BadnessEra {
  /** Up to 5.8 a task's points never fall below 1, so that all protected tasks are equal. */
  readonly floorOfOne: boolean
  /** Tables with `nr_ptes` are older than 4.15: uid 0 may have had the bonus for CAP_SYS_ADMIN, which the table does not show. */
  readonly adminBonus: boolean
}

function rssPages(row: TaskRow): number | null {
  if (row.rssPages !== null) return row.rssPages
  if (row.rssAnonPages === null) return null
  return row.rssAnonPages + (row.rssFilePages ?? 0) + (row.rssShmemPages ?? 0)
}

/** Page tables in pages: `nr_ptes` and `nr_pmds` are pages, `pgtables_bytes` is bytes. Null where the page size is missing. */
function tablePages(row: TaskRow, pageBytes: number | null): number | null {
  if (row.pgtablesBytes === null) return (row.nrPtes ?? 0) + (row.nrPmds ?? 0)
  return pageBytes === null ? null : Math.floor(row.pgtablesBytes / pageBytes)
}

/** What a task holds in pages, or null where a part of it cannot be told. */
export function heldPagesOf(row: TaskRow, pageBytes: number | null): number | null {
  const rss = rssPages(row)
  const tables = tablePages(row, pageBytes)
  return rss === null || tables === null ? null : rss + (row.swapentsPages ?? 0) + tables
}

/** Init and `oom_score_adj` −1000 are never chosen; they stand in the table all the same. */
export const isExempt = (row: TaskRow): boolean => row.oomScoreAdj === EXEMPT_ADJ || row.pid === 1 || row.tgid === 1

/** The kernel's points: `oom_score_adj` is scaled by whole thousandths of `totalpages`. */
export const pointsOf = ({ row, heldPages }: Candidate, totalPages: number): number =>
  heldPages + (row.oomScoreAdj ?? 0) * Math.floor(totalPages / 1000)

/** Told by the columns of the table where they tell, else by the release. What is not known is taken as the older form, which claims less. */
export function badnessEraOf(report: OomReport): BadnessEra {
  const [first] = report.tasks?.rows ?? []
  const splitRss = first?.rssAnonPages != null
  return {
    floorOfOne: !splitRss && (isOlderThan(report.kernelRelease, 5, 9) ?? true),
    adminBonus: first?.nrPtes != null,
  }
}

/** The candidates that can have had the most points: one, or several that the table cannot tell apart. Most points first. */
export function contendersOf(
  candidates: readonly Candidate[],
  totalPages: number,
  era: BadnessEra,
): readonly Candidate[] {
  const scored = candidates.map(candidate => {
    const points = pointsOf(candidate, totalPages)
    const bonus = era.adminBonus && candidate.row.uid === 0 && points > 0 ? Math.floor(points * ADMIN_BONUS) : 0
    const floor = era.floorOfOne ? 1 : Number.NEGATIVE_INFINITY
    return { candidate, most: Math.max(points, floor), least: Math.max(points - bonus, floor) }
  })
  const bar = scored.reduce((best, { least }) => Math.max(best, least), Number.NEGATIVE_INFINITY)
  const level = scored.filter(({ most }) => most >= bar)
  return level.toSorted((a, b) => b.most - a.most).map(({ candidate }) => candidate)
}
