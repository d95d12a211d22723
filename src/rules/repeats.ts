import { formatSeconds } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import type { Incident } from '../model/report.ts'

function medianOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null
}

/** The sentence for a list, which all of its incidents share: there may be thousands. */
const sentences = new WeakMap<readonly Incident[], string>()

function sentenceOf(repeats: readonly Incident[]): string {
  const times = repeats.map(({ at }) => (at.wall === null ? Number.NaN : Date.parse(at.wall) / 1000))
  const sorted = times.toSorted((a, b) => a - b)
  const gaps = sorted.slice(1).map((time, index) => time - (sorted[index] ?? time))
  const apart = gaps.every(Number.isFinite) ? medianOf(gaps) : null
  const spacing = apart === null || apart < 1 ? '' : `, about ${formatSeconds(apart)} apart`
  const isKill = repeats.every(({ victims }) => victims.length > 0)
  const what = isKill ? 'The same workload was killed' : 'The same limit was reached'
  return ` ${what} ${repeats.length} times in this bundle${spacing}.`
}

/**
 * A sentence about all kills of the same workload: how many, and how far apart. Empty where there is one. Whether memory
 * grew between them is not in a kill's own report.
 */
export function repeatsOf({ repeats }: IncidentCase): string {
  if (repeats.length === 0) return ''
  const sentence = sentences.get(repeats) ?? sentenceOf(repeats)
  sentences.set(repeats, sentence)
  return sentence
}
