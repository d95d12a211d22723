import type { Report, ThrashingWindow, TimelineEntry } from '../model/report.ts'

/** What incidents refer to by ID. */
export interface Lookup {
  readonly windows: ReadonlyMap<string, ThrashingWindow>
  readonly entries: ReadonlyMap<string, TimelineEntry>
}

export const lookupOf = (report: Report): Lookup => ({
  windows: new Map(report.thrashing.map(window => [window.id, window])),
  entries: new Map(report.timeline.map(entry => [entry.id, entry])),
})
