import { describe, expect, it } from 'vitest'
import { behind, killsOf, reportOf } from './kills.ts'

const OOM = 'System OOM encountered, victim process: java, pid: 4242'
const KERNEL =
  'Memory cgroup out of memory: Killed process 4242 (java) total-vm:1048576kB, anon-rss:262144kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:600kB oom_score_adj:968'
const LOW = 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 20948Ki. '
const HEAD = '  Type     Reason     Age   From     Message\n  ----     ------     ----  ----     -------\n'
const UNKNOWN = 'unknown -:- java[4242]'

describe('rows of events', () => {
  it.each([
    ['of a description', `Events:\n${HEAD}  Warning  SystemOOM  5m    kubelet  ${OOM}`, [UNKNOWN]],
    ['without heads', `  Warning  SystemOOM  5m    kubelet  ${OOM}`, [UNKNOWN]],
    ['with the host of old versions', `  Warning  SystemOOM  5m    kubelet, n1  ${OOM}`, [UNKNOWN]],
    ['from grep', `Warning  SystemOOM  5m (x2 over 9m)  kubelet  ${OOM}`, [UNKNOWN]],
    ['with tabs', `Warning\tSystemOOM\t5m\tkubelet\t${OOM}`, [UNKNOWN]],
    ['of get events', `12m         Warning   SystemOOM   node/n1   ${OOM}`, [UNKNOWN]],
    ['of get events -A', `default     12m         Warning   SystemOOM   node/n1   ${OOM}`, [UNKNOWN]],
    ['of kubectl events', `12m (x3 over 20m)   Warning   SystemOOM   Node/n1   ${OOM}`, [UNKNOWN]],
    ['of old servers', `2m  2m  1  n1.15d1e5e1f0a3b2c4  Node  Warning  SystemOOM  kubelet, n1  ${OOM}`, [UNKNOWN]],
    [
      'of custom columns',
      `default   Warning   n1.164b5861e041a60e   2020-11-27T19:01:09+08:00   SystemOOM   ${OOM}`,
      [UNKNOWN],
    ],
    ['with times', `2026-11-23T16:02:30Z   Warning   SystemOOM   node/n1   ${OOM}`, [UNKNOWN]],
    ['quoted', behind('> ', `12m   Warning   SystemOOM   node/n1   ${OOM}`), [UNKNOWN]],
    ['below a command', `$ k describe node n1 | tail -3\n  Warning  SystemOOM  5m    kubelet  ${OOM}`, [UNKNOWN]],
    ['with an elided node', `  Warning  SystemOOM  5m    kubelet, <node>  ${OOM}`, [UNKNOWN]],
    ['from node-problem-detector', `  Warning  OOMKilling  2m    kernel-monitor  ${KERNEL}`, ['memcg -:- java[4242]']],
    [
      'with a reason of people’s own',
      `  Warning  PodOOMKilling  2m    kernel-monitor, n1  ${KERNEL}`,
      ['memcg -:- java[4242]'],
    ],
    [
      'combined',
      `  Warning  OOMKilling  2m    kernel-monitor  (combined from similar events): ${KERNEL}`,
      ['memcg -:- java[4242]'],
    ],
    ['of an eviction', `4m11s       Warning   Evicted               pod/egg-1    ${LOW}`, ['eviction /egg-1:-']],
    ['of an eviction without a name', ` Warning  Evicted    6m28s  kubelet, host-1    ${LOW}`, ['eviction -:-']],
    ['of an eviction with a name left out', `4m   Warning   Evicted   pod/egg-<id here>    ${LOW}`, ['eviction -:-']],
    [
      'of kubernetes-oom-event-generator',
      "3m   Warning   PreviousContainerWasOOMKilled   pod/web-0   The previous instance of the container 'app' (containerd://ab) was OOMKilled",
      ['unknown /web-0:app'],
    ],
    [
      'of kube-events-maker',
      'Warning  ContainerTerminatedOOMKilled  51s   kube-events-maker   demo container exits(137) for OOMKilled reason',
      ['unknown -:demo'],
    ],
    ['of another sender with such a reason', '3m   Warning   OOMKilled   pod/web-0   I was OOMKilled, believe me', []],
    ['of a probe', '  Warning  Unhealthy  2m    kubelet  Liveness probe failed: OOMKilled', []],
    ['of the scheduler', '3m  Warning  FailedScheduling  pod/a  0/3 nodes are available: 3 Insufficient memory.', []],
    [
      'of admission',
      "3m  Warning  OutOfmemory  pod/a  Node didn't have enough resource: memory, requested: 1, used: 2",
      [],
    ],
    ['that are a sentence', 'Warning SystemOOM events came up, victim process: java, pid: 4242', []],
  ])('%s', async (_name, text, expected) => {
    expect(await killsOf(text)).toEqual(expected)
  })

  it('are of the node that the command or the source names', async () => {
    const byCommand = await reportOf(
      `$ kubectl describe node n1\nEvents:\n${HEAD}  Warning  SystemOOM  5m    kubelet  ${OOM}`,
    )
    const bySource = await reportOf(`  Warning  SystemOOM  5m    kubelet, n1  ${OOM}`)
    const elided = await reportOf(`$ kubectl describe node <node>\n  Warning  SystemOOM  5m    kubelet, <node>  ${OOM}`)
    expect([byCommand, bySource, elided].map(report => report.incidents[0]?.scope.node)).toEqual(['n1', 'n1', null])
  })

  it('of the end of a node, with the table of its resources', async () => {
    const node = `Allocated resources:\n  Resource           Requests      Limits\n  --------           --------      ------\n  memory             6280Mi (79%)  6370Mi (81%)\nEvents:\n${HEAD}`
    expect(await killsOf(`${node}  Warning  SystemOOM  5m    kubelet  ${OOM}`)).toEqual([UNKNOWN])
  })

  it('do not come from the message of another one', async () => {
    const lie = `  Warning  SystemOOM  1s  kubelet  ${OOM}`
    const rows = '  Warning  Custom     5m54s                evil  line one\nline two'
    const more = '  Warning  BackOff    114s (x14 over 49m)  kubelet  Back-off restarting failed container'
    expect(await killsOf(`${rows}\n${lie}\n${more}`)).toEqual([])
    expect(await killsOf(`${rows}\n${lie}`)).toEqual([])
    const report = await reportOf(`${rows}\n${lie}\n${more}`)
    expect(report.problems.map(problem => problem.code)).toContain('FORGED_FIELD')
  })
})

describe('events in the log of a component', () => {
  const reference = `Event(v1.ObjectReference{Kind:"Node", Namespace:"", Name:"n1", UID:"n1", APIVersion:"", ResourceVersion:"", FieldPath:""}): type: 'Warning' reason: 'SystemOOM' ${OOM}`
  const pairs = `"Event occurred" object="n1" fieldPath="" kind="Node" apiVersion="" type="Warning" reason="SystemOOM" message="${OOM}"`
  it.each([
    ['by reference', `I0613 14:35:38.789237    1234 event.go:255] ${reference}`, 1],
    ['by pairs', `I0613 14:35:38.789237    1234 event.go:291] ${pairs}`, 1],
    ['in syslog', `Jun 13 14:35:38 n1 kubelet[1234]: I0613 14:35:38.789237    1234 event.go:291] ${pairs}`, 1],
    ['of k3s', `Jun 13 14:35:38 n1 k3s[1234]: I0613 14:35:38.789237    1234 event.go:291] ${pairs}`, 1],
    ['of another program', `Jun 13 14:35:38 n1 shop[1234]: I0613 14:35:38.789237    1234 event.go:291] ${pairs}`, 0],
    ['of a container', `2026-06-13T14:35:38.789237Z stderr F I0613 14:35:38.789237    1 event.go:291] ${pairs}`, 0],
    ['in a sentence', `we saw ${pairs}`, 0],
  ])('%s', async (_name, text, count) => {
    expect(await killsOf(text)).toHaveLength(count)
  })
})
