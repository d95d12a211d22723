// client-go names an event `<object>.<UnixNano in hex>`: sixteen digits since 2006.
const SUFFIX = /\.([0-9a-f]{16})$/
const PLAUSIBLE_FROM = Date.UTC(2015, 0)
const PLAUSIBLE_TO = Date.UTC(2100, 0)

/**
 * The time in an event's name, when its recorder saw it first: milliseconds since the epoch, to the microsecond. Null
 * where the name does not end in a time, or in one that is no time of a cluster (names made by hand).
 */
export function timeInEventName(name: string | null): number | null {
  const match = SUFFIX.exec(name ?? '')
  if (!match) return null
  const epochMs = Number(BigInt(`0x${match[1]}`) / 1000n) / 1000
  return epochMs >= PLAUSIBLE_FROM && epochMs < PLAUSIBLE_TO ? epochMs : null
}
