const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/

/** A time of the Kubernetes API. */
export interface ApiTime {
  /** Milliseconds since the epoch, rounded down. */
  readonly epochMs: number
  /** 1 for the usual whole seconds, 0.001 for micro-times (`eventTime`), of which milliseconds are kept. */
  readonly resolutionSeconds: number
}

/**
 * Reads `2026-11-23T16:16:30Z` and its form with fractions; null for anything else.
 *
 * The zero time of Go, `0001-01-01T00:00:00Z`, is what the kubelet writes when it does not know: null as well.
 */
export function parseRfc3339(text: string): ApiTime | null {
  const match = RFC3339.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHours, zoneMinutes] = match
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const date = new Date(midnight)
  // Date.UTC carries the 31st of February over into March.
  if (date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) return null
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null
  if (Number(zoneHours ?? 0) > 23 || Number(zoneMinutes ?? 0) > 59) return null
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  const zone = (sign === '-' ? -60 : 60) * (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0))
  const millis = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3))
  const epochMs = midnight + (seconds - zone) * 1000 + millis
  if (Number(year) < 1970 || epochMs <= 0) return null
  return { epochMs, resolutionSeconds: fraction === undefined ? 1 : Math.max(0.001, 10 ** -fraction.length) }
}
