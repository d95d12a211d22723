import { tzOffset } from '@date-fns/tz'
import type { WallReading } from '../../model/stamp.ts'

/** What the case knows about time beyond the stamps themselves. */
export interface TimeContext {
  /** IANA zone of logs that print none. */
  readonly timezone: string
  /** The latest absolute time in the case, in milliseconds: logs without a year are from before it. */
  readonly latestMs: number | null
}

export interface ResolvedWall {
  readonly epochMs: number
  /** The log prints no zone, so that one was assumed. */
  readonly zoneAssumed: boolean
}

const DAY_MS = 86_400_000

/** Local fields, held as if they were UTC, to the moment they mean in the zone. */
function fromZone(localMs: number, timezone: string): number {
  const guess = localMs - tzOffset(timezone, new Date(localMs)) * 60_000
  return localMs - tzOffset(timezone, new Date(guess)) * 60_000
}

/** The latest year in which the date is not after the case was collected. */
function withYear(yearlessMs: number, latestMs: number): number {
  const read = new Date(yearlessMs)
  const place = (year: number) =>
    Date.UTC(
      year,
      read.getUTCMonth(),
      read.getUTCDate(),
      read.getUTCHours(),
      read.getUTCMinutes(),
      read.getUTCSeconds(),
    ) + read.getUTCMilliseconds()
  const year = new Date(latestMs).getUTCFullYear()
  // A day of grace: the zone may put a log ahead of the anchor.
  return place(year) <= latestMs + DAY_MS ? place(year) : place(year - 1)
}

/** A printed time as a moment; null where its year is not to be known. */
export function resolveWall(reading: WallReading, context: TimeContext): ResolvedWall | null {
  let { epochMs } = reading
  if (reading.year === 'missing') {
    if (context.latestMs === null) return null
    epochMs = withYear(epochMs, context.latestMs)
  }
  if (reading.zone === 'given') return { epochMs, zoneAssumed: false }
  return { epochMs: fromZone(epochMs, context.timezone), zoneAssumed: true }
}
