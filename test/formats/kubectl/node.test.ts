import { describe, expect, it } from 'vitest'
import { eventsOf } from '../../../src/model/event.ts'
import { readDescribe } from './described-pod.ts'

const NODE = `Name:               node-1
Roles:              <none>
Labels:             kubernetes.io/hostname=node-1
Annotations:        <none>
CreationTimestamp:  Tue, 25 Aug 2026 17:02:10 +0000
Taints:             <none>
Unschedulable:      false
Lease:
  HolderIdentity:  node-1
  AcquireTime:     <unset>
  RenewTime:       Mon, 23 Nov 2026 17:02:06 +0000
Conditions:
  Type             Status  LastHeartbeatTime                 LastTransitionTime                Reason                         Message
  ----             ------  -----------------                 ------------------                ------                         -------
  MemoryPressure   True    Mon, 23 Nov 2026 17:01:50 +0000   Mon, 23 Nov 2026 16:58:40 +0000   KubeletHasInsufficientMemory   kubelet has insufficient memory available
  Custom           False   Mon, 01 Jan 0001 00:00:00 +0000   Mon, 23 Nov 2026 16:58:40 +0000                                  a message  alone
Addresses:
  InternalIP:   10.0.42.17
  InternalDNS:  node-1.internal
  Hostname:     node-1
Capacity:
  memory:             487132Ki
  pods:               110
Allocatable:
  memory:             384732Ki
System Info:
  Machine ID:                 c862fbfd0c7822a84dbdd0addff454b6
  Boot ID:                    9705ddef-9e3d-4046-9e07-e98fc594d794
  Kernel Version:             5.10.0-46-cloud-amd64
  Kubelet Version:            v1.20.15
Non-terminated Pods:          (2 in total)
  Namespace                   Name                 CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age
  ---------                   ----                 ------------  ----------  ---------------  -------------  ---
  kube-system                 kube-proxy-2x7pq     0 (0%)        0 (0%)      0 (0%)           0 (0%)         61d
  shop                        invoices-w8pwj       0 (0%)        0 (0%)      49932Ki (12%)    96Mi (25%)     3m59s
Allocated resources:
  (Total limits may be over 100 percent, i.e., overcommitted.)
  Resource           Requests       Limits
  --------           --------       ------
  memory             49932Ki (12%)  96Mi (25%)
Events:
  Type     Reason     Age    From     Message
  ----     ------     ----   ----     -------
  Warning  SystemOOM  3m53s  kubelet  System OOM encountered, victim process: java, pid: 157
Capacity:
  memory:             1Ki
`

const facts = (text: string) => readDescribe(text).filter(one => 'kind' in one)

describe('a described node', () => {
  it('gives its identity, memory, conditions and pods', () => {
    const [node] = eventsOf(facts(NODE), 'kube.node')
    expect(node).toMatchObject({
      name: 'node-1',
      hostnames: ['node-1', '10.0.42.17', 'node-1.internal'],
      bootId: '9705ddef-9e3d-4046-9e07-e98fc594d794',
      machineId: 'c862fbfd0c7822a84dbdd0addff454b6',
      kernelRelease: '5.10.0-46-cloud-amd64',
      kubeletVersion: 'v1.20.15',
      capacityBytes: 487132 * 1024,
      allocatableBytes: 384732 * 1024,
      leaseRenewedMs: Date.UTC(2026, 10, 23, 17, 2, 6),
      pods: [
        { namespace: 'kube-system', name: 'kube-proxy-2x7pq', memoryRequestBytes: 0, memoryLimitBytes: null },
        { namespace: 'shop', name: 'invoices-w8pwj', memoryRequestBytes: 49932 * 1024, memoryLimitBytes: 96 * 2 ** 20 },
      ],
    })
    expect(node?.conditions).toMatchObject([
      { type: 'MemoryPressure', status: 'True', reason: 'KubeletHasInsufficientMemory' },
      { type: 'Custom', reason: null, message: 'a message  alone', lastHeartbeatMs: null },
    ])
  })

  it('names itself as the object and place of its events', () => {
    const [event] = eventsOf(facts(NODE), 'kube.event')
    expect(event).toMatchObject({ node: 'node-1', object: { kind: 'Node', namespace: null, name: 'node-1' } })
  })

  it('bounds the capture by the lease', () => {
    expect(eventsOf(facts(NODE), 'kube.capture').map(one => one.notBeforeMs)).toEqual([
      Date.UTC(2026, 10, 23, 17, 2, 6),
    ])
  })

  it('reads the narrower indentation of kubectl 1.16', () => {
    const [node] = eventsOf(facts(NODE.replaceAll(/^ {2}(memory|Boot ID):/gm, ' $1:')), 'kube.node')
    expect(node).toMatchObject({ capacityBytes: 487132 * 1024, bootId: '9705ddef-9e3d-4046-9e07-e98fc594d794' })
  })

  it('says when it is cut off', () => {
    const found = readDescribe(NODE.slice(0, NODE.indexOf('System Info')))
    expect(found.flatMap(one => ('code' in one ? one.code : []))).toEqual(['DOCUMENT_DAMAGED'])
  })
})
