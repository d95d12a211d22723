import { describe, expect, it } from 'vitest'
import { analyze, bundleOf } from '../../src/index.ts'
import { behind, killsIn, killsOf, reportOf } from './kills.ts'

const HEAD = 'NAME        READY   STATUS      RESTARTS        AGE'

describe('kubectl get pods', () => {
  it.each([
    ['killed by memory', `${HEAD}\napi-0       0/1     OOMKilled   5 (3m10s ago)   17m`, ['unknown /api-0:-']],
    ['without heads', 'api-0       0/1     OOMKilled   5 (3m10s ago)   17m', ['unknown /api-0:-']],
    [
      'in all namespaces',
      `NAMESPACE   ${HEAD}\nshop        api-0       0/1     OOMKilled   5 (3m10s ago)   17m`,
      ['unknown shop/api-0:-'],
    ],
    ['an init container', `${HEAD}\napi-0       0/1     Init:OOMKilled   1 (6m36s ago)   7m46s`, ['unknown /api-0:-']],
    ['of old servers', `${HEAD}\napi-0       0/1     OOMKilled   5          17m`, ['unknown /api-0:-']],
    [
      'with the command',
      `$ kubectl -n shop get pods\n${HEAD}\napi-0       0/1     OOMKilled   5          17m`,
      ['unknown shop/api-0:-'],
    ],
    ['quoted', behind('> ', `${HEAD}\napi-0       0/1     OOMKilled   5          17m`), ['unknown /api-0:-']],
    [
      'watched',
      `${HEAD}\napi-0   1/1   Running   0   9s\napi-0   0/1   OOMKilled   0   12s\napi-0   1/1   Running   1 (2s ago)   13s\napi-0   0/1   OOMKilled   1 (5s ago)   16s\napi-0   0/1   CrashLoopBackOff   1 (13s ago)   28s`,
      ['unknown /api-0:-', 'unknown /api-0:-'],
    ],
    ['a name left out', `${HEAD}\napi-<hash>       0/1     OOMKilled   5          17m`, ['unknown -:-']],
    ['evicted', `${HEAD}\napi-0       0/1     Evicted     0          17m`, ['eviction /api-0:-']],
    ['a code alone', `${HEAD}\napi-0       0/1     ExitCode:137     0          17m`, ['sigkill /api-0:-']],
    ['in a loop', `${HEAD}\napi-0       0/1     CrashLoopBackOff     12 (2m ago)          17m`, []],
    ['lost', `${HEAD}\napi-0       0/1     ContainerStatusUnknown     1          17m`, []],
    ['rejected', `${HEAD}\napi-0       0/1     OutOfmemory     0          17m`, []],
  ])('%s', async (_name, text, expected) => {
    expect(await killsOf(text)).toEqual(expected)
  })

  it('names the node of a wide table', async () => {
    const wide = 'api-0       0/1     OOMKilled   5 (3m10s ago)   17m   10.1.0.5   n1   <none>   <none>'
    expect((await reportOf(`${HEAD}   IP   NODE\n${wide}`)).incidents[0]?.scope.node).toBe('n1')
  })

  it('adds nothing to what another source tells of the pod', async () => {
    const state = `    Last State:     Terminated\n      Reason:       OOMKilled\n      Exit Code:    137\n      Started:      Mon, 23 Nov 2026 16:00:50 +0000\n      Finished:     Mon, 23 Nov 2026 16:02:30 +0000`
    const report = await analyze(
      bundleOf('case', {
        'a-pods.txt': `NAMESPACE ${HEAD}\nshop   api-0       0/1     OOMKilled   5 (3m10s ago)   17m`,
        'b-describe.txt': `$ kubectl describe pod -n shop api-0\n  app:\n${state}`,
        'c-reasons.txt': 'api-0\tOOMKilled',
        'd-notes.md': `We saw this:\n\n\`\`\`\n${state}\n\`\`\`\n`,
      }),
    )
    expect(killsIn(report)).toEqual(['unknown shop/api-0:app'])
    expect(new Set(report.incidents[0]?.evidence.map(span => span.path)).size).toBe(4)
  })
})

describe('rows that people make', () => {
  it.each([
    ['with tabs', '2026-08-27T11:51:17Z\tshop/api-137\tapp\tOOMKilled\t137', ['unknown shop/api-137:app']],
    ['of a pod', 'api-7d4b9c6f5-x2x9k\tOOMKilled', ['unknown /api-7d4b9c6f5-x2x9k:-']],
    [
      'with heads',
      'NAMESPACE   NAME    CONTAINER   REASON\nshop        api     app         OOMKilled',
      ['unknown shop/api:app'],
    ],
    ['of two names that could be either', 'api   app   OOMKilled', ['unknown -:-']],
    [
      'with the command',
      "$ kubectl get pods -n shop -o custom-columns=NAME:.metadata.name,R:'{..reason}'\napi-0   OOMKilled",
      ['unknown shop/api-0:-'],
    ],
    ['with another reason', 'api-0   Error', []],
    ['with a sentence in a cell', 'api-0   why OOMKilled   I do not know', []],
    ['of metrics', 'kube_pod_container_status_last_terminated_reason{reason="OOMKilled"} 1', []],
  ])('%s', async (_name, text, expected) => {
    expect(await killsOf(text)).toEqual(expected)
  })
})

describe('tables without a kill', () => {
  it.each([
    'NAME    CPU(cores)   MEMORY(bytes)\napi-0   12m          345Mi',
    'NAMESPACE   NAME    CPU(cores)   MEMORY(bytes)\nshop        api-0   12m          345Mi',
    'NAME   CPU(cores)   CPU%   MEMORY(bytes)   MEMORY%\nn1     250m         6%     6280Mi          79%',
    'NAME   CPU(cores)   CPU(%)   MEMORY(bytes)   MEMORY(%)\nn1     250m         6%     6280Mi          79%',
    'NAME   STATUS   ROLES    AGE   VERSION   INTERNAL-IP\nn1     Ready    <none>   90d   v1.31.2   10.0.0.1',
    `${HEAD}\napi-0   1/1   Running   0   9s`,
  ])('are known as such', async text => {
    const { problems, sources, incidents } = await reportOf(text)
    expect(incidents).toEqual([])
    expect(problems.map(problem => problem.code)).not.toContain('SOURCE_NOT_RECOGNISED')
    expect(sources[0]?.format).toBe('kubectl-table')
  })
})

describe('what an application prints', () => {
  const state = '    Last State:     Terminated\n      Reason:       OOMKilled\n      Exit Code:    137'
  it.each([
    ['below its own line', `2026-11-23T16:02:30Z INFO pod status:\n${state}`],
    ['below its own line and an empty one', `INFO: pod status:\n\n${state}`],
    ['in klog', `I1123 16:02:30.123456       1 main.go:12] status\n${state}`],
    ['by kubectl logs', `$ kubectl logs api-0\n${state}`],
    ['in its lines', behind('2026-11-23 16:02:30,123 DEBUG [main] ', state)],
    ['in JSON', JSON.stringify({ log: state, stream: 'stdout' })],
    ['in a sentence', 'The pod was OOMKilled with Exit Code 137, see Reason: OOMKilled in kubectl describe.'],
    ['in the text of a manual', 'Look for `Reason: OOMKilled` below `Last State: Terminated` of the container.'],
    ['in a test', "expect(pod.status.reason).toBe('OOMKilled') // exitCode: 137"],
    ['in a source', 'if state.Terminated.Reason == "OOMKilled" && state.Terminated.ExitCode == 137 {'],
  ])('is no kill: %s', async (_name, text) => {
    expect(await killsOf(text)).toEqual([])
  })
})
