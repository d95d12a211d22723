import type { KubeEvent } from '../../model/kubernetes.ts'
import { lineSpan } from '../../model/line.ts'
import { NO_BOOT } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { eventSummary } from '../kubernetes/summary.ts'
import { fieldsOf, isKlog, klogRecord } from './klog-record.ts'
import { qualified } from './subject.ts'

/** `Event(v1.ObjectReference{Kind:"Pod", …}): type: 'Warning' reason: 'Evicted' The node was low …`, before Kubernetes 1.21. */
const PRINTF = /^Event\((v1\.ObjectReference\{.{1,900}?\})\): type: '(\w{1,20})' reason: '(\w{1,100})' (.*)$/s

/** Programs that hold a kubelet or a controller of Kubernetes, and klog's own header. What others print in this form is their affair. */
const PROGRAMS = /kube|^(?:k3s|rke2|k0s|origin-node|atomic-openshift-node|klog)/i

/** A container's own log, and a program that is none of Kubernetes. */
const isForeign = ({ ident, envelopes }: Body): boolean =>
  (ident !== null && !PROGRAMS.test(ident)) || envelopes.some(id => id === 'cri' || id === 'json')

interface Printed {
  readonly object: KubeEvent['object']
  readonly fieldPath: string | null
  readonly type: string | null
  readonly reason: string
  readonly message: string
}

function structured(body: Body): Printed | null {
  const record = klogRecord(body)
  const reason = record?.get('reason') ?? null
  if (record?.message !== 'Event occurred' || reason === null) return null
  const object = record.get('object') ?? ''
  const { namespace = null, pod = object } = qualified(object)
  return {
    object: { kind: record.get('kind') ?? '', namespace: namespace || null, name: pod || object || null, uid: null },
    fieldPath: record.get('fieldPath'),
    type: record.get('type'),
    reason,
    message: record.get('message') ?? record.get('note') ?? '',
  }
}

function printed(body: Body): Printed | null {
  const [, reference, type = null, reason = '', message = ''] = (isKlog(body) && PRINTF.exec(body.text)) || []
  if (reference === undefined) return null
  const fields = fieldsOf(reference)
  return {
    object: {
      kind: fields.get('kind') ?? '',
      namespace: fields.get('namespace') ?? null,
      name: fields.get('name') || null,
      uid: null,
    },
    fieldPath: fields.get('fieldpath') ?? null,
    type,
    reason,
    message,
  }
}

function factOf(body: Body, event: Printed): KubeEvent {
  const { object, type, reason, message } = event
  const isOfNode = object.kind === 'Node'
  return {
    kind: 'kube.event',
    stamp: body.stamp,
    node: isOfNode ? object.name : body.host,
    boot: NO_BOOT,
    ...eventSummary({ type, reason, message, object }),
    evidence: [lineSpan(body.line)],
    type,
    reason,
    message,
    object,
    container: /^spec\.(?:\w{0,10}[cC]ontainers)\{([a-z0-9-]{1,63})\}$/.exec(event.fieldPath ?? '')?.[1] ?? null,
    count: null,
    first: body.stamp,
    component: null,
    host: body.host,
    uid: null,
    eventName: null,
    createdAtMs: null,
    annotations: {},
  }
}

/** `"Event occurred" object="shop/cart-0" kind="Pod" … reason="Evicted"`: events as kubelet and controllers log them (client-go). */
export const klogEvent: Message = {
  id: 'klog-event',
  cues: ['Event occurred', 'Event(v1.ObjectReference{'],
  read(body) {
    const event = isForeign(body) ? null : (structured(body) ?? printed(body))
    return event === null || event.object.name === '' || event.object.kind === '' ? null : factOf(body, event)
  },
}
