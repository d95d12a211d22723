import { describe, expect, test } from 'vitest'
import { digest } from '../../../src/engine/incident/digest.ts'
import { joinEvents } from '../../../src/engine/incident/join-events.ts'
import { kernelActs } from '../../../src/engine/incident/kernel-acts.ts'
import { sameKills } from '../../../src/engine/incident/same-kill.ts'
import { victimsOf } from '../../../src/engine/incident/victims.ts'
import type { PodFact } from '../../../src/model/kubernetes.ts'
import type { KilledProcess, OomReport } from '../../../src/model/kernel.ts'
import { NO_STAMP, type Stamp } from '../../../src/model/stamp.ts'
import { container, event, node, pod, report, span } from '../../rules/cases.ts'
import { chosen, kill } from '../explain/reports.ts'
import { containerCgroup, UID } from '../logs.ts'
import { clocks } from '../killer/clocks.ts'
import { ID, podsOf, stampAt } from './facts.ts'

const sized = (pid: number, parts: Partial<KilledProcess> = {}): KilledProcess =>
  kill(pid, { totalVmKiB: 9, anonRssKiB: 8, fileRssKiB: 7, shmemRssKiB: 6, ...parts })
const boot = (bootSeconds: number): Stamp => ({ ...NO_STAMP, bootSeconds })
/** A report in a log of its own. */
const told = (path: string, parts: Partial<OomReport> = {}, start = 0) =>
  digest(report({ stamp: boot(100), kills: [sized(7)], taskMemcg: '/a', ...parts, span: { ...span(1), path, start } }))
const sizes = (...all: readonly ReturnType<typeof told>[]) => sameKills(all).map(group => group.length)

describe('two reports are of one kill', () => {
  test.each<[string, Partial<OomReport>, readonly number[]]>([
    ['where all is the same', {}, [2]],
    ['where one prints less', { taskMemcg: null, kills: [kill(7)] }, [2]],
    ['not of another name', { kills: [sized(7, { comm: 'y' })] }, [1, 1]],
    ['not of another size in all', { kills: [sized(7, { totalVmKiB: 1 })] }, [1, 1]],
    ['not of another anonymous size', { kills: [sized(7, { anonRssKiB: 1 })] }, [1, 1]],
    ['not of another size of files', { kills: [sized(7, { fileRssKiB: 1 })] }, [1, 1]],
    ['not of another size of shared memory', { kills: [sized(7, { shmemRssKiB: 1 })] }, [1, 1]],
    ['not of another pid', { kills: [sized(8)] }, [1, 1]],
    ['not of another cgroup', { taskMemcg: '/b' }, [1, 1]],
    ['not of another limit', { oomMemcg: '/b' }, [2]],
    ['by the choice of a report that was cut', { kills: [], chosen: chosen(7) }, [2]],
    ['not by another choice', { kills: [], chosen: chosen(8) }, [1, 1]],
    ['not of nobody', { kills: [] }, [1, 1]],
    ['half a second later', { stamp: boot(100.5) }, [2]],
    ['not later', { stamp: boot(100.6) }, [1, 1]],
    ['seconds later, where one ends before the kill', { kills: [], chosen: chosen(7), stamp: boot(120) }, [2]],
    ['not later still', { kills: [], chosen: chosen(7), stamp: boot(121) }, [1, 1]],
    ['on one machine', { node: 'w1' }, [2]],
  ])('%s', (_, parts, expected) => {
    expect(sizes(told('a'), told('b', parts))).toEqual(expected)
  })

  test('where they name some of those that died together', () => {
    const all = { kills: [sized(7), sized(8), sized(9)] }
    expect(sizes(told('a', all), told('b', { kills: [sized(9)] }))).toEqual([2])
    expect(sizes(told('a', all), told('b', { kills: [sized(9), sized(10)] }))).toEqual([2])
    expect(sizes(told('a', all), told('b', { kills: [sized(9), sized(8, { comm: 'y' })] }))).toEqual([1, 1])
    expect(sizes(told('a', all), told('b', { kills: [sized(8)] }), told('b', { kills: [sized(9)] }, 9))).toEqual([3])
    expect(sizes(told('a'), told('b', { kills: [sized(7), sized(8)] }))).toEqual([2])
  })

  test('where nobody is named: by their time alone', () => {
    const nobody = { kills: [], taskMemcg: null }
    expect(sizes(told('a', nobody), told('b', nobody))).toEqual([2])
    expect(sizes(told('a', nobody), told('b', { ...nobody, stamp: NO_STAMP }))).toEqual([1, 1])
    expect(sizes(told('a'), told('b', { stamp: NO_STAMP }))).toEqual([2])
  })

  test('in one log where they are the same line twice', () => {
    const twice = (parts: Partial<OomReport>, first: Partial<OomReport> = {}) =>
      sizes(told('a', first), told('a', parts, 500))
    expect(twice({})).toEqual([2])
    expect(twice({ stamp: boot(100.000001) })).toEqual([1, 1])
    expect(twice({ stamp: NO_STAMP })).toEqual([1, 1])
    expect(twice({ stamp: stampAt(0) }, { stamp: stampAt(0) })).toEqual([2])
    expect(twice({ stamp: stampAt(1) }, { stamp: stampAt(0) })).toEqual([1, 1])
    const nobody = { kills: [], stamp: stampAt(0) }
    expect(twice(nobody, nobody)).toEqual([1, 1])
    const both = { stamp: { ...stampAt(0), bootSeconds: 100 } }
    expect(twice({ stamp: { ...stampAt(1), bootSeconds: 100 } }, both)).toEqual([1, 1])
    expect(twice({ stamp: boot(100) }, both)).toEqual([2])
  })

  test('hours apart only where all that could differ is printed in both', () => {
    const local = (seconds: number): Stamp => {
      const { wall } = stampAt(seconds)
      return { ...NO_STAMP, wall: wall && { ...wall, zone: 'missing' } }
    }
    const apart = (parts: Partial<OomReport>, first: Partial<OomReport> = parts) =>
      sizes(told('a', { ...first, stamp: local(0) }), told('b', { ...parts, stamp: local(7200) }))
    expect(apart({})).toEqual([2])
    expect(apart({ kills: [kill(7)] })).toEqual([1, 1])
    expect(apart({ taskMemcg: null })).toEqual([1, 1])
    expect(apart({ taskMemcg: null }, {})).toEqual([1, 1])
    expect(apart({}, { taskMemcg: null })).toEqual([1, 1])
  })

  test('that says the same as one of them and something else than another is of another kill', () => {
    const bare = { kills: [kill(7)], taskMemcg: null }
    const whole = told('a', { kills: [sized(7), sized(8)] })
    expect(sizes(whole, told('b', bare), told('c', { kills: [sized(7, { anonRssKiB: 1 })] }))).toEqual([2, 1])
    expect(sizes(whole, told('b', bare), told('c', { kills: [sized(7)] }))).toEqual([3])
  })

  test('are in the order of their first lines, however complete they are', () => {
    const cut = { header: false, memory: false, conclusion: false }
    const groups = sameKills([told('a', { kills: [sized(9)], has: cut }), told('b'), told('c', { kills: [sized(9)] })])
    expect(groups.map(([{ report: each }]) => each.kills[0]?.pid)).toEqual([9, 7])
  })

  test('are one of each kill, in the order of the logs, the most complete first', () => {
    const [late, early] = [told('a', { kills: [sized(9)] }), told('b')]
    const groups = sameKills([late, early, told('c', { kills: [sized(9)] })])
    expect(groups.map(([{ report: each }]) => each.kills[0]?.pid)).toEqual([9, 7])
    const first = (parts: Partial<OomReport['has']>, other: Partial<OomReport['has']>) => {
      const has = { header: false, memory: false, conclusion: false }
      return sameKills([told('a', { has: { ...has, ...parts } }), told('b', { has: { ...has, ...other } })])[0]?.[0]
        .report.span.path
    }
    expect(first({}, { header: true })).toBe('b')
    expect(first({ memory: true }, { header: true })).toBe('b')
    expect(first({ memory: true, header: true }, { conclusion: true })).toBe('b')
    expect(first({}, { memory: true })).toBe('b')
    const fuller = sameKills([told('a', { kills: [sized(7)] }), told('b', { kills: [sized(7), sized(8)] })])
    expect(fuller[0]?.[0].report.span.path).toBe('b')
  })
})

describe('who died by all reports of one kill', () => {
  const died = (...all: readonly ReturnType<typeof told>[]) =>
    kernelActs(all, podsOf()).map(({ victims }) => victims.map(({ pid, outcome }) => `${pid} ${outcome}`))

  test('is everyone that any of them names, each once', () => {
    expect(died(told('a', { kills: [sized(7), sized(8)] }), told('b', { kills: [sized(8), sized(9)] }))).toEqual([
      ['7 killed', '8 killed', '9 killed'],
    ])
    expect(died(told('a', { kills: [sized(7), sized(7)] }))).toEqual([['7 killed', '7 killed']])
  })

  test('is not who was only chosen, where a death is told', () => {
    const two = { kills: [sized(7), sized(8)] }
    expect(died(told('a', two), told('b', { kills: [], chosen: chosen(7) }))).toEqual([['7 killed', '8 killed']])
    expect(died(told('a', { kills: [], chosen: chosen(7) }), told('b', { kills: [], chosen: chosen(7) }))).toEqual([
      ['7 unknown'],
    ])
  })

  test('comes with their pods, and with kind and machine by whichever report tells', () => {
    const index = podsOf(pod({ uid: UID, containers: [container({ containerId: ID })] }))
    const in_ = { taskMemcg: containerCgroup(UID, ID) }
    const bare = { ...in_, killPrefix: null, constraint: null }
    const acts = kernelActs([told('a', bare), told('b', { ...in_, oomMemcg: '/a', node: 'w1' })], index)
    expect(acts).toMatchObject([
      { kind: 'memcg', node: 'w1', pods: [{ uid: UID }], victims: [{ container: { name: 'app' } }] },
    ])
    expect(kernelActs([told('a', bare), told('b', bare)], index)).toMatchObject([{ kind: 'unknown', node: null }])
  })
})

describe('whom a report names', () => {
  const named = (parts: Partial<OomReport>, ...facts: readonly PodFact[]) =>
    victimsOf(report(parts), podsOf(...facts)).victims.map(({ pid, cgroup, pod: owner, container: inside }) => [
      pid,
      cgroup,
      owner?.uid ?? null,
      inside?.name ?? inside?.id ?? null,
    ])
  const inApp = containerCgroup(UID, ID)

  test.each<[string, Partial<OomReport>, readonly unknown[]]>([
    ['the chosen one, in its cgroup', { kills: [kill(7)], chosen: chosen(7), taskMemcg: inApp }, [[7, inApp, UID, ID]]],
    ['one, without a choice', { kills: [kill(7)], taskMemcg: inApp }, [[7, inApp, UID, ID]]],
    [
      'a member of its group',
      { kills: [kill(8)], chosen: chosen(7), taskMemcg: '/z', oomGroup: inApp },
      [[8, null, UID, ID]],
    ],
    [
      'a child, within the limit that was hit',
      { kills: [kill(8)], chosen: chosen(7), taskMemcg: inApp, oomMemcg: inApp },
      [[8, null, UID, ID]],
    ],
    [
      'a child, of a limit elsewhere',
      { kills: [kill(8)], chosen: chosen(7), taskMemcg: '/z', oomMemcg: inApp },
      [[8, null, null, null]],
    ],
    ['a child, of no limit', { kills: [kill(8)], chosen: chosen(7), taskMemcg: inApp }, [[8, null, null, null]]],
    ['a child, in no known cgroup', { kills: [kill(8)], chosen: chosen(7), oomMemcg: inApp }, [[8, null, null, null]]],
    ['who was chosen, where no death is told', { chosen: chosen(7), taskMemcg: inApp }, [[7, inApp, UID, ID]]],
    ['nobody, where the kernel panicked', { chosen: chosen(7), taskMemcg: inApp, panic: 'x' }, []],
    ['nobody', {}, []],
  ])('%s', (_, parts, expected) => {
    expect(named(parts)).toEqual(expected)
  })

  test('in a pod of one container by its name, whatever the ID is', () => {
    const one = pod({ uid: UID, containers: [container({ name: 'app' })] })
    const inIt = { kills: [kill(7)], taskMemcg: inApp }
    expect(named(inIt, one)[0]?.[3]).toBe('app')
    expect(named(inIt, { ...one, containers: [container({ name: 'app' }), container({ name: 'side' })] })[0]?.[3]).toBe(
      ID,
    )
    expect(named(inIt, { ...one, source: 'runtime' })[0]?.[3]).toBe(ID)
    expect(named(inIt, { ...one, containers: [] })[0]?.[3]).toBe(ID)
  })
})

describe('an event about a kill of the kernel', () => {
  const act = (seconds: number | null, parts: Partial<OomReport> = {}, path = 'dmesg.txt') =>
    kernelActs([told(path, { stamp: seconds === null ? NO_STAMP : stampAt(seconds), ...parts })], podsOf())
  const oom = (seconds: number | null, pid = 7, parts: Partial<Parameters<typeof event>[0]> = {}) =>
    event({
      reason: 'SystemOOM',
      message: `System OOM encountered, victim process: x, pid: ${pid}`,
      stamp: seconds === null ? NO_STAMP : stampAt(seconds),
      ...parts,
    })
  const events = (acts: ReturnType<typeof act>, ...all: readonly ReturnType<typeof event>[]) =>
    joinEvents(acts, all, [node({ name: 'w1', kubeletVersion: 'v1.31.0' })], clocks).map(({ events: own }) =>
      own.map(({ because }) => because).join(' '),
    )

  test.each<[string, number | null, ReturnType<typeof event>, readonly string[]]>([
    ['is of it', 0, oom(1), ['pid']],
    ['is of it, hours later', 0, oom(7200), ['pid']],
    ['is of it, two minutes before by another clock', 130, oom(0), ['pid']],
    ['is of another one before', 131, oom(0), ['', 'event-text']],
    ['is of another pid', 0, oom(1, 8), ['', 'event-text']],
    ['is of it where no time tells', null, oom(0), ['pid']],
    ['is of it where it has no time', 0, oom(null), ['pid']],
  ])('%s', (_, seconds, each, expected) => {
    expect(events(act(seconds), each)).toEqual(expected)
  })

  test('is of the latest of several that came before it', () => {
    const acts = [...act(0, {}, 'a'), ...act(900, {}, 'b'), ...act(300, {}, 'c')]
    expect(events(acts, oom(400))).toEqual(['', '', 'pid'])
    expect(events(acts, oom(1000))).toEqual(['', 'pid', ''])
    expect(events(acts, oom(50))).toEqual(['pid', '', ''])
  })

  test('that came twice is one, where its first is an act of its own', () => {
    expect(events([], oom(0), oom(1))).toEqual(['event-text pid'])
    expect(events([], oom(0), oom(1, 8))).toEqual(['event-text', 'event-text'])
    const blind = oom(0, 7, { message: 'System OOM encountered' })
    expect(events([], blind, blind)).toEqual(['event-text', 'event-text'])
  })

  test('settles kind and machine where the log does not', () => {
    const joined = joinEvents(
      act(0, { taskMemcg: null }),
      [oom(1, 7, { node: 'w1' })],
      [node({ name: 'w1', kubeletVersion: 'v1.31.0' })],
      clocks,
    )
    expect(joined).toMatchObject([{ kind: 'global', node: 'w1' }])
    const memcg = joinEvents(act(0, { oomMemcg: '/a' }), [oom(1, 7, { node: 'w1' })], [], clocks)
    expect(memcg).toMatchObject([{ kind: 'memcg' }])
  })

  test('that quotes its line is of it', () => {
    const quote = event({ reason: 'OOMKilling', evidence: [{ ...span(1), path: 'dmesg.txt', start: 0 }], node: 'w1' })
    expect(joinEvents(act(0), [quote], [], clocks)).toMatchObject([{ node: 'w1', events: [{ because: 'event-text' }] }])
    expect(events(act(0), { ...quote, evidence: [{ ...span(1), path: 'dmesg.txt', start: 5 }] })).toEqual([''])
    expect(events(act(0), { ...quote, reason: 'Killing' })).toEqual([''])
    expect(
      events(act(0), {
        ...quote,
        evidence: [
          { ...span(1), path: 'x', start: 9 },
          { ...span(1), path: 'dmesg.txt', start: 0 },
        ],
      }),
    ).toEqual(['event-text'])
  })
})
