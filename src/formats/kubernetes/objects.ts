import type { Found } from '../../model/reader.ts'
import type { Capture } from './capture.ts'
import { readEvent } from './event.ts'
import { readNode } from './node.ts'
import type { Places } from './place.ts'
import { readPod } from './pod.ts'
import { at, type Value } from './value.ts'

/** What a list says of its items: items of `PodList` and its like have no kind of their own. */
export interface ListHead {
  kind: string | null
  apiVersion: string | null
}

type Reader = (value: Value, places: Places, capture: Capture) => Found | null

/** The kinds that are read, with the API versions of theirs: other groups have a Node and an Event too (audit logs). */
const READERS: ReadonlyMap<string, { readonly api: RegExp; readonly read: Reader }> = new Map([
  ['Pod', { api: /^v1$/, read: readPod }],
  ['Node', { api: /^v1$/, read: readNode }],
  ['Event', { api: /^(?:v1|events\.k8s\.io\/v1(?:beta1)?)$/, read: readEvent }],
])

/** What loggers of events and watches wrap an object in: eventrouter, `--output-watch-events`, Cloud Logging. */
const WRAPPERS = ['event', 'object', 'jsonPayload'] as const

/** False when the head of the list rules out that its items are of interest. */
export function mayHoldFacts(list: ListHead): boolean {
  if (list.kind === null || list.kind === 'List' || !list.kind.endsWith('List')) return true
  return READERS.has(list.kind.slice(0, -'List'.length))
}

/** False when an object of this kind is not read. */
export const isReadKind = (kind: string): boolean => READERS.has(kind)

/** Tells the kind of an object without one by what only that kind has. */
function kindByShape(value: Value): string | null {
  if (value.get('involvedObject') ?? value.get('regarding')) return 'Event'
  if (at(value, 'status', 'nodeInfo')) return 'Node'
  if (at(value, 'spec', 'containers') && value.get('status')) return 'Pod'
  return null
}

function unwrapped(value: Value): Value {
  if (value.get('kind') ?? value.get('involvedObject') ?? value.get('metadata')) return value
  for (const wrapper of WRAPPERS) {
    const inner = value.get(wrapper)
    if (inner !== null) return inner
  }
  return value
}

/** Reads one object of a document; null when it is of no interest here. */
export function readObject(outer: Value, list: ListHead, places: Places, capture: Capture): Found | null {
  const value = unwrapped(outer)
  const listed =
    list.kind !== null && list.kind !== 'List' && list.kind.endsWith('List') ? list.kind.slice(0, -4) : null
  const kind = value.get('kind')?.text() ?? listed ?? kindByShape(value)
  const reader = kind === null ? undefined : READERS.get(kind)
  if (reader === undefined) return null
  const api = value.get('apiVersion')?.text() ?? (listed === null ? null : list.apiVersion)
  return api === null || reader.api.test(api) ? reader.read(value, places, capture) : null
}
