import type { IncidentCase, Verdict } from '../model/case.ts'
import type { Advice, Confidence } from '../model/report.ts'
import type { Span } from '../model/span.ts'

/** One cause and how to tell it. */
export interface Rule {
  /** The cause code that it finds. */
  readonly id: string
  /** What happened, in a few words. */
  readonly title: string
  /** What it means, and what usually stands behind it. */
  readonly explains: string
  /** What must be in the evidence for the rule to speak. */
  readonly grounds: string
  /** True for what explains how the kernel killed, not why memory ran out: it stands after the causes. */
  readonly isManner?: boolean
  /** The verdict, or null where the grounds are not there. */
  check(incidentCase: IncidentCase): Verdict | null
}

/** Puts a verdict together. */
export const verdict = (
  code: string,
  confidence: Confidence,
  why: string,
  evidence: readonly Span[],
  ...advice: readonly Advice[]
): Verdict => ({ cause: { code, confidence, why, evidence }, advice })

/** Advice that changes no number. */
export const advise = (what: string, object: string, why: string, willNotHelp: string | null = null): Advice => ({
  do: what,
  object,
  from: null,
  to: null,
  why,
  willNotHelp,
})
