import { describe, expect, test } from 'vitest'
import { factIn, factsIn, ID, klog, logrus, OTHER, UID, wrapped } from './lines.ts'

describe('TaskOOM', () => {
  test.each([
    `TaskOOM event container_id:"${ID}"`,
    `TaskOOM event container_id:  "${ID}"`,
    `TaskOOM event &TaskOOM{ContainerID:${ID},XXX_unrecognized:[],}`,
  ])('%s', message => {
    expect(factIn(logrus(message))).toMatchObject({
      kind: 'node.oom',
      by: 'containerd',
      pid: null,
      oomMemcg: null,
      subject: { pod: null, container: { id: ID } },
    })
  })

  test.each(wrapped(logrus(`TaskOOM event container_id:"${ID}"`), 'containerd'))('in %s', (_, line) => {
    const fact = factIn(line)
    expect(fact).toMatchObject({ kind: 'node.oom', by: 'containerd' })
    expect(fact?.stamp.wall).toMatchObject({
      epochMs: Date.UTC(2024, 2, 1, 10, 0, 0, 123),
      year: 'given',
      zone: 'given',
    })
  })

  test('of a log of JSON', () => {
    const record = { level: 'info', msg: `TaskOOM event container_id:"${ID}"`, time: '2024-03-01T10:00:00.123Z' }
    expect(factIn(JSON.stringify(record))).toMatchObject({ kind: 'node.oom', subject: { container: { id: ID } } })
  })

  test.each([
    logrus('TaskOOM event container_id:"short"'),
    logrus(`failed to handle TaskOOM event container_id:"${ID}"`),
    `2024-03-01T10:00:00.123456789Z stdout F TaskOOM event container_id:"${ID}"`,
    klog(`"x" err="TaskOOM event container_id:${ID}"`),
  ])('not in %s', line => expect(factIn(line)).toBeNull())
})

describe('TaskExit', () => {
  const time = 'exited_at:{seconds:1709287200 nanos:123456789}'
  test.each([
    [`TaskExit event container_id:"${ID}" id:"${ID}" pid:4321 exit_status:137 ${time}`, 'unknown'],
    [`TaskExit event container_id:"${ID}"  id:"${ID}"  pid:4321  exit_status:137  ${time}`, 'unknown'],
    [
      `TaskExit event &TaskExit{ContainerID:${ID},ID:${ID},Pid:4321,ExitStatus:137,ExitedAt:2024-03-01 10:00:00.123456789 +0000 UTC,XXX_unrecognized:[],}`,
      'unknown',
    ],
    [
      `TaskExit event in podsandbox handler container_id:"${ID}" id:"${ID}" pid:4321 exit_status:137 ${time}`,
      'sandbox',
    ],
    [`received exit event container_id:"${ID}" id:"${ID}" pid:4321 exit_status:137 ${time}`, 'unknown'],
    [`received container exit event container_id:"${ID}" id:"${ID}" pid:4321 exit_status:137 ${time}`, 'unknown'],
    [
      `received sandbox container exit event sandbox_id:"${ID}" container_id:"${ID}" id:"${ID}" pid:4321 exit_status:137 ${time}`,
      'sandbox',
    ],
  ])('%s', (message, role) => {
    expect(factIn(logrus(message))).toMatchObject({
      kind: 'node.exit',
      by: 'containerd',
      exitCode: 137,
      role,
      exitedAtMs: 1_709_287_200_123,
      subject: { container: { id: ID } },
    })
  })

  test('of a probe is none of the container', () => {
    expect(
      factsIn(logrus(`TaskExit event container_id:"${ID}" id:"${OTHER}" pid:4321 exit_status:137 ${time}`)),
    ).toEqual([])
  })

  test('without a status was clean', () => {
    expect(factIn(logrus(`TaskExit event container_id:"${ID}" id:"${ID}" pid:4321 ${time}`))).toMatchObject({
      kind: 'node.identity',
    })
  })
})

describe('names of containers', () => {
  test.each([
    [
      `RunPodSandbox for &PodSandboxMetadata{Name:cart-0,Uid:${UID},Namespace:shop,Attempt:0,} returns sandbox id "${OTHER}"`,
      { pod: { namespace: 'shop', name: 'cart-0', uid: UID }, sandboxId: OTHER },
    ],
    [
      `CreateContainer within sandbox "${OTHER}" for &ContainerMetadata{Name:cart,Attempt:3,} returns container id "${ID}"`,
      { container: { name: 'cart', id: ID }, sandboxId: OTHER },
    ],
    [
      `Created container ${ID}: shop/cart-0/cart`,
      { pod: { namespace: 'shop', name: 'cart-0' }, container: { name: 'cart', id: ID } },
    ],
    [`Ran pod sandbox ${OTHER} with infra container: shop/cart-0/POD`, { pod: { name: 'cart-0' }, sandboxId: OTHER }],
  ])('%s', (message, subject) => expect(factIn(logrus(message))).toMatchObject({ kind: 'node.identity', subject }))

  test('are not in what failed', () => {
    expect(
      factIn(
        logrus(`CreateContainer within sandbox "${OTHER}" for container &ContainerMetadata{Name:cart,Attempt:0,}`),
      ),
    ).toBeNull()
  })
})

describe('orders to containerd', () => {
  test.each([
    [`StopContainer for "${ID}" with timeout 30 (s)`, 'grace-period', 30],
    [`Kill container "${ID}"`, 'sigkill', null],
  ])('%s', (message, why, graceSeconds) => {
    expect(factIn(logrus(message))).toMatchObject({
      kind: 'node.stop',
      why,
      graceSeconds,
      subject: { container: { id: ID } },
    })
  })

  test('are over when they return', () => {
    expect(factIn(logrus(`StopContainer for "${ID}" returns successfully`))).toBeNull()
  })
})

describe('conmon', () => {
  const short = ID.slice(0, 20)
  test.each([
    `Mar  1 10:00:00 node-1 conmon[77]: conmon ${short} <ninfo>: OOM received`,
    `Mar  1 10:00:00 node-1 conmon[77]: conmon ${short} <ninfo>: OOM event received`,
    `2024-03-01T10:00:00+0000 node-1 conmon[77]: conmon ${short} <ninfo>: OOM received`,
  ])('%s', line => {
    expect(factIn(line)).toMatchObject({ kind: 'node.oom', by: 'conmon', subject: { container: { id: short } } })
  })

  test('says nothing of a kill when it has no memory itself', () => {
    expect(factIn(`Mar  1 10:00:00 node-1 conmon[77]: conmon ${short} <nwarn>: Failed to write to OOM file`)).toBeNull()
  })
})

describe('docker events', () => {
  const at = '2024-03-01T11:00:00.123456789+01:00'
  const name = `k8s_cart_cart-0_shop_${UID}_0`
  test('oom', () => {
    expect(factIn(`${at} container oom ${ID} (image=app:1, name=${name})`)).toMatchObject({
      kind: 'node.oom',
      by: 'docker',
      subject: { pod: { namespace: 'shop', name: 'cart-0', uid: UID }, container: { name: 'cart', id: ID } },
    })
  })

  test.each([
    [
      `${at} container die ${ID} (exitCode=137, image=app:1, name=web)`,
      { kind: 'node.exit', exitCode: 137, role: 'container', subject: { pod: null, container: { name: 'web' } } },
    ],
    [
      `${at} container die ${ID} (exitCode=137, image=pause, name=k8s_POD_cart-0_shop_${UID}_0)`,
      { kind: 'node.exit', role: 'sandbox' },
    ],
    [`${at} container kill ${ID} (image=app:1, name=web, signal=9)`, { kind: 'node.stop', why: 'sigkill' }],
    [`${at} container kill ${ID} (image=app:1, name=web, signal=15)`, { kind: 'node.stop', why: 'grace-period' }],
  ])('%s', (line, expected) => expect(factIn(line)).toMatchObject(expected))

  test.each([
    `${at} container start ${ID} (name=web)`,
    `${at} INFO container oom ${ID} (name=web)`,
    `container oom ${ID} (name=web)`,
  ])('not in %s', line => expect(factIn(line)).toBeNull())
})
