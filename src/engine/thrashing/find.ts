import type { OomEvent } from '../../model/event.ts'
import type { Incident, Instant, ThrashingWindow } from '../../model/report.ts'
import type { Series } from '../../model/series.ts'
import type { SourceRead } from '../../model/source.ts'
import type { ClockBook } from '../clock/book.ts'
import { groupBy } from '../../model/group-by.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { alertOf } from './alert.ts'
import { attributed, type Found } from './attribution.ts'
import { levelsOf, primaryOf } from './level.ts'
import { isEnd, lagBehind, type Place } from './link.ts'
import { momentOf, secondsBetween } from './moment.ts'
import { type ScopeTracks, type Sizes, tracksOf } from './scope-tracks.ts'
import { signalsOf } from './signals.ts'
import { confidenceOf, sortOf } from './sort.ts'
import { symptomWindows } from './symptoms.ts'
import { MIN_QUIET_SAMPLES } from './thresholds.ts'
import { windowsOf } from './windows.ts'

/** What the search is given from outside. */
export interface Using {
  readonly incidents: readonly Incident[]
  readonly sources: readonly SourceRead[]
  readonly clocks: ClockBook
  /** Machines whose size is known from elsewhere. */
  readonly machines: readonly { readonly name: string | null; readonly ramBytes: number | null }[]
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

interface Draft extends Place {
  readonly found: Found
  readonly alert: { readonly condition: string; readonly at: Instant } | null
  readonly path: string
}

function pathOf(tracks: ScopeTracks): Series {
  for (const metric of [
    'psi-memory-some',
    'psi-memory-full',
    'psi-memory-full-avg10',
    'refault-file',
    'swap-in',
  ] as const) {
    const track = tracks.of(metric)
    if (track !== null) return track.series
  }
  throw new TypeError('a window needs a series')
}

/** The logs whose clock may be that of a machine. */
export const logsOf = (
  node: string | null,
  { sources, nodeOf }: Pick<Using, 'sources' | 'nodeOf'>,
): readonly SourceRead[] =>
  sources.filter(({ path, host, boots }) => boots.length > 0 && mayBeSameMachine(nodeOf(path, host), node))

function draftOf(found: Found, using: Using): Draft {
  const { tracks, window } = found
  const { clocks } = using
  const series = pathOf(tracks)
  const logs = logsOf(tracks.node, using)
  const alert = alertOf(window)
  return {
    found,
    alert: alert && { condition: alert.condition, at: momentOf(series, alert.seconds, logs, clocks) },
    path: series.path,
    scope: tracks.scope,
    node: tracks.node,
    from: momentOf(series, window.from, logs, clocks),
    to: momentOf(series, window.to, logs, clocks),
  }
}

function endedBy({ found: { tracks, window } }: Draft, lags: readonly number[]): ThrashingWindow['ended'] {
  if (lags.some(isEnd)) return 'kill'
  const after = primaryOf(tracks)?.steps.filter(step => step.from >= window.to) ?? []
  return after.length < MIN_QUIET_SAMPLES ? 'end-of-data' : 'recovery'
}

/** Seconds from an alert to the first kill after it that the window led up to. */
function leadOf(draft: Draft, incidents: readonly Incident[]): number | null {
  if (draft.alert === null) return null
  const { at } = draft.alert
  const leads = incidents
    .filter(incident => lagBehind(draft, incident) !== null)
    .map(incident => secondsBetween(at, incident.at))
    .filter(lead => lead !== null && lead >= 0)
  const lead = leads.reduce<number | null>(
    (least, each) => (least === null || (each ?? 0) < least ? each : least),
    null,
  )
  return lead && Math.round(lead * 10) / 10
}

function windowOf(draft: Draft, id: string, incidents: readonly Incident[]): ThrashingWindow {
  const { found, scope, node, from, to } = draft
  const { tracks, window } = found
  const lags = incidents.map(incident => lagBehind(draft, incident)).filter(lag => lag !== null)
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
    alert: draft.alert && { ...draft.alert, secondsBeforeKill: leadOf(draft, incidents) },
    signals,
  }
}

function byPlace(a: Draft, b: Draft): number {
  const [x, y] = [a.from.wall ?? '\uffff', b.from.wall ?? '\uffff']
  if (x !== y) return x < y ? -1 : 1
  const boots = (a.from.bootSeconds ?? 0) - (b.from.bootSeconds ?? 0)
  return boots || (a.path + a.scope < b.path + b.scope ? -1 : 1)
}

const overlap = (a: Draft, b: Draft): boolean =>
  a.from.wall !== null && b.from.wall !== null && a.to.wall !== null && b.to.wall !== null
    ? a.from.wall <= b.to.wall && b.from.wall <= a.to.wall
    : false

/** Two sources that sampled the same trouble tell of one window: the one with more samples. */
function onceEach(drafts: readonly Draft[]): readonly Draft[] {
  const samples = (draft: Draft): number => draft.found.window.levels.length
  const isTold = (draft: Draft, at: number): boolean =>
    drafts.some((other, index) => {
      const isSame = index !== at && other.scope === draft.scope && mayBeSameMachine(other.node, draft.node)
      const more = samples(other) - samples(draft) || (byPlace(other, draft) < 0 ? 1 : -1)
      return isSame && more > 0 && overlap(other, draft)
    })
  return drafts.filter((draft, at) => !isTold(draft, at))
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
  const drafts = [...onceEach(found.map(each => draftOf(each, using)))].sort(byPlace)
  const measured = drafts.map((draft, at) => windowOf(draft, `t${at + 1}`, incidents))
  const possible = symptomWindows(using.events, { ...using, nodeOf: using.nodeOfEvent, measured })
  const windows = [...measured, ...possible.map((window, at) => ({ ...window, id: `t${measured.length + at + 1}` }))]
  const before = new Map<string, string>()
  for (const incident of incidents) {
    const lags = windows.flatMap(window => {
      const lag = lagBehind(window, incident)
      return lag === null ? [] : [{ id: window.id, lag: Math.abs(lag) }]
    })
    const [nearest] = lags.sort((a, b) => a.lag - b.lag || (a.id < b.id ? -1 : 1))
    if (nearest) before.set(incident.id, nearest.id)
  }
  return { windows, before, tracks }
}
