const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const RFC1123Z = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/

/**
 * The time that `kubectl describe` prints, in milliseconds since the epoch: `Mon, 23 Nov 2026 16:03:30 +0530`, in the
 * zone of whoever ran kubectl. Null for anything else, and for the API's zero time, printed as year 1.
 */
export function apiTime(text: string): number | null {
  const match = RFC1123Z.exec(text)
  if (!match) return null
  const [, day, monthName, year, hour, minute, second, sign, zoneHours, zoneMinutes] = match
  const month = MONTHS.indexOf(monthName ?? '')
  // Year 1 in a zone west of UTC is printed as year 0 by some libraries: nothing before 1970 is a time of a cluster.
  if (month === -1 || Number(year) < 1970) return null
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -60_000 : 60_000)
  return Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second)) - zone
}

/** True for a printed time, also for the zero time. */
export const isApiTime = (text: string): boolean => RFC1123Z.test(text)
