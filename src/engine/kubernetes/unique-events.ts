import type { KubeEvent } from '../../model/kubernetes.ts'
import { cite } from '../../model/span.ts'

/** A name with control characters out of the way, since kubectl escapes them in its tables. */
const textOf = (event: KubeEvent): string => event.message.replace(/\s+/g, ' ').trim()

const keyOf = (event: KubeEvent): string =>
  JSON.stringify([event.reason, event.object.kind, event.object.namespace ?? '', event.object.name, textOf(event)])

/** The telling ones first: an object has a UID and absolute times, a table has ages. */
function merged(events: readonly KubeEvent[]): KubeEvent | null {
  const [best, ...others] = [...events].sort(
    (a, b) =>
      Number(b.uid !== null) - Number(a.uid !== null) ||
      Number(b.stamp.wall !== null) - Number(a.stamp.wall !== null) ||
      (b.count ?? 0) - (a.count ?? 0),
  )
  if (!best) return null
  return { ...best, evidence: cite(best.evidence, ...others.map(event => event.evidence)) }
}

/** Events with one text about one object: those with a UID by it, rows without one by their order in their own file. */
function mergedGroup(events: readonly KubeEvent[]): readonly KubeEvent[] {
  const slots: KubeEvent[][] = []
  const slotOfUid = new Map<string, number>()
  for (const event of events) {
    if (event.uid === null) continue
    const at = slotOfUid.get(event.uid) ?? slots.length
    slotOfUid.set(event.uid, at)
    slots[at] = [...(slots[at] ?? []), event]
  }
  const seen = new Map<string, number>()
  for (const event of events) {
    if (event.uid !== null) continue
    const { path } = event.evidence[0]
    const at = seen.get(path) ?? 0
    seen.set(path, at + 1)
    slots[at] = [...(slots[at] ?? []), event]
  }
  return slots.flatMap(slot => merged(slot) ?? [])
}

/** Each event once, citing every source that shows it: bundles hold the same events as tables, JSON and in descriptions. */
export function uniqueEvents(events: readonly KubeEvent[]): readonly KubeEvent[] {
  const groups = new Map<string, KubeEvent[]>()
  for (const event of events) {
    const key = keyOf(event)
    const group = groups.get(key)
    if (group) group.push(event)
    else groups.set(key, [event])
  }
  return [...groups.values()].flatMap(mergedGroup)
}
