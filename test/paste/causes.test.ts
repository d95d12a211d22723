import { describe, expect, it } from 'vitest'
import { killsOf, reportOf } from './kills.ts'

const state = (reason: string, code: number): string => `    Last State:     Terminated
      Reason:       ${reason}
      Exit Code:    ${code}
      Started:      Mon, 23 Nov 2026 16:00:50 +0000
      Finished:     Mon, 23 Nov 2026 16:02:30 +0000
    Ready:          True
    Restart Count:  1
`
const HEAD = 'Events:\n  Type     Reason     Age   From     Message\n  ----     ------     ----  ----     -------\n'

const causesOf = async (text: string): Promise<readonly string[]> =>
  (await reportOf(text)).incidents.flatMap(incident => incident.causes.map(cause => cause.code))

describe('who sent a SIGKILL, by a piece of a description', () => {
  it.each([
    [
      'a liveness probe',
      state('Error', 137),
      'Killing',
      'Container app failed liveness probe, will be restarted',
      'not-oom:liveness-probe',
    ],
    [
      'a startup probe',
      state('Error', 137),
      'Killing',
      'Container app failed startup probe, will be restarted',
      'not-oom:liveness-probe',
    ],
    ['a grace period', state('Error', 137), 'Killing', 'Stopping container app', 'not-oom:grace-period'],
    [
      'an exceeded grace period',
      state('Error', 137),
      'ExceededGracePeriod',
      'Container runtime did not kill the pod',
      'not-oom:grace-period',
    ],
    ['nobody known', state('Error', 137), 'Pulled', 'Container image "x" already present', 'not-oom:unknown-sender'],
    ['a lost container', state('ContainerStatusUnknown', 137), 'Pulled', 'x', 'not-oom:status-unknown'],
  ])('%s', async (_name, ended, reason, message, code) => {
    expect(await causesOf(`${ended}${HEAD}  Normal   ${reason}    91s   kubelet  ${message}`)).toEqual([code])
  })

  it('stays open where two containers without a name stand beside the event', async () => {
    const other = state('Error', 137).replaceAll('16:0', '17:0')
    const text = `${state('Error', 137)}--\n${other}${HEAD}  Normal   Killing    91s   kubelet  Container app failed liveness probe, will be restarted`
    expect(await causesOf(text)).toEqual(['not-oom:unknown-sender', 'not-oom:unknown-sender'])
  })

  it('is not asked where memory was the reason', async () => {
    expect(await causesOf(`${state('OOMKilled', 137)}${HEAD}  Normal   Pulled    91s   kubelet  x`)).toEqual([
      'unknown',
    ])
  })
})

describe('descriptions of workloads', () => {
  const template = `Pod Template:
  Labels:  app=web
  Containers:
   web:
    Image:      registry.example.com/web:1
    Limits:
      memory:  256Mi
    Environment:
      LAST_REASON:  OOMKilled
  Volumes:          <none>
`
  it.each([
    [
      'a deployment',
      'CreationTimestamp:      Mon, 23 Nov 2026 15:00:00 +0000\nReplicas:               3 desired | 3 updated | 3 total | 2 available | 1 unavailable',
    ],
    [
      'a stateful set',
      'Replicas:           3 desired | 3 total\nPods Status:        2 Running / 1 Waiting / 0 Succeeded / 0 Failed',
    ],
    ['a job', 'Parallelism:    1\nCompletions:    1\nPods Statuses:  0 Active (0 Ready) / 0 Succeeded / 1 Failed'],
  ])('invent no kill: %s', async (_name, own) => {
    const text = `Name:         web\nNamespace:    shop\nSelector:     app=web\n${own}\n${template}Events:       <none>\n`
    expect(await killsOf(text)).toEqual([])
    expect(await killsOf(text.slice(text.indexOf('Pod Template')))).toEqual([])
    const pod = `Name:         web-0\nNamespace:    shop\nNode:         n1/10.0.0.1\nStatus:       Running\nContainers:\n  web:\n    Image:  x\n${state('OOMKilled', 137)}QoS Class:  Burstable\nEvents:  <none>\n`
    expect(await killsOf(`${text}\n\n${pod}`)).toEqual(['unknown shop/web-0:web'])
  })
})
