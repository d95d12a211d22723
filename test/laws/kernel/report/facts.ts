import fc from 'fast-check'
import { ERAS, type Era } from '../eras.ts'
import { type HeaderFacts, headerFacts } from '../lines/header.ts'
import * as words from '../words.ts'

/** What happened, from which a kernel of any era prints its report. */

export type Kind = 'memcg' | 'global' | 'cpuset' | 'mempolicy' | 'sysrq'
export type Ending = 'kill' | 'sacrifice' | 'group' | 'exiting' | 'no killable' | 'panic'

export interface Task {
  readonly pid: number
  readonly tgid: number
  readonly uid: number
  readonly comm: string
  readonly adj: number
  readonly totalVm: number
  readonly rss: readonly [number, number, number]
  readonly swap: number
  readonly pageTables: number
}

export interface Counter {
  readonly usageKiB: number
  readonly limitKiB: number
  readonly failcnt: number
}

export interface Zone {
  readonly node: number
  readonly name: string
  readonly freeKiB: number
  readonly minKiB: number
  readonly managedKiB: number
  readonly blocks: readonly number[]
}

export interface ReportFacts {
  readonly era: Era
  readonly kind: Kind
  readonly ending: Ending
  readonly header: HeaderFacts
  readonly triggerPid: number
  readonly cpuset: string
  readonly mems: string
  readonly limitPath: string
  readonly taskPath: string
  readonly counters: readonly Counter[]
  readonly stats: readonly number[]
  readonly zones: readonly Zone[]
  readonly totals: readonly number[]
  readonly freeSwapKiB: number
  readonly swapKiB: number
  readonly ramPages: number
  /** The first is the one that is chosen, the second the one that may die in its place. */
  readonly tasks: readonly Task[]
  readonly startSeconds: number
}

/** What the kernel prints where no limit is set, from 3.19 on. */
export const UNLIMITED_KIB = 9_007_199_254_740_988

/** The table and the line of the kill end with a name, and a blank at the end of a line is no part of it. */
const comm = words.name.filter(name => name.trimEnd() === name && name !== '')

/** A name ends the line of a kill of 2.6.32: it must show by its brackets that it is whole. */
const balanced = comm.filter(name => name.split('(').length === name.split(')').length)

const taskOf = (era: Era): fc.Arbitrary<Task> =>
  fc
    .record({
      pid: fc.integer({ min: 2, max: 4_194_304 }),
      uid: words.uid,
      comm: era.sizes === 'none' ? balanced : comm,
      adj: words.adj,
      totalVm: fc.nat(9_999_999),
      rss: fc.tuple(fc.nat(999_999), fc.nat(9999), fc.nat(9999)),
      swap: fc.nat(99_999),
      pageTables: fc.integer({ min: 1, max: 999 }),
    })
    .map(each => ({ ...each, tgid: each.pid }))

const counter: fc.Arbitrary<Counter> = fc.record({
  usageKiB: fc.nat(99_999_999),
  limitKiB: fc.oneof(fc.nat(99_999_999), fc.constant(UNLIMITED_KIB)),
  failcnt: fc.nat(99_999),
})

const zoneOf = (name: string): fc.Arbitrary<Zone> =>
  fc.record({
    node: fc.constant(0),
    name: fc.constant(name),
    freeKiB: fc.nat(999_999),
    minKiB: fc.nat(99_999),
    managedKiB: fc.nat(99_999_999),
    blocks: fc.array(fc.nat(999), { minLength: 11, maxLength: 11 }),
  })

const anyFacts = (era: Era, kind: Kind, ending: Ending): fc.Arbitrary<ReportFacts> =>
  fc
    .record({
      header: headerFacts,
      triggerPid: words.pid,
      cpuset: words.cpuset,
      mems: words.nodeList,
      limitPath: words.cgroup,
      below: fc.constantFrom('', '/web', '/a b', '/cri-containerd-1.scope'),
      counters: fc.array(counter, { minLength: era.counters.length, maxLength: era.counters.length }),
      stats: fc.array(fc.nat(999_999), { minLength: 8, maxLength: 8 }),
      zones: fc.tuple(zoneOf('DMA'), zoneOf('DMA32'), zoneOf('Normal')),
      totals: fc.array(fc.nat(999_999), { minLength: 17, maxLength: 17 }),
      freeSwapKiB: fc.nat(9_999_999),
      swapKiB: fc.nat(9_999_999),
      ramPages: fc.nat(99_999_999),
      tasks: fc.uniqueArray(taskOf(era), { minLength: 3, maxLength: 6, selector: each => each.pid }),
      startSeconds: fc.constantFrom(3, 4711, 123_456),
    })
    .map(({ below, header, ...facts }) => ({
      ...facts,
      era,
      kind,
      ending,
      taskPath: facts.limitPath + below,
      header: {
        ...header,
        comm: kind === 'sysrq' ? 'kworker/0:1' : header.comm,
        order: kind === 'sysrq' ? -1 : Math.max(0, Number(header.order)),
        nodemask: nodemaskOf(era, kind, header.nodemask, facts.mems),
      },
    }))

/** 4.9 and 4.10 print the nodes of the cpuset where the task has no policy of its own. */
function nodemaskOf(era: Era, kind: Kind, nodemask: string, mems: string): string {
  if (kind === 'mempolicy') return nodemask === '(null)' ? '0' : nodemask
  return era.name === '4.9' ? mems : '(null)'
}

const isSince = (era: Era, name: string): boolean => ERAS.indexOf(era) >= ERAS.findIndex(each => each.name === name)

/** What can happen, and be told, in an era. */
function possible(era: Era, kind: Kind, ending: Ending): boolean {
  if ((kind === 'cpuset' || kind === 'mempolicy') && !(era.summary && ending === 'kill')) return false
  if (kind === 'sysrq' && !(isSince(era, '4.4') && ending === 'kill')) return false
  if (ending === 'sacrifice') return era.chosen !== 'none' && kind !== 'sysrq'
  if (ending === 'group') return era.group && kind === 'memcg'
  if (ending === 'exiting') return era.uid === 'pgtables'
  if (ending === 'no killable') return kind === 'global' || (kind === 'memcg' && era.group)
  // Before 3.10 a report of a cgroup prints its path with the choice of a victim only.
  if (ending === 'panic') return isSince(era, '2.6.36') && (kind === 'global' || isSince(era, '4.1'))
  return true
}

const KINDS: readonly Kind[] = ['memcg', 'global', 'cpuset', 'mempolicy', 'sysrq']
const ENDINGS: readonly Ending[] = ['kill', 'sacrifice', 'group', 'exiting', 'no killable', 'panic']

/** Every kind of report of every era. */
export const CASES: readonly (readonly [Era, Kind, Ending])[] = ERAS.flatMap(era =>
  KINDS.flatMap(kind =>
    ENDINGS.filter(ending => possible(era, kind, ending)).map(ending => [era, kind, ending] as const),
  ),
)

export const reportFacts: fc.Arbitrary<ReportFacts> = fc
  .constantFrom(...CASES)
  .chain(([era, kind, ending]) => anyFacts(era, kind, ending))
