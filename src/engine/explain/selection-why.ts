import { formatBytes } from '../../model/bytes.ts'
import type { OomReport } from '../../model/kernel.ts'
import { type Candidate, isExempt, pointsOf } from './badness.ts'
import { chosenPidOf, isTask, type Prediction } from './prediction.ts'
import { isOlderThan } from './release.ts'

/** Points that differ by less than this share of total pages may have changed places: the table is printed after the choice. */
const CLOSE_SHARE = 0.01

interface Choice {
  readonly report: OomReport
  /** All rows of the table, the exempt ones too. */
  readonly measured: readonly Candidate[]
  readonly candidates: readonly Candidate[]
  readonly prediction: Prediction
  readonly totalPages: number | null
  readonly pageBytes: number | null
}

const called = ({ row }: Candidate): string => `${row.comm} (pid ${row.pid})`

const sizeOf = (pages: number, { pageBytes }: Choice): string =>
  pageBytes === null ? `${Math.abs(pages)} pages` : formatBytes(Math.abs(pages) * pageBytes)

const largestOf = (candidates: readonly Candidate[]): Candidate | null =>
  candidates.reduce<Candidate | null>((best, each) => (best && best.heldPages >= each.heldPages ? best : each), null)

/** What its adjustment does to its points, as a clause; empty without one. */
function adjustment(candidate: Candidate, choice: Choice): string {
  const adj = candidate.row.oomScoreAdj
  if (adj === null || adj === 0) return ''
  if (choice.totalPages === null) return `oom_score_adj ${adj}`
  const pages = pointsOf(candidate, choice.totalPages) - candidate.heldPages
  return `oom_score_adj ${adj} ${adj > 0 ? 'adds' : 'takes off'} ${sizeOf(pages, choice)}`
}

function standing(candidate: Candidate, choice: Choice): string {
  const adjusted = adjustment(candidate, choice)
  return `it held ${sizeOf(candidate.heldPages, choice)}${adjusted === '' ? '' : `, and ${adjusted}`}`
}

/** Who held more than the winner and was spared: by exemption, or by its adjustment. Empty where the winner held the most. */
function spared(winner: Candidate, choice: Choice): string {
  const largest = largestOf(choice.measured)
  if (!largest || largest.heldPages <= winner.heldPages) return ''
  const why = isExempt(largest.row)
    ? `is exempt (${largest.row.oomScoreAdj === -1000 ? 'oom_score_adj -1000' : 'init'})`
    : `was spared: ${adjustment(largest, choice) || 'it has no oom_score_adj of its own'}`
  return ` ${called(largest)} held more, ${sizeOf(largest.heldPages, choice)}, but ${why}.`
}

function next(winner: Candidate, { candidates, totalPages }: Choice): string {
  if (totalPages === null) return ''
  const points = (each: Candidate): number => pointsOf(each, totalPages)
  const others = candidates.filter(each => each !== winner)
  const second = others.reduce<Candidate | null>(
    (best, each) => (best && points(best) >= points(each) ? best : each),
    null,
  )
  return second ? ` Next in line was ${called(second)}.` : ''
}

/** What the report shows of a choice that its own table does not give. */
function differenceReason(expected: Candidate, taken: Candidate | undefined, { report, totalPages }: Choice): string {
  if (report.cutBy === 'interleaved') return 'Lines of another report are mixed into this one.'
  const apart = taken && totalPages !== null ? pointsOf(expected, totalPages) - pointsOf(taken, totalPages) : null
  if (apart !== null && totalPages !== null && apart < CLOSE_SHARE * totalPages)
    return 'The two are close, and the table is printed after the choice was made.'
  return 'The report does not show why: the kernel passes over tasks that are exiting or were killed already, and the lines of two reports may be mixed.'
}

function manner({ report }: Choice): string {
  const { chosen, kills, oomGroup } = report
  if (oomGroup !== null)
    return ' memory.oom.group is set on its cgroup, so that all processes in it were killed with it.'
  const [first] = kills
  if (!chosen || !first || kills.some(kill => kill.pid === chosen.pid)) return ''
  const why =
    isOlderThan(report.kernelRelease, 5, 1) === false
      ? 'the report does not show why'
      : 'kernels before 5.1 kill a child of the chosen process that has memory of its own'
  return ` The kernel chose ${chosen.comm} (pid ${chosen.pid}) and killed ${first.comm} (pid ${first.pid}) in its place: ${why}.`
}

function byPoints(winner: Candidate, choice: Choice): string {
  const { candidates, report } = choice
  const chosen = chosenPidOf(report)
  if (chosen === null) return `By points it would have been ${called(winner)}: ${standing(winner, choice)}.`
  if (isTask(winner.row, chosen)) {
    const most =
      candidates.length === 1 ? 'was the only candidate' : `had the most points of ${candidates.length} candidates`
    return `${called(winner)} ${most}: ${standing(winner, choice)}.${spared(winner, choice)}${next(winner, choice)}`
  }
  const taken = candidates.find(({ row }) => isTask(row, chosen))
  const real = taken ? ` The kernel took ${called(taken)}: ${standing(taken, choice)}.` : ''
  return `By points it would have been ${called(winner)}: ${standing(winner, choice)}.${real} ${differenceReason(winner, taken, choice)}`
}

/** With `vm.oom_kill_allocating_task` who asks dies; who would have died otherwise shows what that setting costs. */
function byAsking(winner: Candidate, choice: Choice): string {
  const largest = largestOf(choice.candidates)
  const other = largest && largest !== winner ? ` ${called(largest)} held ${sizeOf(largest.heldPages, choice)}.` : ''
  return `The kernel is set to kill whoever asks for memory (vm.oom_kill_allocating_task) and compared nothing: ${called(winner)} asked; ${standing(winner, choice)}.${other}`
}

/** Why this victim, in words and with the numbers that decided; or why the report does not tell. */
export function selectionWhy(choice: Choice): string {
  const { prediction, measured, report } = choice
  if (prediction.cannotTell !== null) return `The choice cannot be redone: ${prediction.cannotTell}.${manner(choice)}`
  const winner = measured.find(({ row }) => prediction.pid !== null && isTask(row, prediction.pid))
  if (!winner) return `The choice cannot be redone: the task table does not hold it.${manner(choice)}`
  const own = report.killPrefix === 'allocating-task' ? byAsking(winner, choice) : byPoints(winner, choice)
  return own + manner(choice)
}
