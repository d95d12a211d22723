import { isoWall, printedWall } from '../envelopes/wall-time.ts'
import { zoneMinutes } from '../envelopes/zones.ts'

/** When a sample was taken: seconds since the epoch, by the fields as if they were UTC where the zone is missing. */
export interface SampleTime {
  readonly seconds: number
  readonly zone: 'given' | 'missing'
}

const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[A-Z]{3,5}|[+-]\d\d:?\d\d))?\s*$/
/** `date` without options, in the C locale and in English ones. */
const DATE =
  /^[A-Z][a-z]{2},? (?:([A-Z][a-z]{2}) {1,2}(\d{1,2})|(\d{1,2}) ([A-Z][a-z]{2})) (?:(\d{4}) )?(\d\d:\d\d:\d\d)(?: ([AP]M))?(?: ([A-Z]{3,5}|[+-]\d\d(?::?\d\d)?))?(?: (\d{4}))?\s*$/
const EPOCH = /^(\d{10})(?:\.(\d{1,9}))?\s*$/

function afternoon(time: string, half: string | undefined): string {
  if (half === undefined) return time
  const hours = (Number(time.slice(0, 2)) % 12) + (half === 'PM' ? 12 : 0)
  return String(hours).padStart(2, '0') + time.slice(2)
}

function dateTime(text: string): SampleTime | null {
  const [, before, dayAfter, dayBefore, after, year, time, half, zone, lastYear] = DATE.exec(text) ?? []
  if (time === undefined) return null
  const wall = printedWall(
    {
      year: year ?? lastYear ?? null,
      month: before ?? after ?? '',
      day: dayAfter ?? dayBefore ?? '',
      time: afternoon(time, half),
    },
    'writer',
  )
  if (wall === null || wall === 'none' || wall.year === 'missing') return null
  const minutes = zone === undefined ? null : zoneMinutes(zone)
  return { seconds: wall.epochMs / 1000 - (minutes ?? 0) * 60, zone: minutes === null ? 'missing' : 'given' }
}

/** A line that holds nothing but a time, as `date`, `date -Is`, `date -u` and `date +%s` print it; null for another line. */
export function sampleTime(text: string): SampleTime | null {
  const [, whole, fraction = '0'] = EPOCH.exec(text) ?? []
  if (whole !== undefined) return { seconds: Number(`${whole}.${fraction}`), zone: 'given' }
  if (!ISO.test(text)) return dateTime(text)
  const wall = isoWall(text.trim(), 'writer')
  return wall && { seconds: wall.epochMs / 1000, zone: wall.zone }
}
