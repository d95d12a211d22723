import type { Allocation } from '../../model/allocation.ts'
import type { OomReport } from '../../model/kernel.ts'
import type { Culprit, Holders, IncidentKind, MemoryAccount, Selection, SwapState } from '../../model/report.ts'
import { accountOf } from '../explain/account.ts'
import { allocationOf } from '../explain/allocation/allocation.ts'
import { type Disagreement, disagreementsOf } from '../explain/cross-check.ts'
import { culpritOf } from '../explain/culprit.ts'
import { type HeldTask, heldTasks, holderLists } from '../explain/holder-lists.ts'
import { pageBytesOf } from '../explain/page-size.ts'
import { selectionOf } from '../explain/selection.ts'
import { swapOf } from '../explain/swap.ts'
import { kindOf } from './kind.ts'

/** A report with everything that is computed from its tables, which are then let go: a log may hold thousands of reports. */
export interface Digest {
  readonly report: OomReport
  readonly kind: IncidentKind
  readonly pageBytes: number | null
  readonly allocation: Allocation | null
  readonly selection: Selection | null
  readonly memory: MemoryAccount | null
  readonly culprit: Culprit | null
  readonly holders: Holders | null
  /** Rows of the table that a join may find the container of. */
  readonly held: readonly HeldTask[]
  readonly disagreements: readonly Disagreement[]
  readonly swap: SwapState | null
}

export function digest(report: OomReport): Digest {
  const kind = kindOf(report)
  const pageBytes = pageBytesOf(report)
  const memory = accountOf(report, kind, pageBytes)
  return {
    report: { ...report, tasks: report.tasks && { ...report.tasks, rows: [] } },
    kind,
    pageBytes,
    allocation: allocationOf(report, kind, pageBytes),
    selection: selectionOf(report, kind, pageBytes),
    memory,
    culprit: culpritOf(report, kind, pageBytes, memory),
    holders: holderLists(report, kind, pageBytes, memory),
    held: heldTasks(report, pageBytes),
    disagreements: disagreementsOf(report, pageBytes),
    swap: swapOf(report),
  }
}
