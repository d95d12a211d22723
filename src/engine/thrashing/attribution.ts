import type { Metric } from '../../model/series.ts'
import { groupBy } from '../../model/group-by.ts'
import { keysAbove, pathKey } from '../cgroup/path.ts'
import { type Intervals, newIntervals } from '../intervals.ts'
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
const keyOf = (scope: string): string => (scope === NODE ? NODE : pathKey(scope))
/** The scopes that hold another one: the cgroups above it, and the node. */
const holdersOf = (scope: string): readonly string[] => (scope === NODE ? [] : [...keysAbove(scope).slice(1), NODE])

const overlaps = (a: Window, b: Window): boolean => a.from < b.to && b.from < a.to

/** Windows by a key of each, and by time. */
function indexed(
  all: readonly Found[],
  keysOf: (found: Found) => readonly string[],
): (key: string, window: Window) => readonly Found[] {
  const keyed = all.flatMap(found => keysOf(found).map(key => ({ key, found })))
  const times = new Map<string, Intervals<Found>>()
  for (const [key, same] of groupBy(keyed, each => each.key)) {
    times.set(
      key,
      newIntervals(
        same.map(({ found }) => found),
        ({ window }) => window,
      ),
    )
  }
  return (key, window) =>
    (times.get(key)?.meeting(window.from, window.to) ?? []).filter(found => overlaps(found.window, window))
}

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
function isExplained({ tracks, window }: Found, below: readonly Found[]): boolean {
  if (below.length === 0) return false
  const whole = stallIn(tracks, window)
  if (whole === null || (tracks.scope === NODE && reclaims(tracks, window))) return false
  // Of a cgroup with many windows in this one, all stalls in it count, whichever window it is.
  return [...new Set(below.map(each => each.tracks))].some(each => {
    const part = stallIn(each, window)
    return part !== null && part >= whole * EXPLAINS_SHARE
  })
}

/**
 * Each span of trouble by the deepest scope that it is of. The pressure of a cgroup shows in everything above it, and that of
 * a node in everything below: a node that reclaims for itself is the one that thrashes, whoever waits in it.
 */
export function attributed(all: readonly Found[]): readonly Found[] {
  const below = indexed(all, ({ tracks }) => holdersOf(tracks.scope))
  const own = all.filter(each => !isExplained(each, below(keyOf(each.tracks.scope), each.window)))
  const above = indexed(own, ({ tracks }) => [keyOf(tracks.scope)])
  const isOfOther = ({ tracks, window }: Found): boolean =>
    holdersOf(tracks.scope).some(key => above(key, window).length > 0)
  return own.filter(each => !isOfOther(each)).sort((a, b) => depth(a.tracks.scope) - depth(b.tracks.scope))
}
