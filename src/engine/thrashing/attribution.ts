import type { Metric } from '../../model/series.ts'
import { isWithin } from '../cgroup/path.ts'
import { NODE, type ScopeTracks } from './scope-tracks.ts'
import { EXPLAINS_SHARE } from './thresholds.ts'
import { meanRate } from './track.ts'
import type { Window } from './windows.ts'

/** A window of one scope. */
export interface Found {
  readonly tracks: ScopeTracks
  readonly window: Window
}

const depth = (scope: string): number => (scope === NODE ? 0 : scope.split('/').length)
const isBelow = (scope: string, above: string): boolean =>
  scope !== above && scope !== NODE && (above === NODE || isWithin(scope, above))

const overlaps = (a: Window, b: Window): boolean => a.from < b.to && b.from < a.to

/** Seconds in which some task of the scope waited for memory. */
function stallIn(tracks: ScopeTracks, { from, to }: Window): number | null {
  const track = tracks.of('psi-memory-some') ?? tracks.of('psi-memory-full')
  const rate = track && meanRate(track, from, to)
  return rate === null ? null : rate * (to - from)
}

/**
 * Reclaim of the node itself: kswapd, and allocations that had to reclaim (`allocstall`), which a cgroup's reclaim within its
 * own limit never counts as. `pgscan_direct` of Linux 6.12 does not either; that of Linux 7.2 does (mm/vmscan.c).
 */
function reclaims(tracks: ScopeTracks, { from, to }: Window): boolean {
  const rate = (metric: Metric): number | null => {
    const track = tracks.of(metric)
    return track ? (meanRate(track, from, to) ?? 0) : null
  }
  return (rate('scan-kswapd') ?? 0) > 0 || (rate('direct-reclaim') ?? rate('scan-direct') ?? 0) > 0
}

/** True where a cgroup below accounts for the stall of the scope, and the scope has no trouble of its own. */
function isExplainedBy(above: Found, below: Found): boolean {
  if (!isBelow(below.tracks.scope, above.tracks.scope) || !overlaps(above.window, below.window)) return false
  const [whole, part] = [stallIn(above.tracks, above.window), stallIn(below.tracks, above.window)]
  if (whole === null || part === null || part < whole * EXPLAINS_SHARE) return false
  return above.tracks.scope !== NODE || !reclaims(above.tracks, above.window)
}

/**
 * Each span of trouble by the deepest scope that it is of. The pressure of a cgroup shows in everything above it, and that of
 * a node in everything below: a node that reclaims for itself is the one that thrashes, whoever waits in it.
 */
export function attributed(all: readonly Found[]): readonly Found[] {
  const own = all.filter(above => !all.some(below => isExplainedBy(above, below)))
  const byDepth = [...own].sort((a, b) => depth(a.tracks.scope) - depth(b.tracks.scope))
  return byDepth.filter(
    (each, at) =>
      !byDepth
        .slice(0, at)
        .some(above => isBelow(each.tracks.scope, above.tracks.scope) && overlaps(above.window, each.window)),
  )
}
