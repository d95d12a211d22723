import { describe, expect, test } from 'vitest'
import { factIn, factsIn, ID, klog, UID, wrapped } from './lines.ts'

const POD = { namespace: 'shop', name: 'cart-0', uid: UID }
const TASK = '/kubepods.slice/kubepods-burstable.slice/x'

describe('the oom watcher', () => {
  const json = `{"Pid":4242,"ProcessName":"java","TimeOfDeath":"2024-03-01T10:00:00Z","ContainerName":"${TASK}","VictimContainerName":"/","Constraint":""}`
  const plus = `&{Pid:4242 ProcessName:my proc TimeOfDeath:2024-03-01 10:00:00.1 +0000 UTC m=+5.2 ContainerName:/ VictimContainerName:/ Constraint:}`
  test.each([
    [`"Got sys oom event" event=${json}`, 'java', TASK, true],
    [`"Got sys oom event" event=${plus}`, 'my proc', '/', true],
    [`Got sys oom event: ${plus}`, 'my proc', '/', false],
    [
      `Got sys oom event: &{4242 my proc 2020-03-01 10:00:00 +0000 UTC ${TASK} / CONSTRAINT_NONE}`,
      'my proc',
      TASK,
      false,
    ],
  ])('%s', (message, comm, taskMemcg, isGlobalWatch) => {
    expect(factIn(klog(message))).toMatchObject({
      kind: 'node.oom',
      by: 'kubelet',
      pid: 4242,
      comm,
      taskMemcg,
      oomMemcg: '/',
      isGlobalWatch,
    })
  })

  test('from cAdvisor names nobody', () => {
    expect(
      factIn(klog('Got sys oom event from cadvisor: &{/ 2019-03-01 10:00:00 +0000 UTC oom {<nil>}}')),
    ).toMatchObject({
      kind: 'node.oom',
      pid: null,
      comm: null,
      oomMemcg: null,
    })
  })

  test.each(wrapped(klog(`"Got sys oom event" event=${json}`), 'kubelet'))('in %s', (_, line) => {
    expect(factIn(line)).toMatchObject({ kind: 'node.oom', pid: 4242, comm: 'java' })
  })

  test('with logging of JSON', () => {
    const line = JSON.stringify({
      ts: 1709287200000.123,
      caller: 'oom/oom_watcher_linux.go:77',
      msg: 'Got sys oom event',
      v: 1,
      event: JSON.parse(json),
    })
    for (const [, each] of [['', line] as const, ...wrapped(line, 'kubelet').slice(1, 4)]) {
      const fact = factIn(each)
      expect(fact).toMatchObject({ kind: 'node.oom', pid: 4242, comm: 'java', taskMemcg: TASK, isGlobalWatch: true })
      expect(fact?.stamp.wall?.epochMs).toBe(1_709_287_200_000)
    }
  })

  test.each([
    ['"Got sys oom event" event={}', null],
    ['"Failed to create an oomWatcher (running in UserNS, ignoring)" err="x"', undefined],
    ['"Some text" note="Got sys oom event"', undefined],
  ])('%s', (message, pid) => {
    const fact = factIn(klog(message))
    if (pid === undefined) expect(fact).toBeNull()
    else expect(fact).toMatchObject({ pid })
  })

  test('is not believed without the head of klog', () => {
    expect(factIn(`"Got sys oom event" event=${json}`)).toBeNull()
  })
})

describe('the time of a line', () => {
  test('is of the wrapping where that has a year, else of the head, which has none', () => {
    expect(factIn(klog('"Eviction manager: unable to evict any pods from the node"'))?.stamp.wall).toEqual({
      epochMs: Date.UTC(2000, 2, 1, 10, 0, 0, 123),
      zone: 'missing',
      year: 'missing',
      resolutionSeconds: 0.001,
      clock: 'writer',
    })
    const line = `2024-03-01T10:00:01+0000 node-1 kubelet[1]: ${klog('"Eviction manager: unable to evict any pods from the node"')}`
    expect(factIn(line)?.stamp.wall).toMatchObject({ epochMs: Date.UTC(2024, 2, 1, 10, 0, 1), year: 'given' })
    expect(factIn(line)?.node).toBe('node-1')
  })
})

describe('the eviction manager', () => {
  test.each([
    ['"Eviction manager: attempting to reclaim" resourceName="memory"', { what: 'reclaiming', resource: 'memory' }],
    ['eviction manager: attempting to reclaim memory', { what: 'reclaiming', resource: 'memory' }],
    [
      '"Eviction manager: must evict pod(s) to reclaim" resourceName="ephemeral-storage"',
      { what: 'must-evict', resource: 'ephemeral-storage' },
    ],
    ['eviction manager: must evict pod(s) to reclaim imagefs', { what: 'must-evict', resource: 'imagefs' }],
    ['"Eviction manager: pods ranked for eviction" pods=["shop/cart-0","shop/b"]', { what: 'ranked' }],
    ['"Eviction manager: pods ranked for eviction" pods="[shop/cart-0 shop/b]"', { what: 'ranked' }],
    [`eviction manager: pods ranked for eviction: cart-0_shop(${UID})`, { what: 'ranked' }],
    [
      '"Eviction manager: pod is evicted successfully" pod="shop/cart-0"',
      { what: 'evicted', subject: { pod: { namespace: 'shop', name: 'cart-0' } } },
    ],
    [`eviction manager: pod cart-0_shop(${UID}) is evicted successfully`, { what: 'evicted', subject: { pod: POD } }],
    [
      '"Eviction manager: threshold observed resource" log="thresholds - ignoring grace period" signal="memory.available" resourceName="memory" quantity="100Mi" available="71680Ki"',
      { what: 'observed', resource: 'memory', threshold: '100Mi', available: '71680Ki' },
    ],
    [
      '"Eviction manager: able to reduce resource pressure without evicting pods." resourceName="memory"',
      { what: 'relieved', resource: 'memory' },
    ],
    ['eviction manager: able to reduce memory pressure without evicting pods.', { what: 'relieved' }],
    ['"Eviction manager: unable to evict any pods from the node"', { what: 'failed' }],
  ])('%s', (message, expected) => {
    expect(factIn(klog(message))).toMatchObject({ kind: 'node.eviction', ...expected })
  })

  test.each([
    '"Eviction manager: synchronize housekeeping"',
    '"Eviction manager: pods evicted, waiting for pod to be cleaned up" pods=["shop/cart-0"]',
    'eviction manager: no observation found for eviction signal memory.available',
  ])('says nothing in %s', message => expect(factIn(klog(message))).toBeNull())
})

describe('ends of containers', () => {
  const finished = (code: number) =>
    klog(`"Generic (PLEG): container finished" podID="${UID}" containerID="${ID}" exitCode=${code}`)

  test.each(wrapped(finished(137), 'k3s'))('in %s', (_, line) => {
    expect(factIn(line)).toMatchObject({
      kind: 'node.exit',
      by: 'kubelet',
      exitCode: 137,
      role: 'container',
      subject: { pod: { uid: UID }, container: { id: ID } },
    })
  })

  test('a clean end only gives the names', () => {
    expect(factIn(finished(0))).toMatchObject({ kind: 'node.identity', subject: { container: { id: ID } } })
  })

  test('with keys that are not what they should be are none', () => {
    expect(factIn(klog(`"Generic (PLEG): container finished" podID="${UID}" podID="${ID}"`))).toBeNull()
  })

  test.each([
    `"SyncLoop (PLEG): event for pod" pod="shop/cart-0" event={"ID":"${UID}","Type":"ContainerDied","Data":"${ID}"}`,
    `"SyncLoop (PLEG): event for pod" pod="shop/cart-0" event=&{ID:${UID} Type:ContainerDied Data:${ID}}`,
    `SyncLoop (PLEG): "cart-0_shop(${UID})", event: &pleg.PodLifecycleEvent{ID:"${UID}", Type:"ContainerDied", Data:"${ID}"}`,
  ])('%s', message => {
    expect(factIn(klog(message))).toMatchObject({
      kind: 'node.identity',
      subject: { pod: POD, container: { name: null, id: ID } },
    })
  })

  test.each([
    [
      `"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"cart\\" with CrashLoopBackOff: \\"back-off 2m40s restarting failed container=cart pod=cart-0_shop(${UID})\\"" pod="shop/cart-0" podUID="${UID}"`,
    ],
    [
      `Error syncing pod ${UID} ("cart-0_shop(${UID})"), skipping: failed to "StartContainer" for "cart" with CrashLoopBackOff: "back-off 5m0s restarting failed container=cart pod=cart-0_shop(${UID})"`,
    ],
    [
      `"Probe failed" probeType="Liveness" pod="shop/cart-0" podUID="${UID}" containerName="cart" probeResult="failure" output=<`,
    ],
  ])('%s', message => {
    expect(factIn(klog(message))).toMatchObject({
      kind: 'node.identity',
      subject: { pod: POD, container: { name: 'cart' } },
    })
  })
})

describe('orders to stop', () => {
  test.each([
    [
      `"Killing container with a grace period" pod="shop/cart-0" podUID="${UID}" containerName="cart" containerID="containerd://${ID}" gracePeriod=30`,
      { why: 'grace-period', graceSeconds: 30, subject: { pod: POD, container: { name: 'cart', id: ID } } },
    ],
    [
      `Killing container "docker://${ID}" with 30 second grace period`,
      { graceSeconds: 30, subject: { container: { id: ID } } },
    ],
    [`Killing container "docker://${ID}" with a 30 second grace period`, { graceSeconds: 30 }],
    [
      '"Shutdown manager killing pod with gracePeriod" pod="shop/cart-0" gracePeriod=10',
      { why: 'shutdown', graceSeconds: 10 },
    ],
    ['"SyncLoop DELETE" source="api" pods=["shop/cart-0"]', { why: 'delete', subject: { pod: { name: 'cart-0' } } }],
    [`SyncLoop (DELETE, "api"): "cart-0_shop(${UID})"`, { why: 'delete', subject: { pod: POD } }],
  ])('%s', (message, expected) => expect(factIn(klog(message))).toMatchObject({ kind: 'node.stop', ...expected }))

  test('are not in a quotation', () => {
    expect(factIn(klog('"Log line" line="Killing container with a grace period"'))).toBeNull()
  })
})

describe('symptoms', () => {
  test.each([
    [
      '"Housekeeping took longer than expected" err="housekeeping took too long" expected="1s" actual="1.5s"',
      'housekeeping-late',
      1.5,
    ],
    ['"Housekeeping took longer than 15s" err="housekeeping took too long" seconds=17.2', 'housekeeping-late', 17.2],
    ['Housekeeping took longer than 15s, seconds=17.2', 'housekeeping-late', 17.2],
    [
      '"Skipping pod synchronization" err="[container runtime is down, PLEG is not healthy: pleg was last seen active 3m8.5s ago; threshold is 3m0s]"',
      'pleg-unhealthy',
      188.5,
    ],
    [
      'skipping pod synchronization - [PLEG is not healthy: pleg was last seen active 3m8s ago; threshold is 3m0s.]',
      'pleg-unhealthy',
      188,
    ],
    ['"Unexpectedly stopped receiving OOM notifications"', 'oom-watch-lost', null],
  ])('%s', (message, what, seconds) => {
    expect(factIn(klog(message))).toMatchObject({ kind: 'node.symptom', severity: 'warning', what, seconds })
  })

  test('a probe that timed out is one, and one that was refused is not', () => {
    const probe = (output: string) =>
      factsIn(
        klog(
          `"Probe failed" probeType="Liveness" pod="shop/cart-0" podUID="${UID}" containerName="cart" output="${output}"`,
        ),
      )
    expect(probe('command timed out').map(fact => fact.kind)).toEqual(['node.identity', 'node.symptom'])
    expect(probe('dial tcp 10.0.0.1:80: connect: connection refused').map(fact => fact.kind)).toEqual(['node.identity'])
  })

  test('of the PLEG is not in other words', () => {
    expect(factIn(klog('"Skipping pod synchronization" err="container runtime is down"'))).toBeNull()
    expect(factIn(klog('"Node became not ready" condition="PLEG is not healthy: x"'))).toBeNull()
  })

  test('of systemd', () => {
    const line = 'Under memory pressure, flushing caches.'
    expect(factIn(`Mar  1 10:00:00 node-1 systemd-journald[400]: ${line}`)).toMatchObject({
      what: 'memory-pressure-flush',
      title: 'systemd-journald was under memory pressure and dropped its caches',
    })
    expect(factIn(line)).toBeNull()
    expect(factIn(`2024-03-01T10:00:00.123456789Z stdout F ${line}`)).toBeNull()
    expect(factIn(`Mar  1 10:00:00 node-1 app[400]: it says: ${line}`)).toBeNull()
  })
})

describe('a kubelet that logs JSON', () => {
  const record = (more: Readonly<Record<string, unknown>>) =>
    JSON.stringify({ ts: 1_709_287_200_000.123, caller: 'kubelet/kubelet.go:1', v: 2, ...more })

  test.each([
    [
      {
        msg: 'Killing container with a grace period',
        pod: { name: 'cart-0', namespace: 'shop' },
        podUID: UID,
        containerName: 'cart',
        containerID: `containerd://${ID}`,
        gracePeriod: 30,
      },
      { kind: 'node.stop', graceSeconds: 30, subject: { pod: POD } },
    ],
    [
      { msg: 'SyncLoop DELETE', source: 'api', pods: [{ name: 'cart-0', namespace: 'shop' }] },
      { kind: 'node.stop', subject: { pod: { name: 'cart-0', namespace: 'shop' } } },
    ],
    [
      {
        msg: 'SyncLoop (PLEG): event for pod',
        pod: { name: 'cart-0', namespace: 'shop' },
        event: { ID: UID, Type: 'ContainerDied', Data: ID },
      },
      { kind: 'node.identity', subject: { pod: POD } },
    ],
    [
      { msg: 'Generic (PLEG): container finished', podID: UID, containerID: ID, exitCode: 137 },
      { kind: 'node.exit', exitCode: 137 },
    ],
    [
      { msg: 'Eviction manager: must evict pod(s) to reclaim', resourceName: 'memory' },
      { kind: 'node.eviction', resource: 'memory' },
    ],
    [
      {
        msg: 'Housekeeping took longer than expected',
        err: 'housekeeping took too long',
        expected: '1s',
        actual: '1.5s',
      },
      { kind: 'node.symptom', seconds: 1.5 },
    ],
    [
      {
        msg: 'Skipping pod synchronization',
        err: 'PLEG is not healthy: pleg was last seen active 3m8s ago; threshold is 3m0s',
      },
      { kind: 'node.symptom', seconds: 188 },
    ],
  ])('%j', (values, expected) => expect(factIn(record(values))).toMatchObject(expected))

  test('may nest as deep as it likes', () => {
    const deep = `${'['.repeat(3000)}${']'.repeat(3000)}`
    const line = `{"ts":1709287200000,"caller":"x.go:1","msg":"Eviction manager: must evict pod(s) to reclaim","x":${deep},"y":{"a":${deep}}}`
    expect(factIn(line)).toMatchObject({ kind: 'node.eviction' })
    expect(factsIn(klog(`"Got sys oom event" event=${'{"a":'.repeat(3000)}`))).toMatchObject([{ pid: null }])
  })
})

describe('events in a log', () => {
  const MESSAGE = 'System OOM encountered, victim process: java, pid: 4242'
  test.each([
    `"Event occurred" object="node-1" fieldPath="" kind="Node" apiVersion="" type="Warning" reason="SystemOOM" message="${MESSAGE}"`,
    `Event(v1.ObjectReference{Kind:"Node", Namespace:"", Name:"node-1", UID:"node-1", APIVersion:"", ResourceVersion:"", FieldPath:""}): type: 'Warning' reason: 'SystemOOM' ${MESSAGE}`,
  ])('%s', message => {
    expect(factIn(klog(message))).toMatchObject({
      kind: 'kube.event',
      reason: 'SystemOOM',
      message: MESSAGE,
      type: 'Warning',
      object: { kind: 'Node', name: 'node-1', namespace: null },
    })
  })

  test('about a container name it', () => {
    const line = `"Event occurred" object="shop/cart-0" fieldPath="spec.containers{cart}" kind="Pod" apiVersion="v1" type="Normal" reason="Killing" message="Stopping container cart"`
    expect(factIn(klog(line))).toMatchObject({
      object: { kind: 'Pod', namespace: 'shop', name: 'cart-0' },
      container: 'cart',
    })
  })

  test.each([
    '"Event occurred" object="x"',
    '"Unable to write event" err="Event occurred"',
    'Event(v1.ObjectReference{Kind:"Pod"}): x',
  ])('are not in %s', message => expect(factIn(klog(message))).toBeNull())
})

test('cAdvisor names the cgroup of the victim', () => {
  expect(factIn(klog(`Created an OOM event in container "${TASK}" at 2024-03-01 10:00:00 +0000 UTC`))).toMatchObject({
    kind: 'node.oom',
    pid: null,
    taskMemcg: TASK,
    oomMemcg: null,
  })
})

test('systemd says that a unit was killed, and a program that quotes it does not', () => {
  const line = 'kubelet.service: Main process exited, code=killed, status=9/KILL'
  expect(factIn(`Mar  1 10:00:00 node-1 systemd[1]: ${line}`)).toMatchObject({ what: 'unit-killed' })
  expect(factIn(`Mar  1 10:00:00 node-1 app[9]: ${line}`)).toBeNull()
  expect(
    factIn('Mar  1 10:00:00 node-1 systemd[1]: x.service: Main process exited, code=exited, status=1/FAILURE'),
  ).toBeNull()
})
