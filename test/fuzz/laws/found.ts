import { type Found, isSeries } from '../../../src/model/reader.ts'
import type { Series } from '../../../src/model/series.ts'
import type { Stamp } from '../../../src/model/stamp.ts'
import { faultOf, type Indexed } from '../../corpus/spans.ts'
import { must } from '../target.ts'

/** A stamp holds times that are times, or null. */
export function checkStamp({ bootSeconds, wall, age }: Stamp): void {
  const numbers = [bootSeconds, wall?.epochMs, wall?.resolutionSeconds, age?.seconds, age?.unitSeconds]
  for (const each of numbers)
    must(each === null || each === undefined || Number.isFinite(each), 'times are numbers', () => `${each}`)
  must(wall === null || Math.abs(wall.epochMs) <= 8.64e15, 'a wall time is a date', () => `${wall?.epochMs}`)
}

function checkSeries({ times, values, starts, ends, lines, type }: Series, { bytes, newlines }: Indexed): void {
  for (const column of [values, starts, ends, lines]) must(column.length === times.length, 'columns are of one length')
  for (let at = 0; at < times.length; at += 1) {
    const [start = -1, end = -1, line = 0, value = 0] = [starts[at], ends[at], lines[at], values[at]]
    must(Math.abs(times[at] ?? Number.NaN) <= 8.64e12, 'a sample has a time that is a date')
    must(Number.isFinite(value) || (type === 'rate' && Number.isNaN(value)), 'a sample is a number', () => `${value}`)
    must(0 <= start && start <= end && end <= bytes.length, 'a sample lies in its file', () => `${start} ${end}`)
    must(1 <= line && line <= newlines.length + 1, 'a sample has a line of its file', () => `${line}`)
  }
}

/** What readers give says where it stands, and quotes it. */
export function checkFound(found: Iterable<Found>, path: string, source: Indexed): void {
  for (const each of found) {
    if (isSeries(each)) {
      checkSeries(each, source)
      continue
    }
    if ('code' in each) {
      must(each.code !== 'READER_FAILED', 'no reader fails', () => each.detail)
      must(each.detail !== '', 'a problem says what is wrong')
    } else {
      must(each.title !== '', 'an event has a title')
      must(each.evidence.length > 0, 'an event has evidence')
      checkStamp(each.stamp)
    }
    for (const span of each.evidence) {
      must(span.path === path, 'a citation names its file', () => span.path)
      const fault = faultOf(span, source)
      must(fault === null, `a citation ${fault}`, () => JSON.stringify(span))
    }
  }
}
