/** A date as the head of sar prints it: as written, since how it is to be read shows only in the rows below. */
export interface PrintedDate {
  readonly fields: readonly [string, string, string]
  /** `ymd`, `dmy`, or `slashes` for what may be both day/month and month/day. */
  readonly order: 'ymd' | 'dmy' | 'slashes'
}

const YMD = /^(\d{4})(?:[-/.]|年|년)(\d{1,2})(?:[-/.]|月|월)(\d{1,2})(?:\.|日|일)?$/
const DMY = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\.?$/

export function printedDate(text: string): PrintedDate | null {
  const compact = text.replaceAll(' ', '')
  const [, year, month, day] = YMD.exec(compact) ?? []
  if (year !== undefined && month !== undefined && day !== undefined)
    return { fields: [year, month, day], order: 'ymd' }
  const [, first, mark, second, last] = DMY.exec(compact) ?? []
  if (first === undefined || second === undefined || last === undefined) return null
  return { fields: [first, second, last], order: mark === '/' ? 'slashes' : 'dmy' }
}

/** Midnight in seconds since the epoch, as if in UTC; null for a date that does not exist. */
function midnight(year: string, month: string, day: string): number | null {
  const whole = year.length === 2 ? 2000 + Number(year) : Number(year)
  const ms = Date.UTC(whole, Number(month) - 1, Number(day))
  const read = new Date(ms)
  return read.getUTCMonth() === Number(month) - 1 && read.getUTCDate() === Number(day) ? ms / 1000 : null
}

export interface Day {
  readonly midnight: number
  /** The same digits are another day in another language. */
  readonly isAmbiguous: boolean
}

/**
 * The day of a printed date. Digits with slashes are day/month where numbers are printed with a comma, else month/day as in
 * the C locale and in American English, unless only the other exists.
 */
export function dayOf({ fields: [a, b, c], order }: PrintedDate, hasComma: boolean): Day | null {
  const [byDay, byMonth] = [midnight(c, b, a), midnight(c, a, b)]
  const only = order === 'ymd' ? midnight(a, b, c) : order === 'dmy' || hasComma ? byDay : (byMonth ?? byDay)
  const isAmbiguous = order === 'slashes' && !hasComma && byDay !== null && byMonth !== null && byDay !== byMonth
  return only === null ? null : { midnight: only, isAmbiguous }
}

const TIME =
  /^(?:(上午|下午|午前|午後|오전|오후) ?)?(\d{1,2})[:.时時시] ?(\d\d)[:.分분] ?(\d\d)[秒초]?(?: ?([AaPp])\.?[Mm]\.?)?(?=\s)/
const HALF_DAY = 12

/** The time at the beginning of a row, in seconds since midnight, and its length in characters; null for another line. */
export function timeOfDay(line: string): { readonly seconds: number; readonly length: number } | null {
  const [whole, before, hours, minutes, seconds, after] = TIME.exec(line) ?? []
  if (whole === undefined) return null
  const half = before ?? after
  const isLate = half !== undefined && /^[Pp下午오]/.test(half) && !/^(?:午前|오전)$/.test(half)
  const hour = half === undefined ? Number(hours) : (Number(hours) % HALF_DAY) + (isLate ? HALF_DAY : 0)
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 60) return null
  return { seconds: (hour * 60 + Number(minutes)) * 60 + Number(seconds), length: whole.length }
}
