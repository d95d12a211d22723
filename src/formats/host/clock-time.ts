import { isoWall, printedWall } from '../envelopes/wall-time.ts'
import { zoneMinutes } from '../envelopes/zones.ts'

/** `Wed Oct  7 08:31:23 UTC 2026`, `Wed Oct  7 08:31:23 AM UTC 2026` (glibc ≥ 2.29, en_US), `Wed 07 Oct 2026 08:31:23 AM UTC`. */
const DATE = /^\S{1,12},? +(\S{1,12}) +(\d{1,2}) +(\d\d:\d\d:\d\d)(?: ([AP]M))? (\S{1,6}) (\d{4})$/
const DAY_FIRST = /^\S{1,12},? +(\d{1,2}) (\S{1,12}) (\d{4}),? +(\d\d:\d\d:\d\d)(?: ([AP]M))? (\S{1,6})$/
/** How Go prints a time, with or without its monotonic clock. */
const GO = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,9})? ([+-]\d{4}) \S{1,6}(?: m=[+-][\d.]{1,30})?$/

interface Printed {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly time: string
  readonly half: string | undefined
  readonly zone: string
}

function momentOf({ year, month, day, time, half, zone }: Printed): number | null {
  const minutes = zoneMinutes(zone)
  const wall = printedWall({ year, month, day, time }, 'writer')
  if (minutes === null || wall === null || wall === 'none') return null
  const hours = Number(time.slice(0, 2))
  const shift = half === 'PM' && hours < 12 ? 12 : half === 'AM' && hours === 12 ? -12 : 0
  return wall.epochMs + shift * 3_600_000 - minutes * 60_000
}

/**
 * Milliseconds since the epoch of a time that `date`, `date -Is`, `date -R`, `date +%s` or a Go program prints; null for
 * anything else, also where the zone is not to be known by its name.
 */
export function clockTime(text: string): number | null {
  const go = GO.exec(text)
  const wall = isoWall(go ? `${go[1]}T${go[2]}${go[3]}` : text, 'writer')
  if (wall !== null) return wall.zone === 'given' ? wall.epochMs : null
  if (/^1\d{9}(?:\.\d{1,9})?$/.test(text)) return Math.floor(Number(text) * 1000)
  const [, month = '', day = '', time = '', half, zone = '', year] = DATE.exec(text) ?? []
  if (year !== undefined) return momentOf({ year, month, day, time, half, zone })
  const [, first = '', name = '', in_ = '', at = '', part, offset] = DAY_FIRST.exec(text) ?? []
  if (offset === undefined) return null
  return momentOf({ year: in_, month: name, day: first, time: at, half: part, zone: offset })
}
