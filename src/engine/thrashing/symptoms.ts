import type { OomEvent } from '../../model/event.ts'
import type { Instant, ThrashingWindow } from '../../model/report.ts'
import type { Span } from '../../model/span.ts'
import { groupBy } from '../../model/group-by.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { NODE } from './scope-tracks.ts'
import { newByMoment } from './by-moment.ts'
import { secondsBetween } from './moment.ts'
import type { NearKills } from './near-kills.ts'
import { MIN_SYMPTOM_KINDS, SYMPTOM_GAP_SECONDS } from './thresholds.ts'

/** A sign of stalls that has other causes as well. */
interface Symptom {
  readonly signal: string
  readonly at: Instant
  readonly node: string | null
  readonly span: Span
}

const NOTICES: Readonly<Record<string, string>> = {
  'allocation-stall': 'kernel-stall',
  'soft-lockup': 'kernel-stall',
  'hung-task': 'hung-task',
}
const SYMPTOMS: Readonly<Record<string, string>> = {
  'housekeeping-late': 'housekeeping-late',
  'pleg-unhealthy': 'pleg-unhealthy',
  'probe-timeout': 'probe-timeouts',
  'memory-pressure-flush': 'memory-pressure-flush',
}
/** What a kubelet says of a probe that got no answer in time. */
const PROBE = /probe (?:failed|errored)/i
const TIMED_OUT = /context deadline exceeded|timed out|timeout/i

function isTimedOut(message: string): boolean {
  const probe = PROBE.exec(message)
  return probe !== null && TIMED_OUT.test(message.slice(probe.index))
}

function signalOf(event: OomEvent): string | null {
  if (event.kind === 'kernel.notice') return NOTICES[event.what] ?? null
  if (event.kind === 'node.symptom') return SYMPTOMS[event.what] ?? null
  return event.kind === 'kube.event' && event.reason === 'Unhealthy' && isTimedOut(event.message)
    ? 'probe-timeouts'
    : null
}

/** What symptoms are placed by. */
export interface Placing {
  instantOf(event: OomEvent): Instant
  nodeOf(event: OomEvent): string | null
  readonly nearKills: NearKills
  /** Windows that were measured: symptoms within one say nothing new. */
  readonly measured: readonly ThrashingWindow[]
}

/** Symptoms that follow each other. Those whose times cannot be compared are not put together. */
function runsOf(symptoms: readonly Symptom[]): readonly (readonly Symptom[])[] {
  const runs: Symptom[][] = []
  for (const symptom of symptoms) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const gap = last ? secondsBetween(last.at, symptom.at) : null
    if (run && gap !== null && gap <= SYMPTOM_GAP_SECONDS) run.push(symptom)
    else runs.push([symptom])
  }
  return runs
}

const timeOf = ({ wall, bootSeconds }: Instant): string =>
  `${wall ?? '\uffff'} ${String(bootSeconds ?? 0).padStart(20)}`

function windowOf(run: readonly Symptom[], { nearKills }: Placing): ThrashingWindow | null {
  const bySignal = groupBy(run, ({ signal }) => signal)
  const [first, last] = [run[0], run.at(-1)]
  const seconds = first && last ? secondsBetween(first.at, last.at) : null
  if (!first || !last || seconds === null || bySignal.size < MIN_SYMPTOM_KINDS) return null
  const place = { scope: NODE, node: first.node, from: first.at, to: last.at }
  const signals = [...bySignal].map(([signal, all]) => ({
    signal,
    peak: all.length,
    evidence: all.slice(0, 3).map(({ span }) => span),
  }))
  const [most] = [...signals].sort((a, b) => b.peak - a.peak)
  return {
    id: '',
    ...place,
    seconds: Math.round(seconds * 10) / 10,
    confidence: 'possible',
    sort: 'unknown',
    ended: nearKills(place).length > 0 ? 'kill' : 'end-of-data',
    peak: { signal: most?.signal ?? 'unknown', value: most?.peak ?? 0 },
    alert: null,
    signals,
  }
}

const covers = (measured: ThrashingWindow, { node, from, to }: ThrashingWindow): boolean => {
  const [early, late] = [secondsBetween(measured.from, to), secondsBetween(from, measured.to)]
  return mayBeSameMachine(measured.node, node) && early !== null && late !== null && early >= 0 && late >= 0
}

/**
 * Spans in which two kinds of symptoms agree that a node stalled: probes that time out, a kubelet that is late, hung tasks,
 * stalled allocations. Each has other causes as well, so that such a window is `possible` and never more.
 */
export function symptomWindows(events: readonly OomEvent[], placing: Placing): readonly ThrashingWindow[] {
  const symptoms = events.flatMap((event): Symptom[] => {
    const signal = signalOf(event)
    if (signal === null) return []
    return [{ signal, at: placing.instantOf(event), node: placing.nodeOf(event), span: event.evidence[0] }]
  })
  const measured = newByMoment(placing.measured, window => window)
  const timed = symptoms.filter(({ at }) => at.wall !== null || at.bootSeconds !== null)
  return [...groupBy(timed, ({ node }) => node).values()]
    .flatMap(all => runsOf([...all].sort((a, b) => (timeOf(a.at) < timeOf(b.at) ? -1 : 1))))
    .map(run => windowOf(run, placing))
    .filter(window => window !== null)
    .filter(window => !measured.near(window, 0, 0).some(each => covers(each, window)))
}
