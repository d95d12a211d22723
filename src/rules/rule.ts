import type { IncidentCase, Verdict } from '../model/case.ts'
import type { Advice, Confidence } from '../model/report.ts'
import type { Span } from '../model/span.ts'

/** What is said of a cause, whatever the incident. */
export interface CauseText {
  /** The cause code. */
  readonly id: string
  /** What happened, in a few words. */
  readonly title: string
  /** What it means, and what usually stands behind it. */
  readonly explains: string
  /** What must be in the evidence for the rule to speak. */
  readonly grounds: string
  /** What makes it as sure as that: an entry for each confidence that it can have, and for no other. */
  readonly criteria: Readonly<Partial<Record<Confidence, string>>>
  /** What to do about it in general. The advice of an incident names the object and the numbers. */
  readonly remedy: string
}

/** One cause and how to tell it. */
export interface Rule extends CauseText {
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
