import { describe, expect, test } from 'vitest'
import { foundIn } from '../../engine/read-reports.ts'
import { killLines, list, podObject, syslog, terminated } from '../../engine/logs.ts'
import { onlyIncident, reportOf } from '../../engine/report-of.ts'
import { ID, OTHER, UID } from '../node/lines.ts'

const LABELS = {
  'io.kubernetes.container.name': 'cart',
  'io.kubernetes.pod.name': 'cart-0',
  'io.kubernetes.pod.namespace': 'shop',
  'io.kubernetes.pod.uid': UID,
}
const AT = '2026-01-15T08:30:10.123456789Z'

const inspected = (status: Readonly<Record<string, unknown>> = {}, more: Readonly<Record<string, unknown>> = {}) => ({
  status: {
    id: ID,
    metadata: { attempt: 3, name: 'cart' },
    state: 'CONTAINER_EXITED',
    startedAt: '2026-01-15T08:00:00.1Z',
    finishedAt: AT,
    exitCode: 137,
    reason: 'OOMKilled',
    labels: LABELS,
    annotations: { 'io.kubernetes.container.restartCount': '3' },
    resources: { linux: { memoryLimitInBytes: '67108864', oomScoreAdj: '968' } },
    ...status,
  },
  info: { pid: 0 },
  ...more,
})
const json = (value: unknown): string => JSON.stringify(value, null, 2)

describe('crictl inspect', () => {
  test.each([
    ['one container', json(inspected())],
    ['several', json([inspected(), inspected({ id: OTHER, reason: 'Completed', exitCode: 0 })])],
  ])('of %s', async (_, text) => {
    const [pod] = await foundIn(text, 'crictl.json')
    expect(pod).toMatchObject({
      kind: 'kube.pod',
      source: 'runtime',
      namespace: 'shop',
      name: 'cart-0',
      uid: UID,
      containers: [
        {
          name: 'cart',
          containerId: ID,
          limitBytes: 67_108_864,
          restartCount: 3,
          state: {
            phase: 'terminated',
            reason: 'OOMKilled',
            exitCode: 137,
            finishedAtMs: Date.UTC(2026, 0, 15, 8, 30, 10),
          },
        },
      ],
    })
    const incident = await onlyIncident({ 'crictl.json': text })
    expect(incident).toMatchObject({
      kind: 'unknown',
      victims: [{ pod: { name: 'cart-0' }, container: { name: 'cart', id: ID } }],
    })
    expect(incident.evidence.map(({ excerpt }) => excerpt)).toContain('"reason": "OOMKilled"')
  })

  test('tells of the same end as the pod, and of the same kill as the kernel', async () => {
    const pod = podObject({ containers: [{ id: 'f'.repeat(64), lastState: terminated('2026-01-15T08:30:10Z') }] })
    const incident = await onlyIncident({
      'crictl.json': json(inspected()),
      'pods.json': list(pod),
      'kern.log': syslog('2026-01-15T08:30:10Z', killLines(), 'node-1', 1000),
    })
    expect(incident.kind).toBe('memcg')
  })

  test('does not say that a pod has no other container', async () => {
    const bare = killLines({
      taskMemcg: `/kubepods.slice/kubepods-pod${UID.replaceAll('-', '_')}.slice/cri-containerd-${OTHER}.scope`,
    })
    const incident = await onlyIncident({
      'crictl.json': json(inspected({ state: 'CONTAINER_RUNNING', exitCode: undefined, finishedAt: undefined })),
      'kern.log': syslog('2026-01-15T08:30:10Z', bare, 'node-1', 1000),
    })
    expect(incident.victims[0]).toMatchObject({ pod: { name: 'cart-0' }, container: { name: null, id: OTHER } })
  })

  test.each([
    ['a container that runs', json(inspected({ state: 'CONTAINER_RUNNING' }))],
    ['a container without labels', json(inspected({ labels: { 'io.kubernetes.pod.uid': UID } }))],
    ['another document', json({ status: 'ok', info: {} })],
  ])('gives no incident for %s', async (_, text) => expect((await reportOf({ 'x.json': text })).incidents).toEqual([]))

  test('survives what is no inspection', async () => {
    for (const text of [
      '{"status":{},"info":"io.kubernetes.pod.uid"}',
      '{"status":[1],"x":"\\"io.kubernetes.pod.uid\\""}',
      json(inspected()).slice(0, 300),
    ])
      expect((await reportOf({ 'x.json': text })).incidents).toEqual([])
  })
})

test('crictl ps -o json names containers', async () => {
  const row = {
    id: ID,
    podSandboxId: OTHER,
    metadata: { name: 'cart', attempt: 0 },
    state: 'CONTAINER_EXITED',
    labels: LABELS,
  }
  const [name] = await foundIn(json({ containers: [row] }), 'crictl-ps.json')
  expect(name).toMatchObject({
    kind: 'node.identity',
    subject: { pod: { name: 'cart-0', uid: UID }, container: { name: 'cart', id: ID }, sandboxId: OTHER },
  })
  expect(await foundIn(json({ containers: [] }), 'x.json')).toMatchObject([{ code: 'SOURCE_NOT_RECOGNISED' }])
})

describe('docker inspect', () => {
  const docker = (state: Readonly<Record<string, unknown>> = {}, more: Readonly<Record<string, unknown>> = {}) =>
    json([
      {
        Id: ID,
        Created: '2026-01-15T08:00:00Z',
        State: {
          Status: 'exited',
          Running: false,
          OOMKilled: true,
          ExitCode: 137,
          StartedAt: '2026-01-15T08:00:00Z',
          FinishedAt: AT,
          ...state,
        },
        Name: '/web',
        HostConfig: { Memory: 67_108_864 },
        Config: { Labels: {} },
        ...more,
      },
    ])

  test('of a container of its own', async () => {
    const incident = await onlyIncident({ 'inspect.json': docker() })
    expect(incident).toMatchObject({
      kind: 'unknown',
      victims: [{ pod: null, container: { name: 'web', id: ID }, outcome: 'killed' }],
    })
    expect(incident.at.wall).toMatch(/^2026-01-15T08:30:/)
  })

  test.each([
    ['docker', docker()],
    ['podman', docker({ OciVersion: '1.2.0' })],
  ])('is told as what %s says, not as what Kubernetes does', async (by, text) => {
    const { headline, incidents } = await reportOf({ 'inspect.json': text })
    expect(headline).toMatch(/^The container runtime marks container web as OOMKilled;/)
    expect(incidents[0]?.causes[0]?.why).toMatch(new RegExp(`^${by} tells of a kill by memory`))
  })

  test('has its limit for a possible cause, where it has one', async () => {
    expect((await onlyIncident({ 'inspect.json': docker() })).causes[0]).toMatchObject({
      code: 'container-limit',
      confidence: 'possible',
      why: expect.stringContaining('container web has a limit of 64 MiB'),
    })
    const without = docker({}, { HostConfig: { Memory: 0 } })
    expect((await onlyIncident({ 'inspect.json': without })).causes[0]?.code).toBe('unknown')
  })

  test('of a container of a pod, by its labels or its name', async () => {
    const byLabels = docker({}, { Config: { Labels: LABELS } })
    const byName = docker({}, { Name: `/k8s_cart_cart-0_shop_${UID}_0` })
    for (const text of [byLabels, byName]) {
      const [pod] = await foundIn(text, 'inspect.json')
      expect(pod).toMatchObject({
        kind: 'kube.pod',
        source: 'runtime',
        uid: UID,
        containers: [{ name: 'cart', limitBytes: 67_108_864, state: { reason: 'OOMKilled' } }],
      })
    }
  })

  test('whose flag is not set was not OOM-killed', async () => {
    expect((await onlyIncident({ 'inspect.json': docker({ OOMKilled: false }) })).kind).toBe('sigkill')
    expect((await reportOf({ 'inspect.json': docker({ OOMKilled: false, ExitCode: 1 }) })).incidents).toEqual([])
  })

  test('whose child was killed runs on', async () => {
    const running = docker({ Status: 'running', Running: true, ExitCode: 0, FinishedAt: '0001-01-01T00:00:00Z' })
    expect(await foundIn(running, 'inspect.json')).toMatchObject([{ kind: 'node.oom', by: 'docker' }])
  })

  test('of a sandbox is no incident', async () => {
    const sandbox = docker({ OOMKilled: false }, { Name: `/k8s_POD_cart-0_shop_${UID}_0` })
    expect((await reportOf({ 'inspect.json': sandbox })).incidents).toEqual([])
  })

  test('of an image is none', async () => {
    expect(await foundIn(json([{ Id: `sha256:${ID}`, RepoTags: ['a:1'] }]), 'x.json')).toMatchObject([
      { code: 'SOURCE_NOT_RECOGNISED' },
    ])
  })
})
