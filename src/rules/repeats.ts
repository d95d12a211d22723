import { formatSeconds } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'

function medianOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null
}

/**
 * A sentence about other kills of the same workload: how many, and how far apart. Empty where there are none. Whether
 * memory grew between them is not in a kill's own report.
 */
export function repeatsOf({ incident, repeats }: IncidentCase): string {
  if (repeats.length === 0) return ''
  const times = [incident, ...repeats].map(({ at }) => (at.wall === null ? Number.NaN : Date.parse(at.wall) / 1000))
  const sorted = times.toSorted((a, b) => a - b)
  const gaps = sorted.slice(1).map((time, index) => time - (sorted[index] ?? time))
  const apart = gaps.every(Number.isFinite) ? medianOf(gaps) : null
  const spacing = apart === null || apart < 1 ? '' : `, about ${formatSeconds(apart)} apart`
  const isKill = [incident, ...repeats].every(({ victims }) => victims.length > 0)
  const what = isKill ? 'The same workload was killed' : 'The same limit was reached'
  return ` ${what} ${repeats.length + 1} times in this bundle${spacing}.`
}
