import type { Incident, PartialReason } from '../../model/report.ts'
import { labelled, type Page } from '../page.ts'
import { say } from '../piece.ts'

const WHY: Readonly<Record<PartialReason, string>> = {
  'ring-buffer': 'the kernel report is cut: the ring buffer no longer held all of it when the log was taken',
  'rate-limited': 'the kernel report is cut: the kernel suppressed lines (rate limit)',
  excerpt: 'the kernel report is cut: the file holds only an excerpt of the log',
  interleaved: 'the kernel report is mixed with other lines or reports, and parts of it are not there',
}

/** Kinds that never have a kernel report of their own. */
const WITHOUT_REPORT: ReadonlySet<Incident['kind']> = new Set(['userspace', 'eviction', 'sigkill'])

/** Says that the kernel's report is not all there, and why. */
export function incompleteLines({ kind, complete, partial }: Incident, page: Page): string[] {
  if (complete || (partial === null && WITHOUT_REPORT.has(kind))) return []
  const why = partial === null ? 'no whole kernel report of it is in the evidence' : WHY[partial]
  return labelled(page, 'Incomplete:', [[say(why, page.ink.yellow)]])
}
