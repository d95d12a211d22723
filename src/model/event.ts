import type { Fact } from './fact.ts'
import type { HostReading } from './host.ts'
import type { KernelBoot, KernelNotice, OomReaped, OomReport } from './kernel.ts'
import type { KillerKill, UnitOom } from './killer.ts'
import type { CaptureHint, KubeEvent, NodeFact, PodFact } from './kubernetes.ts'
import type { HeapExhausted, KillTold, NodeLogEvent, NodeSymptom } from './node-log.ts'

/** Everything that readers can find. Closed: a new fact is a new member here. */
export type OomEvent =
  | OomReport
  | KernelBoot
  | OomReaped
  | KernelNotice
  | KillerKill
  | UnitOom
  | PodFact
  | NodeFact
  | KubeEvent
  | CaptureHint
  | HostReading
  | NodeLogEvent
  | NodeSymptom
  | HeapExhausted
  | KillTold

/** The kinds of all events. */
export type EventKind = OomEvent['kind']
/** The event of a kind. */
export type EventOf<K extends EventKind> = Extract<OomEvent, Pick<Fact<K>, 'kind'>>

/** The events of one kind, in their order. */
export function eventsOf<const K extends EventKind>(events: readonly OomEvent[], kind: K): readonly EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}
