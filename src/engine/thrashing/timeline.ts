import type { ThrashingWindow, TimelineEntry } from '../../model/report.ts'
import { NODE } from './scope-tracks.ts'

/** An entry without its place in the timeline. */
export type WindowEntry = Omit<TimelineEntry, 'id'>

const ENDED: Readonly<Record<ThrashingWindow['ended'], string>> = {
  kill: 'with a kill',
  recovery: 'by itself',
  'end-of-data': 'where the data ends',
}

/** Where each window begins and ends, and when an alert on pressure would have fired. */
export function windowEntries(
  windows: readonly ThrashingWindow[],
  before: ReadonlyMap<string, string>,
): readonly WindowEntry[] {
  const incidents = new Map([...before].map(([incident, window]) => [window, incident]))
  return windows.flatMap(({ id, scope, node, from, to, ended, confidence, alert, signals }) => {
    const who = scope === NODE ? `node${node === null ? '' : ` ${node}`}` : `cgroup ${scope}`
    const isSure = confidence !== 'possible'
    const common = { incident: incidents.get(id) ?? null, node, severity: 'warning' } as const
    const [first] = signals
    const last = signals.at(-1)
    const alerted: readonly WindowEntry[] = alert
      ? [
          {
            ...common,
            kind: 'thrashing.alert',
            at: alert.at,
            title: `An alert on ${alert.condition} would have fired (${id})`,
            evidence: first?.evidence ?? [],
          },
        ]
      : []
    return [
      {
        ...common,
        kind: 'thrashing.began',
        at: from,
        title: `Thrashing ${isSure ? 'began' : 'may have begun'}: ${who} (${id})`,
        evidence: first?.evidence.slice(0, 1) ?? [],
      },
      ...alerted,
      {
        ...common,
        kind: 'thrashing.ended',
        at: to,
        title: `Thrashing ${isSure ? 'ended' : 'may have ended'} ${ENDED[ended]}: ${who} (${id})`,
        evidence: last?.evidence.slice(-1) ?? [],
      },
    ]
  })
}
