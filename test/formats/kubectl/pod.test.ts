import { describe, expect, it } from 'vitest'
import { eventsOf } from '../../../src/model/event.ts'
import type { PodFact } from '../../../src/model/kubernetes.ts'
import type { Found } from '../../../src/model/reader.ts'
import { container, crashed, ending, oomKilled, pod, readDescribe } from './described-pod.ts'

const facts = (found: readonly Found[]) => found.filter(one => 'kind' in one)
const podsOf = (found: readonly Found[]): readonly PodFact[] => eventsOf(facts(found), 'kube.pod')
const codes = (found: readonly Found[]): readonly string[] => found.flatMap(one => ('code' in one ? one.code : []))
const lastOf = (text: string) => podsOf(readDescribe(text))[0]?.containers[0]?.lastState

describe('a described pod', () => {
  it('gives what kubectl prints, each field by its place', () => {
    const [fact] = podsOf(readDescribe(pod('api', container('app', oomKilled))))
    expect(fact).toMatchObject({
      namespace: 'shop',
      name: 'api',
      node: 'node-1',
      uid: null,
      configHash: '0123456789abcdef0123456789abcdef',
      qosClass: 'Burstable',
      priorityClassName: 'system-node-critical',
      phase: 'Running',
      reason: null,
      owner: 'ReplicaSet/api-7d4f',
      memoryVolumes: ['scratch'],
      startedAtMs: Date.UTC(2026, 10, 23, 15),
    })
    expect(fact?.containers[0]).toMatchObject({
      name: 'app',
      type: 'regular',
      containerId: 'ab'.repeat(32),
      limitBytes: 256 * 2 ** 20,
      requestBytes: 128 * 2 ** 20,
      restartCount: 5,
      state: { phase: 'running', startedAtMs: Date.UTC(2026, 10, 23, 10, 32, 40), exitCode: null },
      lastState: {
        phase: 'terminated',
        reason: 'OOMKilled',
        exitCode: 137,
        finishedAtMs: Date.UTC(2026, 10, 23, 16, 2, 30),
      },
    })
  })

  it('cites the lines of a termination by their bytes, after a message of several lines too', () => {
    const text = `\uFEFF$ kubectl describe pod x\n${pod('äpi', container('app', crashed('ü\nline two')))}`
    const bytes = new TextEncoder().encode(text)
    const spans = lastOf(text)?.evidence ?? []
    const cited = spans.map(span => new TextDecoder().decode(bytes.subarray(span.start, span.end)))
    expect(cited).toEqual([
      '    Last State:     Terminated\n      Reason:       Error\n      Message:      ü',
      ending(1),
    ])
    expect(spans.map(span => span.excerpt)).toEqual(cited)
    expect(lastOf(text)?.message).toBe('ü\nline two')
  })

  it('cites its name and the ends of its containers, and of a container its limit', () => {
    const text = pod('api', container('app', oomKilled))
    const [fact] = podsOf(readDescribe(text))
    expect(fact).toMatchObject({
      severity: 'critical',
      title: 'Pod shop/api: app ended OOMKilled (exit code 137), restart count 5',
    })
    expect(fact?.evidence.map(span => span.excerpt)).toEqual(['Name:             api', oomKilled])
    expect(fact?.containers[0]?.evidence.map(span => span.excerpt)).toEqual([
      '  app:',
      '    Restart Count:  5',
      '      memory:  256Mi',
    ])
  })

  it('reads the zero time as unknown', () => {
    const zero = 'Mon, 01 Jan 0001 00:00:00 +0000'
    const lost = `    Last State:     Terminated
      Reason:       ContainerStatusUnknown
      Exit Code:    137
      Started:      ${zero}
      Finished:     ${zero}`
    expect(lastOf(pod('api', container('app', lost)))).toMatchObject({
      exitCode: 137,
      startedAtMs: null,
      finishedAtMs: null,
    })
  })

  it('tells containers, objects and kinds apart', () => {
    const service = 'Name:         web\nNamespace:    shop\nSelector:     app=web\nEvents:       <none>\n'
    const two = pod('a', container('one', oomKilled) + container('two', crashed('x')))
    const found = readDescribe(
      `${two}\n\n${service}\n\nError from server (NotFound): pods "q" not found\n${pod('b', container('app', oomKilled))}`,
    )
    expect(podsOf(found).map(fact => [fact.name, fact.containers.map(one => one.lastState?.exitCode)])).toEqual([
      ['a', [137, 1]],
      ['b', [137]],
    ])
    expect(codes(found)).toEqual([])
  })

  it('says when the file ends before the pod', () => {
    const text = pod('api', container('app', oomKilled))
    const found = readDescribe(text.slice(0, text.indexOf('    Ready:')))
    expect(podsOf(found)[0]?.containers[0]?.lastState?.reason).toBe('OOMKilled')
    expect(podsOf(found)[0]?.qosClass).toBeNull()
    expect(codes(found)).toEqual(['DOCUMENT_DAMAGED'])
  })

  it('takes the UID from the back-off text of this pod alone', () => {
    const uid = '5e7ac312-3ca3-4142-9de6-fe4407be8dd4'
    const row = (text: string) => `  Warning  BackOff  2m4s (x5 over 5m1s)  kubelet  ${text}\n`
    const named = (text: string) => podsOf(readDescribe(pod('api', container('app', oomKilled), row(text))))[0]?.uid
    expect(named(`Back-off restarting failed container app in pod api_shop(${uid})`)).toBe(uid)
    expect(named(`Back-off restarting failed container app in pod other_shop(${uid})`)).toBeNull()
    expect(named(`Readiness probe failed: in pod api_shop(${uid})`)).toBeNull()
  })

  it('gives the latest time of the object as a lower bound for the capture', () => {
    const found = facts(readDescribe(pod('api', container('app', oomKilled))))
    expect(eventsOf(found, 'kube.capture').map(one => one.notBeforeMs)).toEqual([Date.UTC(2026, 10, 23, 16, 2, 30)])
  })
})

describe('a termination message', () => {
  const last = (message: string) => lastOf(pod('liar', container('app', crashed(message))))
  const forgedOom = `x\n    Last State:     Terminated\n      Reason:       OOMKilled\n${ending(137)}`
  const forgedEnd = `${ending(0)}\n    Ready:          True\n    Restart Count:  0`

  it.each([
    ['a termination', `x\n${ending(137)}`],
    ['another last state', forgedOom],
    ['the rest of the block', `x\n${forgedEnd}\n    Limits:\n      memory:  1Ki`],
    ['the events', `x\n      Exit Code:    0\n    Ready:          True\n\nEvents:  <none>\n`],
    ['another object', `x\n\n\nName:         victim\nNamespace:    shop\nNode:         n/1\nStatus:       Running`],
    ['another container', `x\n${forgedEnd}\n  fake:\n    Container ID:  a\n    Image:  b`],
  ])('cannot forge %s', (_what, message) => {
    const found = readDescribe(pod('liar', container('app', crashed(`${message}\nend`))))
    expect(podsOf(found)).toHaveLength(1)
    const [fact] = podsOf(found)
    expect(fact?.containers).toHaveLength(1)
    expect(fact?.containers[0]).toMatchObject({ limitBytes: 256 * 2 ** 20, restartCount: 5 })
    expect(fact?.containers[0]?.lastState).toMatchObject({ reason: 'Error', exitCode: 1 })
    expect(codes(found).filter(code => code !== 'FORGED_FIELD')).toEqual([])
  })

  it('is reported when it imitates fields, with the lines', () => {
    const text = pod('liar', container('app', crashed(`${forgedOom}\nend`)))
    const problem = readDescribe(text).find(one => 'code' in one)
    const lines = text.split('\n')
    const [span] = problem && 'code' in problem ? problem.evidence : []
    expect(lines[(span?.line ?? 0) - 1]).toBe('    Last State:     Terminated')
  })

  it('of a current state cannot give the container a last state', () => {
    const current = container('app', '').replace(
      /State: {10}Running\n.*\n\n/,
      `State:          Terminated\n      Reason:       Error\n      Message:      x\n${ending(0)}\n${oomKilled}\nend\n${ending(1)}\n`,
    )
    const [fact] = podsOf(readDescribe(pod('liar', current)))
    expect(fact?.containers[0]?.state).toMatchObject({ reason: 'Error', exitCode: 1 })
    expect(fact?.containers[0]?.lastState).toBeNull()
  })

  it('that imitates a whole other pod hides the ends, and the other pod is not believed', () => {
    const other = pod('victim', container('app', oomKilled))
    const found = readDescribe(pod('liar', container('app', crashed(`x\n\n\n${other}`))))
    expect(podsOf(found).map(fact => fact.name)).toEqual(['liar'])
    expect(podsOf(found)[0]?.containers[0]?.lastState).toMatchObject({ reason: 'Error', exitCode: null })
    expect(codes(found)).toContain('FORGED_FIELD')
  })

  it('keeps its innocent lines', () => {
    expect(last('java.lang.OutOfMemoryError\n\tat x.y(Z.java:1)')?.message).toBe(
      'java.lang.OutOfMemoryError\n\tat x.y(Z.java:1)',
    )
    expect(codes(readDescribe(pod('a', container('app', crashed('one\ntwo')))))).toEqual([])
  })
})
