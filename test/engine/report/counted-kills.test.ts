import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import type { Digest } from '../../../src/engine/incident/digest.ts'
import type { NodeNames } from '../../../src/engine/incident/node-of.ts'
import { unseenKills } from '../../../src/engine/report/counted-kills.ts'
import { healthyOf } from '../../../src/engine/report/healthy.ts'
import type { NodeReading } from '../../../src/engine/report/readings.ts'
import type { HostReading } from '../../../src/model/host.ts'
import type { Incident } from '../../../src/model/report.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'
import { incident, report, scope, span, victim } from '../../rules/cases.ts'
import { logs } from './answers.ts'

const act = (parts: Partial<Act> = {}): Act => newAct({ kind: 'memcg', killer: 'kernel', ...parts })
const digestOf = (parts: Parameters<typeof report>[0] = {}) =>
  ({ report: report(parts), disagreements: [] }) as unknown as Digest

const reading = (of: string | null, parts: object): NodeReading => ({
  node: of,
  reading: {
    stamp: NO_STAMP,
    node: null,
    boot: 0,
    title: '',
    severity: 'info',
    evidence: [span(1)],
    ...parts,
  } as unknown as HostReading,
})

describe('kills that counters know', () => {
  const names = { ofAct: (each: Act) => each.node } as unknown as NodeNames
  const counted = (of: string | null, oomKills: number | null) =>
    reading(of, { kind: 'host.counters', counters: {}, oomKills })
  const cgroup = (path: string, oom_kill: number | null, parts: object = {}, of: string | null = null) =>
    reading(of, {
      kind: 'host.cgroup',
      cgroup: path,
      version: 2,
      file: 'memory.events',
      values: { oom_kill },
      ...parts,
    })
  const killed = (parts: Partial<Act> = {}, path: string | null = '/a/b', outcome: 'killed' | 'unknown' = 'killed') =>
    act({ victims: [victim({ cgroup: path, outcome })], ...parts })
  const all = { isThere: true, nodes: new Set(['w1']) }
  const find = (
    readings: readonly NodeReading[],
    acts: readonly Act[] = [],
    parts: Parameters<typeof logs>[0] = all,
  ) => {
    const { contradictions, missing } = unseenKills(readings, acts, names, logs(parts))
    return [contradictions.length, missing.length]
  }

  test.each<[string, readonly NodeReading[], readonly Act[], readonly number[]]>([
    ['as many as are seen', [counted('w1', 1)], [killed()], [0, 0]],
    ['more', [counted('w1', 2)], [killed()], [1, 1]],
    ['more than were seen on that node', [counted('w1', 1)], [killed({ node: 'w2' })], [1, 1]],
    ['as many on that node', [counted('w1', 1)], [killed({ node: 'w1.example' })], [0, 0]],
    ['more than died', [counted('w1', 1)], [killed({}, '/a', 'unknown')], [1, 1]],
    ['more than the kernel killed', [counted('w1', 1)], [killed({ killer: 'earlyoom' })], [1, 1]],
    ['more by the latest of two readings', [counted('w1', 1), counted('w1', 3), counted('w1', 2)], [killed()], [1, 1]],
    ['none', [counted('w1', 0)], [], [0, 0]],
    ['what old kernels do not count', [counted('w1', null)], [], [0, 0]],
    ['more on a node without a log', [counted('w2', 1)], [], [0, 1]],
    ['more on one of the nodes', [counted('w1', 1), counted('w2', 1)], [], [1, 2]],
  ])('of the node: %s', (_, readings, acts, expected) => {
    expect(find(readings, acts)).toEqual(expected)
  })

  test('of a node that nothing names need any kernel log, of another a log without a name', () => {
    expect(find([counted(null, 1)], [], { isThere: true })).toEqual([1, 1])
    expect(find([counted(null, 1)], [], {})).toEqual([0, 1])
    expect(find([counted('w9', 1)], [], { isThere: true, hasNameless: true })).toEqual([1, 1])
  })

  test.each<[string, readonly NodeReading[], readonly Act[], number]>([
    ['as many as are seen in it', [cgroup('/a', 1)], [killed()], 0],
    ['more', [cgroup('/a', 2)], [killed()], 1],
    ['more than are seen in it, others beside it', [cgroup('/c', 1)], [killed()], 1],
    ['as many as may be in it', [cgroup('/c', 1)], [killed({}, null)], 0],
    ['what a cgroup below accounts for', [cgroup('/a', 2), cgroup('/a/b', 2)], [], 1],
    ['more than cgroups below account for', [cgroup('/a', 3), cgroup('/a/b', 1), cgroup('/a/c', 1)], [], 3],
    ['what two cgroups below account for', [cgroup('/a', 2), cgroup('/a/b', 1), cgroup('/a/c', 1)], [], 2],
    ['none', [cgroup('/a', 0), cgroup('/b', null)], [], 0],
    ['what a container sees as its root', [cgroup('/', 3)], [], 0],
    ['in another file', [cgroup('/a', 3, { file: 'memory.events.local' })], [], 0],
    ['in a file of v1', [cgroup('/a', 3, { file: 'memory.oom_control', version: 1 })], [], 1],
    ['in that file of v2', [cgroup('/a', 3, { file: 'memory.oom_control' })], [], 0],
    ['by v1, of itself alone', [cgroup('/a', 1, { file: 'memory.oom_control', version: 1 })], [killed()], 1],
    ['by v1, of itself', [cgroup('/a/b', 1, { file: 'memory.oom_control', version: 1 })], [killed()], 0],
    [
      'by v1, below which others count',
      [
        cgroup('/a', 1, { file: 'memory.oom_control', version: 1 }),
        cgroup('/a/b', 1, { file: 'memory.oom_control', version: 1 }),
      ],
      [],
      2,
    ],
    ['on another node than the kill', [cgroup('/a', 1, {}, 'w1')], [killed({ node: 'w2' })], 1],
    ['as systemd escapes its name', [cgroup('/a\\x2db', 1)], [killed({}, '/a-b')], 0],
  ])('of a cgroup: %s', (_, readings, acts, expected) => {
    expect(find(readings, acts)[0]).toBe(expected)
  })

  test('of a group count the chosen one twice', () => {
    const group = killed({ digests: [digestOf({ oomGroup: '/a' })] }, null)
    expect(find([counted('w1', 2)], [group])).toEqual([0, 0])
    expect(find([counted('w1', 3)], [group])).toEqual([1, 1])
    expect(find([cgroup('/a', 2)], [group])[0]).toBe(0)
    expect(find([cgroup('/b', 1)], [group])[0]).toBe(1)
  })

  test('of at most ten cgroups of a node are told', () => {
    expect(find(Array.from({ length: 12 }, (_, each) => cgroup(`/c${each}`, 1)))[0]).toBe(10)
  })

  test('are told with their numbers', () => {
    const said = (readings: readonly NodeReading[], acts: readonly Act[] = []) =>
      unseenKills(readings, acts, names, logs(all)).contradictions.map(({ says, against }) => `${says} | ${against}`)
    expect(said([counted('w1', 1)])).toEqual([
      'The kernel of node w1 counted 1 OOM kill since boot (oom_kill in vmstat) | the kernel logs in the bundle show none',
    ])
    expect(said([counted(null, 2)], [killed()])).toEqual([
      'The kernel of a node of the bundle counted 2 OOM kills since boot (oom_kill in vmstat) | the kernel logs in the bundle show 1',
    ])
    expect(said([cgroup('/a', 1, {}, 'w1')])[0]).toContain(
      'Cgroup /a on node w1 counted 1 OOM kill (oom_kill in memory.events)',
    )
  })
})

describe('what looks bad and is not', () => {
  const memory = (fieldsKiB: object, of: string | null = 'w1') =>
    reading(of, {
      kind: 'host.memory',
      fieldsKiB,
      evidence: [
        { ...span(1), excerpt: 'MemTotal: 1' },
        { ...span(2), excerpt: 'Cached: 1' },
        { ...span(3), excerpt: 'MemAvailable: 1' },
      ],
    })
  const stall = (avg10Percent: number, avg60Percent = 0, avg300Percent = 0) => ({
    avg10Percent,
    avg60Percent,
    avg300Percent,
    totalMicroseconds: 0,
  })
  const pressure = (parts: object = {}, of: string | null = 'w1') =>
    reading(of, { kind: 'host.pressure', resource: 'memory', cgroup: null, some: stall(0), full: null, ...parts })
  const low = { MemTotal: 1000, MemAvailable: 149, Cached: 100 }
  const found = (readings: readonly NodeReading[], incidents: readonly Incident[] = []) =>
    healthyOf(readings, incidents)

  test.each<[string, readonly NodeReading[], readonly Incident[], number]>([
    ['little available and no stall', [memory(low), pressure()], [], 1],
    ['more available', [memory({ ...low, MemAvailable: 150 }), pressure()], [], 0],
    ['what is available is not known', [memory({ MemTotal: 1000 }), pressure()], [], 0],
    ['how much there is is not known', [memory({ MemAvailable: 1 }), pressure()], [], 0],
    ['no pressure was read', [memory(low)], [], 0],
    ['pressure of another machine', [memory(low), pressure({}, 'w2')], [], 0],
    ['pressure of a cgroup', [memory(low), pressure({ cgroup: '/a' })], [], 0],
    ['pressure of disks', [memory(low), pressure({ resource: 'io' })], [], 0],
    ['pressure without its line', [memory(low), pressure({ some: null })], [], 0],
    ['a stall now', [memory(low), pressure({ some: stall(1) })], [], 0],
    ['a stall in the last minute', [memory(low), pressure({ some: stall(0, 1) })], [], 0],
    ['a stall in the last minutes', [memory(low), pressure({ some: stall(0, 0, 1) })], [], 0],
    ['a stall of all', [memory(low), pressure({ full: stall(1) })], [], 0],
    ['a stall in one of two readings', [memory(low), pressure(), pressure({ some: stall(1) })], [], 0],
    ['hardly a stall', [memory(low), pressure({ some: stall(0.99), full: stall(0.99) })], [], 1],
    ['a node that ran out', [memory(low), pressure()], [incident({ kind: 'global', scope: scope({ node: 'w1' }) })], 0],
    ['some node that ran out', [memory(low), pressure()], [incident({ kind: 'global' })], 0],
    [
      'another node that ran out',
      [memory(low), pressure()],
      [incident({ kind: 'global', scope: scope({ node: 'w2' }) })],
      1,
    ],
    ['a kill in a cgroup', [memory(low), pressure()], [incident()], 1],
    ['readings that nothing names', [memory(low, null), pressure({}, null)], [], 1],
  ])('%s', (_, readings, incidents, count) => {
    expect(found(readings, incidents)).toHaveLength(count)
  })

  test('is the page cache where there is enough of it', () => {
    const name = (parts: object) =>
      found([memory({ ...low, ...parts }), pressure()])[0]?.finding.startsWith('page cache at work: ')
    expect([
      name({}),
      name({ Cached: 99 }),
      name({ Cached: 150, Shmem: 50 }),
      name({ Cached: 150, Shmem: 51 }),
      name({ Cached: undefined }),
    ]).toEqual([true, false, true, false, false])
    expect(found([memory(low), pressure()])[0]?.evidence.map(({ line }) => line)).toEqual([1, 3, 1])
    expect(found([memory(low, null), pressure({}, null)])[0]?.finding).not.toContain('on node')
  })
})
