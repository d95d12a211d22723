import type { IncidentCase, Verdict } from '../model/case.ts'
import { eventsOf, type OomEvent } from '../model/event.ts'
import type { AnalyzeOptions } from '../model/options.ts'
import type { Problem } from '../model/problem.ts'
import type { BundleLayout } from '../model/reader.ts'
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
import { heapGroups } from './heap/groups.ts'
import { newHeapsBefore } from './heap/join-heaps.ts'
import { loggedKills } from './incident/logged-kills.ts'
import type { Act } from './incident/act.ts'
import { actsOf } from './incident/acts.ts'
import { casesOf } from './incident/case.ts'
import type { Digest } from './incident/digest.ts'
import { incidentOf } from './incident/incident.ts'
import { hostNamer, type NodeNames, nameNodes } from './incident/node-of.ts'
import { type Places, placesOf } from './incident/places.ts'
import { processesOf } from './incident/trigger.ts'
import { silentKernels } from './killer/contradictions.ts'
import { endingsOf } from './kubernetes/endings.ts'
import { subjectsOf } from './kubernetes/names.ts'
import { indexPods, isOfRuntime } from './kubernetes/pod-index.ts'
import { uniqueEvents } from './kubernetes/unique-events.ts'
import { byTimeAndPlace } from './order.ts'
import { combinedKills } from './report/combined-events.ts'
import { earlierEnds } from './report/earlier-ends.ts'
import { isEntryWanted, isPodWanted, isWanted, isWindowWanted } from './report/filter.ts'
import { sized } from './repeats/peak.ts'
import { storiesOf, withCauses } from './repeats/stories.ts'
import { usageFinder } from './repeats/usage-before.ts'
import { disagreements } from './report/disagreements.ts'
import { healthyOf } from './report/healthy.ts'
import { headlineOf } from './report/headline.ts'
import { leftOut, unreported } from './report/left-out.ts'
import { toldProblems, unexplained } from './report/kills-told.ts'
import { kernelLogsOf } from './report/kernel-logs.ts'
import { missingOf } from './report/missing.ts'
import { perhapsOne } from './report/perhaps-one.ts'
import { nodesOf } from './report/nodes.ts'
import { pressedIn } from './report/pressed.ts'
import { readingsOf } from './report/readings.ts'
import { unseenKills } from './report/counted-kills.ts'
import { problemsOf } from './report/problems.ts'
import { isOutput, withoutCrowds } from './report/unread.ts'
import { type Timeline, timelineOf } from './report/timeline.ts'
import { triageOf } from './report/triage.ts'
import { withQos } from './explain/qos.ts'
import { reportSeries } from './series/report-series.ts'
import { newLogsOf } from './thrashing/draft.ts'
import { findThrashing } from './thrashing/find.ts'
import { momentOf } from './thrashing/moment.ts'
import { windowEntries } from './thrashing/timeline.ts'

/** Everything that was read out of a bundle. */
export interface Facts {
  readonly name: string
  readonly events: readonly OomEvent[]
  readonly digests: readonly Digest[]
  readonly problems: readonly Problem[]
  readonly sources: readonly SourceRead[]
  readonly series: readonly Series[]
  readonly layout: BundleLayout
}

/** What the engine is given from outside its layer. */
export interface Using {
  readonly version: string
  readonly verdictsOf: (incidentCase: IncidentCase) => readonly Verdict[]
}

function linksOf(act: Act, timeline: Timeline): readonly IncidentLink[] {
  return [
    ...act.endings.map(({ fact, because }) => ({ to: timeline.idOf(fact.state), because })),
    ...[...act.events, ...act.nodeLines].map(({ fact, because }) => ({ to: timeline.idOf(fact), because })),
  ].flatMap(({ to, because }) => (to === null ? [] : [{ to, because }]))
}

function sourceOf(source: SourceRead, clocks: ClockBook, nodes: NodeNames, layout: BundleLayout): SourceSummary {
  const { path, format, bytes, lines, events, boots } = source
  const [first] = boots
  const last = boots.at(-1)
  return {
    path,
    format: isOutput(format, path, layout) ? 'container-log' : format,
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
function inOrder(facts: Facts): Facts & { readonly places: Places } {
  const byEvidence = (a: OomEvent, b: OomEvent) =>
    byPath(a.evidence[0], b.evidence[0]) || a.evidence[0].start - b.evidence[0].start
  const sources = [...facts.sources].sort(byPath)
  const nodes = eventsOf(facts.events, 'kube.node')
  const places = placesOf(sources, eventsOf(facts.events, 'host.identity'), nodes, facts.layout)
  const nodeOfHost = hostNamer(nodes)
  return {
    ...facts,
    events: [...facts.events].sort(byEvidence),
    digests: facts.digests
      .map(each => placed(each, places, nodeOfHost))
      .sort((a, b) => byPath(a.report.span, b.report.span) || a.report.span.start - b.report.span.start),
    sources,
    places,
    series: [...facts.series].sort(bySeries),
  }
}

/** The user and the collector's layout name the node, then the log's own lines, then what lies beside it. */
function placed(each: Digest, places: Places, nodeOfHost: (host: string) => string): Digest {
  const { path } = each.report.span
  const own = each.report.node === null ? null : places.called(path, each.report.node)
  // A kernel's line that an event quotes is of the node of the event, wherever the file lies.
  const isQuoted = each.report.stamp.wall?.clock === 'kubernetes'
  const host = (isQuoted ? own : null) ?? places.assigned(path) ?? own ?? places.ofPath(path)
  const node = host === null ? null : nodeOfHost(host)
  const originUnproven = each.report.originUnproven || places.isOfContainer(path)
  return { ...each, report: { ...each.report, node, originUnproven } }
}

/** A container's output is no file that was not recognised. */
const notOutput = (problems: readonly Problem[], layout: BundleLayout): readonly Problem[] =>
  problems.filter(
    ({ code, path }) => code !== 'SOURCE_NOT_RECOGNISED' || path === null || !isOutput('unknown', path, layout),
  )

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
  const { name, events, digests, problems, sources, series, layout, places } = inOrder(unordered)
  const options = withZone(given)
  const clocks = newClockBook(timeContextOf(options, events, digests, sources), sources)
  const machineOf = (path: string, host: string | null): string | null =>
    places.assigned(path) ?? (host === null ? null : places.called(path, host)) ?? places.ofPath(path)
  anchorByCounters({ series, sources, kills: loggedKills(digests), machineOf }, clocks)
  const index = indexPods(eventsOf(events, 'kube.pod'), subjectsOf(events, sources))
  const nodeFacts = eventsOf(events, 'kube.node')
  const kubeEvents = uniqueEvents(eventsOf(events, 'kube.event'))
  const told = {
    digests,
    kills: eventsOf(events, 'killer.kill'),
    units: eventsOf(events, 'systemd.unit-oom'),
    lines: events,
  }
  const acts = actsOf(told, index, kubeEvents, nodeFacts, clocks)
  const names = nameNodes(acts, nodeFacts, places)
  const processes = processesOf(acts, index)
  const all = acts.map(act => [act, incidentOf(act, index, names.ofAct(act), clocks, processes)] as const)
  const wanted = wantedOf(all, options)
  const stories = storiesOf(wanted, usageFinder(series, { sources, clocks, nodeOf: names.ofLine }))
  const pairs = sized(wanted, stories)
  const hidden = all.length - pairs.length
  const heaps = heapGroups(eventsOf(events, 'app.out-of-memory'), index)
  const others = events.filter(({ kind }) => kind !== 'kube.event' && kind !== 'app.out-of-memory')
  const readings = readingsOf(events, names)
  const skews = skewsOf(kubeEvents, eventsOf(events, 'kube.pod'), host => names.ofHost(host) ?? host)
  const nodes = nodesOf(nodeFacts, acts, sources, clocks, names, readings, skews)
  const logsOf = newLogsOf(sources, names.ofLine)
  const thrash = findThrashing(series, {
    machines: nodes,
    incidents: pairs.map(([, incident]) => incident),
    sources,
    clocks,
    logsOf,
    nodeOf: names.ofLine,
    events: [...others, ...kubeEvents],
    instantOf: event => clocks.instantOf({ path: event.evidence[0].path, boot: event.boot }, event.stamp),
    nodeOfEvent: event => names.ofHost(event.node) ?? names.ofSource(event.evidence[0].path),
  })
  const named = new Set(thrash.before.values())
  const windows = thrash.windows.filter(each => isWindowWanted(each, named.has(each.id), options))
  const stalls = windowEntries(windows, thrash.before)
  const timeline = timelineOf([...others, ...kubeEvents, ...heaps], pairs, index, clocks, names, stalls)
  const nodeNamed = new Map(nodes.map(node => [node.name, node]))
  const logs = kernelLogsOf(nodes, sources)
  const cases = casesOf(
    pairs,
    index,
    nodeFacts,
    kubeEvents,
    newHeapsBefore(heaps, clocks),
    logs.surelyCovers,
    stories.of,
  )
  const incidents = pairs.map(([act, incident], at): Incident => {
    const own = cases[at]
    const verdicts = own ? using.verdictsOf(own) : []
    const causes = verdicts.map(verdict => verdict.cause)
    const thrashing = thrash.before.get(incident.id) ?? null
    return {
      ...withQos(incident, own, nodeNamed.get(incident.scope.node) ?? null),
      thrashing,
      causes,
      advice: verdicts.flatMap(verdict => verdict.advice),
      links: linksOf(act, timeline),
    }
  })
  const untold = unexplained(eventsOf(events, 'app.kill-told'), incidents)
  const notices = eventsOf(events, 'kernel.notice')
  const unseen = unseenKills(readings, acts, names, logs)
  const pods = index.pods.filter(pod => isPodWanted(pod, options))
  const pressed = pressedIn(readings)
  const conflicts = clocks.conflicts()
  const spared = new Set(
    pairs.flatMap(([act, { id }]) => (act.digests.some(each => each.report.noKillable) ? [id] : [])),
  )
  const actById = new Map(pairs.map(([act, { id }]) => [id, act]))
  const twice = perhapsOne(pairs)
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
    sources: sources.map(source => sourceOf(source, clocks, names, layout)),
    headline: headlineOf(incidents, {
      hasKernelLog: logs.isThere,
      hasUnread: problems.some(problem => problem.code === 'KERNEL_LINE_UNREAD'),
      hidden,
      mayBeTwice: twice.count,
      counted: unseen.says,
      pressed,
      isSpared: ({ id }) => spared.has(id),
      killOf: ({ id }) => actById.get(id)?.kills[0] ?? null,
      isOfRuntime: ({ id }) => isOfRuntime(actById.get(id)?.pods ?? []),
      unitsOf: ({ id }) => actById.get(id)?.units ?? [],
      heaps,
      untold,
      thrashing: windows,
    }),
    incidents,
    thrashing: windows,
    series: reportSeries(thrash.tracks, {
      incidents,
      windows,
      options,
      momentOf: (each, seconds, node) => momentOf(each, seconds, logsOf(node), clocks),
    }),
    timeline: timeline.entries.filter(entry => isEntryWanted(entry, options)),
    timelineOmitted: 0,
    triage: triageOf({
      thrashing: windows,
      pressed,
      hasPressure: hasPressure(series),
      incidents,
      hidden,
      pods,
      endings: endingsOf(index).filter(ending => isPodWanted(ending.pod, options)),
      nodes: nodeFacts,
      events: kubeEvents,
      notices,
      heaps,
      logs,
    }),
    groups: withCauses(stories, incidents),
    contradictions: [
      ...conflicts,
      ...skewContradictions(skews),
      ...silentKernels(pairs, logs),
      ...twice.contradictions,
      ...disagreements(pairs, pods, nodeFacts, kubeEvents, logs),
      ...acts.flatMap(act => act.contradictions),
      ...unseen.contradictions,
    ],
    missing: [
      ...missingOf(incidents, index.pods, logs, hasPressure(series)),
      ...earlierEnds(pairs),
      ...combinedKills(kubeEvents),
      ...unseen.missing,
    ],
    healthy: healthyOf(readings, incidents),
    problems: problemsOf(
      [
        ...withoutCrowds(notOutput(problems, layout), layout),
        ...leftOut(notices, pairs, clocks, names),
        ...unreported(digests, eventsOf(events, 'kernel.oom-reaped')),
        ...toldProblems(untold),
      ],
      pairs,
      conflicts,
      clocks.context.timezone,
    ),
  }
}
