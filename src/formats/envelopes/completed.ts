import type { WallReading } from '../../model/stamp.ts'

const DAY_MS = 86_400_000
/** A line is received within so long, by clocks that are set. */
const NEAR_MS = 120_000

/** The time of a reading without a year in the year that brings it nearest to another time. */
function nearestMs(epochMs: number, year: number, aimMs: number): number {
  const inYears = [year - 1, year, year + 1].map(each => new Date(epochMs).setUTCFullYear(each))
  // 29 February is no day of most years.
  const real = inYears.filter(each => new Date(each).getUTCDate() === new Date(epochMs).getUTCDate())
  return real.reduce(
    (best, each) => (Math.abs(each - aimMs) < Math.abs(best - aimMs) ? each : best),
    Number.POSITIVE_INFINITY,
  )
}

/**
 * A date of RFC 3164 has no year and no zone. A collector that wrapped the line noted when it received it, in whole: that
 * tells the year where it is within a day of the date in any zone, and the zone where both agree in UTC.
 */
export function completedBy(around: WallReading | null, own: WallReading): WallReading {
  if (own.year === 'given' || around?.year !== 'given' || around.zone !== 'given') return own
  const year = new Date(around.epochMs).getUTCFullYear()
  const epochMs = nearestMs(own.epochMs, year, around.epochMs)
  const awayMs = Math.abs(epochMs - around.epochMs)
  if (awayMs > DAY_MS) return own
  return { ...own, epochMs, year: 'given', zone: awayMs <= NEAR_MS ? 'given' : own.zone }
}
