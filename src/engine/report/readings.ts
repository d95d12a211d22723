import type { EventKind, OomEvent } from '../../model/event.ts'
import type { HostReading } from '../../model/host.ts'
import type { NodeNames } from '../incident/node-of.ts'

/** A snapshot of a machine, with the node that it is of; null where nothing tells. */
export interface NodeReading {
  readonly node: string | null
  readonly reading: HostReading
}

const KINDS: ReadonlySet<EventKind> = new Set<HostReading['kind']>([
  'host.identity',
  'host.memory',
  'host.counters',
  'host.pressure',
  'host.cgroup',
  'host.zones',
  'host.slab',
])

const isReading = (event: OomEvent): event is HostReading => KINDS.has(event.kind)

export const readingsOf = (events: readonly OomEvent[], names: NodeNames): readonly NodeReading[] =>
  events.filter(isReading).map(reading => ({ node: names.ofSource(reading.evidence[0].path), reading }))

/** The readings of one kind. */
export const ofKind = <K extends HostReading['kind']>(
  readings: readonly NodeReading[],
  kind: K,
): readonly (Extract<HostReading, { readonly kind: K }> & { readonly of: string | null })[] =>
  readings.flatMap(({ node, reading }) =>
    reading.kind === kind ? [{ ...(reading as Extract<HostReading, { readonly kind: K }>), of: node }] : [],
  )
