import type { OomEvent } from '../../model/event.ts'
import type { Incident, Instant, ThrashingWindow } from '../../model/report.ts'
import type { Series } from '../../model/series.ts'
import type { SourceRead } from '../../model/source.ts'
import type { ClockBook } from '../clock/book.ts'
import { groupBy } from '../../model/group-by.ts'
import { attributed, type Found } from './attribution.ts'
import { byPlace, type Draft, draftOf, type LogsOf } from './draft.ts'
import { levelsOf, primaryOf } from './level.ts'
import { isEnd } from './link.ts'
import { secondsBetween } from './moment.ts'
import { type NearKill, type NearKills, newNearKills } from './near-kills.ts'
import { onceEach } from './once-each.ts'
import { type ScopeTracks, type Sizes, tracksOf } from './scope-tracks.ts'
import { signalsOf } from './signals.ts'
import { confidenceOf, sortOf } from './sort.ts'
import { symptomWindows } from './symptoms.ts'
import { MIN_QUIET_SAMPLES } from './thresholds.ts'
import { hasSince } from './track.ts'
import { windowsOf } from './windows.ts'

/** What the search is given from outside. */
export interface Using {
  readonly incidents: readonly Incident[]
  readonly sources: readonly SourceRead[]
  readonly clocks: ClockBook
  /** Machines whose size is known from elsewhere. */
  readonly machines: readonly { readonly name: string | null; readonly ramBytes: number | null }[]
  readonly logsOf: LogsOf
  nodeOf(path: string, host: string | null): string | null
  /** What may tell of stalls without having measured them. */
  readonly events: readonly OomEvent[]
  instantOf(event: OomEvent): Instant
  nodeOfEvent(event: OomEvent): string | null
}

export interface Thrashing {
  readonly windows: readonly ThrashingWindow[]
  /** IDs of windows by the IDs of the incidents that they led up to. */
  readonly before: ReadonlyMap<string, string>
  /** What was sampled, by machine, clock and scope. */
  readonly tracks: readonly ScopeTracks[]
}

function endedBy({ found: { tracks, window } }: Draft, lags: readonly number[]): ThrashingWindow['ended'] {
  if (lags.some(isEnd)) return 'kill'
  const primary = primaryOf(tracks)
  return primary && hasSince(primary, window.to, MIN_QUIET_SAMPLES) ? 'recovery' : 'end-of-data'
}

/** Seconds from an alert to the first kill after it that the window led up to. */
function leadOf({ alert }: Draft, kills: readonly NearKill[]): number | null {
  if (alert === null) return null
  const leads = kills
    .map(({ incident }) => secondsBetween(alert.at, incident.at))
    .filter(lead => lead !== null && lead >= 0)
  const lead = leads.reduce<number | null>(
    (least, each) => (least === null || (each ?? 0) < least ? each : least),
    null,
  )
  return lead && Math.round(lead * 10) / 10
}

function windowOf(draft: Draft, id: string, kills: readonly NearKill[]): ThrashingWindow {
  const { found, scope, node, from, to } = draft
  const { tracks, window } = found
  const lags = kills.map(({ lag }) => lag)
  const signals = signalsOf(tracks, window)
  const [strongest] = signals
  return {
    id,
    scope,
    node,
    from,
    to,
    seconds: Math.round((window.to - window.from) * 10) / 10,
    confidence: confidenceOf(tracks, window),
    sort: sortOf(tracks, window),
    ended: endedBy(draft, lags),
    peak: { signal: strongest?.signal ?? 'unknown', value: strongest?.peak ?? 0 },
    alert: draft.alert && { ...draft.alert, secondsBeforeKill: leadOf(draft, kills) },
    signals,
  }
}

/** RAM by the names of machines; what has no name is of the only machine. */
const sizesOf = (machines: Using['machines'], only: string | null): Sizes =>
  new Map(machines.flatMap(({ name, ramBytes }) => (ramBytes === null ? [] : [[name ?? only, ramBytes] as const])))

/** Finds the spans of time in which the node or a cgroup thrashed, and which kills they led up to. */
export function findThrashing(series: readonly Series[], using: Using): Thrashing {
  const { incidents, nodeOf } = using
  const named = (all: readonly (string | null)[]): ReadonlySet<string> => new Set(all.filter(name => name !== null))
  const ofLogs = named(
    using.sources.filter(({ boots }) => boots.length > 0).map(({ path, host }) => nodeOf(path, host)),
  )
  const known = ofLogs.size > 0 ? ofLogs : named(series.map(each => nodeOf(each.path, each.node)))
  // Samples that nobody names are of the only machine that there is a log of, or samples with a name.
  const [only = null] = known.size === 1 ? known : []
  const tracks = tracksOf(series, each => nodeOf(each.path, each.node) ?? only, sizesOf(using.machines, only))
  const groups = groupBy(tracks, each => JSON.stringify([each.node, each.clock]))
  const found = [...groups.values()].flatMap(group =>
    attributed(group.flatMap(each => windowsOf(levelsOf(each)).map((window): Found => ({ tracks: each, window })))),
  )
  const drafts = [...onceEach(found.map(each => draftOf(each, using.logsOf, using.clocks)))].sort(byPlace)
  const nearKills = newNearKills(incidents)
  const measured = drafts.map((draft, at) => windowOf(draft, `t${at + 1}`, nearKills(draft)))
  const possible = symptomWindows(using.events, { ...using, nearKills, nodeOf: using.nodeOfEvent, measured })
  const windows = [...measured, ...possible.map((window, at) => ({ ...window, id: `t${measured.length + at + 1}` }))]
  return { windows, before: leadingUp(windows, incidents, nearKills), tracks }
}

/** Of the windows that led up to an incident the one that it followed most closely. */
function leadingUp(
  windows: readonly ThrashingWindow[],
  incidents: readonly Incident[],
  nearKills: NearKills,
): ReadonlyMap<string, string> {
  const nearest = new Map<Incident, { readonly id: string; readonly lag: number }>()
  for (const window of windows) {
    for (const { incident, lag } of nearKills(window)) {
      const [own, known] = [{ id: window.id, lag: Math.abs(lag) }, nearest.get(incident)]
      const isNearer = !known || own.lag < known.lag || (own.lag === known.lag && own.id < known.id)
      if (isNearer) nearest.set(incident, own)
    }
  }
  return new Map(
    incidents.flatMap(incident => {
      const window = nearest.get(incident)
      return window ? [[incident.id, window.id] as const] : []
    }),
  )
}
