import type { Confidence, ThrashingWindow } from '../../model/report.ts'
import type { ScopeTracks } from './scope-tracks.ts'
import { meanRate, valueAt } from './track.ts'
import type { Window } from './windows.ts'

/** A cgroup that is held at its limit of throttling uses at least so much of it. */
const AT_HIGH_SHARE = 0.9

function isThrottled(tracks: ScopeTracks, { from, to }: Window): boolean {
  const events = tracks.of('events-high')
  if (((events && meanRate(events, from, to)) ?? 0) > 0) return true
  const [high, current] = [tracks.of('memory-high'), tracks.of('memory-current')]
  const limit = high && valueAt(high.series, to)
  const usage = current && valueAt(current.series, to)
  return limit !== null && usage !== null && limit > 0 && usage >= limit * AT_HIGH_SHARE
}

/** What the time was lost to: files that were read again, pages that came back from swap, or `memory.high`. */
export function sortOf(tracks: ScopeTracks, window: Window): ThrashingWindow['sort'] {
  if (isThrottled(tracks, window)) return 'throttling'
  const rate = (metric: 'refault-file' | 'refault-anon' | 'swap-in'): number | null => {
    const track = tracks.of(metric)
    return track && meanRate(track, window.from, window.to)
  }
  const [file, swap] = [rate('refault-file'), rate('refault-anon') ?? rate('swap-in')]
  if (file === null || swap === null || (file <= 0 && swap <= 0)) return 'unknown'
  return swap > file ? 'swap' : 'file'
}

const MANY_HOT_SECONDS = 10

/** `certain`: stall times that the kernel counted, held for long. Averages and rates of other things are less. */
export function confidenceOf(tracks: ScopeTracks, { hotSeconds }: Window): Confidence {
  const isCounted = tracks.of('psi-memory-some') !== null || tracks.of('psi-memory-full') !== null
  return isCounted && hotSeconds >= MANY_HOT_SECONDS ? 'certain' : 'likely'
}
