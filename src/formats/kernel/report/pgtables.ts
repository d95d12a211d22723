import type { KilledProcess, TaskRow } from '../../../model/kernel.ts'
import type { Problem } from '../../../model/problem.ts'

/**
 * Kernels 5.4 to 5.5 (mm/oom_kill.c, repaired in 5.6 and 5.4.213) print bytes and call them kB. Tables of pages need one
 * 512th of what they map, and a few of their own; bytes are a thousand times that.
 */
function isBytes(kill: KilledProcess, row: TaskRow | null): boolean {
  const printed = kill.pgtablesKiB
  if (printed === null || printed === 0 || printed % 4096 !== 0) return false
  if (row?.pgtablesBytes != null) return printed === row.pgtablesBytes
  return kill.totalVmKiB !== null && printed > kill.totalVmKiB / 64 + 4096
}

/** The size of the page tables as it is, whatever the label says. */
export const labelledPgtables = (kill: KilledProcess, row: TaskRow | null): number | null =>
  isBytes(kill, row) ? (kill.pgtablesKiB ?? 0) / 1024 : kill.pgtablesKiB

/** Says so once for a report whose kill lines were mislabelled. */
export function mislabelled(printed: readonly KilledProcess[], read: readonly KilledProcess[]): readonly Problem[] {
  const wrong = printed.find((kill, at) => kill.pgtablesKiB !== read[at]?.pgtablesKiB)
  if (!wrong) return []
  return [
    {
      code: 'UNIT_MISLABELLED',
      severity: 'info',
      detail:
        'This kernel prints the size of page tables in bytes and labels it kB (5.4 and 5.5); it was read as bytes.',
      advice: null,
      evidence: [wrong.span],
      path: wrong.span.path,
    },
  ]
}
