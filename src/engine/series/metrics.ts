import type { SampledSeries } from '../../model/report.ts'
import type { Metric } from '../../model/series.ts'

type Unit = SampledSeries['unit']

/** What is drawn, in this order, and in which unit once counters are rates. */
const UNITS: readonly (readonly [Unit, readonly Metric[]])[] = [
  [
    'share',
    [
      'psi-memory-some',
      'psi-memory-full',
      'psi-memory-some-avg10',
      'psi-memory-full-avg10',
      'psi-io-some',
      'psi-io-full',
    ],
  ],
  [
    'bytes',
    [
      'mem-available',
      'mem-free',
      'swap-free',
      'file-lru',
      'memory-current',
      'memory-working-set',
      'memory-high',
      'memory-max',
    ],
  ],
  ['pages-per-second', ['refault-file', 'refault-anon', 'swap-in', 'swap-out', 'scan-direct']],
  ['times-per-second', ['major-faults', 'direct-reclaim']],
]

export const DRAWN: readonly { readonly metric: Metric; readonly unit: Unit }[] = UNITS.flatMap(([unit, metrics]) =>
  metrics.map(metric => ({ metric, unit })),
)

/** Of a cgroup that nothing points at, what says whether it may matter. */
export const BYSTANDER: ReadonlySet<Metric> = new Set<Metric>([
  'psi-memory-some',
  'psi-memory-full',
  'memory-current',
  'memory-working-set',
  'memory-max',
])
