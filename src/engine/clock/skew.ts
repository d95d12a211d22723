import type { KubeEvent, PodFact } from '../../model/kubernetes.ts'
import type { Span } from '../../model/span.ts'
import { groupBy } from '../../model/group-by.ts'

/** How far a node's clock is ahead of the API server's; negative: behind. */
export interface Skew {
  readonly aheadSeconds: number
  readonly plusMinusSeconds: number
  readonly evidence: readonly Span[]
}

/** One thing that both clocks have a time for: node minus API server, in seconds. What took time in between makes it less true. */
interface Pair {
  readonly node: string
  readonly seconds: number
  /** Step of the time that the node printed. */
  readonly resolutionSeconds: number
  readonly span: Span
}

/** The API server prints whole seconds, cut off. */
const API_RESOLUTION_SECONDS = 1
/** A live kubelet sends an event, and begins with a pod that is its own, within this time. */
const DELAY_SECONDS = 1
const ALIKE_SECONDS = 1
/** So few pairs may all be late. */
const FEW = 2

/** An event is stamped by its sender, and then by the API server as it comes in: never before it was sent. */
const sentPair = (event: KubeEvent): readonly Pair[] => {
  const { createdAtMs, first, host, component, evidence } = event
  const { wall } = first
  if (component !== 'kubelet' || host === null || createdAtMs === null || wall === null) return []
  const seconds = (wall.epochMs - createdAtMs) / 1000
  return [{ node: host, seconds, resolutionSeconds: wall.resolutionSeconds, span: evidence[0] }]
}

/** A kubelet stamps the start of a pod after the scheduler has given it the pod. */
const startPair = (pod: PodFact): readonly Pair[] => {
  const { node, startedAtMs, scheduledAtMs, configHash, evidence } = pod
  // The pods of the node itself are scheduled by nobody: the kubelet writes both times.
  if (node === null || startedAtMs === null || scheduledAtMs === null || configHash !== null) return []
  return [{ node, seconds: (startedAtMs - scheduledAtMs) / 1000, resolutionSeconds: 1, span: evidence[0] }]
}

interface Interval {
  readonly from: number
  readonly to: number
  readonly span: Span
}

/** The least delayed of the events is nearest to the truth, from below. */
function bySent(pairs: readonly Pair[]): Interval | null {
  const best = pairs.reduce<Pair | null>((most, pair) => (most && most.seconds >= pair.seconds ? most : pair), null)
  if (best === null) return null
  const { seconds, resolutionSeconds, span } = best
  const alike = pairs.filter(pair => seconds - pair.seconds <= ALIKE_SECONDS).length
  const delay = alike > FEW ? 0 : DELAY_SECONDS
  return { from: seconds - API_RESOLUTION_SECONDS, to: seconds + resolutionSeconds + delay, span }
}

/** The pod that was begun with soonest is nearest, from above. */
function byStart(pairs: readonly Pair[]): Interval | null {
  const best = pairs.reduce<Pair | null>((least, pair) => (least && least.seconds <= pair.seconds ? least : pair), null)
  if (best === null) return null
  const { seconds, span } = best
  return { from: seconds - API_RESOLUTION_SECONDS - DELAY_SECONDS, to: seconds + 1, span }
}

function skewOf(sent: Interval | null, start: Interval | null): Skew | null {
  const trusted = sent ?? start
  if (trusted === null) return null
  const agrees = sent !== null && start !== null && start.to >= sent.from && start.from <= sent.to
  const from = agrees ? Math.max(sent.from, start.from) : trusted.from
  const to = agrees ? Math.min(sent.to, start.to) : trusted.to
  return {
    aheadSeconds: (from + to) / 2,
    plusMinusSeconds: (to - from) / 2,
    evidence: agrees ? [sent.span, start.span] : [trusted.span],
  }
}

/**
 * How far each node's clock is from the API server's, by what both have stamped: events that the kubelet sent
 * (`firstTimestamp` or the event's name against `creationTimestamp`), and pods that it began with (`startTime` against the
 * time of `PodScheduled`). Nodes of which nothing tells are not in it.
 */
export function skewsOf(
  events: readonly KubeEvent[],
  pods: readonly PodFact[],
  nameOf: (host: string) => string,
): ReadonlyMap<string, Skew> {
  const sent = groupBy(events.flatMap(sentPair), pair => nameOf(pair.node))
  const starts = groupBy(pods.flatMap(startPair), pair => nameOf(pair.node))
  const skews = new Map<string, Skew>()
  for (const node of new Set([...sent.keys(), ...starts.keys()])) {
    const skew = skewOf(bySent(sent.get(node) ?? []), byStart(starts.get(node) ?? []))
    if (skew !== null) skews.set(node, skew)
  }
  return skews
}

/** A difference that matters is larger than what it may be wrong by, and than what steps of NTP leave. */
const NOTABLE_SECONDS = 2

export const isNotable = ({ aheadSeconds, plusMinusSeconds }: Skew): boolean =>
  Math.abs(aheadSeconds) > plusMinusSeconds + NOTABLE_SECONDS
