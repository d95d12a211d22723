import type { Stamp, WallReading } from '../../model/stamp.ts'
import { isZoneStep } from '../clock/bounds.ts'

/** Two clocks may disagree by this much about one kill: a syslog daemon on a starving node is late. */
const WALL_SECONDS = 120
const BOOT_SECONDS = 0.5
/** One log dates a report by its kill, another, which is cut before it, by its first line. */
const REPORT_SECONDS = 20
const YEAR_SECONDS = 366 * 86_400

const inLeapYear = ({ epochMs, year }: WallReading): number =>
  year === 'missing' ? epochMs : new Date(epochMs).setUTCFullYear(2000)

/** Seconds between two printed times; where one prints no year, the least that any year makes of it. */
function secondsApart(a: WallReading, b: WallReading): number {
  if (a.year === b.year) return Math.abs(a.epochMs - b.epochMs) / 1000
  const apart = Math.abs(inLeapYear(a) - inLeapYear(b)) / 1000
  return Math.min(apart, Math.abs(YEAR_SECONDS - apart))
}

export interface Likeness {
  /** All else is the same, so that zones which are not printed may be what differs. */
  readonly anyZone: boolean
  /** Both stamps are of the same line of the report. */
  readonly isWhole: boolean
}

/** By what wall clocks print; null where one prints none. */
function byWall(a: WallReading | null, b: WallReading | null, anyZone: boolean): boolean | null {
  if (a === null || b === null) return null
  const apart = secondsApart(a, b)
  if (apart <= WALL_SECONDS) return true
  const mayDiffer = a.zone !== b.zone || (anyZone && a.zone === 'missing')
  return mayDiffer && isZoneStep(apart, WALL_SECONDS)
}

/** Whether two lines can be of one moment: true, false, or null where their clocks cannot be compared. */
export function isSameTime(a: Stamp, b: Stamp, { anyZone, isWhole }: Likeness): boolean | null {
  const wall = byWall(a.wall, b.wall, anyZone)
  if (a.bootSeconds === null || b.bootSeconds === null || wall === false) return wall
  return Math.abs(a.bootSeconds - b.bootSeconds) <= (isWhole ? BOOT_SECONDS : REPORT_SECONDS)
}
