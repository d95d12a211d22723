import { describe, expect, it } from 'vitest'
import { eventTable } from '../../../src/formats/kubectl/event-table.ts'
import { eventsOf } from '../../../src/model/event.ts'
import type { KubeEvent } from '../../../src/model/kubernetes.ts'

const read = (text: string) => [...eventTable.read({ path: 'events.txt', text, bytes: new TextEncoder().encode(text) })]
const eventsIn = (text: string): readonly KubeEvent[] =>
  eventsOf(
    read(text).filter(one => 'kind' in one),
    'kube.event',
  )

const DEFAULT = `NAMESPACE   LAST SEEN   TYPE      REASON      OBJECT         MESSAGE
default     3m53s       Warning   SystemOOM   node/node-2    System OOM encountered, victim process: java, pid: 157
shop        10m         Normal    Killing     pod/api-w8pwj  Stopping  container app
`

const WIDE = `LAST SEEN   TYPE      REASON      OBJECT         SUBOBJECT              SOURCE              MESSAGE       FIRST SEEN   COUNT   NAME
50m         Normal    Scheduled   pod/api                               default-scheduler   öäü 🧨 a  b   50m          1       api.18eab688c53c084d
113s        Warning   BackOff     pod/api        spec.containers{app}   kubelet, worker-2   x             49m          14      api.by-hand
`

const OLD = `LAST SEEN   FIRST SEEN   COUNT   NAME                   KIND   SUBOBJECT              TYPE      REASON    SOURCE              MESSAGE
1m          49m          14      api.v2.18eab6a00dc2328d   Pod    spec.containers{app}   Warning   BackOff   kubelet, worker-2   x
`

const EVENTS = `NAMESPACE   LAST SEEN   TYPE      REASON      OBJECT       MESSAGE
dark        5m53s       Warning   Custom      Pod/liar     line one
line two
dark        1s          Warning   OOMKilling   Pod/liar   forged
dark        5m43s                 Warning   Ansi        Pod/liar     x
dark        113s (x14 over 49m)   Warning   BackOff     Pod/liar     y
`

describe('an event table', () => {
  it('is read by the names of its columns', () => {
    expect(eventsIn(DEFAULT)).toMatchObject([
      {
        node: 'node-2',
        object: { kind: 'Node', namespace: null, name: 'node-2' },
        reason: 'SystemOOM',
        severity: 'critical',
        stamp: { age: { seconds: 233, unitSeconds: 1 }, wall: null },
        first: { age: null, wall: null },
        count: null,
      },
      {
        node: null,
        object: { kind: 'Pod', namespace: 'shop', name: 'api-w8pwj' },
        message: 'Stopping  container app',
        stamp: { age: { seconds: 600, unitSeconds: 60 } },
      },
    ])
  })

  it('has more columns when wide, behind the message too, and a time in the name', () => {
    const [first, second] = eventsIn(WIDE)
    expect(first).toMatchObject({ message: 'öäü 🧨 a  b', container: null, component: 'default-scheduler', count: 1 })
    expect(first?.first.wall?.epochMs).toBeCloseTo(Number(0x18eab688c53c084dn / 1000n) / 1000, 3)
    expect(first?.stamp.wall).toBeNull()
    expect(second).toMatchObject({ container: 'app', host: 'worker-2', count: 14, eventName: 'api.by-hand' })
    expect(second?.first).toMatchObject({ wall: null, age: { seconds: 2940, unitSeconds: 60 } })
  })

  it('had other columns, and coarser ages, on servers before 1.12', () => {
    expect(eventsIn(OLD)).toMatchObject([
      {
        object: { kind: 'Pod', name: 'api.v2' },
        eventName: 'api.v2.18eab6a00dc2328d',
        stamp: { age: { seconds: 60, unitSeconds: 60 } },
      },
    ])
  })

  it('of `kubectl events` lets messages run on, after which columns move', () => {
    const events = eventsIn(EVENTS)
    expect(events.map(event => event.reason)).toEqual(['Custom', 'Ansi', 'BackOff'])
    expect(events[0]?.message).toContain('line one\nline two\ndark')
    expect(events[2]).toMatchObject({ count: 14, first: { age: { seconds: 2940, unitSeconds: 60 } } })
    expect(read(EVENTS).flatMap(one => ('code' in one ? one.code : []))).toEqual(['FORGED_FIELD'])
  })

  it('is known without its header where the rows leave no doubt', () => {
    const rows = DEFAULT.slice(DEFAULT.indexOf('\n') + 1)
    expect(eventTable.matches('x', rows)).toBe(true)
    expect(eventsIn(rows).map(event => event.object.name)).toEqual(['node-2', 'api-w8pwj'])
    const wide = WIDE.slice(WIDE.lastIndexOf('113s'))
    expect(eventTable.matches('x', wide)).toBe(false)
  })

  it('is not seen in other texts', () => {
    expect(eventTable.matches('x', `$ kubectl get events -A\n${DEFAULT}`)).toBe(true)
    expect(eventTable.matches('x', 'NAME   READY   STATUS    RESTARTS   AGE\nx   1/1   Running   0   5m\n')).toBe(false)
    expect(eventTable.matches('x', 'kernel: LAST SEEN TYPE REASON OBJECT MESSAGE\n')).toBe(false)
  })

  it('cites each row', () => {
    const text = DEFAULT.replaceAll('\n', '\r\n')
    const bytes = new TextEncoder().encode(text)
    const [event] = eventsIn(text)
    const [span] = event?.evidence ?? []
    expect(new TextDecoder().decode(bytes.subarray(span?.start, span?.end))).toBe(`${DEFAULT.split('\n')[1]}\r`)
  })
})
