import type { Metric } from '../../../model/series.ts'
import type { Reading } from '../contents.ts'

const KIB = 1024
const PERCENT = 0.01

/** Columns of sar that are rates: events or pages a second, and shares of time in percent. */
const RATES: Readonly<Record<string, readonly [Metric, factor: number]>> = {
  '%smem': ['psi-memory-some', PERCENT],
  '%fmem': ['psi-memory-full', PERCENT],
  '%sio': ['psi-io-some', PERCENT],
  '%fio': ['psi-io-full', PERCENT],
  '%scpu': ['psi-cpu-some', PERCENT],
  'majflt/s': ['major-faults', 1],
  'pgscank/s': ['scan-kswapd', 1],
  'pgscand/s': ['scan-direct', 1],
  'pswpin/s': ['swap-in', 1],
  'pswpout/s': ['swap-out', 1],
}

/** Columns that are values at that time; sizes are KiB, also where they are printed with a unit (`sar -h`). */
const GAUGES: Readonly<Record<string, readonly [Metric, factor: number]>> = {
  '%smem-10': ['psi-memory-some-avg10', PERCENT],
  '%fmem-10': ['psi-memory-full-avg10', PERCENT],
  kbmemfree: ['mem-free', KIB],
  kbavail: ['mem-available', KIB],
  kbswpfree: ['swap-free', KIB],
}

/** A printed share below this is too coarse to tell the whole by. */
const LEAST_PERCENT = 1

const UNITS = 'BkMGTP'

/** A number of sar: with a comma in some locales, with a unit or a percent sign by `-h`. In KiB where a unit is printed. */
export function sarNumber(cell: string): number {
  const [, whole, fraction = '', unit] = /^(\d{1,20})(?:[.,](\d{1,10}))?([BkMGTP%])?$/.exec(cell) ?? []
  const value = whole === undefined ? Number.NaN : Number(`${whole}.${fraction}`)
  return unit === undefined || unit === '%' ? value : value * KIB ** (UNITS.indexOf(unit) - 1)
}

/** Percentages of memory in use are of all memory, which sar does not print (sysstat rd_stats.c, pr_stats.c). */
function totals(value: (name: string) => number): readonly Reading[] {
  const [used, percent] = [value('kbmemused'), value('%memused')]
  const swap = value('kbswpfree') + value('kbswpused')
  return [
    {
      metric: 'mem-total',
      type: 'gauge',
      value: percent < LEAST_PERCENT ? Number.NaN : (used * KIB) / (percent * PERCENT),
    },
    { metric: 'swap-total', type: 'gauge', value: swap * KIB },
  ]
}

/** What the columns of one row of sar say; `value` gives the number of a column, NaN for one that is not there. */
export function sarReadings(value: (name: string) => number): readonly Reading[] {
  const of = (table: typeof RATES, type: Reading['type']): readonly Reading[] =>
    Object.entries(table).map(([name, [metric, factor]]) => ({ metric, type, value: value(name) * factor }))
  return [...of(RATES, 'rate'), ...of(GAUGES, 'gauge'), ...totals(value)].filter(each => Number.isFinite(each.value))
}

/** The metric of a column that is a rate; null for any other. */
export const rateMetric = (name: string): Metric | null =>
  Object.hasOwn(RATES, name) ? (RATES[name]?.[0] ?? null) : null

/** True for a column that says something of use. */
export const isKnownColumn = (name: string): boolean => Object.hasOwn(RATES, name) || Object.hasOwn(GAUGES, name)
