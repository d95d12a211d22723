import type { KernelNotice } from '../../model/kernel.ts'
import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { HeapExhausted } from '../../model/node-log.ts'
import type { Incident, ThrashingWindow, TriageStep } from '../../model/report.ts'
import type { Span } from '../../model/span.ts'
import { citeAll } from '../cite-all.ts'
import type { Ending } from '../kubernetes/endings.ts'
import type { KnownPod } from '../kubernetes/pod-index.ts'
import type { KernelLogs } from './kernel-logs.ts'
import type { Pressed } from './pressed.ts'

/** What the runbook's questions are answered from. */
export interface TriageFacts {
  readonly incidents: readonly Incident[]
  /** Incidents that the user's filter left out: no answer may say that there are none. */
  readonly hidden: number
  readonly pods: readonly KnownPod[]
  readonly endings: readonly Ending[]
  readonly nodes: readonly NodeFact[]
  readonly events: readonly KubeEvent[]
  /** Lines of the kernel that tell of memory trouble and are no kill. */
  readonly notices: readonly KernelNotice[]
  readonly logs: KernelLogs
  /** Spans of thrashing, and whether stalls were sampled at all. */
  readonly thrashing: readonly ThrashingWindow[]
  readonly hasPressure: boolean
  /** A machine that was under pressure when it was looked at; null where none is known to be. */
  readonly pressed: Pressed | null
  /** What runtimes said of their own memory. */
  readonly heaps: readonly HeapExhausted[]
}

export type Answer = Omit<TriageStep, 'step' | 'question'>

export function few(spans: readonly Span[]): readonly Span[] {
  const [first, ...rest] = spans
  return first ? citeAll([first], rest).slice(0, 10) : []
}

export const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
