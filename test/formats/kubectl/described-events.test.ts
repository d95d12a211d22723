import { describe, expect, it } from 'vitest'
import { eventsOf } from '../../../src/model/event.ts'
import type { KubeEvent } from '../../../src/model/kubernetes.ts'
import { container, oomKilled, pod, readDescribe } from './described-pod.ts'

const HEADER = `  Type     Reason     Age                    From               Message
  ----     ------     ----                   ----               -------
`

const read = (rows: string) => readDescribe(pod('api', container('app', oomKilled), HEADER + rows))
const eventsIn = (rows: string): readonly KubeEvent[] =>
  eventsOf(
    read(rows).filter(one => 'kind' in one),
    'kube.event',
  )
const codes = (rows: string) => read(rows).flatMap(one => ('code' in one ? one.code : []))

describe('events of a description', () => {
  it('gives ages, counts, sources and the container of the prefix', () => {
    const [event] = eventsIn(
      '  Normal   Started    4m5s (x2 over 4m11s)   kubelet, node-9    spec.containers{app}: Started  it\n',
    )
    expect(event).toMatchObject({
      type: 'Normal',
      reason: 'Started',
      message: 'Started  it',
      container: 'app',
      count: 2,
      component: 'kubelet',
      host: 'node-9',
      node: 'node-9',
      object: { kind: 'Pod', namespace: 'shop', name: 'api' },
      stamp: { age: { seconds: 245, unitSeconds: 1 }, wall: null },
      first: { age: { seconds: 251, unitSeconds: 1 } },
    })
  })

  it('counts a lone age for the first time too, and claims no count', () => {
    const [event] = eventsIn('  Warning  Failed     47h                    kubelet            x\n')
    expect(event).toMatchObject({ count: null, stamp: { age: { seconds: 169_200, unitSeconds: 3600 } } })
    expect(event?.first.age).toEqual(event?.stamp.age)
  })

  it.each(['<unknown>', '<invalid>'])('has no age where %s is printed', age => {
    expect(eventsIn(`  Warning  Failed     ${age}  kubelet            x\n`)[0]?.stamp.age).toBeNull()
  })

  it('tells an empty message from an empty source', () => {
    const rows = `  Warning  Empty      5m                     evil-controller    
  Warning  NoSource   5m                                        words
`
    expect(eventsIn(rows).map(event => [event.component, event.message])).toEqual([
      ['evil-controller', ''],
      [null, 'words'],
    ])
  })

  it('reads the one-unit ages of old kubectl as coarse, once one of them shows it', () => {
    const row = (age: string) => `  Normal   Pulled     ${age}                     kubelet            x\n`
    expect(eventsIn(row('5m'))[0]?.stamp.age?.unitSeconds).toBe(1)
    expect(eventsIn(row('5m') + row('1m'))[0]?.stamp.age?.unitSeconds).toBe(60)
  })

  it('lets a message run on, and its tail be no event', () => {
    const rows = `  Warning  Unhealthy  5m54s                  kubelet            Liveness probe failed: one
two

  Warning  OOMKilling  1s  kernel-monitor  Memory cgroup out of memory: Killed process 1 (x)
  Warning  Later    5m44s                kubelet  x
  Warning  BackOff  114s (x14 over 49m)  kubelet  y

stderr:
`
    const events = eventsIn(rows)
    expect(events.map(event => event.reason)).toEqual(['Unhealthy', 'Later', 'BackOff'])
    expect(events[0]?.message).toContain('one\ntwo\n\n  Warning  OOMKilling')
    expect(events.at(-1)?.message).toBe('y')
    expect(codes(rows)).toEqual(['FORGED_FIELD'])
  })

  it('does not believe an aligned row that is out of order', () => {
    const rows = `  Warning  Unhealthy  5m54s                  kubelet            one
  Warning  OOMKill  1s     kubelet  x
  Warning  BackOff  5m44s  kubelet  y
`
    expect(eventsIn(rows).map(event => event.reason)).toEqual(['Unhealthy', 'OOMKill', 'BackOff'])
    expect(eventsIn(rows.replace('one', 'one\ntwo')).map(event => event.reason)).toEqual(['Unhealthy', 'BackOff'])
  })

  it('ends where the next command begins', () => {
    const rows = '  Warning  Failed     5m                     kubelet            x\n$ kubectl get pods\nNAME READY\n'
    expect(eventsIn(rows)[0]?.message).toBe('x')
  })
})
