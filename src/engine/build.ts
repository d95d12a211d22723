import type { IncidentCase, Verdict } from '../model/case.ts'
import { eventsOf, type OomEvent } from '../model/event.ts'
import type { AnalyzeOptions } from '../model/options.ts'
import type { Problem } from '../model/problem.ts'
import type { Layout } from '../model/reader.ts'
import { type Incident, type IncidentLink, REPORT_SCHEMA, type Report, type SourceSummary } from '../model/report.ts'
import type { Series } from '../model/series.ts'
import type { SourceRead } from '../model/source.ts'
import { anchorByCounters } from './clock/anchor-by-counters.ts'
import { type ClockBook, newClockBook } from './clock/book.ts'
import { wallText } from './clock/instant.ts'
import { timeContextOf } from './clock/latest.ts'
import { skewsOf } from './clock/skew.ts'
import { skewContradictions } from './clock/skew-contradictions.ts'
import { isZone } from './clock/wall.ts'
import { loggedKills } from './incident/logged-kills.ts'
import type { Act } from './incident/act.ts'
import { actsOf } from './incident/acts.ts'
import { casesOf } from './incident/case.ts'
import type { Digest } from './incident/digest.ts'
import { incidentOf } from './incident/incident.ts'
import { type NodeNames, nameNodes } from './incident/node-of.ts'
import { processesOf } from './incident/trigger.ts'
import { endingsOf } from './kubernetes/endings.ts'
import { indexPods } from './kubernetes/pod-index.ts'
import { uniqueEvents } from './kubernetes/unique-events.ts'
import { byTimeAndPlace } from './order.ts'
import { isEntryWanted, isPodWanted, isWanted } from './report/filter.ts'
import { groupsOf } from './report/groups.ts'
import { headlineOf } from './report/headline.ts'
import { kernelLogsOf } from './report/kernel-logs.ts'
import { missingOf } from './report/missing.ts'
import { nodesOf } from './report/nodes.ts'
import { problemsOf } from './report/problems.ts'
import { type Timeline, timelineOf } from './report/timeline.ts'
import { triageOf } from './report/triage.ts'
import { findThrashing } from './thrashing/find.ts'

/** Everything that was read out of a bundle. */
export interface Facts {
  readonly name: string
  readonly events: readonly OomEvent[]
  readonly digests: readonly Digest[]
  readonly problems: readonly Problem[]
  readonly sources: readonly SourceRead[]
  readonly series: readonly Series[]
  readonly layout: Layout
}

/** What the engine is given from outside its layer. */
export interface Using {
  readonly version: string
  readonly verdictsOf: (incidentCase: IncidentCase) => readonly Verdict[]
}

function linksOf(act: Act, timeline: Timeline): readonly IncidentLink[] {
  return [
    ...act.endings.map(({ fact, because }) => ({ to: timeline.idOf(fact.state), because })),
    ...act.events.map(({ fact, because }) => ({ to: timeline.idOf(fact), because })),
  ].flatMap(({ to, because }) => (to === null ? [] : [{ to, because }]))
}

function sourceOf(source: SourceRead, clocks: ClockBook, nodes: NodeNames): SourceSummary {
  const { path, format, bytes, lines, events, boots } = source
  const [first] = boots
  const last = boots.at(-1)
  return {
    path,
    format,
    bytes,
    lines,
    events,
    from: first ? clocks.instantOf({ path, boot: first.boot }, first.first).wall : null,
    to: last ? clocks.instantOf({ path, boot: last.boot }, last.last).wall : null,
    node: nodes.ofSource(path),
  }
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : Number(a.path > b.path)

const byNumber = (a: number, b: number): number => a - b

const bySeries = (a: Series, b: Series): number => byPath(a, b) || (a.scope + a.metric < b.scope + b.metric ? -1 : 1)

/** Facts come in the order in which files were read; the report must not depend on it. */
function inOrder(facts: Facts): Facts {
  const byEvidence = (a: OomEvent, b: OomEvent) =>
    byPath(a.evidence[0], b.evidence[0]) || a.evidence[0].start - b.evidence[0].start
  const { layout } = facts
  return {
    ...facts,
    events: [...facts.events].sort(byEvidence),
    digests: facts.digests
      .map(each => ofLayout(each, layout))
      .sort((a, b) => byPath(a.report.span, b.report.span) || a.report.span.start - b.report.span.start),
    sources: [...facts.sources].sort(byPath),
    series: [...facts.series].sort(bySeries),
  }
}

/** The collector's layout names the node where the log does not. */
const ofLayout = (each: Digest, layout: Layout): Digest =>
  each.report.node === null ? { ...each, report: { ...each.report, node: layout.nodeOf(each.report.span.path) } } : each

/** Incidents in their order, without those that the user does not ask for. */
function wantedOf(
  pairs: readonly (readonly [Act, Incident])[],
  options: AnalyzeOptions,
): readonly (readonly [Act, Incident])[] {
  return pairs
    .filter(([, incident]) => isWanted(incident, options))
    .sort(([, a], [, b]) => byTimeAndPlace(a, b))
    .map(([act, incident], at) => [act, { ...incident, id: `i${at + 1}` }] as const)
}

/** A zone that does not exist would make every time nothing. */
const withZone = (options: AnalyzeOptions): AnalyzeOptions => ({
  ...options,
  timezone: options.timezone !== undefined && isZone(options.timezone) ? options.timezone : 'UTC',
})

/** True where stalls were sampled, so that their absence says something. */
const hasPressure = (series: readonly Series[]): boolean =>
  series.some(({ metric, times }) => metric.startsWith('psi-memory') && times.length > 1)

/** From facts to the report. */
export function buildReport(unordered: Facts, given: AnalyzeOptions, using: Using): Report {
  const { name, events, digests, problems, sources, series, layout } = inOrder(unordered)
  const options = withZone(given)
  const clocks = newClockBook(timeContextOf(options, events, digests, sources), sources)
  anchorByCounters(
    { series, sources, kills: loggedKills(digests), machineOf: (path, host) => layout.nodeOf(path) ?? host },
    clocks,
  )
  const index = indexPods(eventsOf(events, 'kube.pod'))
  const nodeFacts = eventsOf(events, 'kube.node')
  const kubeEvents = uniqueEvents(eventsOf(events, 'kube.event'))
  const acts = actsOf(digests, index, kubeEvents, nodeFacts, clocks)
  const names = nameNodes(acts, sources, nodeFacts, layout.nodeOf)
  const processes = processesOf(acts, index)
  const all = acts.map(act => [act, incidentOf(act, index, names.ofAct(act), clocks, processes)] as const)
  const pairs = wantedOf(all, options)
  const hidden = all.length - pairs.length
  const others = events.filter(event => event.kind !== 'kube.event')
  const timeline = timelineOf([...others, ...kubeEvents], pairs, index, clocks, names)
  const skews = skewsOf(kubeEvents, eventsOf(events, 'kube.pod'), host => names.ofHost(host) ?? host)
  const nodes = nodesOf(nodeFacts, acts, sources, clocks, names, skews)
  const thrash = findThrashing(series, {
    machines: nodes,
    incidents: pairs.map(([, incident]) => incident),
    sources,
    clocks,
    nodeOf: (path, host) => layout.nodeOf(path) ?? names.ofHost(host) ?? names.ofSource(path),
  })
  const cases = casesOf(pairs, index, nodeFacts, kubeEvents)
  const incidents = pairs.map(([act, incident], at): Incident => {
    const own = cases[at]
    const verdicts = own ? using.verdictsOf(own) : []
    const causes = verdicts.map(verdict => verdict.cause)
    const thrashing = thrash.before.get(incident.id) ?? null
    return {
      ...incident,
      thrashing,
      causes,
      advice: verdicts.flatMap(verdict => verdict.advice),
      links: linksOf(act, timeline),
    }
  })
  const logs = kernelLogsOf(nodes, sources)
  const pods = index.pods.filter(pod => isPodWanted(pod, options))
  const conflicts = clocks.conflicts()
  const spared = new Set(
    pairs.flatMap(([act, { id }]) => (act.digests.some(each => each.report.noKillable) ? [id] : [])),
  )
  const captured = eventsOf(events, 'kube.capture')
    .map(hint => hint.notBeforeMs)
    .sort(byNumber)
    .at(-1)
  return {
    schema: REPORT_SCHEMA,
    generator: { name: 'oomlens', version: using.version },
    bundle: {
      name,
      layout: layout.id,
      capturedAt: captured === undefined ? null : wallText(captured),
    },
    nodes,
    sources: sources.map(source => sourceOf(source, clocks, names)),
    headline: headlineOf(incidents, {
      hasKernelLog: logs.isThere,
      hasUnread: problems.some(problem => problem.code === 'KERNEL_LINE_UNREAD'),
      hidden,
      isSpared: ({ id }) => spared.has(id),
    }),
    incidents,
    thrashing: thrash.windows,
    timeline: timeline.entries.filter(entry => isEntryWanted(entry, options)),
    triage: triageOf({
      incidents,
      hidden,
      pods,
      endings: endingsOf(index).filter(ending => isPodWanted(ending.pod, options)),
      nodes: nodeFacts,
      events: kubeEvents,
      notices: eventsOf(events, 'kernel.notice'),
      logs,
    }),
    groups: groupsOf(incidents),
    contradictions: [...conflicts, ...skewContradictions(skews), ...acts.flatMap(act => act.contradictions)],
    missing: missingOf(incidents, index.pods, logs, hasPressure(series)),
    healthy: [],
    problems: problemsOf(problems, pairs, conflicts, clocks.context.timezone),
  }
}
