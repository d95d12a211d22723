/** `kubectl describe` of a pod and tables of events, put together from what a test needs to vary. */

export interface DescribedPod {
  readonly name?: string
  readonly namespace?: string
  readonly node?: string
  readonly limit?: string
  /** As kubectl prints it: `Thu, 15 Jan 2026 07:00:00 +0000`. */
  readonly start?: string
  readonly finished?: string
  readonly reason?: string
  readonly exitCode?: number
  readonly id?: string
  readonly events?: string
}

export const describedPod = (pod: DescribedPod = {}): string => `Name:             ${pod.name ?? 'cart-0'}
Namespace:        ${pod.namespace ?? 'shop'}
Priority:         0
Node:             ${pod.node ?? 'node-1'}/10.0.0.7
Start Time:       ${pod.start ?? 'Thu, 15 Jan 2026 07:00:00 +0000'}
Labels:           <none>
Annotations:      <none>
Status:           Running
IP:               10.1.0.5
IPs:
  IP:           10.1.0.5
Controlled By:  StatefulSet/cart
Containers:
  cart:
    Container ID:   containerd://${pod.id ?? 'd'.repeat(64)}
    Image:          registry.example.com/app:1
    Image ID:       registry.example.com/app@sha256:00
    Port:           <none>
    Host Port:      <none>
    State:          Running
      Started:      Thu, 15 Jan 2026 08:30:12 +0000
    Last State:     Terminated
      Reason:       ${pod.reason ?? 'OOMKilled'}
      Exit Code:    ${pod.exitCode ?? 137}
      Started:      Thu, 15 Jan 2026 08:00:00 +0000
      Finished:     ${pod.finished ?? 'Thu, 15 Jan 2026 08:30:10 +0000'}
    Ready:          True
    Restart Count:  1
    Limits:
      memory:  ${pod.limit ?? '64Mi'}
    Requests:
      memory:     32Mi
    Environment:  <none>
    Mounts:       <none>
Conditions:
  Type              Status
  Ready             True 
Volumes:            <none>
QoS Class:                   Burstable
Node-Selectors:              <none>
Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
Events:${pod.events === undefined ? '  <none>' : `\n${pod.events}`}
`

/** `kubectl get events -A`: age, reason, object, message. */
export const eventTable = (...rows: readonly (readonly [string, string, string, string])[]): string =>
  [
    'NAMESPACE   LAST SEEN   TYPE      REASON                      OBJECT                MESSAGE',
    ...rows.map(
      ([age, reason, object, message]) =>
        `shop        ${age.padEnd(12)}Warning   ${reason.padEnd(28)}${object.padEnd(22)}${message}`,
    ),
    '',
  ].join('\n')
