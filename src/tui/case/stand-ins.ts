import type { TimelineEntry } from '../../model/report.ts'
import type { Range } from './cover.ts'

export interface StandIns {
  /** For each incident its entries from the first to the last, by the first. */
  readonly spans: readonly { readonly incident: string; readonly range: Range }[]
  /** The entry that stands for each incident, ascending. */
  readonly rows: readonly number[]
}

/** The kernel's critical entry of an incident stands for it, then any critical one, then the first. */
export function standInsOf(entries: readonly TimelineEntry[]): StandIns {
  const spans = new Map<string, { first: number; last: number }>()
  const rows = new Map<string, { readonly row: number; readonly rank: number }>()
  entries.forEach(({ incident, severity, kind }, row) => {
    if (incident === null) return
    const span = spans.get(incident)
    if (span) span.last = row
    else spans.set(incident, { first: row, last: row })
    const rank = (severity === 'critical' ? 2 : 0) + (kind.startsWith('kernel.') ? 1 : 0)
    const best = rows.get(incident)
    if (!best || rank > best.rank) rows.set(incident, { row, rank })
  })
  return {
    spans: [...spans].map(([incident, range]) => ({ incident, range })),
    rows: [...rows.values()].map(({ row }) => row).sort((a, b) => a - b),
  }
}
