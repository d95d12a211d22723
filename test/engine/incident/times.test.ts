import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RANK } from '../../../src/engine/clock/bounds.ts'
import type { Bounds } from '../../../src/engine/clock/bounds.ts'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import {
  actBounds,
  endingBounds,
  isQuoted,
  ownBounds,
  relationOf,
  tellsMoment,
} from '../../../src/engine/incident/act-time.ts'
import { digest } from '../../../src/engine/incident/digest.ts'
import { isLater } from '../../../src/engine/incident/later.ts'
import { loggedKills } from '../../../src/engine/incident/logged-kills.ts'
import { gapOf } from '../../../src/engine/incident/node-lines.ts'
import { newTimeIndex } from '../../../src/engine/incident/time-index.ts'
import { type Ending, endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import type { ContainerState } from '../../../src/model/kubernetes.ts'
import { NO_STAMP, type Stamp } from '../../../src/model/stamp.ts'
import { container, containerState, event, killerKill, pod, report, span } from '../../rules/cases.ts'
import { kill } from '../explain/reports.ts'
import { clocks } from '../killer/clocks.ts'
import { exit, lineOf, msAt, podsOf, seen, stampAt } from './facts.ts'

const noon = msAt(0) / 1000
const ended = (parts: Partial<ContainerState>): Ending => {
  const state = containerState({ finishedAtMs: msAt(0), startedAtMs: msAt(-600), ...parts })
  const index = podsOf(pod({ containers: [container({ lastState: state })] }))
  const [found] = endingsOf(index)
  return (
    found ??
    ({ ...endingsOf(podsOf(pod({ containers: [container({ lastState: containerState() })] })))[0], state } as Ending)
  )
}
const bounds = (from: number, to = from, parts: Partial<Bounds> = {}): Bounds => ({
  from: noon + from,
  to: noon + to,
  basis: 'x',
  zoneAssumed: false,
  rank: RANK.reception,
  span: null,
  ...parts,
})

describe('when the kill was that a status tells of', () => {
  const found = (parts: Partial<ContainerState>) => {
    const each = endingBounds(ended(parts))
    return each && [each.from - noon, each.to - noon, each.basis]
  }
  const atEnd = [-2, 1, 'finishedAt of the container']
  const inLife = [-600, 1, 'between start and end of the container']

  test.each<[string, Partial<ContainerState>, readonly unknown[] | null]>([
    ['by SIGKILL', {}, atEnd],
    ['by the signal', { exitCode: null, signal: 9 }, atEnd],
    ['by OOMKilled without a code', { reason: 'OOMKilled', exitCode: null }, atEnd],
    ['by the signal, whatever the code', { exitCode: 1, signal: 9 }, atEnd],
    ['by OOMKilled with another code', { reason: 'OOMKilled', exitCode: 1 }, inLife],
    ['by OOMKilled with another code and no start', { reason: 'OOMKilled', exitCode: 1, startedAtMs: null }, null],
    ['by SIGKILL without a start', { startedAtMs: null }, atEnd],
    ['without an end', { finishedAtMs: null }, null],
    ['that began after its end', { reason: 'OOMKilled', exitCode: 1, startedAtMs: msAt(60) }, [0, 1, inLife[2]]],
  ])('%s', (_, parts, expected) => {
    expect(found(parts)).toEqual(expected)
  })
})

describe('how a kill and the end of its container stand in time', () => {
  const relation = (own: Bounds | null, parts: Partial<ContainerState> = {}) => relationOf(own, ended(parts))

  test.each([
    ['at once', bounds(0), 'near'],
    ['half a minute before', bounds(-32), 'near'],
    ['longer before', bounds(-33), 'lived-on'],
    ['a second after', bounds(1), 'near'],
    ['later', bounds(2), 'after-end'],
    ['an hour before, by a zone that is not known', bounds(-3600, -3600, { zoneAssumed: true }), 'zone'],
    ['an hour after, by a zone that is not known', bounds(3600, 3600, { zoneAssumed: true }), 'zone'],
    ['an hour before, by a zone that is', bounds(-3600), 'lived-on'],
    ['ten minutes before, by a zone that is not known', bounds(-600, -600, { zoneAssumed: true }), 'lived-on'],
    ['ten minutes before, by dmesg -T', bounds(-602, -602, { rank: RANK.rendered }), 'drift'],
    ['longer before, by dmesg -T', bounds(-603, -603, { rank: RANK.rendered }), 'lived-on'],
    ['ten minutes after, by dmesg -T', bounds(601, 601, { rank: RANK.rendered }), 'drift'],
    ['longer after, by dmesg -T', bounds(602, 602, { rank: RANK.rendered }), 'after-end'],
  ] as const)('%s', (_, own, expected) => {
    expect(relation(own)).toBe(expected)
  })

  test('is not known where either is not', () => {
    expect(relation(null)).toBe('unknown')
    expect(relation(bounds(0), { finishedAtMs: null })).toBe('unknown')
  })

  test('an end dates its kill where it came within seconds of it', () => {
    const tells = (parts: Partial<ContainerState>, relation_: Parameters<typeof tellsMoment>[1] = 'near') =>
      tellsMoment(ended(parts), relation_)
    expect(tells({})).toBe(true)
    expect(tells({}, 'unknown')).toBe(true)
    expect(tells({}, 'lived-on')).toBe(false)
    expect(tells({ reason: 'OOMKilled', exitCode: 1 })).toBe(false)
    expect(tells({ finishedAtMs: null })).toBe(false)
  })
})

describe('the time of an act', () => {
  const act = (parts: Partial<Act>): Act => newAct({ kind: 'memcg', killer: 'kernel', ...parts })
  const from = (parts: Partial<Act>) =>
    actBounds(act(parts), clocks).map(each => [each.from - noon, each.beyondSeconds ?? 0])
  const logged = (stamp: Stamp) => digest(report({ stamp }))
  const quoted: Stamp = {
    ...stampAt(0),
    wall: { ...(stampAt(0).wall as NonNullable<Stamp['wall']>), clock: 'kubernetes' },
  }
  const told = (seconds: number, parts: Parameters<typeof event>[0] = {}) => ({
    fact: event({ stamp: stampAt(seconds), ...parts }),
    because: 'event-text' as const,
  })
  const byKiller = (seconds: number, line: number, path = 'a') =>
    killerKill({ stamp: stampAt(seconds), evidence: [lineOf(path, line)] })
  const line = (seconds: number) => ({ fact: seen({ stamp: stampAt(seconds) }), because: 'pid' as const })

  test.each<[string, Partial<Act>, readonly (readonly number[])[]]>([
    ['of the kernel’s report', { digests: [logged(stampAt(0))] }, [[0, 0]]],
    ['of nothing', { digests: [logged(NO_STAMP)] }, []],
    [
      'of the kernel’s report before all others',
      { digests: [logged(stampAt(0))], events: [told(5)], kills: [byKiller(6, 1)], nodeLines: [line(7)] },
      [[0, 0]],
    ],
    ['of an event that quotes it, which is late', { digests: [logged(quoted)] }, [[0, 10]]],
    ['of an event, which is late', { events: [told(5)] }, [[5, 10]]],
    ['of an event as it was sent first', { events: [told(5, { first: stampAt(2) })] }, [[2, 10]]],
    ['of an eviction as it was sent last', { events: [told(5, { reason: 'Evicted', first: stampAt(2) })] }, [[5, 0]]],
    ['of an event before what other killers say', { events: [told(5)], kills: [byKiller(6, 1)] }, [[5, 10]]],
    ['of another killer', { kills: [byKiller(6, 1)] }, [[6, 0]]],
    ['of another killer as it signalled first', { kills: [byKiller(6, 2), byKiller(3, 1)] }, [[3, 0]]],
    [
      'of another killer in each of its logs',
      { kills: [byKiller(6, 2), byKiller(3, 1, 'b')] },
      [
        [6, 0],
        [3, 0],
      ],
    ],
    ['of lines of the node, which are late', { nodeLines: [line(7)] }, [[7, 10]]],
    [
      'of an event and of lines',
      { events: [told(5)], nodeLines: [line(7)] },
      [
        [5, 10],
        [7, 10],
      ],
    ],
    [
      'of an exit, which has its own time',
      { nodeLines: [{ fact: exit({ exitedAtMs: msAt(4), stamp: stampAt(9) }), because: 'container-id' }] },
      [[2, 0]],
    ],
    [
      'of an exit, as its line is written',
      { nodeLines: [{ fact: exit({ stamp: stampAt(9) }), because: 'container-id' }] },
      [[9, 10]],
    ],
  ])('is that %s', (_, parts, expected) => {
    expect(from(parts)).toEqual(expected)
  })

  test('by the clock of its own log is that of a report that is no quote, else that of another killer', () => {
    const own = (parts: Partial<Act>) => {
      const found = ownBounds(act(parts), clocks)
      return found && found.from - noon
    }
    expect(own({ digests: [logged(NO_STAMP), logged(stampAt(3))] })).toBe(3)
    expect(own({ digests: [logged(quoted), logged(stampAt(3))] })).toBe(3)
    expect(own({ digests: [logged(quoted)] })).toBeNull()
    expect(own({ digests: [logged(NO_STAMP)], kills: [byKiller(6, 1)] })).toBeNull()
    expect(own({ kills: [killerKill({ stamp: NO_STAMP }), byKiller(6, 1)] })).toBe(6)
    expect(own({ nodeLines: [line(7)] })).toBeNull()
  })

  test('is quoted where an event of Kubernetes holds the report, by its time or by its age', () => {
    expect(isQuoted(report({ stamp: quoted }))).toBe(true)
    expect(isQuoted(report({ stamp: { ...NO_STAMP, age: { seconds: 1, unitSeconds: 1 } } }))).toBe(true)
    expect(isQuoted(report({ stamp: stampAt(0) }))).toBe(false)
  })
})

describe('which of two acts came later', () => {
  const logged = (path: string, start: number, stamp: Stamp = NO_STAMP): Act =>
    newAct({ kind: 'memcg', killer: 'kernel', digests: [digest(report({ stamp, span: { ...span(1), path, start } }))] })

  test.each<[string, Act, Act, boolean]>([
    ['by their place in one log', logged('a', 200), logged('a', 100), true],
    ['by their place in one log, the other way', logged('a', 100), logged('a', 200), false],
    ['not one and the same', logged('a', 100), logged('a', 100), false],
    ['by their place before their times', logged('a', 200, stampAt(0)), logged('a', 100, stampAt(60)), true],
    ['by their times in two logs', logged('a', 100, stampAt(60)), logged('b', 200, stampAt(0)), true],
    ['by their times in two logs, the other way', logged('a', 200, stampAt(0)), logged('b', 100, stampAt(60)), false],
    ['not at one time', logged('a', 100, stampAt(0)), logged('b', 200, stampAt(0)), false],
    ['not where one has no time', logged('a', 200, stampAt(60)), logged('b', 100), false],
    ['not where the other has no time', logged('a', 200), logged('b', 100, stampAt(-1e9)), false],
  ])('%s', (_, act, than, expected) => {
    expect(isLater(act, than, clocks)).toBe(expected)
  })

  test('by the log that both have, of several', () => {
    const [a, b] = [logged('a', 200), logged('b', 900)]
    const both = { ...a, digests: [...b.digests, ...a.digests] }
    expect(isLater(both, logged('a', 100), clocks)).toBe(true)
    expect(isLater(both, logged('a', 300), clocks)).toBe(false)
  })

  test('by the middle of what is known', () => {
    const wide = (from: number, to: number) => ({
      ...clocks,
      boundsOf: (key: { path: string }) => (key.path === 'a' ? bounds(from, to) : bounds(10)),
    })
    expect(isLater(logged('a', 1), logged('b', 1), wide(0, 21))).toBe(true)
    expect(isLater(logged('a', 1), logged('b', 1), wide(0, 19))).toBe(false)
  })
})

describe('acts by their time', () => {
  const at = (seconds: number): Act =>
    newAct({ kind: 'memcg', killer: 'kernel', digests: [digest(report({ stamp: stampAt(seconds) }))] })

  test('are those that a look at all would find, of those that were given', () => {
    const anySeconds = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(
        fc.array(anySeconds, { maxLength: 12 }),
        anySeconds,
        anySeconds,
        fc.integer({ min: 0, max: 9 }),
        (all, from, width, slack) => {
          const acts = all.map(at)
          const places = all.flatMap((_, place) => (place % 4 === 3 ? [] : [place]))
          const near = newTimeIndex(acts, places, clocks).near(bounds(from, from + width), slack)
          const meant = places.filter(place => {
            const seconds = all[place] ?? 0
            return seconds >= from - slack && seconds <= from + width + slack
          })
          expect([...near].sort((a, b) => a - b)).toEqual(meant)
        },
      ),
    )
  })

  test('are found by the ends of their containers as well, however wide their bounds are', () => {
    const wide = ended({ reason: 'OOMKilled', exitCode: 1, startedAtMs: msAt(-5000) })
    const act: Act = { ...at(9000), digests: [], endings: [{ fact: wide, because: 'container-id', tellsTime: false }] }
    const index = newTimeIndex(
      [at(-4000), act, at(-3000), newAct({ kind: 'memcg', killer: 'kernel' })],
      [0, 1, 2, 3],
      clocks,
    )
    expect(index.near(bounds(-4500), 1)).toEqual([1])
    expect(index.near(bounds(-5001), 1)).toEqual([1])
    expect(index.near(bounds(-5003), 1)).toEqual([])
    expect(index.near(bounds(3), 1)).toEqual([])
    expect([...index.near(bounds(-3000), 0)].sort()).toEqual([1, 2])
  })
})

test.each([
  ['they overlap', bounds(0, 10), bounds(5, 20), 0],
  ['one is later', bounds(0, 10), bounds(14, 20), 4],
  ['one is earlier', bounds(14, 20), bounds(0, 10), 4],
  ['an hour is a zone', bounds(0, 0, { zoneAssumed: true }), bounds(3600), 60],
  ['an hour is a zone of the other', bounds(0), bounds(3600, 3600, { zoneAssumed: true }), 60],
  ['an hour is an hour', bounds(0), bounds(3600), 3600],
  ['minutes are no zone', bounds(0, 0, { zoneAssumed: true }), bounds(420), 420],
  ['what is near is near in any zone', bounds(0, 0, { zoneAssumed: true }), bounds(30), 30],
  ['one is not known', null, bounds(0), null],
  ['the other is not known', bounds(0), undefined, null],
])('how far apart two times are where %s', (_, a, b, gap) => {
  expect(gapOf(a, b)).toBe(gap)
})

describe('kills that a log of the kernel dates', () => {
  const logged = (stamp: Stamp, lasts: readonly (number | null)[], parts: Parameters<typeof report>[0] = {}) =>
    loggedKills([digest(report({ stamp, kills: lasts.map(bootSeconds => ({ ...kill(7), bootSeconds })), ...parts }))])
  const boot = (bootSeconds: number | null): Stamp => ({ ...NO_STAMP, bootSeconds })

  test('are so many seconds after the first line of their report', () => {
    expect(logged(boot(100), [101, 104]).map(({ seconds }) => seconds)).toEqual([4])
    expect(logged(boot(100), [99]).map(({ seconds }) => seconds)).toEqual([0])
    expect(logged(boot(null), [101]).map(({ seconds }) => seconds)).toEqual([null])
    expect(logged(boot(100), [null]).map(({ seconds }) => seconds)).toEqual([null])
  })

  test('are of the cgroups that it names', () => {
    expect(logged(boot(1), [1], { oomMemcg: '/a', taskMemcg: '/a/b' })[0]?.cgroups).toEqual(['/a', '/a/b'])
    expect(logged(boot(1), [1])[0]?.cgroups).toEqual([])
  })

  test('are none where nobody died, or where an event quotes it', () => {
    expect(logged(boot(1), [])).toEqual([])
    expect(logged({ ...NO_STAMP, age: { seconds: 1, unitSeconds: 1 } }, [1])).toEqual([])
  })
})
