import type { DocumentFormat } from '../../../model/reader.ts'
import { parseObject } from '../../json/value.ts'
import { byteOffsets } from '../../kubernetes/byte-offsets.ts'
import { type Columns, newColumns } from '../columns.ts'
import { lineCounter } from '../line-counter.ts'
import { sampleTime } from '../sample-time.ts'
import { sarReadings } from './readings.ts'

/** Sections of a sample, each one flat object, and the machine that the samples below are of. */
const SECTION =
  /"(timestamp|swap-pages|paging|memory|psi-mem|psi-io|psi-cpu)"\s*:\s*(\{[^{}]{1,4000}\})|"(nodename)"\s*:\s*("[^"\n]{1,253}")/g

/** Names that sar prints, by the keys of the JSON (sysstat json_stats.c). */
const NAMES: Readonly<Record<string, readonly [section: string, key: string]>> = {
  '%smem': ['psi-mem', 'some_avg'],
  '%fmem': ['psi-mem', 'full_avg'],
  '%smem-10': ['psi-mem', 'some_avg10'],
  '%fmem-10': ['psi-mem', 'full_avg10'],
  '%sio': ['psi-io', 'some_avg'],
  '%fio': ['psi-io', 'full_avg'],
  '%scpu': ['psi-cpu', 'some_avg'],
  'majflt/s': ['paging', 'majflt'],
  'pgscank/s': ['paging', 'pgscank'],
  'pgscand/s': ['paging', 'pgscand'],
  'pswpin/s': ['swap-pages', 'pswpin'],
  'pswpout/s': ['swap-pages', 'pswpout'],
  kbmemfree: ['memory', 'memfree'],
  kbavail: ['memory', 'avail'],
  kbmemused: ['memory', 'memused'],
  '%memused': ['memory', 'memused-percent'],
  kbswpfree: ['memory', 'swpfree'],
  kbswpused: ['memory', 'swpused'],
}

interface Sample {
  readonly seconds: number
  readonly interval: number
  readonly columns: Columns
}

/** `"utc": 1`, and since sysstat 12.7.5 the name of the zone (`"tz": "UTC"`): times of the machine have none that is sure. */
function timeOf(stamp: { readonly [key: string]: unknown }): ReturnType<typeof sampleTime> {
  const isUtc = stamp.utc === 1 || stamp.tz === 'UTC'
  return sampleTime(`${stamp.date} ${stamp.time}${isUtc ? 'Z' : ''}`)
}

/** What `sadf -j` prints: one object for each interval, with the time and sections of numbers in it. */
export const sadfJson: DocumentFormat = {
  id: 'sadf-json',
  matches: (_path, head) => /^\s*\{\s*"sysstat"\s*:\s*\{\s*"hosts"\s*:\s*\[/.test(head),
  *read({ path, text, bytes }) {
    const offset = byteOffsets(text, bytes)
    const lineAt = lineCounter(text)
    const all = new Map<string, Columns>()
    let node: string | null = null
    let sample: Sample | null = null
    for (const { 0: whole, 1: section, 2: printed = '', 3: isName, 4: name = '', index } of text.matchAll(SECTION)) {
      if (isName !== undefined) {
        node = name.slice(1, -1)
        continue
      }
      const values = parseObject(printed)
      if (values === null) continue
      if (section === 'timestamp') {
        const time = timeOf(values)
        const key = `${node}\n${time?.zone}`
        const columns = all.get(key) ?? newColumns({ path, node, clock: 'wall', zone: time?.zone ?? 'missing' })
        all.set(key, columns)
        sample = time && { seconds: time.seconds, interval: Number(values.interval), columns }
        continue
      }
      if (sample === null) continue
      const { seconds, interval, columns } = sample
      const place = { number: lineAt(index), start: offset(index), end: offset(index + whole.length) }
      const value = (wanted: string): number => {
        const [of, key = ''] = NAMES[wanted] ?? []
        const read = of === section ? values[key] : undefined
        return typeof read === 'number' ? read : Number.NaN
      }
      for (const { metric, type, value: read } of sarReadings(value)) {
        if (type === 'rate' && interval > 0) columns.begin(metric, 'node', seconds - interval, place)
        columns.add(metric, 'node', type, seconds, read, place)
      }
    }
    for (const columns of all.values()) yield* columns.series()
  },
}
