import { bareContainerId, type Pod } from '../../model/identity.ts'
import { NO_SUBJECT, type Subject } from '../../model/node-log.ts'

const ID = /^[0-9a-f]{12,64}$/
const UID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})$/
/** `format.Pod` of Kubernetes: a name of DNS has no `_`. */
const FORMATTED = /^([a-z0-9][a-z0-9.-]{0,252})_([a-z0-9][a-z0-9-]{0,62})\(([0-9a-f-]{32,36})\)$/

/** What a line says of a subject; each part may be missing or not be what it should. */
export interface Named {
  readonly namespace?: string | null | undefined
  readonly pod?: string | null | undefined
  readonly uid?: string | null | undefined
  readonly container?: string | null | undefined
  readonly id?: string | null | undefined
  readonly sandboxId?: string | null | undefined
}

export const uidOf = (text: string | null | undefined): string | null => (text && UID.test(text) ? text : null)

/** A container ID, whole or the first twelve digits or more, with or without its runtime. */
export function idOf(text: string | null | undefined): string | null {
  const bare = bareContainerId(text)
  return bare !== null && ID.test(bare) ? bare : null
}

export function subjectOf(named: Named): Subject {
  const [namespace, name, uid] = [named.namespace || null, named.pod || null, uidOf(named.uid)]
  const [container, id] = [named.container || null, idOf(named.id)]
  return {
    pod: name === null && uid === null ? null : { namespace, name, uid },
    container: container === null && id === null ? null : { name: container, id },
    sandboxId: idOf(named.sandboxId),
  }
}

/** `shop/cart-0`, as klog prints a pod. */
export function qualified(text: string | null): Named {
  const [namespace, pod, ...more] = text?.split('/') ?? []
  return pod && more.length === 0 ? { namespace, pod } : {}
}

/** `cart-0_shop(6f1f0a5e-…)`, as the printf lines of older kubelets name a pod. */
export function formattedPod(text: string | null | undefined): Named {
  const [, pod, namespace, uid] = FORMATTED.exec(text ?? '') ?? []
  return pod === undefined ? {} : { pod, namespace, uid }
}

export const podSubject = (pod: Pod | null): Subject => ({ ...NO_SUBJECT, pod })

/** `shop/cart-0`, or what else is known of the pod. */
export const podName = ({ pod }: Subject): string | null =>
  pod?.name == null ? (pod?.uid ?? null) : `${pod.namespace ?? '?'}/${pod.name}`

/** `container app of shop/cart-0`, or what else a line names, for titles. */
export function titleOf(subject: Subject): string {
  const pod = podName(subject)
  const name = subject.container?.name ?? subject.container?.id?.slice(0, 12) ?? null
  if (name !== null) return pod === null ? `container ${name}` : `container ${name} of ${pod}`
  return pod === null ? 'a container' : `pod ${pod}`
}
