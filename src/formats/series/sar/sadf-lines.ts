import type { SeriesFormat } from '../../../model/reader.ts'
import { type Columns, newColumns, type Place } from '../columns.ts'
import { type SampleTime, sampleTime } from '../sample-time.ts'
import { isKnownColumn, sarNumber, sarReadings } from './readings.ts'

/** `# hostname;interval;timestamp;pswpin/s;pswpout/s` of `sadf -d`; before sysstat 9 without the mark. */
const NAMES = /^(?:# ?)?hostname;interval;timestamp;(.+)$/
/** `web-07	1	2026-10-07 08:30:16 UTC	-	pgpgin/s	2554.46` of `sadf -p`, which is what sadf prints without options. */
const VALUE = /^([^\t\s]{1,253})\t(-?\d{1,10})\t([^\t]{10,40})\t(\S{1,80})\t([A-Za-z%][\w%/-]{0,30})\t(\S{1,30})$/

const HEAD_LINES = 5

const NEW = { given: null, missing: null } as { given: Columns | null; missing: Columns | null }

/**
 * What `sadf -d` and `sadf -p` print: one line for each interval, or for each number. Times are UTC where they say so, and of
 * the machine otherwise (`-T`, `-t`), or seconds since 1970 (`-U`). The interval in seconds is -1 at a restart.
 */
export const sadfLines: SeriesFormat = {
  id: 'sadf',
  matches: (_path, head) =>
    head.split('\n', HEAD_LINES).some(line => {
      const stamp = VALUE.exec(line.trimEnd())?.[3]
      return NAMES.test(line.trimEnd()) || (stamp !== undefined && sampleTime(stamp) !== null)
    }),
  open(path) {
    const machines = new Map<string, typeof NEW>()
    let names: readonly string[] = []

    const columnsOf = (node: string, zone: SampleTime['zone']): Columns => {
      const known = machines.get(node) ?? { ...NEW }
      machines.set(node, known)
      known[zone] ??= newColumns({ path, node, clock: 'wall', zone })
      return known[zone]
    }

    function take(
      host: string,
      interval: string,
      timestamp: string,
      value: (name: string) => number,
      place: Place,
    ): void {
      const at = sampleTime(timestamp)
      if (at === null || Number(interval) <= 0) return
      const columns = columnsOf(host, at.zone)
      for (const { metric, type, value: read } of sarReadings(value)) {
        if (type === 'rate') columns.begin(metric, 'node', at.seconds - Number(interval), place)
        columns.add(metric, 'node', type, at.seconds, read, place)
      }
    }

    return {
      take(line) {
        const printed = NAMES.exec(line.text.trimEnd())?.[1]
        if (printed !== undefined) {
          names = printed.split(';')
          return
        }
        const [, host, interval = '', time = '', device, name = '', number = ''] = VALUE.exec(line.text.trimEnd()) ?? []
        if (host !== undefined) {
          if (device !== '-' || !isKnownColumn(name)) return
          take(host, interval, time, each => (each === name ? sarNumber(number) : Number.NaN), line)
          return
        }
        const [machine, seconds = '', stamp = '', ...cells] = line.text.trimEnd().split(';')
        if (machine === undefined || cells.length !== names.length) return
        take(machine, seconds, stamp, each => sarNumber(cells[names.indexOf(each)] ?? ''), line)
      },
      close: () =>
        [...machines.values()].flatMap(({ given, missing }) => [
          ...(given?.series() ?? []),
          ...(missing?.series() ?? []),
        ]),
    }
  },
}
