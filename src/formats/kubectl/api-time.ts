import { printedWall } from '../envelopes/wall-time.ts'
import { zoneMinutes } from '../envelopes/zones.ts'

const RFC1123Z = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4})$/

/**
 * The time that `kubectl describe` prints, in milliseconds since the epoch: `Mon, 23 Nov 2026 16:03:30 +0530`, in the
 * zone of whoever ran kubectl. Null for anything else, for a date that does not exist, for the API's zero time, printed as
 * year 1, and for 1970, which runtimes give for a container that never started.
 */
export function apiTime(text: string): number | null {
  const [, day = '', month = '', year = '', time = '', zone = ''] = RFC1123Z.exec(text) ?? []
  const wall = printedWall({ year, month, day, time }, 'kubernetes')
  const minutes = zoneMinutes(zone)
  if (wall === null || wall === 'none' || minutes === null) return null
  const epochMs = wall.epochMs - minutes * 60_000
  return epochMs > 0 ? epochMs : null
}

/** True for a printed time, also for the zero time. */
export const isApiTime = (text: string): boolean => RFC1123Z.test(text)
