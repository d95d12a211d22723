import type { Metric } from '../../model/series.ts'
import type { ThrashingWindow } from '../../model/report.ts'
import type { ScopeTracks } from './scope-tracks.ts'
import { sampleSpan, stepsBetween, type Track } from './track.ts'
import type { Window } from './windows.ts'

type Signal = ThrashingWindow['signals'][number]

/** Names of signals as users read them, and the metric that each is taken from: the first that was sampled. */
const SIGNALS: readonly (readonly [signal: string, metrics: readonly Metric[]])[] = [
  ['psi-memory-full', ['psi-memory-full', 'psi-memory-full-avg10']],
  ['psi-memory-some', ['psi-memory-some', 'psi-memory-some-avg10']],
  ['refault', ['refault-file']],
  ['refault-anon', ['refault-anon']],
  ['major-faults', ['major-faults']],
  ['direct-reclaim', ['direct-reclaim', 'scan-direct']],
  ['swap-io', ['swap-in']],
  ['memory-high', ['events-high']],
  ['psi-io-some', ['psi-io-some']],
]

/** Stalls cannot take more than all of the time; what the kernel adds up in steps of two seconds may seem to. */
const SHARES: ReadonlySet<Metric> = new Set([
  'psi-memory-full',
  'psi-memory-some',
  'psi-memory-full-avg10',
  'psi-memory-some-avg10',
  'psi-io-some',
])

function signalOf(signal: string, track: Track, { from, to }: Window): Signal | null {
  const { metric, series } = track
  const inside = stepsBetween(track, from, to)
  const [first] = inside
  if (first === undefined) return null
  const top = inside.reduce((most, step) => (step.rate > most.rate ? step : most))
  if (top.rate <= 0) return null
  const peak = SHARES.has(metric) ? Math.min(1, top.rate) : top.rate
  return {
    signal,
    peak: Number(peak.toPrecision(4)),
    evidence: [sampleSpan(series, first.at), sampleSpan(series, top.at)],
  }
}

/** What was measured in a window: the highest rate of each signal, with the lines of its first and its highest sample. */
export const signalsOf = (tracks: ScopeTracks, window: Window): readonly Signal[] =>
  SIGNALS.flatMap(([signal, metrics]) => {
    const track = metrics.map(metric => tracks.of(metric)).find(each => each !== null)
    return (track && signalOf(signal, track, window)) ?? []
  })
