/** A time of the Kubernetes API. */
export interface ApiTime {
  /** Milliseconds since the epoch, rounded down. */
  readonly epochMs: number
  /** 1 for the usual whole seconds, 0.001 for micro-times (`eventTime`), of which milliseconds are kept. */
  readonly resolutionSeconds: number
}

/** What follows the seconds. */
const FRACTION_AND_ZONE = /^(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/
const DATE_AND_TIME = '0000-00-00T00:00:00'
const ZERO = 48

/** True where every digit of the form is one, and every other character the same. */
function isLike(form: string, text: string): boolean {
  for (let at = 0; at < form.length; at += 1) {
    const code = text.charCodeAt(at)
    const isRight = form.charCodeAt(at) === ZERO ? code >= ZERO && code <= ZERO + 9 : code === form.charCodeAt(at)
    if (!isRight) return false
  }
  return true
}

const twoDigits = (text: string, at: number): number =>
  10 * (text.charCodeAt(at) - ZERO) + text.charCodeAt(at + 1) - ZERO

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

function daysIn(month: number, year: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Milliseconds to the whole second, by the clock of the zone; null for no date. */
function secondOf(text: string): number | null {
  if (!isLike(DATE_AND_TIME, text)) return null
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2)
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)]
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)]
  // Date.UTC carries the 31st of February over into March.
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysIn(month, year)) return null
  return hour > 23 || minute > 59 || second > 60 ? null : Date.UTC(year, month - 1, day, hour, minute, second)
}

/**
 * Reads `2026-11-23T16:16:30Z` and its form with fractions; null for anything else.
 *
 * The zero time of Go, `0001-01-01T00:00:00Z`, is what the kubelet writes when it does not know: null as well. Times are most of
 * what is read of an event, so the usual form is read without an expression.
 */
export function parseRfc3339(text: string): ApiTime | null {
  const ms = secondOf(text)
  if (ms === null) return null
  if (text.length === DATE_AND_TIME.length + 1 && text.endsWith('Z'))
    return ms > 0 ? { epochMs: ms, resolutionSeconds: 1 } : null
  const match = FRACTION_AND_ZONE.exec(text.slice(DATE_AND_TIME.length))
  if (!match) return null
  const [, fraction, sign, zoneHours = '0', zoneMinutes = '0'] = match
  if (Number(zoneHours) > 23 || Number(zoneMinutes) > 59) return null
  const zone = (sign === '-' ? -60 : 60) * (Number(zoneHours) * 60 + Number(zoneMinutes))
  const millis = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3))
  const epochMs = ms - zone * 1000 + millis
  if (epochMs <= 0) return null
  return { epochMs, resolutionSeconds: fraction === undefined ? 1 : Math.max(0.001, 10 ** -fraction.length) }
}
