import type { Pod } from '../../model/identity.ts'
import type { Incident, Report, ThrashingWindow, TimelineEntry } from '../../model/report.ts'
import { podName } from '../../render/names.ts'
import type { Axis } from '../axis.ts'
import type { Range } from '../range.ts'

/** Something at one time. */
export interface Mark {
  readonly at: number
  /** What is drawn on top where marks coincide: a kill, then by severity. */
  readonly weight: 0 | 1 | 2 | 3
  readonly title: string
  readonly incident: Incident | null
  readonly entry: TimelineEntry | null
}

export interface Bar extends Range {
  readonly window: ThrashingWindow
}

/** One row of the timeline. */
export interface Lane {
  readonly name: string
  readonly sort: 'node' | 'pod' | 'pressure'
  /** By time. */
  readonly marks: readonly Mark[]
  readonly bars: readonly Bar[]
  /** What the kernel log covers: silence elsewhere proves nothing. */
  readonly covered: readonly Range[]
}

const MOST_PODS = 8
const MOST_NODES = 12
const WEIGHT = { info: 0, warning: 1, critical: 2 } as const

const byTime = (a: Mark, b: Mark): number => a.at - b.at || a.weight - b.weight

const podOf = ({ scope, victims }: Incident): Pod | null => scope.pod ?? victims[0]?.pod ?? null

const nodeKey = (node: string | null): string => node ?? ''

interface NodeDraft {
  readonly own: Mark[]
  readonly pods: Map<string, Mark[]>
  readonly bars: Bar[]
}

/** Rows of a timeline: each node with its pods that had trouble, and its pressure below them. */
export function lanesOf(report: Report, axis: Axis): readonly Lane[] {
  const drafts = new Map<string, NodeDraft>()
  const named = new Set(report.nodes.slice(0, MOST_NODES).map(({ name }) => nodeKey(name)))
  const draftOf = (node: string | null): NodeDraft => {
    // A single machine is meant by what names none.
    const [only] = named.size === 1 ? named : []
    const key = node === null ? (only ?? '') : named.has(node) || drafts.size < MOST_NODES ? node : 'other nodes'
    const draft = drafts.get(key) ?? { own: [], pods: new Map(), bars: [] }
    drafts.set(key, draft)
    return draft
  }
  const podById = new Map(report.incidents.map(incident => [incident.id, podOf(incident)]))
  const put = (node: string | null, pod: Pod | null, mark: Mark): void => {
    const draft = draftOf(node)
    const name = pod && podName(pod)
    const marks = name === null ? draft.own : draft.pods.get(name)
    if (marks) marks.push(mark)
    else if (name === null || draft.pods.size >= MOST_PODS) draft.own.push(mark)
    else draft.pods.set(name, [mark])
  }
  for (const { name } of report.nodes.slice(0, MOST_NODES)) draftOf(name)
  for (const incident of report.incidents) {
    const at = axis.at(incident.at)
    if (at === null) continue
    put(incident.scope.node, podOf(incident), { at, weight: 3, title: '', incident, entry: null })
  }
  for (const entry of report.timeline) {
    const at = axis.at(entry.at)
    if (at === null) continue
    const pod =
      entry.incident === null || entry.kind.startsWith('thrashing') ? null : (podById.get(entry.incident) ?? null)
    put(entry.node, pod, { at, weight: WEIGHT[entry.severity], title: entry.title, incident: null, entry })
  }
  for (const window of report.thrashing) {
    const [from, to] = [axis.at(window.from), axis.at(window.to)]
    if (from !== null && to !== null) draftOf(window.node).bars.push({ from, to, window })
  }
  return [...drafts].flatMap(([node, draft]) => lanesOfNode(node, draft, coveredOf(report, node, axis)))
}

function coveredOf({ nodes }: Report, node: string, axis: Axis): readonly Range[] {
  const spans = nodes.filter(({ name }) => nodeKey(name) === node).flatMap(({ kernelLog }) => kernelLog)
  return spans.flatMap(span => {
    const [from, to] = [axis.at(span.from), axis.at(span.to)]
    return from === null || to === null ? [] : [{ from, to }]
  })
}

function lanesOfNode(node: string, { own, pods, bars }: NodeDraft, covered: readonly Range[]): readonly Lane[] {
  const name = node === '' ? 'node without a name' : node === 'other nodes' ? node : `node ${node}`
  const pressure: Lane = { name: `pressure of ${name}`, sort: 'pressure', marks: [], bars, covered: [] }
  const isEmpty = own.length === 0 && pods.size === 0 && bars.length === 0 && covered.length === 0
  if (isEmpty) return []
  return [
    { name, sort: 'node', marks: own.toSorted(byTime), bars: [], covered },
    ...[...pods].map(
      ([pod, marks]): Lane => ({
        name: `pod ${pod}`,
        sort: 'pod',
        marks: marks.toSorted(byTime),
        bars: [],
        covered: [],
      }),
    ),
    ...(bars.length > 0 ? [pressure] : []),
  ]
}

/** Index of the first mark at or after a time. */
export function firstAt(marks: readonly Mark[], time: number): number {
  let [low, high] = [0, marks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle]?.at ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}
