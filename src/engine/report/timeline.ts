import type { OomEvent } from '../../model/event.ts'
import type { ContainerState } from '../../model/kubernetes.ts'
import type { Incident, Instant, TimelineEntry } from '../../model/report.ts'
import { bySpan } from '../../model/span.ts'
import { kubernetesStamp } from '../../model/stamp.ts'
import type { ClockBook } from '../clock/book.ts'
import type { Act } from '../incident/act.ts'
import type { NodeNames } from '../incident/node-of.ts'
import { endingsOf } from '../kubernetes/endings.ts'
import type { KnownPod, PodIndex } from '../kubernetes/pod-index.ts'

/** An entry, which gets its ID when all have their places. There are as many as events, so it is made once. */
type Draft = { -readonly [K in keyof TimelineEntry]: TimelineEntry[K] }

export interface Timeline {
  readonly entries: readonly TimelineEntry[]
  /** ID of the entry of a fact: an event, a container's state. */
  idOf(fact: object): string | null
}

const KINDS: ReadonlySet<OomEvent['kind']> = new Set([
  'kernel.boot',
  'kernel.oom-reaped',
  'kernel.notice',
  'kube.event',
  'systemd.unit-oom',
  'node.oom',
  'node.exit',
  'node.stop',
  'node.eviction',
  'node.symptom',
  'app.out-of-memory',
  'app.kill-told',
])

/** A wall time first, then seconds since boot, then the place in the file; what has no time keeps the file's order at the end. */
function byTime(a: Draft, b: Draft): number {
  const walls = [a.at.wall, b.at.wall]
  if (walls[0] !== walls[1]) {
    if (walls[0] == null) return 1
    if (walls[1] == null) return -1
    return walls[0] < walls[1] ? -1 : 1
  }
  const boots = (a.at.bootSeconds ?? Number.POSITIVE_INFINITY) - (b.at.bootSeconds ?? Number.POSITIVE_INFINITY)
  if (boots !== 0 && !Number.isNaN(boots)) return boots
  const [x, y] = [a.evidence[0], b.evidence[0]]
  return x && y ? bySpan(x, y) : Number(!x) - Number(!y)
}

/** `Container app of shop/web`, as far as the source names them. */
function titleOf({ namespace, name }: KnownPod, container: string | null): string {
  const what = container === null ? 'A container' : `Container ${container}`
  return name === null ? what : `${what} of ${namespace ?? '?'}/${name}`
}

export function timelineOf(
  events: readonly OomEvent[],
  acts: readonly (readonly [Act, Incident])[],
  index: PodIndex,
  clocks: ClockBook,
  nodes: NodeNames,
  stalls: readonly Omit<TimelineEntry, 'id'>[] = [],
): Timeline {
  const incidentOf = new Map<object, string>()
  for (const [act, { id }] of acts) {
    for (const { fact } of act.endings) incidentOf.set(fact.state, id)
    for (const { fact } of [...act.events, ...act.nodeLines]) incidentOf.set(fact, id)
    for (const unit of act.units) incidentOf.set(unit, id)
  }
  const drafts: Draft[] = []
  /** The entry of each fact. */
  const told = new Map<object, Draft>()
  const put = (fact: object, entry: Omit<TimelineEntry, 'id'>): void => {
    const { kind, at, title, severity, incident, node, evidence } = entry
    const draft = { id: '', kind, at, title, severity, incident, node, evidence }
    drafts.push(draft)
    told.set(fact, draft)
  }
  const add = (
    fact: object,
    at: Instant,
    entry: Pick<Draft, 'kind' | 'title' | 'severity' | 'node' | 'evidence'>,
  ): void => {
    const { kind, title, severity, node, evidence } = entry
    put(fact, { kind, at, title, severity, incident: incidentOf.get(fact) ?? null, node, evidence })
  }
  for (const [act, incident] of acts) {
    const [first] = [...act.digests.map(({ report }) => report), ...act.kills]
    if (!first) continue
    put(act, {
      kind: first.kind,
      at: incident.at,
      title: first.title,
      severity: 'critical',
      incident: incident.id,
      node: incident.scope.node,
      evidence: incident.evidence,
    })
  }
  for (const event of events) {
    if (!KINDS.has(event.kind)) continue
    const { path } = event.evidence[0]
    // What the API server says of an event is not of the file that it stands in.
    const ofEvent = event.kind === 'kube.event' ? nodes.ofHost(event.node) : null
    const node = ofEvent ?? nodes.ofLine(path, event.node)
    add(event, clocks.instantOf({ path, boot: event.boot }, event.stamp), {
      kind: event.kind,
      title: event.title,
      severity: event.severity,
      node,
      evidence: event.evidence,
    })
  }
  const stateAt = (ms: number | null, state: ContainerState): Instant =>
    clocks.instantOf(
      { path: state.evidence[0].path, boot: 0 },
      ms === null ? { bootSeconds: null, wall: null, age: null } : kubernetesStamp(ms),
    )
  for (const ending of endingsOf(index)) {
    const { pod, container, state } = ending
    const what = titleOf(pod, container.name)
    if (state.startedAtMs !== null) {
      add({}, stateAt(state.startedAtMs, state), {
        kind: 'kube.container-started',
        title: `${what} started`,
        severity: 'info',
        node: pod.node,
        evidence: state.evidence,
      })
    }
    add(state, stateAt(state.finishedAtMs, state), {
      kind: 'kube.container-terminated',
      title: `${what} ended: ${state.reason ?? 'no reason'}${state.exitCode === null ? '' : `, exit code ${state.exitCode}`}`,
      severity: 'warning',
      node: pod.node,
      evidence: state.evidence,
    })
  }
  for (const stall of stalls) put(stall, stall)
  for (const [at, draft] of drafts.sort(byTime).entries()) draft.id = `e${at + 1}`
  return { entries: drafts, idOf: fact => told.get(fact)?.id ?? null }
}
