import type { Evidence } from './span.ts'
import type { Stamp } from './stamp.ts'

/** How much an event matters in a timeline. */
export type Severity = 'info' | 'warning' | 'critical'

/** What every event has. `kind` tells the members of the union apart; nothing outside its maker and its users branches on it. */
export interface Fact<K extends string> {
  /** What sort of event it is. */
  readonly kind: K
  /** What its own text says about its time. */
  readonly stamp: Stamp
  /** The node that the line or object itself names; null where only a join can tell. */
  readonly node: string | null
  /** Which boot of its source the line belongs to: 0 for the first seen. Zero for facts that have no boot. */
  readonly boot: number
  /** One line for the timeline. */
  readonly title: string
  /** How much it matters in a timeline. */
  readonly severity: Severity
  /** Where it stands: at least one place. */
  readonly evidence: Evidence
}
