import { describe, expect, it } from 'vitest'
import { factsOf } from './read-objects.ts'
import { event } from './sample-objects.ts'

const eventOf = (over: object = {}) => factsOf(event(over), 'kube.event')[0]
const at = (hour: number, minute: number, second: number): number => Date.UTC(2026, 10, 23, hour, minute, second)

/** An event of events.k8s.io/v1, which renames almost every field. */
const renamed = (over: object = {}): object => ({
  apiVersion: 'events.k8s.io/v1',
  deprecatedCount: 14,
  deprecatedFirstTimestamp: '2026-11-23T16:02:21Z',
  deprecatedLastTimestamp: '2026-11-23T16:16:40Z',
  deprecatedSource: { component: 'kubelet', host: 'worker-3' },
  eventTime: null,
  kind: 'Event',
  metadata: { name: 'api-1.18eab806ecf9e635', namespace: 'shop' },
  note: 'Back-off restarting failed container',
  reason: 'BackOff',
  regarding: { fieldPath: 'spec.initContainers{migrate}', kind: 'Pod', name: 'api-1', namespace: 'shop' },
  reportingController: 'kubelet',
  type: 'Warning',
  ...over,
})

describe('an event object', () => {
  it('of core/v1 is read with its object, container, node, count and times', () => {
    expect(eventOf()).toMatchObject({
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container app in pod api-1_shop(5e7ac312-3ca3-4142-9de6-fe4407be8dd4)',
      object: { kind: 'Pod', namespace: 'shop', name: 'api-1', uid: '5e7ac312-3ca3-4142-9de6-fe4407be8dd4' },
      container: 'app',
      count: 14,
      component: 'kubelet',
      host: 'worker-3',
      node: 'worker-3',
      uid: 'e-1',
      eventName: 'api-1.18eab806ecf9e635',
      severity: 'warning',
      stamp: { wall: { epochMs: at(16, 16, 40), resolutionSeconds: 1 } },
      // The name holds nanoseconds: 18eab806ecf9e635 is 16:02:21.345678901.
      first: { wall: { epochMs: at(16, 2, 21) + 345.678, resolutionSeconds: 1e-6 } },
    })
  })

  it('of events.k8s.io/v1 gives the same under its new names', () => {
    expect(factsOf(renamed(), 'kube.event')).toMatchObject([
      {
        message: 'Back-off restarting failed container',
        object: { kind: 'Pod', namespace: 'shop', name: 'api-1', uid: null },
        container: 'migrate',
        count: 14,
        component: 'kubelet',
        host: 'worker-3',
        stamp: { wall: { epochMs: at(16, 16, 40) } },
        first: { wall: { epochMs: at(16, 2, 21) + 345.678 } },
      },
    ])
  })

  it('that is a series counts there, to the microsecond', () => {
    const series = { count: 12, lastObservedTime: '2026-11-23T16:30:00.123456Z' }
    const fact = eventOf({ count: 1, eventTime: '2026-11-23T16:02:21.345678Z', firstTimestamp: null, series })
    expect(fact).toMatchObject({
      count: 12,
      stamp: { wall: { epochMs: at(16, 30, 0) + 123, resolutionSeconds: 0.001 } },
    })
    expect(fact?.first.wall?.epochMs).toBe(at(16, 2, 21) + 345.678)
  })

  it('takes the next best time where one is missing', () => {
    const none = { firstTimestamp: null, lastTimestamp: null }
    expect(eventOf({ ...none, eventTime: '2026-11-23T16:05:00.5Z' })?.stamp.wall?.epochMs).toBe(at(16, 5, 0) + 500)
    expect(eventOf(none)?.stamp.wall?.epochMs).toBe(at(16, 2, 22))
    expect(eventOf({ ...none, metadata: {} })?.stamp.wall).toBeNull()
  })

  it('does not believe a name that disagrees with the printed time', () => {
    expect(eventOf({ firstTimestamp: '2026-11-23T15:02:21Z' })?.first.wall).toMatchObject({
      epochMs: at(15, 2, 21),
      resolutionSeconds: 1,
    })
    expect(eventOf({ metadata: { name: 'made-by-hand' } })?.first.wall?.epochMs).toBe(at(16, 2, 21))
  })

  it('about a node is on that node, whoever sent it', () => {
    const fact = eventOf({
      involvedObject: { kind: 'Node', name: 'worker-7', uid: 'worker-7' },
      message: 'System OOM encountered, victim process: java, pid: 157',
      reason: 'SystemOOM',
      source: {},
      reportingComponent: 'node-controller',
    })
    expect(fact).toMatchObject({ node: 'worker-7', host: null, container: null, component: 'node-controller' })
    expect(fact).toMatchObject({ severity: 'critical', object: { namespace: null } })
  })

  it('takes the node from a kubelet, not from another reporter', () => {
    expect(eventOf({ source: {} })?.host).toBe('worker-3')
    expect(eventOf({ source: {}, reportingComponent: 'x', reportingInstance: 'x-7d4f' })?.node).toBeNull()
  })

  it('is not critical for a name alone', () => {
    expect(eventOf({ type: 'Normal', reason: 'OOMScoreAdjusted' })?.severity).toBe('info')
    expect(eventOf({ reason: 'Evicted' })?.severity).toBe('critical')
  })

  it('keeps the numbers that the kubelet notes on an eviction, and no other annotation', () => {
    const annotations = {
      offending_containers: 'app',
      offending_containers_usage: '25378008Ki',
      starved_resource: 'memory',
      token: 'secret',
    }
    const { token: _, ...kept } = annotations
    expect(eventOf({ metadata: { name: 'x', annotations } })?.annotations).toEqual(kept)
  })

  it('does not date the capture by what its sender says', () => {
    const future = { lastTimestamp: '2099-01-01T00:00:00Z', eventTime: '2099-01-01T00:00:00.000000Z' }
    expect(factsOf(event(future), 'kube.capture').map(one => one.notBeforeMs)).toEqual([at(16, 2, 22)])
  })

  it('is nothing when it is about nothing, or of an audit log', () => {
    expect(eventOf({ involvedObject: {} })).toBeUndefined()
    expect(eventOf({ apiVersion: 'audit.k8s.io/v1' })).toBeUndefined()
  })

  it('has a title without control characters, of one line', () => {
    const title = eventOf({ message: 'a\u001b[31m\nb\u202e\u2028' })?.title
    expect(title).toBe('BackOff Pod/api-1: a\\x1b[31m\\x0ab\\u202e\\u2028')
  })
})
