import { type Line, lineSpan } from '../../model/line.ts'
import type { Problem } from '../../model/problem.ts'
import type { SeriesFormat } from '../../model/reader.ts'
import type { Series } from '../../model/series.ts'
import { type Columns, newColumns } from './columns.ts'
import { sampleTime } from './sample-time.ts'

/** ` r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st                 UTC`, also translated. */
const NAMES = /^\s*r\s+b((?:\s+\S+){14,17})\s*$/
const ROW = /^\s*\d{1,9}\s+\d{1,9}((?:\s+\d{1,20}){14,17})(?:\s+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d))?\s*$/
const HEAD_LINES = 8

/** Places after `r` and `b`: swpd free buff cache (with -a: inact active) si so. */
const FREE = 1
const SWAP_IN = 4
const SWAP_OUT = 5

const KIB = 1024
/** `si` and `so` are KiB a second, pages of 4 KiB on all but few machines. */
const KIB_OF_PAGE = 4
/** So much may a second that is cut off add to an interval. */
const ROUNDING_SECONDS = 1

/** procps 4.0.0 to 4.0.2 prints the memory of the first sample for ever: a column that never changes is no measurement. */
const isFrozen = ({ metric, values }: Series): boolean =>
  metric === 'mem-free' && values.length > 1 && values.every(value => value === values[0])

const timeless = (line: Line): Problem => ({
  code: 'TIME_MISSING',
  severity: 'info',
  detail: 'These rows of vmstat have no times: they were not used.',
  advice: 'Run vmstat with -t.',
  evidence: [lineSpan(line)],
  path: line.path,
})

/** Rows of `vmstat -t` (procps 3.2 to 4.0, also -w, -a and -n, in any language). */
export const vmstat: SeriesFormat = {
  id: 'vmstat',
  matches: (_path, head) => {
    const lines = head.split('\n', HEAD_LINES)
    return lines.some((line, at) => NAMES.test(line) && !ROW.test(line) && ROW.test(lines[at + 1] ?? ''))
  },
  open(path) {
    const byZone: Record<Series['zone'], Columns> = {
      given: newColumns({ path, node: null, clock: 'wall', zone: 'given' }),
      missing: newColumns({ path, node: null, clock: 'wall', zone: 'missing' }),
    }
    let [zone, names]: [string, Line | null] = ['', null]
    let last: number | null = null
    let interval: number | null = null
    let [isBelowNames, timelessRows]: [boolean, number] = [false, 0]

    function take(line: Line, cells: readonly number[], stamp: string): void {
      const at = sampleTime(`${stamp}${zone}`) ?? sampleTime(stamp)
      if (at === null) return
      const { seconds } = at
      const since = last === null ? null : seconds - last
      const isNext = since !== null && interval !== null && Math.abs(since - interval) <= ROUNDING_SECONDS
      // The first row of a run is the mean since boot; the names are repeated in the middle of one as well.
      const isMean = last === null || (isBelowNames && !isNext)
      if (since !== null && since <= 0) return
      last = seconds
      interval = isMean ? interval : since
      isBelowNames = false
      const columns = byZone[at.zone]
      for (const [metric, place] of [
        ['swap-in', SWAP_IN],
        ['swap-out', SWAP_OUT],
      ] as const) {
        if (isMean) columns.begin(metric, 'node', seconds, line)
        else columns.add(metric, 'node', 'rate', seconds, (cells[place] ?? Number.NaN) / KIB_OF_PAGE, line)
      }
      columns.add('mem-free', 'node', 'gauge', seconds, (cells[FREE] ?? Number.NaN) * KIB, line)
    }

    return {
      take(line) {
        const [row, cells = '', stamp] = ROW.exec(line.text) ?? []
        if (row !== undefined) {
          if (stamp === undefined) timelessRows += 1
          else take(line, cells.trim().split(/\s+/).map(Number), stamp)
          return
        }
        const printed = NAMES.exec(line.text)?.[1]?.trim().split(/\s+/).at(-1)
        if (printed === undefined) return
        zone = /^(?:[A-Z]{3,5}|[+-]\d\d(?:\d\d)?)$/.test(printed) ? ` ${printed}` : ''
        names ??= line
        isBelowNames = true
      },
      close: () => [
        ...(names !== null && timelessRows > 1 ? [timeless(names)] : []),
        ...byZone.given.series().filter(each => !isFrozen(each)),
        ...byZone.missing.series().filter(each => !isFrozen(each)),
      ],
    }
  },
}
