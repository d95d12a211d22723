import type { IncidentCase, Verdict } from '../model/case.ts'
import type { Confidence } from '../model/report.ts'
import { heedOrigin } from './origin.ts'
import type { Rule } from './rule.ts'
import { unknownCause } from './unknown.ts'

const RANK: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 }

/**
 * What all rules that hold have to say: the most certain first, and among equals in the order of the rules. Never empty.
 * Lines that any process may have written make nothing certain.
 */
export function verdictsOf(incidentCase: IncidentCase, rules: readonly Rule[]): readonly Verdict[] {
  const found = rules.flatMap(rule => rule.check(incidentCase) ?? [])
  if (found.length === 0) return [unknownCause(incidentCase)]
  const sorted = found.toSorted((a, b) => RANK[a.cause.confidence] - RANK[b.cause.confidence])
  return heedOrigin(incidentCase, sorted)
}
