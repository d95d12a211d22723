import { describe, expect, test } from 'vitest'
import { CONTAINER, killLines, list, podCgroup, podObject, raw } from '../logs.ts'
import { onlyIncident } from '../report-of.ts'

const POD_LIMIT = { oomMemcg: podCgroup(), limitKiB: 65_536 }
const log = (kill: Parameters<typeof killLines>[0]) => raw(100, killLines(kill))
const other = 'd'.repeat(64)

describe('the boundary that was hit', () => {
  test.each([
    ['a container', {}, 'container'],
    ['a pod', { oomMemcg: podCgroup() }, 'pod'],
    ['a QoS class', { oomMemcg: '/kubepods.slice/kubepods-burstable.slice' }, 'qos'],
    ['all pods', { oomMemcg: '/kubepods.slice' }, 'node-allocatable'],
    ['a service', { oomMemcg: '/system.slice/nginx.service' }, 'service'],
    ['a slice', { oomMemcg: '/user.slice/user-1000.slice' }, 'slice'],
    ['the node', { oomMemcg: null }, 'node'],
  ])('%s', async (_, kill, level) => {
    expect((await onlyIncident({ 'dmesg.txt': log(kill) })).scope).toMatchObject({ level })
  })

  test('is the pod as far as the log tells', async () => {
    const { scope } = await onlyIncident({ 'dmesg.txt': log(POD_LIMIT) })
    expect(scope).toMatchObject({ level: 'pod', container: null })
  })

  test("is the only container's own, where the objects show it alone with that limit", async () => {
    const pods = list(podObject({ containers: [{ name: 'app', id: CONTAINER, limit: '64Mi' }] }))
    const { scope } = await onlyIncident({ 'dmesg.txt': log(POD_LIMIT), 'pods.json': pods })
    expect(scope).toMatchObject({ level: 'container', container: { name: 'app' } })
  })

  test.each([
    [
      'two containers',
      [
        { name: 'app', limit: '64Mi' },
        { name: 'proxy', id: other, limit: '64Mi' },
      ],
    ],
    ['another limit', [{ name: 'app', limit: '128Mi' }]],
    ['no limit', [{ name: 'app', limit: null }]],
  ])("is the pod's with %s", async (_, containers) => {
    const pods = list(podObject({ containers: containers.map(each => ({ id: CONTAINER, ...each })) }))
    const { scope } = await onlyIncident({ 'dmesg.txt': log(POD_LIMIT), 'pods.json': pods })
    expect(scope.level).toBe('pod')
  })
})
