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

/** Why the kernel's report is not all there; null where it is, or there is none. */
export function incompleteness({ kind, complete, partial }: Incident): string | null {
  if (complete || (partial === null && WITHOUT_REPORT.has(kind))) return null
  return partial === null ? 'no whole kernel report of it is in the evidence' : WHY[partial]
}

/** Says that the kernel's report is not all there, and why. */
export function incompleteLines(incident: Incident, page: Page): string[] {
  const why = incompleteness(incident)
  return why === null ? [] : labelled(page, 'Incomplete:', [[say(why, page.ink.yellow)]])
}
