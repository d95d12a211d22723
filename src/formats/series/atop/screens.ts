import type { SeriesFormat } from '../../../model/reader.ts'
import { type Columns, newColumns } from '../columns.ts'
import { sampleTime } from '../sample-time.ts'

/** `ATOP - web-07      2026/10/07  08:30:20      -----------------        5s elapsed`. */
const HEAD =
  /^ATOP - (\S{1,253})\s+(\d{4})\/(\d\d)\/(\d\d)\s+(\d\d:\d\d:\d\d)\s.*?\s(\d{1,4}[dhms](?:\d{1,4}[hms]){0,3}) elapsed\s*$/
const CELL = /\| (memsome|memfull|iosome|iofull) +(\d{1,4})%/g
const METRICS = {
  memsome: 'psi-memory-some',
  memfull: 'psi-memory-full',
  iosome: 'psi-io-some',
  iofull: 'psi-io-full',
} as const

const PERCENT = 0.01
const HEAD_LINES = 40
const UNIT_SECONDS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 }

/** Seconds of `5s`, `10m0s`, `1h2m`. */
const elapsed = (printed: string): number =>
  [...printed.matchAll(/(?<!\d)(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit = 's']) => sum + Number(count) * (UNIT_SECONDS[unit] ?? 0),
    0,
  )

interface Screen {
  readonly columns: Columns
  readonly seconds: number
  /** Seconds that its shares are of; null for the first screen, whose shares are of all time since boot. */
  readonly interval: number | null
}

/** Pressure on the screens of `atop -r`, in whole percent of each interval (atop 2.4 to 2.11). Times are of the machine. */
export const atopScreens: SeriesFormat = {
  id: 'atop',
  matches: (_path, head) => head.split('\n', HEAD_LINES).some(line => HEAD.test(line)),
  open(path) {
    const machines = new Map<string, Columns>()
    let screen: Screen | null = null
    return {
      take(line) {
        const [, node, year, month, day, time, printed = ''] = HEAD.exec(line.text) ?? []
        if (node !== undefined) {
          const isKnown = machines.has(node)
          const columns = machines.get(node) ?? newColumns({ path, node, clock: 'wall', zone: 'missing' })
          machines.set(node, columns)
          const at = sampleTime(`${year}-${month}-${day} ${time}`)
          screen = at && { columns, seconds: at.seconds, interval: isKnown ? elapsed(printed) : null }
          return
        }
        if (screen === null || !line.text.startsWith('PSI |')) return
        const { columns, seconds, interval } = screen
        for (const [, name = '', percent] of line.text.matchAll(CELL)) {
          const metric = METRICS[name as keyof typeof METRICS]
          columns.begin(metric, 'node', seconds - (interval ?? 0), line)
          if (interval !== null) columns.add(metric, 'node', 'rate', seconds, Number(percent) * PERCENT, line)
        }
      },
      close: () => [...machines.values()].flatMap(columns => columns.series()),
    }
  },
}
