import { describe, expect, test } from 'vitest'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { digest } from '../../../src/engine/incident/digest.ts'
import { joinOoms } from '../../../src/engine/incident/join-ooms.ts'
import { indexPods, type PodIndex } from '../../../src/engine/kubernetes/pod-index.ts'
import { newClockBook } from '../../../src/engine/clock/book.ts'
import { NO_SUBJECT, type OomSeen } from '../../../src/model/node-log.ts'
import { NO_STAMP, type Stamp } from '../../../src/model/stamp.ts'
import type { Victim } from '../../../src/model/report.ts'
import { container, event, pod, report, victim } from '../../rules/cases.ts'
import { containerCgroup } from '../logs.ts'
import { clocks } from '../killer/clocks.ts'
import { ID, inContainer, lineOf, msAt, OTHER_ID, podsOf, seen, stampAt } from './facts.ts'

const nobody = { cgroup: null, pod: null, container: null } as const
const here = { container: { name: null, id: ID } }

/** A kill in the log of the kernel, at that time. */
const kernel = (seconds: number | null, of: Partial<Victim> = {}, parts: Partial<Act> = {}): Act =>
  newAct({
    kind: 'memcg',
    killer: 'kernel',
    digests: [digest(report({ stamp: seconds === null ? NO_STAMP : stampAt(seconds) }))],
    victims: [victim({ cgroup: '/x', ...of })],
    ...parts,
  })
/** One that only an event of the node tells of. */
const told = (seconds: number, of: Partial<Victim> = {}, parts: Partial<Act> = {}): Act =>
  kernel(0, of, {
    digests: [],
    events: [{ fact: event({ stamp: stampAt(seconds), first: NO_STAMP, reason: 'SystemOOM' }), because: 'event-text' }],
    ...parts,
  })

const none = { subject: NO_SUBJECT }
const at = (seconds: number, parts: Partial<OomSeen> = {}): OomSeen => seen({ stamp: stampAt(seconds), ...parts })
const process = (seconds: number, parts: Partial<OomSeen> = {}): OomSeen =>
  at(seconds, { by: 'kubelet', pid: 310, comm: 'crawler', taskMemcg: '/x', ...none, ...parts })

const join = (acts: readonly Act[], lines: readonly OomSeen[], index: PodIndex = podsOf()) =>
  joinOoms(acts, lines, index, { ...clocks, anchor: () => {} })
const brief = (acts: readonly Act[], ...lines: readonly OomSeen[]) =>
  join(acts, lines).map(({ nodeLines }) => nodeLines.map(({ because }) => because).join(' '))

describe('a line that names a process', () => {
  test.each<[string, Act, OomSeen, readonly string[]]>([
    ['is of its kill', kernel(0), process(1), ['pid']],
    ['is of its kill a minute later', kernel(0), process(60), ['pid']],
    ['is of another kill later', kernel(0), process(61), ['', 'pid']],
    ['is of another kill of another pid', kernel(0), process(1, { pid: 311 }), ['', 'pid']],
    ['is of another kill of another name', kernel(0), process(1, { comm: 'java' }), ['', 'pid']],
    ['is of another kill on another machine', kernel(0, {}, { node: 'w1' }), process(1, { node: 'w2' }), ['', 'pid']],
    ['is of its kill on its machine', kernel(0, {}, { node: 'w1' }), process(1, { node: 'w1' }), ['pid']],
    ['is of a kill without a time', kernel(null), process(1), ['pid']],
    [
      'is of a kill in its container whose process is not known',
      kernel(0, { ...here, pid: null }),
      process(1, { taskMemcg: containerCgroup(undefined, ID) }),
      ['container-id'],
    ],
    [
      'is not of another process in its container',
      kernel(0, { ...here, pid: 7 }),
      process(1, { taskMemcg: containerCgroup(undefined, ID) }),
      ['', 'pid'],
    ],
    ['is not of what was near', kernel(0, nobody), process(1, { pid: 9 }), ['', 'pid']],
  ])('%s', (_, act, line, expected) => {
    expect(brief([act], line)).toEqual(expected)
  })

  test('is of a kill that names it among others', () => {
    expect(brief([kernel(0, {}, { victims: [victim({ pid: 1 }), victim()] })], process(1))).toEqual(['pid'])
  })

  test('is of the nearest kill of that pid and name', () => {
    expect(brief([kernel(0), kernel(40), kernel(90)], process(45))).toEqual(['', 'pid', ''])
  })
})

describe('a line that names a container', () => {
  test.each<[string, Act, OomSeen, readonly string[]]>([
    ['is of a kill in it', kernel(0, here), at(1), ['container-id']],
    ['is of a kill in it a minute before', kernel(0, here), at(60), ['container-id']],
    ['is of another kill later', kernel(0, here), at(61), ['', 'container-id']],
    [
      'is of another kill in another container',
      kernel(0, { container: { name: null, id: OTHER_ID } }),
      at(1),
      ['', 'container-id'],
    ],
    ['is of the kill that names no cgroup, seconds away', kernel(0, nobody), at(5), ['time-only']],
    ['is of another kill further away', kernel(0, nobody), at(6), ['', 'container-id']],
    ['is of another kill than one in a cgroup', kernel(0), at(1), ['', 'container-id']],
    [
      'is of another kill than one in a pod',
      kernel(0, { ...nobody, pod: { namespace: 'a', name: 'b', uid: 'c' } }),
      at(1),
      ['', 'container-id'],
    ],
    [
      'is of another kill than one in a container',
      kernel(0, { ...nobody, container: { name: null, id: OTHER_ID } }),
      at(1),
      ['', 'container-id'],
    ],
    ['is of another kill than one of nobody', kernel(0, {}, { victims: [] }), at(1), ['', 'container-id']],
    [
      'is of another kill on another machine',
      kernel(0, nobody, { node: 'w1' }),
      at(1, { node: 'w2' }),
      ['', 'container-id'],
    ],
    ['is of no kill by time alone without a time', kernel(0, nobody), seen(), ['', 'container-id']],
  ])('%s', (_, act, line, expected) => {
    expect(brief([act], line)).toEqual(expected)
  })

  test('is of none of two kills that name no cgroup', () => {
    expect(brief([kernel(0, nobody), kernel(1, nobody)], at(2))).toEqual(['', '', 'container-id'])
    expect(
      brief([kernel(0, nobody, { node: 'w1' }), kernel(1, nobody, { node: 'w2' })], at(2, { node: 'w1' })),
    ).toEqual(['time-only', ''])
  })

  test('is not of a kill of several of which one was in a cgroup', () => {
    const victims = [victim({ cgroup: '/x' }), victim(nobody)]
    expect(brief([kernel(0, {}, { victims })], at(1))).toEqual(['', 'container-id'])
  })

  test('is of the nearest kill in it', () => {
    expect(brief([kernel(0, here), kernel(40, here), kernel(90, here)], at(45))).toEqual(['', 'container-id', ''])
  })

  test('of very many kills in one container finds each, whichever program tells first', () => {
    const pairs = Array.from(
      { length: 150 },
      (_, each) => [at(each * 600), at(each * 600 + 1, { by: 'docker' })] as const,
    )
    for (const lines of [pairs.flat(), [...pairs.map(([a]) => a), ...pairs.map(([, b]) => b)]]) {
      const joined = join([], lines)
      expect(joined).toHaveLength(150)
      for (const { nodeLines } of joined)
        expect(nodeLines.map(({ fact }) => 'by' in fact && fact.by)).toEqual(['containerd', 'docker'])
    }
  })
})

describe('a line that names nobody', () => {
  const blind = (seconds: number, parts: Partial<OomSeen> = {}) => at(seconds, { by: 'kubelet', ...none, ...parts })

  test.each<[string, readonly Act[], OomSeen, readonly string[]]>([
    ['is of the only kill near it', [kernel(0)], blind(5), ['time-only']],
    ['is of none of two', [kernel(0), kernel(1)], blind(2), ['', '', 'container-id']],
    ['is of none further away', [kernel(0)], blind(6), ['', 'container-id']],
  ])('%s', (_, acts, line, expected) => {
    expect(brief(acts, line)).toEqual(expected)
  })

  test('is a kill of nobody where nothing else tells of it', () => {
    expect(join([], [blind(0)])).toMatchObject([{ victims: [] }])
  })
})

describe('what no log of the kernel tells of', () => {
  test.each<[string, readonly OomSeen[], readonly string[]]>([
    ['one program, twice at once', [at(0), at(5)], ['container-id container-id']],
    ['one program, twice apart', [at(0), at(6)], ['container-id', 'container-id']],
    ['two programs', [at(0), at(30, { by: 'docker' })], ['container-id container-id']],
    ['two programs, apart', [at(0), at(61, { by: 'docker' })], ['container-id', 'container-id']],
    ['one program, without times', [seen(), seen()], ['container-id container-id']],
  ])('is told by %s', (_, lines, expected) => {
    expect(brief([], ...lines)).toEqual(expected)
  })

  test('the kernel’s log tells two kills apart, so that a program may tell of one twice', () => {
    expect(brief([kernel(0, here)], at(1), at(30))).toEqual(['container-id container-id'])
    expect(brief([told(0, here)], at(1), at(30))).toEqual(['container-id', 'container-id'])
  })

  test('has what the line knows: the process, its cgroup, its container and whether it died', () => {
    const index = podsOf(pod({ uid: 'u1', node: 'w1', containers: [container({ containerId: ID })] }))
    expect(join([], [at(0)], index)).toMatchObject([
      {
        kind: 'unknown',
        killer: 'kernel',
        node: 'w1',
        pods: [{ uid: 'u1' }],
        victims: [
          { pid: null, cgroup: null, pod: { uid: 'u1' }, container: { name: 'app', id: ID }, outcome: 'killed' },
        ],
      },
    ])
    expect(join([], [at(0, { node: 'w2' })], index)[0]?.node).toBe('w2')
    expect(join([], [at(0)])).toMatchObject([{ node: null, pods: [] }])
    expect(join([], [process(0, { oomMemcg: '/x' })])).toMatchObject([
      { kind: 'memcg', victims: [{ pid: 310, comm: 'crawler', cgroup: '/x', outcome: 'killed' }] },
    ])
    expect(join([], [process(0, { taskMemcg: '/', ...inSubject(ID) })])).toMatchObject([
      { victims: [{ cgroup: null, container: { id: ID } }] },
    ])
    expect(join([], [at(0, { by: 'conmon' })])[0]?.victims[0]?.outcome).toBe('unknown')
  })

  const inSubject = (id: string) => ({ subject: { ...NO_SUBJECT, ...inContainer(id) } })

  test.each<[string, Partial<OomSeen>, string]>([
    ['the cgroup that was hit', { oomMemcg: '/x' }, 'memcg'],
    ['the root, by a kubelet that watches for nothing else', { oomMemcg: '/', isGlobalWatch: true }, 'global'],
    ['the root, by one that watches for all', { oomMemcg: '/' }, 'unknown'],
    ['nothing', { isGlobalWatch: true }, 'unknown'],
  ])('is of the kind that the line settles by %s', (_, parts, kind) => {
    expect(join([], [process(0, parts)])[0]?.kind).toBe(kind)
    expect(join([kernel(0, {}, { kind: 'unknown' })], [process(0, parts)])[0]?.kind).toBe(kind)
    expect(join([kernel(0, {}, { kind: 'cpuset' })], [process(0, parts)])[0]?.kind).toBe('cpuset')
  })
})

describe('what a line knows of the one victim', () => {
  const index = podsOf(pod({ uid: 'u1', containers: [container({ containerId: ID })] }))
  const line = process(1, { taskMemcg: containerCgroup('u1', ID) })
  const named = (act: Act) => join([act], [line], index)[0]

  test('is added where the kernel’s own report is not there to say it', () => {
    expect(named(told(0, nobody))).toMatchObject({
      victims: [{ pod: { uid: 'u1' }, container: { name: 'app', id: ID } }],
      pods: [{ uid: 'u1' }],
    })
    expect(named(told(0, nobody, { pods: index.pods }))?.pods).toHaveLength(1)
  })

  test('is not where the kernel says it, or where several died', () => {
    expect(named(kernel(0, nobody))).toMatchObject({ victims: [{ pod: null, container: null }], pods: [] })
    const two = named(told(0, {}, { victims: [victim(nobody), victim({ ...nobody, pid: 9 })] }))
    expect(two).toMatchObject({ victims: [{ pod: null }, { pod: null }], pods: [] })
    const none_ = join([told(0, {}, { victims: [] })], [at(1, none)], index)[0]
    expect(none_).toMatchObject({ victims: [], pods: [] })
  })

  test('is not instead of what is known', () => {
    const known = { pod: { namespace: 'x', name: 'y', uid: 'z' }, container: { name: 'side', id: OTHER_ID } }
    expect(named(told(0, known))?.victims[0]).toMatchObject(known)
  })
})

describe('a log of the kernel that nothing dates', () => {
  const key = { path: 'dmesg.txt', boot: 0 }
  const boot = (bootSeconds: number): Stamp => ({ ...NO_STAMP, bootSeconds })
  const undated = (of: Partial<Victim> = here, bootSeconds = 100): Act =>
    kernel(0, of, { digests: [digest(report({ stamp: boot(bootSeconds) }))] })
  const dated = (acts: readonly Act[], ...lines: readonly OomSeen[]) => {
    const book = newClockBook({ timezone: 'UTC', latestMs: null, capture: null }, [])
    joinOoms(acts, lines, indexPods([]), book)
    return book.boundsOf(key, boot(100))
  }
  const noon = msAt(0) / 1000

  test('is dated by what a program saw of a kill in it, to within its delay', () => {
    const found = dated([undated()], at(0))
    expect(found).toMatchObject({ basis: 'a line of the node about the kill' })
    expect(found?.from).toBeLessThanOrEqual(noon - 10)
    expect(found?.to).toBeGreaterThanOrEqual(noon)
    expect(dated([undated({})], process(0))).not.toBeNull()
  })

  test.each<[string, readonly Act[], readonly OomSeen[]]>([
    ['a line that is joined by time alone', [undated(nobody)], [at(0)]],
    ['a container that was killed in twice', [undated(), undated(here, 500)], [at(0)]],
    ['a line without a time', [undated()], [seen()]],
    [
      'a line whose zone is not known',
      [undated()],
      [at(0, { stamp: { ...NO_STAMP, wall: { ...(stampAt(0).wall ?? fail()), zone: 'missing' } } })],
    ],
    ['a line about something else', [undated({})], [at(0)]],
  ])('is not dated by %s', (_, acts, lines) => {
    expect(dated(acts, ...lines)).toBeNull()
  })

  test('is not dated anew where its own lines tell', () => {
    const own = kernel(3, here)
    const book = newClockBook({ timezone: 'UTC', latestMs: null, capture: null }, [])
    const [before] = own.digests.map(({ report: { stamp } }) => book.boundsOf(key, stamp))
    joinOoms([own], [at(0)], indexPods([]), book)
    expect(own.digests.map(({ report: { stamp } }) => book.boundsOf(key, stamp))).toEqual([before])
  })
})

function fail(): never {
  throw new Error('a stamp of the tests has a wall time')
}

test('lines are kept with the act, and name its machine where nothing did', () => {
  const [act] = join([kernel(0)], [process(1, { node: 'w1', evidence: [lineOf('node.log', 7)] })])
  expect(act).toMatchObject({ node: 'w1', nodeLines: [{ fact: { evidence: [{ line: 7 }] } }] })
})
