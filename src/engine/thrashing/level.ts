import type { ScopeTracks } from './scope-tracks.ts'
import {
  HOT_FULL_SHARE,
  HOT_REFAULTS_PER_SECOND,
  HOT_SOME_SHARE,
  HOT_SWAP_PER_SECOND,
  REFAULT_STALL_SHARE,
  WARM_FACTOR,
} from './thresholds.ts'
import { meanRate, type Step, type Track, valueAt } from './track.ts'

/** Pages are 4 KiB on all but few machines; a share of the LRU does not need more. */
const PAGE_BYTES = 4096

/** What is known of one span of time; a signal that was not sampled is null. */
export interface Level {
  readonly from: number
  readonly to: number
  /** Shares of time in which all, or some, tasks waited for memory. */
  readonly full: number | null
  readonly some: number | null
  /** Of the file pages, read again each second. */
  readonly refaults: number | null
  /** Of RAM, swapped in each second while as much or more goes out. */
  readonly swapped: number | null
}

/** Differences of large counters are not exact. */
const ROUNDING = 1e-6

/** Whose steps are looked at: pressure where it was sampled, else what comes nearest. */
const CLOCKS = ['psi-memory-some', 'psi-memory-full', 'psi-memory-full-avg10', 'refault-file', 'swap-in'] as const

export function primaryOf(tracks: ScopeTracks): Track | null {
  for (const metric of CLOCKS) {
    const track = tracks.of(metric)
    if (track !== null && track.steps.length > 0) return track
  }
  return null
}

function refaultsIn(tracks: ScopeTracks, { from, to }: Step): number | null {
  const track = tracks.of('refault-file')
  const lru = tracks.of('file-lru')
  const pages = track && meanRate(track, from, to)
  const bytes = lru && valueAt(lru.series, to)
  return pages === null || bytes === null || bytes <= 0 ? null : (pages * PAGE_BYTES) / bytes
}

function swappedIn(tracks: ScopeTracks, { from, to }: Step): number | null {
  const [inward, outward, total] = [tracks.of('swap-in'), tracks.of('swap-out'), tracks.of('mem-total')]
  const [pagesIn, pagesOut] = [inward && meanRate(inward, from, to), outward && meanRate(outward, from, to)]
  const bytes = (total && valueAt(total.series, to)) ?? tracks.ramBytes
  if (pagesIn === null || pagesOut === null || bytes === null || bytes <= 0) return null
  return (Math.min(pagesIn, pagesOut) * PAGE_BYTES) / bytes
}

const share = (track: Track | null, { from, to }: Step): number | null => track && meanRate(track, from, to)

export const levelsOf = (tracks: ScopeTracks): readonly Level[] =>
  (primaryOf(tracks)?.steps ?? []).map(step => ({
    from: step.from,
    to: step.to,
    full: share(tracks.of('psi-memory-full') ?? tracks.of('psi-memory-full-avg10'), step),
    some: share(tracks.of('psi-memory-some') ?? tracks.of('psi-memory-some-avg10'), step),
    refaults: refaultsIn(tracks, step),
    swapped: swappedIn(tracks, step),
  }))

/** True where a strong signal stands, `factor` times weaker than what opens a window. */
function isStrong({ full, some, refaults, swapped }: Level, factor: number): boolean {
  const reaches = (value: number | null, least: number): boolean => value !== null && value >= least * factor - ROUNDING
  if (reaches(full, HOT_FULL_SHARE) || reaches(some, HOT_SOME_SHARE)) return true
  if (reaches(refaults, HOT_REFAULTS_PER_SECOND) && reaches(some, REFAULT_STALL_SHARE)) return true
  return some === null && full === null && reaches(swapped, HOT_SWAP_PER_SECOND)
}

export const isHot = (level: Level): boolean => isStrong(level, 1)
export const isWarm = (level: Level): boolean => isStrong(level, WARM_FACTOR)
