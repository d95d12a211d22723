import { describe, expect, it } from 'vitest'
import type { Incident, Scope } from '../../src/model/report.ts'
import { kindInWords } from '../../src/render/kind.ts'
import { containerOfPod, scopeName, victimName } from '../../src/render/names.ts'
import { longTime, shortTime, wallTime } from '../../src/render/time.ts'
import { incident, victim } from '../outputs/report-parts.ts'

const POD = { namespace: 'shop', name: 'cart-0', uid: null }

describe('names', () => {
  it.each([
    [{ name: 'cart', id: null }, POD, 'container cart of pod shop/cart-0'],
    [{ name: null, id: '8a31f0c2d4e6aabbccdd' }, null, 'container 8a31f0c2d4e6'],
    [null, { ...POD, namespace: null }, 'pod cart-0'],
    [null, { namespace: 'shop', name: null, uid: '3c1f' }, 'pod with UID 3c1f'],
    [{ name: null, id: null }, { namespace: null, name: null, uid: null }, null],
    [null, null, null],
  ])('of a container %j in a pod %j', (container, pod, name) => expect(containerOfPod(container, pod)).toBe(name))

  it.each([
    [{ level: 'container' }, 'a container'],
    [{ level: 'pod', pod: POD }, 'pod shop/cart-0'],
    [{ level: 'qos', cgroup: '/kubepods/besteffort' }, 'the pods of one QoS tier (besteffort)'],
    [{ level: 'node-allocatable', cgroup: '/kubepods' }, 'all pods together: what the node may give to pods'],
    [{ level: 'service', cgroup: '/system.slice/x.service' }, 'service x.service'],
    [{ level: 'slice', cgroup: null }, 'slice'],
    [{ level: 'node', node: null }, 'the whole node'],
    [{ level: 'unknown', cgroup: '/x' }, null],
  ] as const)('of a scope %j', (given, name) => {
    const scope: Scope = { cgroup: null, node: null, pod: null, container: null, ...given }
    expect(scopeName(scope)).toBe(name)
  })

  it('of a victim is its process, else its container, else nothing', () => {
    expect(victimName(victim)).toBe('java (4242)')
    expect(victimName({ ...victim, pid: null })).toBe('java')
    expect(victimName({ ...victim, comm: null })).toBe('pid 4242')
    expect(victimName({ ...victim, comm: null, pid: null, pod: POD })).toBe('pod shop/cart-0')
    expect(victimName({ ...victim, comm: null, pid: null })).toBe('unknown')
  })
})

describe('kindInWords', () => {
  const words = (given: Partial<Incident>): string => kindInWords({ ...incident, ...given })
  it('says whose limit, who killed, and whether the kernel panicked', () => {
    const scope: Scope = { ...incident.scope, level: 'node-allocatable' }
    expect(words({ scope })).toBe(
      'memory cgroup OOM: all pods together reached what the node may give them; no limit of one pod',
    )
    expect(words({ kind: 'global', panic: true })).toMatch(/^node OOM \(global\).*; the kernel panicked$/)
    expect(words({ kind: 'userspace', killer: 'earlyoom' })).toBe('kill in user space by earlyoom, not by the kernel')
    expect(words({ kind: 'sigkill', killer: 'kubelet' })).toBe(
      'SIGKILL (137): no evidence of an OOM kill; killer: kubelet',
    )
    expect(words({ kind: 'sigkill', killer: 'unknown' })).not.toContain('killer')
  })
})

describe('times', () => {
  it('drop the fraction where it is zero', () => {
    expect(wallTime('2026-03-14T02:11:07.000Z')).toBe('2026-03-14 02:11:07 UTC')
    expect(wallTime('2026-03-14T02:11:07.250Z')).toBe('2026-03-14 02:11:07.25 UTC')
    expect(wallTime('2026-03-14T02:11:07Z')).toBe('2026-03-14 02:11:07 UTC')
    expect(wallTime('yesterday')).toBe('yesterday')
  })

  it('are short in tables', () => {
    const at = { wall: '2026-03-14T02:11:07.250Z', bootSeconds: 1.5, plusMinusSeconds: 90, basis: 'boot time' }
    expect(shortTime(at)).toBe('2026-03-14 02:11:07')
    expect(shortTime(at, true)).toBe('03-14 02:11:07')
    expect(shortTime({ ...at, wall: null })).toBe('boot+2 s')
    expect(shortTime({ ...at, wall: null, bootSeconds: null })).toBe('unknown')
    expect(longTime(at)).toBe('2026-03-14 02:11:07.25 UTC ±1 min 30 s')
    expect(longTime(at, true)).toBe('2026-03-14 02:11:07.25 UTC ±1 min 30 s, boot time')
    expect(longTime({ ...at, basis: 'zone assumed' })).toMatch(/, zone assumed$/)
  })
})
