import { describe, expect, test } from 'vitest'
import type { ContainerState } from '../../src/model/kubernetes.ts'
import type { Threshold } from '../../src/model/killer.ts'
import type { Incident } from '../../src/model/report.ts'
import { cgroupLimit } from '../../src/rules/cgroup-limit.ts'
import { containerLimit } from '../../src/rules/container-limit.ts'
import { hugepagesReserved } from '../../src/rules/hugepages-reserved.ts'
import { invisibleChildKill } from '../../src/rules/invisible-child-kill.ts'
import { kernelMemoryInCgroup } from '../../src/rules/kernel-memory-in-cgroup.ts'
import { numberInForce, settingOf } from '../../src/rules/killer-settings.ts'
import { manyProcesses } from '../../src/rules/many-processes.ts'
import {
  account,
  caseOf,
  container,
  containerState,
  killerKill,
  MIB,
  memInfo,
  scope,
  selection,
  task,
  victim,
  witness,
} from './cases.ts'
import { onNode } from './node-scope.ts'

describe('the heap against other memory', () => {
  const even = account('cgroup', 64, { anonymous: 30, shmem: 30 })

  test('as much of another kind leaves the limit the reason', () => {
    const service = { scope: scope({ level: 'service' }), memory: even }
    expect(containerLimit.check(caseOf({ incident: { memory: even } }))?.cause.confidence).toBe('certain')
    expect(cgroupLimit.check(caseOf({ incident: service }))?.cause.confidence).toBe('certain')
  })

  test('a limit without a number is not raised to one', () => {
    const verdict = cgroupLimit.check(caseOf({ incident: { scope: scope({ level: 'service' }) } }))
    expect(verdict?.advice[0]).toMatchObject({ from: null, to: null })
    expect(verdict?.cause.why).toBe("What was hit is the service's own MemoryMax.")
  })
})

test.each([
  ['one process and pause', [task(310, 'crawler', 9), task(7, 'pause', 1)], {}, true],
  ['two processes', [task(310, 'crawler', 9), task(311, 'envoy', 1)], {}, false],
  ['pause alone', [task(7, 'pause', 1)], {}, false],
  ['more tasks than are ranked', [task(310, 'crawler', 9)], { tasks: 3 }, false],
] as const)("the pod's limit is the container's with %s", (_, ranking, parts, holds) => {
  const incident = { scope: scope({ level: 'pod' }), selection: selection(ranking, parts) }
  expect(containerLimit.check(caseOf({ incident })) !== null).toBe(holds)
  expect(containerLimit.check(caseOf({ incident: { ...incident, selection: null } }))).toBeNull()
})

test('hugepages: what lies unused, and what may stay', () => {
  const verdict = (free: number) =>
    hugepagesReserved.check(
      caseOf({
        incident: onNode({ memory: account('node', 100, { hugepages: 40 }) }),
        report: { memInfo: memInfo({ hugepages: [{ node: 0, total: 20, free, sizeKiB: 2048 }] }) },
      }),
    )
  expect(verdict(15)?.cause.why).toBe('The hugepage pools hold 40 MiB (40 % of RAM), of which 30 MiB lay unused.')
  expect(verdict(15)?.advice[0]).toMatchObject({
    from: '40 MiB',
    to: 'not above the 10 MiB that were in use, if their users agree',
  })
  expect(verdict(0)?.cause.why).toBe('The hugepage pools hold 40 MiB (40 % of RAM).')
  expect(verdict(0)?.advice[0]).toMatchObject({ from: '40 MiB', to: null })
})

describe('a container that lives on', () => {
  const KILL_MS = Date.parse('2026-11-23T16:57:57Z')
  const dead = victim({ container: { name: 'app', id: 'c1' } })
  const why = (state: Partial<ContainerState>, incident: Partial<Incident> = {}, restartCount: number | null = 3) =>
    invisibleChildKill.check(
      caseOf({
        incident: { victims: [dead], ...incident },
        witnesses: [
          witness({
            container: container({
              containerId: 'c1',
              restartCount,
              state: containerState({ phase: 'running', ...state }),
            }),
          }),
        ],
      }),
    )?.cause.why ?? null

  test('started before the kill, as far as its time is known', () => {
    expect(why({ startedAtMs: KILL_MS + 1000 })).toContain('crawler (pid 310) was killed')
    expect(why({ startedAtMs: KILL_MS + 1001 })).toBeNull()
    expect(why({ startedAtMs: null })).not.toBeNull()
    const at = { wall: '2026-11-23T16:57:57.000Z', bootSeconds: null, plusMinusSeconds: null, basis: null }
    expect(why({ startedAtMs: KILL_MS }, { at })).not.toBeNull()
    expect(why({ startedAtMs: KILL_MS + 1 }, { at })).toBeNull()
    expect(why({ startedAtMs: KILL_MS + 1 }, { at: { ...at, wall: null } })).not.toBeNull()
  })

  test('says how often it was restarted, where that is known', () => {
    expect(why({ startedAtMs: null })).toContain('(restarts: 3)')
    expect(why({ startedAtMs: null }, {}, null)).toContain('(restarts: unknown)')
  })

  test('is enough for one of several victims, and is none of a container that ended', () => {
    expect(why({ startedAtMs: null }, { victims: [victim(), dead] })).not.toBeNull()
    expect(why({ phase: 'terminated' })).toBeNull()
    expect(why({ startedAtMs: null }, { killer: 'kubelet' })).toBeNull()
  })
})

test('kernel memory: each part has an advice of its own, the others a general one', () => {
  const advice = (part: string) =>
    kernelMemoryInCgroup.check(caseOf({ incident: { memory: account('cgroup', 64, { [part]: 40 }) } }))?.advice[0]?.do
  expect(advice('sockets')).toContain('socket buffer')
  expect(advice('kernel stacks')).toContain('kernel stack')
  expect(advice('vmalloc')).toContain('memory.stat')
})

test('a crowd by the culprit says at most how much, where that is known', () => {
  const why = (bytes: number | null) =>
    manyProcesses.check(caseOf({ incident: { culprit: { what: 'process', name: '40 × php', bytes, why: '' } } }))?.cause
      .why
  expect(why(60 * MIB)).toBe('No single process is large, but 40 × php hold at most 60 MiB together.')
  expect(why(null)).toBe('No single process is large, but 40 × php hold it together.')
})

describe('the setting of a killer', () => {
  const pressure = (limitPercent: number | null, cgroup: string | null) =>
    killerKill({
      killer: 'systemd-oomd',
      policy: { kind: 'pressure', cgroup, percent: 50, limitPercent, forSeconds: null },
    })
  const threshold: Threshold = {
    of: 'memory',
    is: 'available',
    bytes: null,
    totalBytes: null,
    limitBytes: null,
    limitPercent: null,
  }
  const thresholds = (...all: readonly Threshold[]) => killerKill({ policy: { kind: 'thresholds', all } })

  test('of systemd-oomd depends on what is known of its reason', () => {
    expect(settingOf(pressure(50, '/a.slice'))).toContain('ManagedOOMMemoryPressureLimit= of /a.slice')
    expect(settingOf(pressure(50, null))).toContain('of the unit,')
    expect(settingOf(killerKill({ killer: 'systemd-oomd', policy: null }))).toContain(
      'ManagedOOMSwap= of the units above',
    )
    expect(settingOf(killerKill({ killer: 'systemd-oomd' }))).toContain('SwapUsedLimit=')
    expect(settingOf(killerKill({ policy: null }))).toContain("earlyoom's options")
    expect(settingOf(pressureOf('oomd'))).toBe('the ruleset in oomd.json')
  })

  const pressureOf = (killer: 'oomd') => ({ ...pressure(50, '/a.slice'), killer })

  test('in force is what the log prints of it', () => {
    expect(numberInForce(pressure(50, null))).toBe('50 %')
    expect(numberInForce(pressure(null, null))).toBeNull()
    expect(numberInForce(killerKill({ policy: null }))).toBeNull()
    expect(
      numberInForce(thresholds({ ...threshold, limitPercent: 20 }, { ...threshold, of: 'swap', limitBytes: MIB })),
    ).toBe('memory 20 %, swap 1 MiB')
    expect(numberInForce(thresholds(threshold))).toBeNull()
  })
})
