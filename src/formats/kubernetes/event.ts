import type { KubeEvent } from '../../model/kubernetes.ts'
import type { Capture } from './capture.ts'
import { readEventTimes } from './event-time.ts'
import { integerOf, textOf } from './fields.ts'
import { evidenceOf, type Places } from './place.ts'
import { eventSummary } from './summary.ts'
import { at, type Value } from './value.ts'

const FIELD_PATH = /^spec\.(?:containers|initContainers|ephemeralContainers)\{([^{}]+)\}$/

/** What the kubelet notes on its evictions. Other annotations are not read: they may hold anything, secrets too. */
const ANNOTATIONS = [
  'offending_containers',
  'offending_containers_usage',
  'offending_pod',
  'offending_pod_usage',
  'starved_resource',
] as const

const NO_ANNOTATIONS: Readonly<Record<string, string>> = {}

function annotationsOf(event: Value): Readonly<Record<string, string>> {
  const annotations = at(event, 'metadata', 'annotations')
  if (annotations === null) return NO_ANNOTATIONS
  const found: Record<string, string> = {}
  for (const key of ANNOTATIONS) {
    const text = textOf(at(annotations, key))
    if (text !== null) found[key] = text
  }
  return found
}

/** Reads an Event of core/v1 or events.k8s.io/v1; null for an object that is about nothing. */
export function readEvent(event: Value, places: Places, capture: Capture): KubeEvent | null {
  const about = event.get('involvedObject') ?? event.get('regarding')
  // Go leaves empty strings out, so a field that is missing here is known to be empty.
  const kind = about?.get('kind')?.text() ?? ''
  const name = about?.get('name')?.text() ?? ''
  if (about === null || (kind === '' && name === '')) return null
  const reason = event.get('reason')?.text() ?? ''
  const messageValue = event.get('message') ?? event.get('note')
  const message = messageValue?.text() ?? ''
  const type = textOf(event.get('type'))
  const source = event.get('source')
  const oldSource = event.get('deprecatedSource')
  const component =
    textOf(at(source, 'component')) ??
    textOf(at(oldSource, 'component')) ??
    textOf(event.get('reportingComponent')) ??
    textOf(event.get('reportingController'))
  // Only the kubelet reports under the name of its node; others put the name of their own pod there.
  const reporter = component === 'kubelet' ? textOf(event.get('reportingInstance')) : null
  const host = textOf(at(source, 'host')) ?? textOf(at(oldSource, 'host')) ?? reporter
  const eventName = textOf(at(event, 'metadata', 'name'))
  const object = { kind, namespace: textOf(about.get('namespace')), name, uid: textOf(about.get('uid')) }
  const times = readEventTimes(event, eventName, capture)
  const count =
    integerOf(at(event, 'series', 'count')) ?? integerOf(event.get('count')) ?? integerOf(event.get('deprecatedCount'))
  return {
    kind: 'kube.event',
    stamp: times.last,
    node: kind === 'Node' && name !== '' ? name : host,
    boot: 0,
    ...eventSummary({ type, reason, message, object }),
    evidence: evidenceOf(places, event, [
      message === '' ? null : messageValue,
      event.get('reason'),
      times.lastValue,
      about.get('name'),
    ]),
    type,
    reason,
    message,
    object,
    container: FIELD_PATH.exec(about.get('fieldPath')?.text() ?? '')?.[1] ?? null,
    count: count !== null && count > 0 ? count : null,
    first: times.first,
    createdAtMs: times.createdAtMs,
    component,
    host,
    uid: textOf(at(event, 'metadata', 'uid')),
    eventName,
    annotations: annotationsOf(event),
  }
}
