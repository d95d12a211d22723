import type { WallClock, WallReading } from '../../model/stamp.ts'
import { isoWall, printedWall } from '../envelopes/wall-time.ts'
import { type JsonObject, textAt } from './value.ts'

const CTIME = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/
/** Kibana, by its default `dateFormat`, in the zone of its reader. */
const KIBANA = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d\d:\d\d:\d\d\.\d{3})$/
const NUMBER = /^(\d{9,20})(?:\.(\d{1,9}))?$/

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size: all are of 2001 to 2286. */
const UNITS: readonly (readonly [digits: number, perMs: number])[] = [
  [10, 1e-3],
  [13, 1],
  [16, 1e3],
  [19, 1e6],
]

function epochWall(whole: string, fraction: string, clock: WallClock): WallReading | null {
  const perMs = UNITS.find(([digits]) => digits === whole.length)?.[1]
  if (perMs === undefined) return null
  // Beyond 2^53 the last digits are lost, which are nanoseconds.
  const epochMs = Math.floor(Number(fraction === '' ? whole : `${whole}.${fraction}`) / perMs)
  const resolutionSeconds = perMs < 1 ? Math.max(0.001, 10 ** -fraction.length) : 0.001
  return { epochMs, zone: 'given', year: 'given', resolutionSeconds, clock }
}

function namedMonth(text: string): Parameters<typeof printedWall>[0] | null {
  const [, month = '', day = '', time = '', year] = CTIME.exec(text) ?? []
  if (year !== undefined) return { year, month, day, time }
  const [, kibanaMonth = '', kibanaDay = '', kibanaYear = '', kibanaTime] = KIBANA.exec(text) ?? []
  if (kibanaTime === undefined) return null
  return { year: kibanaYear, month: kibanaMonth, day: kibanaDay, time: kibanaTime }
}

/** A wall time as exporters of logs write it: RFC 3339, a count since 1970, or the dates of `dmesg -T` and Kibana. */
export function wallOf(text: string | null, clock: WallClock = 'reception'): WallReading | null {
  if (text === null) return null
  const [, whole, fraction = ''] = NUMBER.exec(text) ?? []
  if (whole !== undefined) return epochWall(whole, fraction, clock)
  const named = namedMonth(text)
  if (named !== null) {
    const wall = printedWall(named, clock)
    return wall === 'none' ? null : wall
  }
  // Elasticsearch and BigQuery print a blank for the T, and the latter `UTC` for the zone.
  return isoWall(text.replace(/^(\d{4}-\d\d-\d\d) /, '$1T').replace(/ ?UTC$/, 'Z'), clock)
}

const PATHS = ['@timestamp', 'timestamp', 'time', 'ts', '@t', '_time', 'date', 'receiveTimestamp']

/** When the record was received by whoever wrote the JSON, as far as it says. */
export const receivedAt = (record: JsonObject): WallReading | null => wallOf(textAt(record, PATHS))
