import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWithin, keysAbove, pathKey, placeOf } from '../../../src/engine/cgroup/path.ts'

const UID = '6f1f0a5e-1b2c-4d3e-8f90-aabbccddeeff'
const UID_ = UID.replaceAll('-', '_')
const HASH = '0123456789abcdef0123456789abcdef'
const CID = '8a31'.repeat(16)
const OTHER = '77ff'.repeat(16)
const SYSTEMD = `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID_}.slice`

const container = { level: 'container', podUid: UID, containerId: CID }
const pod = { level: 'pod', podUid: UID, containerId: null }
const bare = (level: string) => ({ level, podUid: null, containerId: null })

describe('paths of Kubernetes', () => {
  test.each([
    ['cgroupfs, Guaranteed', `/kubepods/pod${UID}/${CID}`, container],
    ['cgroupfs, Burstable', `/kubepods/burstable/pod${UID}/${CID}`, container],
    ['cgroupfs, BestEffort', `/kubepods/besteffort/pod${UID}/${CID}`, container],
    ['cgroupfs, CRI-O', `/kubepods/burstable/pod${UID}/crio-${CID}`, container],
    ['cgroupfs, the pod', `/kubepods/burstable/pod${UID}`, pod],
    ['systemd, containerd', `${SYSTEMD}/cri-containerd-${CID}.scope`, container],
    [
      'systemd, containerd, Guaranteed',
      `/kubepods.slice/kubepods-pod${UID_}.slice/cri-containerd-${CID}.scope`,
      container,
    ],
    ['systemd, CRI-O', `${SYSTEMD}/crio-${CID}.scope`, container],
    ['systemd, CRI-O with the leaf of crun', `${SYSTEMD}/crio-${CID}.scope/container`, container],
    ['systemd, docker', `${SYSTEMD}/docker-${CID}.scope`, container],
    ['systemd, the pod', SYSTEMD, pod],
    [
      'driver mismatch',
      `/system.slice/containerd.service/kubepods-burstable-pod${UID_}.slice:cri-containerd:${CID}`,
      container,
    ],
    [
      'driver mismatch below kubepods',
      `/kubepods.slice/kubepods-burstable-pod${UID_}.slice:cri-containerd:${CID}`,
      container,
    ],
    [
      'cgroupRoot of kind',
      `/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/kubelet-kubepods-burstable-pod${UID_}.slice/cri-containerd-${CID}.scope`,
      container,
    ],
    ['cgroupRoot, cgroupfs', `/kubelet/kubepods/burstable/pod${UID}/${CID}`, container],
    ['kind seen from its host', `/docker/${OTHER}/kubelet/kubepods/burstable/pod${UID}/${CID}`, container],
    [
      'k3d seen from its host',
      `/system.slice/docker-${OTHER}.scope/kubepods.slice/kubepods-pod${UID_}.slice/cri-containerd-${CID}.scope`,
      container,
    ],
    ['k3s', `/system.slice/k3s.service/kubepods/burstable/pod${UID}/${CID}`, container],
    ['inside LXC', `/lxc.payload.worker${SYSTEMD}/cri-containerd-${CID}.scope`, container],
    ['static pod, systemd', `/kubepods.slice/kubepods-pod${HASH}.slice`, { ...pod, podUid: HASH }],
    ['static pod, cgroupfs', `/kubepods/pod${HASH}/${CID}`, { ...container, podUid: HASH }],
    ['dashes that systemd escaped', `${SYSTEMD.replaceAll('_', '\\x2d')}/cri-containerd-${CID}.scope`, container],
    ['the same in /dev/kmsg', `${SYSTEMD.replaceAll('_', '\\x5cx2d')}/cri-containerd-${CID}.scope`, container],
    ['an ID that was cut', `${SYSTEMD}/cri-containerd-8a318a31`, { ...container, containerId: null }],
    [
      'docker inside of a container',
      `${SYSTEMD}/cri-containerd-${CID}.scope/docker/${OTHER}`,
      { ...container, level: 'cgroup' },
    ],
    [
      'a service inside of a container',
      `${SYSTEMD}/cri-containerd-${CID}.scope/system.slice/app.service`,
      { ...container, level: 'service' },
    ],
    ['the watcher of a container', `${SYSTEMD}/crio-conmon-${CID}.scope`, { ...pod, level: 'cgroup' }],
  ])('%s', (_, path, place) => {
    expect(placeOf(path)).toEqual(place)
  })

  test.each([
    ['/kubepods', 'node-allocatable'],
    ['/kubepods.slice', 'node-allocatable'],
    ['/kubelet.slice/kubelet-kubepods.slice', 'node-allocatable'],
    ['/k8s1.slice/k8s1-kubepods.slice', 'node-allocatable'],
    [`/docker/${OTHER}/kubelet/kubepods`, 'node-allocatable'],
    ['/kubepods/burstable', 'qos'],
    ['/kubepods.slice/kubepods-besteffort.slice', 'qos'],
    [`/docker/${OTHER}/kubepods/besteffort`, 'qos'],
  ])('%s is %s', (path, level) => {
    expect(placeOf(path)).toEqual(bare(level))
  })

  test.each(['/burstable', '/system.slice/burstable', '/mykubepods', '/kubepods.slice.d'])('%s is no pool', path => {
    expect(['node-allocatable', 'qos']).not.toContain(placeOf(path).level)
  })
})

describe('paths of others', () => {
  const own = { level: 'container', podUid: null, containerId: CID }
  test.each([
    ['docker, cgroupfs', `/docker/${CID}`, own],
    ['docker, systemd', `/system.slice/docker-${CID}.scope`, own],
    ['docker, rootless', `/user.slice/user-1000.slice/user@1000.service/user.slice/docker-${CID}.scope`, own],
    ['docker with a parent', `/batch.slice/${CID}`, own],
    ['docker in docker', `/docker/${OTHER}/docker/${CID}`, own],
    ['podman', `/machine.slice/libpod-${CID}.scope`, own],
    ['podman with its leaf', `/machine.slice/libpod-${CID}.scope/container`, own],
    ['nerdctl', `/system.slice/nerdctl-${CID}.scope`, own],
    ['containerd', `/default/${CID}`, own],
    ['ECS, cgroupfs', `/ecs/3f2a/${CID}`, own],
    ['ECS, systemd', `/ecstasks.slice/ecstasks-3f2a.slice/docker-${CID}.scope`, own],
    ['the watcher of podman', `/machine.slice/libpod-conmon-${CID}.scope`, bare('cgroup')],
    ['a unit inside of docker', `/docker/${CID}/system.slice/app.service`, { ...own, level: 'service' }],
    ['the task of ECS', '/ecs/3f2a', bare('cgroup')],
    ['LXC', '/lxc/101', bare('container')],
    ['LXC on Proxmox', '/lxc/101/ns', bare('container')],
    ['LXC 4', '/lxc.payload.web', bare('container')],
    ['LXC 3', '/lxc.payload/web', bare('container')],
    ['a unit inside of LXC', '/lxc/101/ns/system.slice/nginx.service', bare('service')],
    ['the watcher of LXC', '/lxc.monitor.web', bare('cgroup')],
    ['all of LXC', '/lxc', bare('cgroup')],
    ['a unit', '/system.slice/nginx.service', bare('service')],
    ['a template', '/system.slice/system-getty.slice/getty@tty1.service', bare('service')],
    ['a unit with an escape', '/system.slice/dev\\x2dhugepages.service', bare('service')],
    ['a slice of a user', '/user.slice/user-1000.slice', bare('slice')],
    ['a session', '/user.slice/user-1000.slice/session-4.scope', bare('cgroup')],
    ['slurm', '/slurm/uid_1000/job_7/step_0/task_0', bare('cgroup')],
    ['Talos', '/podruntime/kubelet', bare('cgroup')],
    ['the root', '/', bare('unknown')],
    ['nothing', '', bare('unknown')],
  ])('%s', (_, path, place) => {
    expect(placeOf(path)).toEqual(place)
  })

  test.each([
    ['an ID that is too short', `/docker/${CID.slice(1)}`],
    ['an ID that is too long', `/docker/${CID}a`],
    ['an ID that is no hexadecimal', `/docker/${CID.slice(1)}g`],
    ['a UID in a longer name', `/kubepods/pod${UID}x`],
    ['a hash that is too long', `/kubepods/pod${HASH}0`],
  ])('%s names nobody', (_, path) => {
    expect(placeOf(path)).toMatchObject({ podUid: null, containerId: null })
  })
})

const part = fc.oneof(
  fc.constantFrom(
    'kubepods',
    'kubepods.slice',
    `pod${UID}`,
    `kubepods-pod${UID_}.slice`,
    CID,
    'container',
    'ns',
    'lxc',
  ),
  fc.string({ maxLength: 12 }),
)

describe('any path', () => {
  test('is read, with a UID in dashes or as a hash', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), parts => {
        const { podUid, containerId, level } = placeOf(`/${parts.join('/')}`)
        expect(podUid ?? HASH).toMatch(/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/)
        expect(containerId ?? CID).toMatch(/^[0-9a-f]{64}$/)
        if (level === 'pod') expect(podUid).not.toBeNull()
      }),
    )
  })

  test('of a megabyte is read at once', () => {
    const started = performance.now()
    for (const text of ['/', '-', 'pod', '\\x2d', 'kubepods-', '0']) placeOf(text.repeat(1_000_000 / text.length))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('isWithin', () => {
  test.each([
    ['/a/b', '/a', true],
    ['/a', '/a', true],
    ['/a', '/a/', true],
    ['/a', '/', true],
    ['/ab', '/a', false],
    ['/a', '/a/b', false],
    ['/', '/a', false],
  ])('%s in %s: %s', (inner, outer, isInside) => {
    expect(isWithin(inner, outer)).toBe(isInside)
  })

  test('holds for what is joined below, and never both ways for two places', () => {
    const name = fc.stringMatching(/^[a-z.-]{1,8}$/)
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), name, (parts, below) => {
        const outer = `/${parts.join('/')}`
        const inner = `${outer === '/' ? '' : outer}/${below}`
        expect(isWithin(inner, outer)).toBe(true)
        expect(isWithin(outer, inner)).toBe(false)
      }),
    )
  })
})

describe('keysAbove', () => {
  test('are of the path and of all above it', () => {
    expect(keysAbove('/a/b/')).toEqual(['/a/b', '/a', ''])
    expect(keysAbove('/')).toEqual([''])
    expect(keysAbove('a')).toEqual(['a'])
  })

  test('say what isWithin says', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 4 })
      .chain(parts => fc.constantFrom(`/${parts.join('/')}`, `/${parts.join('/')}/`, parts.join('/')))
    fc.assert(
      fc.property(path, path, (inner, outer) => {
        expect(keysAbove(inner).includes(pathKey(outer))).toBe(isWithin(inner, outer))
      }),
    )
  })
})
