import type { Span } from './span.ts'

/**
 * How sure a claim is; a word, because numbers would look exact and be invented. `certain`: nothing else fits. `likely`:
 * something outside the bundle could still change it. `possible`: other causes fit as well.
 */
export type Confidence = 'certain' | 'likely' | 'possible'

/** Why it came to that. */
export interface Cause {
  /** The code of the cause, such as `container-limit`. `oomlens explain CODE` tells more. */
  readonly code: string
  /**
   * `certain`: nothing else fits. `likely`: something outside the bundle could still change it. `possible`: other
   * causes fit as well.
   */
  readonly confidence: Confidence
  /** The grounds, in words. */
  readonly why: string
  /** Where the grounds stand. */
  readonly evidence: readonly Span[]
}

/** What to do, and what will not help. */
export interface Advice {
  /** What to do. */
  readonly do: string
  /** To what: a container of a workload, a pod, a cgroup, a service, a node. */
  readonly object: string
  /** The value now, as text; null where there is none. */
  readonly from: string | null
  /** The value wanted, as text; null where the evidence does not tell one. */
  readonly to: string | null
  /** Why it helps. */
  readonly why: string
  /** What people try first that is of no use here; null where there is nothing to say. */
  readonly willNotHelp: string | null
}
