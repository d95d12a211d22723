import type { OomReport } from '../../../model/kernel.ts'
import { lineSpan } from '../../../model/line.ts'
import type { Body, OpenBlock } from '../../../model/reader.ts'
import type { Stamp } from '../../../model/stamp.ts'
import { unreadLine } from '../quoted.ts'
import { assemble } from './assemble.ts'
import { type Draft, newDraft, type Part } from './draft.ts'
import { cpuLine, cpusetLine, dumpLine, header, headerFragment } from './header.ts'
import { conclusion, kill, summary } from './kill.ts'
import { memInfoLine, memInfoStart, slabs } from './mem-info.ts'
import { memcgLine, memcgStat } from './memcg.ts'
import { beginsAnother, isOfAnotherTask } from './opening.ts'
import { mislabelled } from './pgtables.ts'
import { stackFrame } from './stack.ts'
import { takesRow, taskTable } from './tasks.ts'

const PARTS: readonly Part[] = [
  header,
  cpusetLine,
  summary,
  kill,
  conclusion,
  memcgLine,
  memcgStat,
  memInfoStart,
  memInfoLine,
  slabs,
  taskTable,
  cpuLine,
  stackFrame,
  dumpLine,
  headerFragment,
]

/** Lines of the kernel between two lines of one report: beyond this it is over. Dumps of other tasks may stand between. */
const MAX_FOREIGN = 400
/** The same for lines of other programs, which write much more. */
const MAX_PROGRAM_LINES = 10_000
/** Seconds between two lines of one report: a serial console prints a long table slowly, but line by line. */
const MAX_GAP_SECONDS = 20
/** The members of a group are killed at once, and a panic follows its report at once. */
const MAX_AFTER_SECONDS = 5

/** By the clock that both lines have; a line may lack the kernel's. */
export function secondsBetween(earlier: Stamp, later: Stamp): number | null {
  if (earlier.bootSeconds !== null && later.bootSeconds !== null) return later.bootSeconds - earlier.bootSeconds
  return earlier.wall && later.wall && (later.wall.epochMs - earlier.wall.epochMs) / 1000
}

/** A line of the kernel, as far as its wrapping tells. */
export const mayBeKernel = (body: Body): boolean =>
  body.origin !== 'user' && (body.ident === null || body.ident === 'kernel')

/** What cut the report short. A kill line without anything before it is what the rate limit leaves of a report. */
function cutOf(draft: Draft, isFirst: boolean, reason: 'end' | 'new-report' | 'file-end' | 'boot'): OomReport['cutBy'] {
  if (draft.headerSpan !== null) return draft.concluded ? null : reason === 'file-end' ? 'file-end' : 'new-report'
  if (isFirst) return 'file-start'
  const hasDump = draft.summary !== null || draft.memcg !== null || draft.memInfo !== null || draft.taskLines.length > 0
  return hasDump || draft.kills.length === 0 ? null : 'rate-limit'
}

/** What stands in the middle of a line is quoted there, unless whole lines of the kernel go on with it. */
const MID_LINE = 'mid-line'

/** Rows that make a table where nothing else is left of a report: one or two lines of numbers may be anything. */
const MIN_ROWS = 3

/** False for what only looked like the rest of a report: lines that the dumps of other events have as well. */
const isReport = (draft: Draft): boolean => draft.isConfirmed && hasPart(draft)

const hasPart = (draft: Draft): boolean =>
  draft.concluded ||
  draft.headerSpan !== null ||
  draft.killerAtWork ||
  draft.oomGroup !== null ||
  draft.summary !== null ||
  draft.chosen !== null ||
  draft.memcg !== null ||
  draft.taskLines.length >= MIN_ROWS

/** One report while it is read. */
export interface OpenReport extends OpenBlock {
  readonly draft: Draft
  /** Takes a row of its table, which most lines are; false for what may be anything else. */
  row(body: Body): boolean
}

/** Opens the report that a line begins; null when the line is none of a report. */
export function openReport(opening: Body, boot: number, isFirst: boolean): OpenReport | null {
  const draft = newDraft(opening, lineSpan(opening.line))
  let latest = opening.stamp
  const mine = (body: Body): 'mine' => {
    draft.isConfirmed ||= body.envelopes[0] !== MID_LINE
    draft.foreign = 0
    draft.programLines = 0
    latest = body.stamp
    return 'mine'
  }
  const take = (body: Body): 'mine' | 'foreign' | 'end' => {
    const gap = secondsBetween(latest, body.stamp)
    if (gap !== null && gap > (draft.concluded ? MAX_AFTER_SECONDS : MAX_GAP_SECONDS)) return 'end'
    if (body !== opening && beginsAnother(draft, body, gap)) return 'end'
    const span = lineSpan(body.line)
    if (isOfAnotherTask(draft, body) || !PARTS.some(part => part.read(draft, body, span))) {
      draft.foreign += 1
      return draft.foreign > MAX_FOREIGN ? 'end' : 'foreign'
    }
    draft.last = span
    return mine(body)
  }
  if (take(opening) !== 'mine' && !isFirst) return null
  const takeProgramLine = (): 'foreign' | 'end' => {
    draft.programLines += 1
    return draft.programLines > MAX_PROGRAM_LINES ? 'end' : 'foreign'
  }
  const isSoon = (body: Body): boolean => (secondsBetween(latest, body.stamp) ?? 0) <= MAX_GAP_SECONDS
  return {
    draft,
    row(body) {
      const isRow = mayBeKernel(body) && isSoon(body) && !isOfAnotherTask(draft, body) && takesRow(draft, body)
      return isRow && mine(body) === 'mine'
    },
    take: body => (mayBeKernel(body) ? take(body) : takeProgramLine()),
    close(reason) {
      if (!draft.isConfirmed && hasPart(draft)) return [unreadLine(opening)]
      if (!isReport(draft)) return []
      const report = assemble(draft, cutOf(draft, isFirst, reason), boot)
      return [report, ...mislabelled(draft.kills, report.kills)]
    },
  }
}
