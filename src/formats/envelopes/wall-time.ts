import type { WallClock, WallReading } from '../../model/stamp.ts'

const MONTHS: readonly string[] = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A leap year, so that 29 February stays what it is. */
const NO_YEAR = 2000

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))$/

/** A date of RFC 3339, also with a comma or without the colon in its zone, as older tools print it. Null for no date. */
export function isoWall(printed: string, clock: WallClock): WallReading | null {
  const [, year = '', month = '', day = '', time = '', fraction = '', sign, hours = '0', minutes = '0'] =
    ISO.exec(printed) ?? []
  const name = MONTHS[Number(month) - 1]
  if (name === undefined) return null
  const local = printedWall({ year, month: name, day, time: fraction === '' ? time : `${time}.${fraction}` }, clock)
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  return local && { ...local, epochMs: local.epochMs - ahead * 60_000, zone: 'given' }
}

/** A date printed in English without a zone; the year is null where it is not printed. Null for a date that does not exist. */
export function printedWall(
  printed: { readonly year: string | null; readonly month: string; readonly day: string; readonly time: string },
  clock: WallClock,
): WallReading | null {
  const month = MONTHS.indexOf(printed.month)
  const day = Number(printed.day)
  const [hours = '', minutes = '', seconds = ''] = printed.time.split(':')
  const [whole = '', fraction = ''] = seconds.split('.')
  const year = printed.year === null ? NO_YEAR : Number(printed.year)
  const midnight = Date.UTC(year, month, day)
  const isDate = month !== -1 && year >= 1970 && new Date(midnight).getUTCDate() === day
  if (!isDate || Number(hours) > 23 || Number(minutes) > 59 || Number(whole) > 60) return null
  const inDay = (Number(hours) * 60 + Number(minutes)) * 60 + Number(whole)
  return {
    epochMs: midnight + inDay * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0')),
    zone: 'missing',
    year: printed.year === null ? 'missing' : 'given',
    resolutionSeconds: fraction === '' ? 1 : 10 ** -Math.min(3, fraction.length),
    clock,
  }
}
