import { kubectlDescribe } from '../../../src/formats/kubectl/describe.ts'
import type { Found } from '../../../src/model/reader.ts'

const encoder = new TextEncoder()

/** Reads a text as `kubectl describe`. */
export const readDescribe = (text: string, path = 'describe.txt'): readonly Found[] => [
  ...kubectlDescribe.read({ path, text, bytes: encoder.encode(text) }),
]

export const started = '      Started:      Mon, 23 Nov 2026 16:00:50 +0000'
export const finished = '      Finished:     Mon, 23 Nov 2026 16:02:30 +0000'

/** The lines that end a terminated state. */
export const ending = (exitCode: number): string => `      Exit Code:    ${exitCode}\n${started}\n${finished}`

export const oomKilled = `    Last State:     Terminated\n      Reason:       OOMKilled\n${ending(137)}`

/** A last state of an ordinary crash whose termination message is the one given. */
export const crashed = (message: string): string =>
  `    Last State:     Terminated\n      Reason:       Error\n      Message:      ${message}\n${ending(1)}`

/** A container block with this last state. */
export const container = (name: string, lastState: string): string => `  ${name}:
    Container ID:   containerd://${'ab'.repeat(32)}
    Image:          registry.example.com/app:1
    Image ID:       registry.example.com/app@sha256:00
    Port:           <none>
    Host Port:      <none>
    State:          Running
      Started:      Mon, 23 Nov 2026 16:02:40 +0530
${lastState}
    Ready:          True
    Restart Count:  5
    Limits:
      cpu:     500m
      memory:  256Mi
    Requests:
      cpu:        250m
      memory:     128Mi
    Environment:  <none>
    Mounts:       <none>
`

/** A description of one pod with these container blocks and these event rows. */
export const pod = (name: string, containers: string, events = ''): string => `Name:             ${name}
Namespace:        shop
Priority:         2000001000
Priority Class Name:  system-node-critical
Node:             node-1/10.0.0.7
Start Time:       Mon, 23 Nov 2026 15:00:00 +0000
Labels:           app=${name}
Annotations:      example.org/note:
                    Status:  Failed
                    Name:    fake
                  kubernetes.io/config.hash: 0123456789abcdef0123456789abcdef
Status:           Running
IP:               10.1.0.5
IPs:
  IP:           10.1.0.5
Controlled By:  ReplicaSet/${name}-7d4f
Containers:
${containers}Conditions:
  Type              Status
  Ready             True 
Volumes:
  scratch:
    Type:       EmptyDir (a temporary directory that shares a pod's lifetime)
    Medium:     Memory
    SizeLimit:  64Mi
  disk:
    Type:       EmptyDir (a temporary directory that shares a pod's lifetime)
    Medium:     
QoS Class:                   Burstable
Node-Selectors:              <none>
Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
Events:${events === '' ? '  <none>' : `\n${events}`}
`
