import type { IncidentCase, Verdict } from '../model/case.ts'
import type { Confidence } from '../model/report.ts'
import { heedOrigin } from './origin.ts'
import type { Rule } from './rule.ts'
import { unknownCause } from './unknown.ts'

const RANK: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 }

/**
 * What all rules that hold have to say: causes first, the most certain of them first, and among equals in the order of the
 * rules; then what explains the manner of the kill. Never without a cause. Lines that any process may have written make
 * nothing certain.
 */
export function verdictsOf(incidentCase: IncidentCase, rules: readonly Rule[]): readonly Verdict[] {
  const found = (isManner: boolean) =>
    rules.filter(rule => (rule.isManner === true) === isManner).flatMap(rule => rule.check(incidentCase) ?? [])
  const causes = found(false).toSorted((a, b) => RANK[a.cause.confidence] - RANK[b.cause.confidence])
  if (causes.length === 0) causes.push(unknownCause(incidentCase))
  return heedOrigin(incidentCase, [...causes, ...found(true)])
}
