import type { KubeEvent } from '../../model/kubernetes.ts'
import { citeAll } from '../cite-all.ts'
import { groupBy } from '../../model/group-by.ts'

/** Anything that is blank but single blanks between words. */
const BLANKS = /\s\s|[^\S ]|^\s|\s$/

/** A name with control characters out of the way, since kubectl escapes them in its tables. */
const textOf = ({ message }: KubeEvent): string =>
  BLANKS.test(message) ? message.replace(/\s+/g, ' ').trim() : message

/** What it is about and what it says, with the lengths of all parts but the last: no two of these are one text. */
function keyOf(event: KubeEvent): string {
  const { reason, object } = event
  const kind = object.kind.toLowerCase()
  const { namespace, name } = object
  const lengths = `${reason.length} ${kind.length} ${namespace?.length ?? 0} ${name?.length ?? 'none'}`
  return `${lengths} ${reason}${kind}${namespace ?? ''}${name ?? ''}${textOf(event)}`
}

/** The telling ones first: an object has a UID and absolute times, a table has ages. */
function merged(events: readonly KubeEvent[]): KubeEvent | null {
  const [best, ...others] = [...events].sort(
    (a, b) =>
      Number(b.uid !== null) - Number(a.uid !== null) ||
      Number(b.stamp.wall !== null) - Number(a.stamp.wall !== null) ||
      (b.count ?? 0) - (a.count ?? 0),
  )
  if (!best) return null
  return {
    ...best,
    evidence: citeAll(
      best.evidence,
      others.flatMap(event => event.evidence),
    ),
  }
}

/** Events with one text about one object: those with a UID by it, rows without one by their order in their own file. */
function mergedGroup(events: readonly KubeEvent[]): readonly KubeEvent[] {
  // Most events have been seen once, and no other source tells of them.
  const uids = new Set(events.map(event => event.uid))
  if (uids.size === events.length && !uids.has(null)) return events
  const slots = [
    ...groupBy(
      events.filter(event => event.uid !== null),
      event => event.uid,
    ).values(),
  ]
  const seen = new Map<string, number>()
  for (const event of events) {
    if (event.uid !== null) continue
    const { path } = event.evidence[0]
    const at = seen.get(path) ?? 0
    seen.set(path, at + 1)
    const slot = slots[at]
    if (slot) slot.push(event)
    else slots.push([event])
  }
  return slots.flatMap(slot => merged(slot) ?? [])
}

/** Each event once, citing every source that shows it: bundles hold the same events as tables, JSON and in descriptions. */
export const uniqueEvents = (events: readonly KubeEvent[]): readonly KubeEvent[] =>
  [...groupBy(events, keyOf).values()].flatMap(mergedGroup)
