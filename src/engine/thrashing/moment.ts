import type { Instant } from '../../model/report.ts'
import type { Series } from '../../model/series.ts'
import type { SourceRead } from '../../model/source.ts'
import { NO_STAMP } from '../../model/stamp.ts'
import type { ClockBook } from '../clock/book.ts'

/** A kernel log whose clock can tell what the time was at so many seconds since boot. */
type KernelClock = Pick<SourceRead, 'path' | 'boots'>

/** Which boot of a log a time since boot belongs to: the latest that is known to reach it, else the last. */
function bootFor({ boots }: KernelClock, seconds: number): number {
  const reaching = boots.filter(({ last }) => (last.bootSeconds ?? Number.NEGATIVE_INFINITY) >= seconds)
  return (reaching.at(-1) ?? boots.at(-1))?.boot ?? 0
}

/** The moment of a sample, as the report gives times. */
export function momentOf(
  { clock, zone, path }: Pick<Series, 'clock' | 'zone' | 'path'>,
  seconds: number,
  logs: readonly KernelClock[],
  clocks: ClockBook,
): Instant {
  if (clock === 'wall') {
    const wall = { epochMs: seconds * 1000, zone, year: 'given', resolutionSeconds: 1, clock: 'writer' } as const
    return clocks.instantOf({ path, boot: 0 }, { ...NO_STAMP, wall })
  }
  const stamp = { ...NO_STAMP, bootSeconds: Math.round(seconds * 1000) / 1000 }
  const told = logs
    .map(log => clocks.instantOf({ path: log.path, boot: bootFor(log, seconds) }, stamp))
    .filter(({ wall }) => wall !== null)
    .sort((a, b) => (a.plusMinusSeconds ?? 0) - (b.plusMinusSeconds ?? 0))
  return told[0] ?? { wall: null, bootSeconds: stamp.bootSeconds, plusMinusSeconds: null, basis: null }
}

/** Seconds from one moment to another, by a clock that both have; null where they have none in common. */
export function secondsBetween(from: Instant, to: Instant): number | null {
  if (from.bootSeconds !== null && to.bootSeconds !== null) return to.bootSeconds - from.bootSeconds
  if (from.wall === null || to.wall === null) return null
  return (Date.parse(to.wall) - Date.parse(from.wall)) / 1000
}
