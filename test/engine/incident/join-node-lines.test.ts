import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../src/model/report.ts'
import { describedPod } from '../described.ts'
import {
  CONTAINER,
  containerCgroup,
  killLines,
  list,
  podCgroup,
  podObject,
  raw,
  syslog,
  terminated,
  UID,
} from '../logs.ts'
import { backOff, containerd, journal, kubelet, plegEvent, plegExit, sysOom, taskExit, taskOom } from '../node-lines.ts'
import { brief, onlyIncident, reportOf } from '../report-of.ts'

const AT = '2026-01-15T08:30:10Z'
const LATER = '2026-01-15T08:30:11Z'
const kernel = (lines = killLines()) => syslog(AT, lines, 'node-1', 1000)
const because = (incident: Incident) => incident.links.map(link => link.because).sort()
const NOW = { now: Date.parse('2026-01-15T12:00:00Z') }

describe('what the kubelet and containerd saw', () => {
  test('joins the kill in the kernel log, by pid and by container ID', async () => {
    const incident = await onlyIncident(
      {
        'kern.log': kernel(),
        'node.log': sysOom(AT, { oom: containerCgroup() }) + taskOom(LATER) + taskExit(LATER) + plegExit(LATER),
      },
      NOW,
    )
    expect(brief(incident)).toBe('memcg container java:4242')
    expect(because(incident)).toEqual(['container-id', 'container-id', 'container-id', 'pid'])
    expect(incident.complete).toBe(true)
  })

  test('joins a log that prints seconds since boot only', async () => {
    const incident = await onlyIncident({ 'dmesg.txt': raw(1000, killLines()), 'node.log': taskOom(LATER) })
    expect(because(incident)).toEqual(['container-id'])
  })

  test('of another pid, container or day is another kill', async () => {
    const count = async (line: string) =>
      (await reportOf({ 'kern.log': kernel(), 'node.log': line }, NOW)).incidents.length
    expect(await count(sysOom(AT, { pid: 4243 }))).toBe(2)
    expect(await count(taskOom(AT, 'deadbeef'.repeat(8)))).toBe(2)
    expect(await count(taskOom('2026-01-15T08:41:12Z'))).toBe(2)
    expect(await count(sysOom('2026-01-14T08:30:10Z'))).toBe(2)
  })

  test('several events of one kill are one incident, also without the kernel log', async () => {
    const incident = await onlyIncident({ 'node.log': taskOom(AT) + taskOom(LATER) + taskExit(LATER) })
    expect(incident).toMatchObject({
      kind: 'unknown',
      killer: 'kernel',
      victims: [{ outcome: 'killed', comm: null, container: { id: CONTAINER } }],
    })
    expect(incident.at).toMatchObject({ wall: expect.stringMatching(/^2026-01-15T08:30:1/) })
  })

  test('names pod and container of a kill that no object describes', async () => {
    const { incidents, headline, missing } = await reportOf(
      { 'kern.log': kernel(), 'node.log': plegEvent(LATER) + backOff(LATER) },
      NOW,
    )
    expect(incidents[0]?.victims[0]?.pod).toEqual({ namespace: 'shop', name: 'cart-0', uid: UID })
    expect(headline).toContain('pod shop/cart-0')
    expect(missing.some(({ what }) => what.startsWith('the pods of'))).toBe(false)
  })

  test('names by containerd alone go through the sandbox', async () => {
    const sandbox = 'abcdabcd'.repeat(8)
    const names =
      containerd(
        AT,
        `RunPodSandbox for &PodSandboxMetadata{Name:cart-0,Uid:${UID},Namespace:shop,Attempt:0,} returns sandbox id "${sandbox}"`,
      ) +
      containerd(
        AT,
        `CreateContainer within sandbox "${sandbox}" for &ContainerMetadata{Name:cart,Attempt:0,} returns container id "${CONTAINER}"`,
      )
    const incident = await onlyIncident({ 'containerd.log': names + taskOom(LATER) })
    expect(incident.victims[0]).toMatchObject({
      pod: { namespace: 'shop', name: 'cart-0', uid: UID },
      container: { name: 'cart', id: CONTAINER },
    })
    // A sandbox that is taken down by SIGKILL is no incident, and neither is what may be one.
    const ended = await reportOf({
      'containerd.log': names + taskExit(LATER, 137, sandbox) + taskExit(LATER, 137, 'eeeeeeee'.repeat(8)),
    })
    expect(ended.incidents).toEqual([])
  })

  test('names by the paths of logs', async () => {
    const incident = await onlyIncident(
      { 'kern.log': kernel(), [`pods/shop_cart-0_${UID}/cart/3.log`]: 'hello\n' },
      NOW,
    )
    expect(incident.victims[0]?.pod).toEqual({ namespace: 'shop', name: 'cart-0', uid: UID })
    const byId = await onlyIncident(
      { 'kern.log': kernel(), [`containers/cart-0_shop_cart-${CONTAINER}.log`]: 'hello\n' },
      NOW,
    )
    expect(byId.victims[0]).toMatchObject({
      pod: { namespace: 'shop', name: 'cart-0', uid: UID },
      container: { name: 'cart' },
    })
  })

  test('the kubelet says the kind', async () => {
    const kindOf = async (line: string) => brief(await onlyIncident({ 'node.log': line }))
    expect(await kindOf(sysOom(AT))).toBe('global node java:4242')
    expect(await kindOf(sysOom(AT, { oom: containerCgroup() }))).toBe('memcg container java:4242')
    expect(await kindOf(sysOom(AT, { oom: '/kubepods.slice' }))).toBe('memcg node-allocatable java:4242')
    const old = kubelet(
      AT,
      'Got sys oom event: &{Pid:4242 ProcessName:java TimeOfDeath:2026-01-15 08:30:10 +0000 UTC ContainerName:/ VictimContainerName:/ Constraint:}',
    )
    expect(await kindOf(old)).toBe('unknown unknown java:4242')
  })

  test('an event of the API about the same pid is the same kill', async () => {
    const event = `LAST SEEN   TYPE      REASON      OBJECT        MESSAGE\n5s          Warning   SystemOOM   node/node-1   System OOM encountered, victim process: java, pid: 4242\n`
    const incident = await onlyIncident({ 'events.txt': event, 'node.log': sysOom(AT) })
    expect(because(incident)).toEqual(['event-text', 'pid'])
  })

  test('the status of the container joins what containerd saw', async () => {
    const pod = podObject({ containers: [{ id: 'f'.repeat(64), lastState: terminated(AT) }] })
    const incident = await onlyIncident({ 'pods.json': list(pod), 'node.log': taskOom(AT) + taskExit(AT) })
    expect(incident).toMatchObject({
      kind: 'unknown',
      killer: 'kernel',
      victims: [{ pod: { name: 'cart-0' }, container: { name: 'cart' } }],
    })
    expect(because(incident)).toEqual(['container-id', 'container-id', 'container-id'])
    // The runtime lost the race to tell why: the reason is Error, and the event was logged all the same.
    const lost = podObject({ containers: [{ id: 'f'.repeat(64), lastState: terminated(AT, { reason: 'Error' }) }] })
    expect((await onlyIncident({ 'pods.json': list(lost), 'node.log': taskOom(AT) })).kind).toBe('unknown')
  })

  test('conmon knows the first digits of the ID', async () => {
    const line = journal(AT, 'conmon', `conmon ${CONTAINER.slice(0, 20)} <ninfo>: OOM received`)
    expect(because(await onlyIncident({ 'kern.log': kernel(), 'node.log': line }, NOW))).toEqual(['container-id'])
    const alone = await onlyIncident({ 'node.log': line + plegExit(LATER) })
    expect(alone.victims[0]).toMatchObject({ outcome: 'unknown', container: { id: CONTAINER } })
  })
})

describe('an end by SIGKILL', () => {
  test('that nothing explains is no OOM kill', async () => {
    const incident = await onlyIncident({ 'node.log': plegExit(AT) + plegEvent(AT) + taskExit(AT) })
    expect(incident).toMatchObject({
      kind: 'sigkill',
      victims: [{ pod: { namespace: 'shop', name: 'cart-0' }, container: { id: CONTAINER }, outcome: 'signalled' }],
      causes: [{ code: 'not-oom:unknown-sender' }],
    })
    expect(because(incident)).toEqual(['container-id', 'container-id'])
  })

  test.each([
    [
      'the kubelet stopped the container',
      kubelet(
        AT,
        `"Killing container with a grace period" pod="shop/cart-0" podUID="${UID}" containerName="cart" containerID="containerd://${CONTAINER}" gracePeriod=30`,
      ),
    ],
    ['containerd was told to stop it', containerd(AT, `StopContainer for "${CONTAINER}" with timeout 30 (s)`)],
    ['the pod was deleted', plegEvent(AT) + kubelet(AT, '"SyncLoop DELETE" source="api" pods=["shop/cart-0"]')],
  ])('is none where %s', async (_, line) => {
    const { incidents, timeline } = await reportOf({ 'node.log': line + plegExit(LATER) })
    expect(incidents).toEqual([])
    expect(timeline.map(entry => entry.kind)).toContain('node.exit')
  })

  test('is the end that the status tells of, by ID or by its second', async () => {
    const pod = (id: string) =>
      podObject({ containers: [{ id: 'f'.repeat(64), lastState: terminated(AT, { reason: 'Error', id }) }] })
    const incident = await onlyIncident({ 'pods.json': list(pod(CONTAINER)), 'node.log': plegExit(AT) })
    expect(incident).toMatchObject({ kind: 'sigkill', victims: [{ container: { name: 'cart' } }] })
    expect(because(incident)).toEqual(['container-id', 'container-id'])
  })

  test('may be of a kill that names no cgroup', async () => {
    const bare = ['Killed process 4242 (java) total-vm:68000kB, anon-rss:64000kB, file-rss:4kB']
    expect(brief(await onlyIncident({ 'dmesg.txt': raw(1000, bare), 'node.log': plegExit(AT) }))).toBe(
      'unknown unknown java:4242',
    )
  })

  test('with another code is no incident', async () => {
    expect((await reportOf({ 'node.log': plegExit(AT, 1) + plegExit(AT, 143) })).incidents).toEqual([])
  })
})

describe("an eviction by the kubelet's own log", () => {
  const steps =
    kubelet(
      AT,
      '"Eviction manager: threshold observed resource" log="x" signal="memory.available" resourceName="memory" quantity="100Mi" available="71680Ki"',
    ) +
    kubelet(AT, '"Eviction manager: attempting to reclaim" resourceName="memory"') +
    kubelet(AT, '"Eviction manager: must evict pod(s) to reclaim" resourceName="memory"') +
    kubelet(AT, '"Eviction manager: pods ranked for eviction" pods=["shop/cart-0","shop/b"]')
  const done = kubelet(LATER, '"Eviction manager: pod is evicted successfully" pod="shop/cart-0"')

  test('has resource, threshold and pod', async () => {
    const incident = await onlyIncident({ 'node.log': steps + done })
    expect(incident).toMatchObject({
      kind: 'eviction',
      killer: 'kubelet',
      eviction: { resource: 'memory', threshold: '100Mi', available: '71680Ki', usedBy: [] },
      victims: [{ pod: { namespace: 'shop', name: 'cart-0' } }],
      causes: [{ code: 'eviction-threshold' }],
    })
  })

  test('is the one that the pod tells of, with the ends of its containers', async () => {
    const pod = podObject({
      status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory. ' },
      containers: [{ state: terminated(LATER, { reason: 'Error' }) }],
    })
    const incident = await onlyIncident({ 'pods.json': list(pod), 'node.log': steps + done + plegExit(LATER) })
    expect(incident.eviction).toEqual({ resource: 'memory', threshold: '100Mi', available: '71680Ki', usedBy: [] })
    expect(because(incident)).toContain('container-id')
  })

  test('is none before a pod is evicted', async () => {
    expect((await reportOf({ 'node.log': steps })).incidents).toEqual([])
    const relieved = kubelet(
      AT,
      '"Eviction manager: able to reduce resource pressure without evicting pods." resourceName="memory"',
    )
    expect((await reportOf({ 'node.log': steps + relieved })).incidents).toEqual([])
  })

  test('takes the ends of its containers', async () => {
    const incident = await onlyIncident({ 'node.log': plegEvent(AT) + steps + done + plegExit(LATER) })
    expect(incident.kind).toBe('eviction')
    expect(because(incident)).toContain('pod-uid')
  })

  test('of the same name on another day is another', async () => {
    const again = kubelet('2026-01-16T08:30:11Z', '"Eviction manager: pod is evicted successfully" pod="shop/cart-0"')
    expect((await reportOf({ 'node.log': steps + done + again })).incidents).toHaveLength(2)
  })
})

test('a kill of a pod that other kills are in keeps its own lines', async () => {
  const second = syslog('2026-01-15T08:50:10Z', killLines({ pid: 5000 }), 'node-1', 2200)
  const { incidents } = await reportOf(
    { 'kern.log': kernel() + second, 'node.log': taskOom(AT) + taskOom('2026-01-15T08:50:11Z') },
    NOW,
  )
  expect(incidents.map(incident => incident.links.length)).toEqual([1, 1])
  expect(podCgroup()).toContain('pod')
})

test('an event that the kubelet logs is the event of the API, and joins its own line', async () => {
  const text = 'System OOM encountered, victim process: java, pid: 4242'
  const logged = kubelet(
    AT,
    `"Event occurred" object="node-1" kind="Node" type="Warning" reason="SystemOOM" message="${text}"`,
  )
  const table = `LAST SEEN   TYPE      REASON      OBJECT        MESSAGE\n5s          Warning   SystemOOM   node/node-1   ${text}\n`
  expect((await onlyIncident({ 'node.log': logged + sysOom(AT), 'events.txt': table })).kind).toBe('global')
  const evicted = kubelet(
    AT,
    `"Event occurred" object="shop/cart-0" kind="Pod" type="Warning" reason="Evicted" message="The node was low on resource: memory. "`,
  )
  const done = kubelet(LATER, '"Eviction manager: pod is evicted successfully" pod="shop/cart-0"')
  expect((await onlyIncident({ 'node.log': evicted + done })).eviction?.resource).toBe('memory')
})

test('a description without IDs tells of the end that a line with IDs tells of, by its second', async () => {
  const text = describedPod({ reason: 'Error' })
  const incident = await onlyIncident({ 'describe.txt': text, 'node.log': plegExit(AT) })
  expect(incident).toMatchObject({ kind: 'sigkill', victims: [{ pod: { name: 'cart-0' } }] })
  expect(because(incident)).toEqual(['container-id', 'time-only'])
  // An end that is minutes away is another.
  expect(
    (await reportOf({ 'describe.txt': text, 'node.log': plegExit('2026-01-15T08:33:10Z') })).incidents,
  ).toHaveLength(2)
  const oom = await onlyIncident({ 'describe.txt': describedPod(), 'node.log': taskOom(AT) + taskExit(AT) })
  expect(oom).toMatchObject({ kind: 'unknown', victims: [{ pod: { name: 'cart-0' }, container: { name: 'cart' } }] })
})
