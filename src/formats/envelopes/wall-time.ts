import type { WallClock, WallReading } from '../../model/stamp.ts'
import { monthOf } from './months.ts'
import { zoneMinutes } from './zones.ts'

/** A leap year, so that 29 February stays what it is. */
const NO_YEAR = 2000
const MINUTE_SECONDS = 60

/** What the envelopes that know dates make of one: `none` for a date that does not exist, null where it cannot be told. */
export type PrintedWall = WallReading | null | 'none'

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|[A-Z]{3,5}|[+-]\d\d(?::?\d\d)?))?$/

/**
 * A date of RFC 3339, also with a blank for the T, a comma, without the colon in its zone, with the name of a zone or
 * without one, as other tools print it. Null for no date.
 */
export function isoWall(printed: string, clock: WallClock): WallReading | null {
  const [, year = '', month = '', day = '', time = '', fraction = '', zone] = ISO.exec(printed) ?? []
  const local = wallAt(
    { year, month: Number(month) - 1, day, time: fraction === '' ? time : `${time}.${fraction}` },
    clock,
  )
  const minutes = zone === undefined ? null : zoneMinutes(zone)
  // A zone of ninety hours is none, and no time to go by.
  if (minutes === null && zone !== undefined && /^[+-]/.test(zone)) return null
  return minutes === null ? local : local && { ...local, epochMs: local.epochMs - minutes * 60_000, zone: 'given' }
}

/** Seconds since 1970 with a fraction: `1791361821.007804`. */
export function epochWall(printed: string, clock: WallClock): WallReading {
  const [whole = '', fraction = ''] = printed.split('.')
  return {
    epochMs: Number(whole) * 1000 + milliseconds(fraction),
    zone: 'given',
    year: 'given',
    resolutionSeconds: resolutionOf(fraction),
    clock,
  }
}

/**
 * A date printed with the name of its month and no zone; the year is null where it is not printed, and the time may lack
 * its seconds.
 */
export function printedWall(
  printed: { readonly year: string | null; readonly month: string; readonly day: string; readonly time: string },
  clock: WallClock,
): PrintedWall {
  const month = monthOf(printed.month)
  if (month === null) return 'none'
  if (month !== 'ambiguous') return wallAt({ ...printed, month }, clock) ?? 'none'
  // Whether the day and the time exist can be told all the same.
  return wallAt({ ...printed, month: 0 }, clock) === null ? 'none' : null
}

const milliseconds = (fraction: string): number => Number(fraction.slice(0, 3).padEnd(3, '0'))
const resolutionOf = (fraction: string): number => (fraction === '' ? 1 : 10 ** -Math.min(3, fraction.length))

interface LocalTime {
  readonly year: string | null
  readonly month: number
  readonly day: string
  readonly time: string
}

/** Null for a date that does not exist. */
function wallAt(local: LocalTime, clock: WallClock): WallReading | null {
  const { month } = local
  const day = Number(local.day)
  const [hours = '', minutes = '', seconds] = local.time.split(':')
  const [whole = '0', fraction = ''] = (seconds ?? '0').split(/[.,]/)
  const year = local.year === null ? NO_YEAR : Number(local.year)
  const midnight = Date.UTC(year, month, day)
  const isDate = month >= 0 && month <= 11 && year >= 1970 && new Date(midnight).getUTCDate() === day
  if (!isDate || Number(hours) > 23 || Number(minutes) > 59 || Number(whole) > 60) return null
  const inDay = (Number(hours) * 60 + Number(minutes)) * 60 + Number(whole)
  return {
    epochMs: midnight + inDay * 1000 + milliseconds(fraction),
    zone: 'missing',
    year: local.year === null ? 'missing' : 'given',
    resolutionSeconds: seconds === undefined ? MINUTE_SECONDS : resolutionOf(fraction),
    clock,
  }
}
