import type { AnalyzeOptions } from '../../model/options.ts'
import type { Incident, Instant, TimelineEntry } from '../../model/report.ts'

function inTime(at: Instant, { since, until }: AnalyzeOptions): boolean {
  // What has no wall time cannot be told to be outside.
  if (at.wall === null) return true
  const middle = Date.parse(at.wall)
  const bound = (at.plusMinusSeconds ?? 0) * 1000
  return (since === undefined || middle + bound >= since) && (until === undefined || middle - bound <= until)
}

/** Whether an incident is one that the user asked for; unknown names are kept, since they may be the ones. */
export function isWanted(incident: Incident, options: AnalyzeOptions): boolean {
  const { node, namespace, pod } = options
  const pods = [incident.scope.pod, ...incident.victims.map(victim => victim.pod)].filter(each => each !== null)
  return (
    inTime(incident.at, options) &&
    (node === undefined || incident.scope.node === null || incident.scope.node === node) &&
    (namespace === undefined || pods.some(each => each.namespace === null || each.namespace === namespace)) &&
    (pod === undefined || pods.some(each => each.name === null || each.name === pod))
  )
}

export const isEntryWanted = (entry: TimelineEntry, options: AnalyzeOptions): boolean =>
  inTime(entry.at, options) && (options.node === undefined || entry.node === null || entry.node === options.node)
