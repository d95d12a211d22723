import { formatBytes } from '../../model/bytes.ts'
import type { SampledSeries } from '../../model/report.ts'

/** One chart: what is drawn in it, and how its numbers read. */
export interface ChartSpec {
  readonly id: 'pressure' | 'memory' | 'reclaim'
  readonly title: string
  readonly units: readonly SampledSeries['unit'][]
  readonly format: (value: number, unit: SampledSeries['unit']) => string
}

const number = (value: number): string => String(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
const UNIT: Readonly<Record<SampledSeries['unit'], string>> = {
  share: '',
  bytes: '',
  'pages-per-second': ' pages/s',
  'times-per-second': ' /s',
}

export const SPECS: readonly ChartSpec[] = [
  {
    id: 'pressure',
    title: 'Pressure: share of the time that tasks waited',
    units: ['share'],
    format: value => `${number(value * 100)} %`,
  },
  { id: 'memory', title: 'Memory', units: ['bytes'], format: formatBytes },
  {
    id: 'reclaim',
    title: 'Reclaim: pages and events a second',
    units: ['pages-per-second', 'times-per-second'],
    format: (value, unit) => `${number(value)}${UNIT[unit]}`,
  },
]

const NAMES: Readonly<Record<string, string>> = {
  'psi-memory-some': 'memory some',
  'psi-memory-full': 'memory full',
  'psi-memory-some-avg10': 'memory some (10 s)',
  'psi-memory-full-avg10': 'memory full (10 s)',
  'psi-io-some': 'io some',
  'psi-io-full': 'io full',
  'mem-available': 'MemAvailable',
  'mem-free': 'MemFree',
  'swap-free': 'SwapFree',
  'file-lru': 'file pages',
  'memory-current': 'memory.current',
  'memory-working-set': 'working set',
  'memory-high': 'memory.high',
  'memory-max': 'memory.max',
  'refault-file': 'file refaults',
  'refault-anon': 'anon refaults',
  'swap-in': 'swap in',
  'swap-out': 'swap out',
  'scan-direct': 'direct scan',
  'major-faults': 'major faults',
  'direct-reclaim': 'direct reclaim',
}

export const nameOf = (metric: string): string => (Object.hasOwn(NAMES, metric) ? (NAMES[metric] ?? metric) : metric)

/** A dash pattern beside the colour, so that lines can be told apart without it. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 4], [1, 2]]

/** Everything that was sampled of one scope. */
export interface ScopeSeries {
  readonly scope: string
  readonly node: string | null
  readonly series: readonly SampledSeries[]
}

export function byScope(all: readonly SampledSeries[]): readonly ScopeSeries[] {
  const groups = new Map<string, SampledSeries[]>()
  for (const each of all) {
    const key = JSON.stringify([each.node, each.scope])
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return [...groups.values()].flatMap(series => {
    const [first] = series
    return first ? [{ scope: first.scope, node: first.node, series }] : []
  })
}

/** A line that never leaves zero says so in words, and takes no room in a chart. */
export const isSilent = ({ values }: SampledSeries): boolean => values.every(value => value === null || value === 0)

/** The highest value, which is what a line is looked at for. */
export const peakOf = ({ values }: SampledSeries): number =>
  values.reduce<number>((most, value) => (value !== null && value > most ? value : most), 0)
