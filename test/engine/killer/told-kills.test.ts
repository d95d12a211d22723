import { describe, expect, test } from 'vitest'
import { newAct } from '../../../src/engine/incident/act.ts'
import { withKernelKills } from '../../../src/engine/killer/kernel-kill.ts'
import { toldKills } from '../../../src/engine/killer/same-kill.ts'
import type { KillerKill } from '../../../src/model/killer.ts'
import { kubernetesStamp, NO_STAMP, type Stamp } from '../../../src/model/stamp.ts'
import { killerKill, span, victim } from '../../rules/cases.ts'
import { clocks } from './clocks.ts'

const AT_MS = Date.parse('2026-10-07T08:31:01Z')
const at = (seconds: number): Stamp => kubernetesStamp(AT_MS + seconds * 1000)
const since = (bootSeconds: number): Stamp => ({ ...NO_STAMP, bootSeconds })
const places = (path: string, line: number) => ({ evidence: [{ ...span(line), path }] as const })

const ruby = { pid: 260, comm: 'ruby', uid: 0, oomScoreAdj: null, rssKiB: null }
const kill = (path: string, line: number, parts: Partial<KillerKill> = {}): KillerKill =>
  killerKill({ stamp: at(0), victims: [ruby], policy: null, ...places(path, line), ...parts })
const pressure = (percent: number): KillerKill['policy'] => ({
  kind: 'pressure',
  cgroup: '/a.slice',
  percent,
  limitPercent: 20,
  forSeconds: 10,
})
const unit = (path: string, line: number, parts: Partial<KillerKill> = {}): KillerKill =>
  kill(path, line, {
    killer: 'systemd-oomd',
    cgroup: '/a.slice/x.service',
    victims: [],
    policy: pressure(24),
    ...parts,
  })

/** How many tell of each kill. */
const sizes = (...kills: readonly KillerKill[]): readonly number[] => toldKills(kills).map(group => group.length)

describe('a process that is told of twice', () => {
  test.each([
    ['in two logs', kill('b', 1), [2]],
    ['again in the same log, while it does not die', kill('a', 2, { stamp: at(20) }), [2]],
    ['of another pid', kill('b', 1, { victims: [{ ...ruby, pid: 261 }] }), [1, 1]],
    ['of another name', kill('b', 1, { victims: [{ ...ruby, comm: 'java' }] }), [1, 1]],
    ['hours later, when the pid is used again', kill('b', 1, { stamp: at(4 * 3600 + 900) }), [1, 1]],
    ['without a time', kill('b', 1, { stamp: NO_STAMP }), [2]],
    ['by another killer', kill('b', 1, { killer: 'nohang' }), [1, 1]],
    ['on another machine', kill('b', 1, { node: 'web-08' }), [1, 1]],
    ['of a node by its full name', kill('b', 1, { node: 'web-07.example.org' }), [2]],
    ['by other numbers', kill('b', 1, { policy: pressure(31) }), [2]],
  ])('%s', (_, other, expected) => {
    expect(sizes(kill('a', 1, { node: 'web-07', policy: pressure(24) }), other)).toEqual(expected)
  })

  test('where only one log names the process, nothing tells that it is one', () => {
    expect(sizes(kill('a', 1), kill('b', 1, { victims: [] }))).toEqual([1, 1])
  })
})

describe('a cgroup that is told of twice', () => {
  test.each([
    ['in two logs', unit('b', 1), [2]],
    ['where one log leaves out the numbers', unit('b', 1, { policy: null }), [2]],
    ['by other numbers', unit('b', 1, { policy: pressure(31) }), [1, 1]],
    ['of another cgroup', unit('b', 1, { cgroup: '/a.slice/y.service' }), [1, 1]],
    ['of the same cgroup, as systemd escapes it', unit('b', 1, { cgroup: '/a.slice/x.service' }), [2]],
    ['on another machine', unit('b', 1, { node: 'web-08' }), [1, 1]],
    ['hours later', unit('b', 1, { stamp: at(4 * 3600 + 900) }), [1, 1]],
    ['without a time', unit('b', 1, { stamp: NO_STAMP }), [2]],
    ['again in one log', unit('a', 2, { stamp: at(1) }), [1, 1]],
    ['again in one log, by other numbers at the same time', unit('a', 2, { policy: pressure(31) }), [1, 1]],
    ['on another machine of one log', unit('a', 2, { node: 'web-08' }), [1, 1]],
    ['twice in one log, the same to the second', unit('a', 2), [2]],
    ['by the very same line', unit('a', 1), [1, 1]],
  ])('%s', (_, other, expected) => {
    expect(sizes(unit('a', 1, { node: 'web-07' }), other)).toEqual(expected)
  })

  test('twice in one log without a wall clock: by the seconds since boot', () => {
    expect(sizes(unit('a', 1, { stamp: since(5) }), unit('a', 2, { stamp: since(5) }))).toEqual([2])
    expect(sizes(unit('a', 1, { stamp: since(5) }), unit('a', 2, { stamp: since(6) }))).toEqual([1, 1])
    expect(sizes(unit('a', 1, { stamp: NO_STAMP }), unit('a', 2, { stamp: NO_STAMP }))).toEqual([1, 1])
  })

  test.each(['systemd-oomd', 'oomd', 'talos'] as const)('%s kills cgroups: one process is told, or none', killer => {
    const parts = { killer, cgroup: '/a.slice/x.service', policy: null }
    expect(sizes(kill('a', 1, parts), kill('b', 1, { ...parts, victims: [] }))).toEqual([2])
    expect(sizes(kill('a', 1, parts), kill('b', 1, { ...parts, victims: [{ ...ruby, pid: 9 }] }))).toEqual([1, 1])
  })

  test('the first of one log is the first of another', () => {
    const groups = toldKills([
      unit('a', 1),
      unit('a', 2, { stamp: at(1) }),
      unit('b', 1),
      unit('b', 2, { stamp: at(1) }),
    ])
    const lines = groups.map(group => group.map(({ evidence: [{ path, line }] }) => `${path}:${line}`).toSorted())
    expect(lines).toEqual([
      ['a:1', 'b:1'],
      ['a:2', 'b:2'],
    ])
  })
})

describe('the fullest is first', () => {
  const first = (...kills: readonly KillerKill[]) => toldKills(kills)[0]?.[0].evidence[0].path
  const bare = { policy: null, outcome: 'signalled', isProven: false, usageBytes: null } as const

  test.each([
    ['whose killer is proven', { isProven: true }],
    ['that says what was used', { usageBytes: 1 }],
    ['that gives the reason', { policy: pressure(24) }],
    ['that saw the death', { outcome: 'killed' as const }],
  ])('the one %s', (_, more) => {
    expect(first(kill('a', 1, bare), kill('b', 1, { ...bare, ...more }))).toBe('b')
    expect(first(kill('b', 1, { ...bare, ...more }), kill('a', 1, bare))).toBe('b')
  })

  test('a death outweighs a reason, and a reason what else is known', () => {
    const reason = kill('a', 1, { ...bare, policy: pressure(24), isProven: true })
    expect(first(reason, kill('b', 1, { ...bare, outcome: 'killed' }))).toBe('b')
    expect(first(kill('b', 1, { ...bare, isProven: true }), kill('a', 1, { ...bare, policy: pressure(24) }))).toBe('a')
  })
})

describe('a process that the kernel killed as well', () => {
  const told = (seconds: number | null, parts: Partial<KillerKill> = {}) =>
    newAct({
      kind: 'userspace',
      killer: 'earlyoom',
      node: 'web-07',
      victims: [victim({ pid: 260, comm: 'ruby' })],
      kills: [kill('a', 1, { stamp: seconds === null ? NO_STAMP : at(seconds), ...parts })],
    })
  const acts = (seconds: number | null, other = told(0), node = 'web-07') =>
    withKernelKills([{ ...told(seconds), kind: 'global', killer: 'kernel', node }], [other], clocks)
  const count = (...parts: Parameters<typeof acts>) => acts(...parts).map(({ kills }) => kills.length)

  test('is one death, of which the kernel says more', () => {
    expect(acts(10)).toMatchObject([{ kind: 'global', killer: 'kernel' }])
    expect(count(120)).toEqual([2])
    expect(count(-120)).toEqual([2])
    expect(count(null)).toEqual([2])
    expect(count(10, told(null))).toEqual([2])
  })

  test('is another death later, on another machine, or of another process', () => {
    const other = (parts: Parameters<typeof victim>[0]) => ({ ...told(0), victims: [victim(parts)] })
    expect(count(123)).toEqual([1, 1])
    expect(count(0, told(0), 'web-08')).toEqual([1, 1])
    expect(count(0, other({ pid: 261, comm: 'ruby' }))).toEqual([1, 1])
    expect(count(0, other({ pid: 260, comm: 'java' }))).toEqual([1, 1])
    expect(count(0, other({ pid: 260, comm: null }))).toEqual([1, 1])
    expect(count(0, other({ pid: null, comm: 'ruby' }))).toEqual([1, 1])
    expect(count(0, { ...told(0), victims: [] })).toEqual([1, 1])
  })

  test('is not found by what is not known of it', () => {
    const nobody = { ...told(0), victims: [victim({ pid: null, comm: null })] }
    expect(withKernelKills([nobody], [nobody], clocks)).toHaveLength(2)
  })
})
