import { tzOffset } from '@date-fns/tz'
import type { WallReading } from '../../model/stamp.ts'

/** When the case was collected, as far as it shows. */
export interface Capture {
  readonly ms: number
  /** `given`: the user says so. `shown`: it was at this time or later. */
  readonly is: 'given' | 'shown'
  /** It comes from a log that prints no zone. */
  readonly zoneAssumed: boolean
}

/** What the case knows about time beyond the stamps themselves. */
export interface TimeContext {
  /** IANA zone of logs that print none. */
  readonly timezone: string
  /** The latest absolute time in the case, in milliseconds: logs without a year are from before it. */
  readonly latestMs: number | null
  /** What ages are counted back from. */
  readonly capture: Capture | null
}

export interface ResolvedWall {
  readonly epochMs: number
  /** The log prints no zone, so that one was assumed. */
  readonly zoneAssumed: boolean
  /** How much later it can have been, and why: in most hours of the year not at all. */
  readonly laterSeconds: number
  readonly hour: Moments['hour']
}

const DAY_MS = 86_400_000
/** 29 February comes back after eight years at the latest: 2096 to 2104. */
const YEARS_BACK = 8

/** False for a name that no time zone has. */
export const isZone = (timezone: string): boolean => !Number.isNaN(tzOffset(timezone, new Date(0)))

/** The moments that local fields can mean: one, as a rule. */
export interface Moments {
  readonly firstMs: number
  readonly lastMs: number
  /** `twice`: the clocks went back over it. `never`: they skipped it, so that the log is not of this zone. */
  readonly hour: 'once' | 'twice' | 'never'
}

/** Local fields, held as if they were UTC, to the moments they can mean in the zone. */
export function fromZone(localMs: number, timezone: string): Moments {
  const offsetAt = (ms: number): number => tzOffset(timezone, new Date(ms)) * 60_000
  const [before, after] = [offsetAt(localMs - DAY_MS), offsetAt(localMs + DAY_MS)]
  const [byBefore, byAfter] = [localMs - before, localMs - after]
  if (before === after) return { firstMs: byBefore, lastMs: byBefore, hour: 'once' }
  const [isBefore, isAfter] = [offsetAt(byBefore) === before, offsetAt(byAfter) === after]
  if (isBefore !== isAfter) {
    const ms = isBefore ? byBefore : byAfter
    return { firstMs: ms, lastMs: ms, hour: 'once' }
  }
  return {
    firstMs: Math.min(byBefore, byAfter),
    lastMs: Math.max(byBefore, byAfter),
    hour: isBefore ? 'twice' : 'never',
  }
}

/** The latest year that has the date, and in which it is not after the case was collected. */
function withYear(yearlessMs: number, latestMs: number): number {
  const read = new Date(yearlessMs)
  const [month, day] = [read.getUTCMonth(), read.getUTCDate()]
  const inDay = yearlessMs - Date.UTC(read.getUTCFullYear(), month, day)
  const latest = new Date(latestMs).getUTCFullYear()
  for (let year = latest; year >= latest - YEARS_BACK; year -= 1) {
    const midnight = Date.UTC(year, month, day)
    const exists = new Date(midnight).getUTCDate() === day
    // A day of grace: the zone may put a log ahead of the anchor.
    if (exists && midnight + inDay <= latestMs + DAY_MS) return midnight + inDay
  }
  return Number.NaN
}

/** A printed time as a moment; null where its year is not to be known. */
export function resolveWall(reading: WallReading, context: TimeContext): ResolvedWall | null {
  let { epochMs } = reading
  if (reading.year === 'missing') {
    if (context.latestMs === null) return null
    epochMs = withYear(epochMs, context.latestMs)
  }
  if (!Number.isFinite(epochMs)) return null
  if (reading.zone !== 'missing') return { epochMs, zoneAssumed: false, laterSeconds: 0, hour: 'once' }
  const { firstMs, lastMs, hour } = fromZone(epochMs, context.timezone)
  if (!Number.isFinite(firstMs)) return null
  return { epochMs: firstMs, zoneAssumed: true, laterSeconds: (lastMs - firstMs) / 1000, hour }
}
