import type { Evidence } from './span.ts'
import type { Stamp } from './stamp.ts'

export type Severity = 'info' | 'warning' | 'critical'

/** What every event has. `kind` tells the members of the union apart; nothing outside its maker and its users branches on it. */
export interface Fact<K extends string> {
  readonly kind: K
  readonly stamp: Stamp
  /** The node that the line or object itself names; null where only a join can tell. */
  readonly node: string | null
  /** Which boot of its source the line belongs to: 0 for the first seen. Zero for facts that have no boot. */
  readonly boot: number
  /** One line for the timeline. */
  readonly title: string
  readonly severity: Severity
  readonly evidence: Evidence
}
