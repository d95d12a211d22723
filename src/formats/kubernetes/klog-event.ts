import type { KubeEvent } from '../../model/kubernetes.ts'
import { lineSpan } from '../../model/line.ts'
import type { Body, Message } from '../../model/reader.ts'
import { eventSummary } from './summary.ts'

/** The head of klog's lines from client-go's recorder; what an envelope takes off may be missing. */
const BEFORE = /^(?:[IW]\d{4} \d\d:\d\d:\d\d\.\d{1,9} +\d+ )?event\.go:\d+\] /
/** Until Kubernetes 1.20, and in components that still log so: `Event(%#v): type: '%v' reason: '%v' %v`. */
const REFERENCE =
  /^Event\(v1\.ObjectReference\{Kind:"(\w*)", Namespace:"([^"]*)", Name:"([^"]*)", UID:"([^"]*)", APIVersion:"[^"]*", ResourceVersion:"[^"]*", FieldPath:"([^"]*)"\}\): type: '(\w+)' reason: '(\w+)' (.*)$/s
/** Since 1.20: `"Event occurred" object="…" … reason="…" message="…"`. */
const STRUCTURED = /^"Event occurred" object="([^"]*)"(.*)$/s
const PAIR = / (\w+)="((?:[^"\\]|\\.)*)"/g
const CONTAINER = /^spec\.[A-Za-z]+\{([^}]+)\}$/

/** Programs that hold a kubelet or a controller of Kubernetes. What other programs print in this form is their own affair. */
const PROGRAMS = /kube|^(?:k3s|rke2|k0s|origin-node|atomic-openshift-node)/i

interface Told {
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
  readonly uid: string | null
  readonly fieldPath: string
  readonly type: string
  readonly reason: string
  readonly message: string
}

function unquoted(text: string): string {
  return text.replace(/\\(["\\nt])/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char))
}

function byReference(text: string): Told | null {
  const [, kind = '', namespace = '', name = '', uid = '', fieldPath = '', type = '', reason, message = ''] =
    REFERENCE.exec(text) ?? []
  if (reason === undefined) return null
  return { kind, namespace: namespace || null, name, uid: uid || null, fieldPath, type, reason, message }
}

function byPairs(text: string): Told | null {
  const [, object = '', rest] = STRUCTURED.exec(text) ?? []
  if (rest === undefined) return null
  const pairs = new Map(Array.from(rest.matchAll(PAIR), ([, key = '', value = '']) => [key, unquoted(value)]))
  const slash = object.indexOf('/')
  const reason = pairs.get('reason')
  if (reason === undefined || reason === '') return null
  return {
    kind: pairs.get('kind') ?? '',
    namespace: slash === -1 ? null : object.slice(0, slash),
    name: object.slice(slash + 1),
    uid: null,
    fieldPath: pairs.get('fieldPath') ?? '',
    type: pairs.get('type') ?? '',
    reason,
    message: pairs.get('message') ?? '',
  }
}

/** A container's own log, and a program that is none of Kubernetes. */
const isForeign = ({ ident, envelopes }: Body): boolean =>
  (ident !== null && !PROGRAMS.test(ident)) || envelopes.some(id => id === 'cri' || id === 'json')

/** Events in the log of the component that sent them (client-go, tools/record/event.go). */
export const klogEvent: Message = {
  id: 'klog-event',
  cues: ['Event(v1.ObjectReference{', '"Event occurred" object="'],
  read(body) {
    const head = BEFORE.exec(body.text)?.[0]
    const text = body.text.slice(head?.length ?? 0)
    if (isForeign(body) || (head === undefined && body.ident === null && !body.envelopes.includes('klog'))) return null
    const told = byReference(text) ?? byPairs(text)
    if (told === null || told.name === '') return null
    const { kind, name, uid, type, reason, message } = told
    const isNode = kind === 'Node'
    // The kubelet puts the node's name where the UID of a node should be.
    const object = { kind, namespace: isNode ? null : told.namespace, name, uid: isNode ? null : uid }
    const event: KubeEvent = {
      kind: 'kube.event',
      stamp: body.stamp,
      node: isNode ? name : null,
      boot: 0,
      ...eventSummary({ type, reason, message, object }),
      evidence: [lineSpan(body.line)],
      type,
      reason,
      message,
      object,
      container: CONTAINER.exec(told.fieldPath)?.[1] ?? null,
      count: null,
      first: body.stamp,
      component: null,
      host: null,
      uid: null,
      eventName: null,
      annotations: {},
    }
    return event
  },
}
