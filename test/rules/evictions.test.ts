import { describe, expect, it } from 'vitest'
import { describedPod, eventTable } from '../engine/described.ts'
import { onlyIncident, reportOf } from '../engine/report-of.ts'

const evictedPod = (message: string): string =>
  describedPod({ reason: 'Completed', exitCode: 0 }).replace(
    'Status:           Running',
    `Status:           Failed\nReason:           Evicted\nMessage:          ${message}`,
  )

const told = async (message: string) => {
  const { eviction, causes, advice, scope } = await onlyIncident({ 'pod.txt': evictedPod(message) })
  return {
    eviction,
    why: causes[0]?.why,
    objects: advice.map(({ object }) => object),
    level: scope.level,
    lines: causes[0]?.evidence.map(({ line }) => line),
  }
}

describe("a kubelet's eviction", () => {
  it.each([
    [
      'since 1.26',
      'Threshold quantity: 100Mi, available: 74484Ki. Container cart was using 5423140Ki, request is 32Mi, has larger consumption of memory. ',
    ],
    ['until 1.25', 'Container cart was using 5423140Ki, which exceeds its request of 32Mi. '],
  ])('says who used how much above its request: %s', async (_, rest) => {
    const { eviction, why, objects } = await told(`The node was low on resource: memory. ${rest}`)
    expect(eviction?.usedBy).toEqual([{ container: 'cart', usage: '5423140Ki', request: '32Mi' }])
    expect(why).toContain('container cart used 5423140Ki, with a request of 32Mi.')
    expect(objects).toEqual(['container cart of statefulset cart in namespace shop', 'node node-1'])
  })

  it('names each container, and since 1.34 the pod', async () => {
    const { eviction } = await told(
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 1Mi. Pod cart-0 was using 3Gi, request is 1Gi, has larger consumption of memory. Container a was using 2Gi, request is 0, has larger consumption of memory. ',
    )
    expect(eviction?.usedBy).toEqual([
      { container: null, usage: '3Gi', request: '1Gi' },
      { container: 'a', usage: '2Gi', request: '0' },
    ])
  })

  it('names nobody where nobody was above its request', async () => {
    const { eviction, objects } = await told(
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 1Mi. ',
    )
    expect(eviction?.usedBy).toEqual([])
    expect(objects).toEqual(['node node-1'])
  })

  it.each([
    ['Pod ephemeral local storage usage exceeds the total limit of containers 2Gi. ', 'allow together, 2Gi.'],
    [
      'Container cart exceeded its local ephemeral storage limit "1Gi". ',
      'container cart wrote more to local disk than its limit of 1Gi.',
    ],
    ['Usage of EmptyDir volume "cache" exceeds the limit "64Mi". ', 'volume cache grew beyond its size limit of 64Mi.'],
  ])("for a limit of the pod's own blames no node: %s", async (message, words) => {
    const { why, objects, level, lines } = await told(message)
    expect(why).toContain(words)
    expect([level, objects]).toEqual(['pod', ['statefulset cart in namespace shop']])
    expect(lines).toEqual([9])
  })

  it('by the condition of the node is a refusal', async () => {
    const rows = eventTable(['5m', 'Evicted', 'pod/b', 'The node had condition: [MemoryPressure]. '])
    expect((await onlyIncident({ 'events.txt': rows })).causes[0]?.why).toContain('did not let the pod start')
  })

  it('of a resource that no source names claims nothing of memory or disk', async () => {
    const row = 'NAME     READY   STATUS    RESTARTS   AGE\nold-1    0/1     Evicted   0          3d\n'
    const { causes, advice } = await onlyIncident({ 'pods.txt': row })
    expect(causes[0]?.why).toBe('The kubelet evicted the pod because of a resource that the bundle does not name.')
    expect(advice).toMatchObject([{ object: 'pod old-1', willNotHelp: null }])
  })
})

describe('an event Evicted of another controller', () => {
  const row = (type: string, message: string) =>
    eventTable(['5m', 'Evicted', 'pod/cart-0', message]).replace('Warning', type.padEnd(7))

  it.each(['Evicted pod: Underutilized', 'pod evicted by descheduler'])(
    'is no eviction by the kubelet: %s',
    async message => {
      expect((await reportOf({ 'events.txt': row('Normal', message) })).incidents).toEqual([])
    },
  )

  it('is one where it is a warning', async () => {
    expect(
      (await reportOf({ 'events.txt': row('Warning', 'The node was low on resource: memory. ') })).incidents,
    ).toHaveLength(1)
  })

  it('tells why a SIGKILL came', async () => {
    const pod = describedPod({ reason: 'Error' })
    const kind = async (events: string) => {
      const { kind, causes } = await onlyIncident({ 'pod.txt': pod, 'events.txt': events })
      return [kind, causes[0]?.code]
    }
    expect(await kind(row('Normal', 'Evicted pod: Underutilized'))).toEqual(['sigkill', 'not-oom:grace-period'])
    expect(await kind(row('Normal', 'Evicted pod: Underutilized').replace('cart-0', 'cart-9'))).toEqual([
      'sigkill',
      'not-oom:unknown-sender',
    ])
  })
})
