// client-go names an event `<object>.<UnixNano in hex>`: sixteen digits since 2006.
const SUFFIX = /^\.[0-9a-f]{16}$/
const SUFFIX_LENGTH = 17
const PLAUSIBLE_FROM = Date.UTC(2015, 0)
const PLAUSIBLE_TO = Date.UTC(2100, 0)

/** Nanoseconds in the upper of two numbers of 32 bits: so many microseconds, and a rest. */
const UPPER_MICROSECONDS = 4_294_967
const UPPER_REST = 296

/**
 * The time in an event's name, when its recorder saw it first: milliseconds since the epoch, to the microsecond. Null
 * where the name does not end in a time, or in one that is no time of a cluster (names made by hand).
 */
export function timeInEventName(name: string | null): number | null {
  const suffix = name?.slice(-SUFFIX_LENGTH) ?? ''
  if (!SUFFIX.test(suffix)) return null
  const upper = Number.parseInt(suffix.slice(1, 9), 16)
  const lower = Number.parseInt(suffix.slice(9), 16)
  // Nanoseconds since 1970 have more digits than a number holds.
  const microseconds = upper * UPPER_MICROSECONDS + Math.floor((upper * UPPER_REST + lower) / 1000)
  const epochMs = microseconds / 1000
  return epochMs >= PLAUSIBLE_FROM && epochMs < PLAUSIBLE_TO ? epochMs : null
}
