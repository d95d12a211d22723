import type { IncidentCase, Verdict } from '../model/case.ts'
import { eventsOf, type OomEvent } from '../model/event.ts'
import type { AnalyzeOptions } from '../model/options.ts'
import type { Problem } from '../model/problem.ts'
import type { Layout } from '../model/reader.ts'
import { type Incident, type IncidentLink, REPORT_SCHEMA, type Report, type SourceSummary } from '../model/report.ts'
import type { SourceRead } from '../model/source.ts'
import { type ClockBook, newClockBook } from './clock/book.ts'
import { latestMsOf } from './clock/latest.ts'
import type { Act } from './incident/act.ts'
import { actsOf } from './incident/acts.ts'
import { caseOf } from './incident/case.ts'
import type { Digest } from './incident/digest.ts'
import { incidentOf } from './incident/incident.ts'
import { type NodeNames, nameNodes } from './incident/node-of.ts'
import { processesOf } from './incident/trigger.ts'
import { endingsOf } from './kubernetes/endings.ts'
import { indexPods } from './kubernetes/pod-index.ts'
import { uniqueEvents } from './kubernetes/unique-events.ts'
import { byTimeAndPlace } from './order.ts'
import { isEntryWanted, isWanted } from './report/filter.ts'
import { groupsOf } from './report/groups.ts'
import { headlineOf } from './report/headline.ts'
import { missingOf } from './report/missing.ts'
import { nodesOf } from './report/nodes.ts'
import { problemsOf } from './report/problems.ts'
import { type Timeline, timelineOf } from './report/timeline.ts'
import { type KernelLogs, triageOf } from './report/triage.ts'

/** Everything that was read out of a bundle. */
export interface Facts {
  readonly name: string
  readonly events: readonly OomEvent[]
  readonly digests: readonly Digest[]
  readonly problems: readonly Problem[]
  readonly sources: readonly SourceRead[]
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

function kernelLogsOf(sources: readonly SourceRead[], names: NodeNames): KernelLogs {
  const nodes = sources.flatMap(source => (source.boots.length > 0 ? [names.ofSource(source.path)] : []))
  return { nodes: new Set(nodes.filter(node => node !== null)), hasNameless: nodes.includes(null) }
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : Number(a.path > b.path)

/** Facts come in the order in which files were read; the report must not depend on it. */
function inOrder(facts: Facts): Facts {
  const byEvidence = (a: OomEvent, b: OomEvent) =>
    byPath(a.evidence[0], b.evidence[0]) || a.evidence[0].start - b.evidence[0].start
  return {
    ...facts,
    events: [...facts.events].sort(byEvidence),
    digests: [...facts.digests].sort(
      (a, b) => byPath(a.report.span, b.report.span) || a.report.span.start - b.report.span.start,
    ),
    sources: [...facts.sources].sort(byPath),
  }
}

/** From facts to the report. */
export function buildReport(unordered: Facts, options: AnalyzeOptions, using: Using): Report {
  const { name, events, digests, problems, sources, layout } = inOrder(unordered)
  const timezone = options.timezone ?? 'UTC'
  const clocks = newClockBook({ timezone, latestMs: options.now ?? latestMsOf(events, digests, sources) }, sources)
  const index = indexPods(eventsOf(events, 'kube.pod'))
  const nodeFacts = eventsOf(events, 'kube.node')
  const kubeEvents = uniqueEvents(eventsOf(events, 'kube.event'))
  const acts = actsOf(digests, index, kubeEvents, nodeFacts, clocks)
  const nodes = nameNodes(acts, sources, nodeFacts, layout.nodeOf)
  const processes = processesOf(acts, index)
  const pairs = acts
    .map(act => [act, incidentOf(act, index, nodes.ofAct(act), clocks, processes)] as const)
    .filter(([, incident]) => isWanted(incident, options))
    .sort(([, a], [, b]) => byTimeAndPlace(a, b))
    .map(([act, incident], at) => [act, { ...incident, id: `i${at + 1}` }] as const)
  const timeline = timelineOf(
    [...events.filter(event => event.kind !== 'kube.event'), ...kubeEvents],
    pairs,
    index,
    clocks,
    nodes,
  )
  const incidents = pairs.map(([act, incident]): Incident => {
    const verdicts = using.verdictsOf(caseOf(act, incident, pairs, index, nodeFacts, kubeEvents))
    const causes = verdicts.map(verdict => verdict.cause)
    return { ...incident, causes, advice: verdicts.flatMap(verdict => verdict.advice), links: linksOf(act, timeline) }
  })
  const logs = kernelLogsOf(sources, nodes)
  const conflicts = clocks.conflicts()
  const captured = eventsOf(events, 'kube.capture').map(hint => hint.notBeforeMs)
  return {
    schema: REPORT_SCHEMA,
    generator: { name: 'oomlens', version: using.version },
    bundle: {
      name,
      layout: layout.id,
      capturedAt: captured.length === 0 ? null : new Date(Math.max(...captured)).toISOString(),
    },
    nodes: nodesOf(nodeFacts, acts, sources, clocks, nodes),
    sources: sources.map(source => sourceOf(source, clocks, nodes)),
    headline: headlineOf(incidents, logs.nodes.size > 0 || logs.hasNameless),
    incidents,
    thrashing: [],
    timeline: timeline.entries.filter(entry => isEntryWanted(entry, options)),
    triage: triageOf({
      incidents,
      index,
      endings: endingsOf(index),
      nodes: nodeFacts,
      events: kubeEvents,
      logs,
    }),
    groups: groupsOf(incidents),
    contradictions: [...conflicts, ...acts.flatMap(act => act.contradictions)],
    missing: missingOf(incidents, index, logs, false),
    healthy: [],
    problems: problemsOf(problems, pairs, conflicts, timezone),
  }
}
