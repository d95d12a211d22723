import type { KilledProcess, OomReport } from '../../model/kernel.ts'
import { unescapedPath } from '../cgroup/path.ts'
import type { Digest } from './digest.ts'
import { mayBeSameMachine } from './machine.ts'
import { type Nearby, newNearby } from './nearby.ts'
import { isSameTime } from './same-time.ts'

const agrees = <T>(a: T | null, b: T | null): boolean => a === null || b === null || a === b
const samePath = (a: string | null, b: string | null): boolean => agrees(a && unescapedPath(a), b && unescapedPath(b))

type Named = KilledProcess | NonNullable<OomReport['chosen']>

const SIZES = ['totalVmKiB', 'anonRssKiB', 'fileRssKiB', 'shmemRssKiB'] as const

const sizeOf = (each: Named, size: (typeof SIZES)[number]): number | null => ('anonRssKiB' in each ? each[size] : null)

const sameProcess = (a: Named, b: Named): boolean =>
  a.comm === b.comm && SIZES.every(size => agrees(sizeOf(a, size), sizeOf(b, size)))

/** Everyone that a report names: those that died, else the one that was chosen. */
const namedBy = ({ kills, chosen }: OomReport): readonly Named[] =>
  kills.length > 0 || chosen === null ? kills : [chosen]

/** A log may begin or end within a report: then it names some of those that died, or only the choice. */
function sameVictims(a: OomReport, b: OomReport): boolean {
  const [ofA, ofB] = [namedBy(a), new Map(namedBy(b).map(each => [each.pid, each]))]
  if (ofA.length === 0 || ofB.size === 0) return ofA.length === ofB.size
  const shared = ofA.map(each => [each, ofB.get(each.pid)] as const).filter(([, other]) => other !== undefined)
  return shared.length > 0 && shared.every(([one, two]) => two !== undefined && sameProcess(one, two))
}

/** In one source the same kill is the same line twice, down to the microsecond where it is printed. */
function isSameLine(a: OomReport, b: OomReport): boolean {
  const walls = agrees(a.stamp.wall?.epochMs ?? null, b.stamp.wall?.epochMs ?? null)
  const [one, two] = [a.stamp.bootSeconds, b.stamp.bootSeconds]
  if (one !== null || two !== null) return one === two && walls
  // Whole seconds do not tell two reports of one second apart, where no victim does.
  return walls && namedBy(a).length > 0
}

/** All that could differ between two kills of one name is printed in both; equal, they are one. */
function isUnmistakable(a: OomReport, b: OomReport): boolean {
  const tells = ({ kills: [first], taskMemcg }: OomReport) => first?.anonRssKiB != null && taskMemcg !== null
  return tells(a) && tells(b)
}

function mayBeSameTime(a: OomReport, b: OomReport): boolean {
  if (a.span.path === b.span.path) return isSameLine(a, b)
  const isWhole = a.kills.length > 0 === b.kills.length > 0
  const time = isSameTime(a.stamp, b.stamp, { anyZone: isUnmistakable(a, b), isWhole })
  // Reports that name nobody look alike: only their time tells them apart.
  return namedBy(a).length === 0 ? time === true : time !== false
}

/** Whether two reports, from different sources or from one that holds a stretch twice, tell of one act of killing. */
export const isSameKill = ({ report: a }: Digest, { report: b }: Digest): boolean =>
  mayBeSameTime(a, b) &&
  mayBeSameMachine(a.node, b.node) &&
  samePath(a.oomMemcg, b.oomMemcg) &&
  samePath(a.taskMemcg, b.taskMemcg) &&
  agrees(a.trigger?.comm ?? null, b.trigger?.comm ?? null) &&
  sameVictims(a, b)

const isDisjoint = (a: OomReport, b: OomReport): boolean => {
  const pids = new Set(namedBy(a).map(({ pid }) => pid))
  return pids.size > 0 && b.kills.length > 0 && namedBy(b).every(({ pid }) => !pids.has(pid))
}

/**
 * One of the known reports is of the same kill, and none is of another. Where a log begins within the killing of a group,
 * each line stands alone, and only the whole report in another log shows that they belong together.
 */
const belongsTo = (group: readonly Digest[], each: Digest): boolean =>
  group.some(member => isSameKill(member, each)) &&
  group.every(member => isSameKill(member, each) || isDisjoint(member.report, each.report))

/** Reports of one act. */
interface Group {
  readonly members: [Digest, ...Digest[]]
  /** One of all that nothing tells apart: a log may hold one line thousands of times. */
  readonly different: Digest[]
  readonly seen: Set<string>
}

/** Everything by which one report is told from another. */
const allOf = ({ span, stamp, node, oomMemcg, taskMemcg, trigger, kills, chosen }: OomReport): string =>
  JSON.stringify([
    ...[span.path, stamp, node, oomMemcg, taskMemcg, trigger?.comm, chosen?.pid, chosen?.comm],
    kills.map(kill => [kill.pid, kill.comm, ...SIZES.map(size => kill[size])]),
  ])

const score = ({ report }: Digest): number =>
  Number(report.has.header) * 4 +
  Number(report.has.memory) * 2 +
  Number(report.has.conclusion) * 8 +
  report.kills.length

/** Reports of one act, the most complete first; acts in the order of their first report. */
export function sameKills(digests: readonly Digest[]): readonly (readonly [Digest, ...Digest[]])[] {
  const place = new Map(digests.map((each, at) => [each, at]))
  const placeOf = (each: Digest): number => place.get(each) ?? 0
  const groups: Group[] = []
  const byPid = new Map<number | null, Nearby<Group>>()
  // The most complete first: what a cut report lacks cannot tell it apart.
  for (const each of [...digests].sort((a, b) => score(b) - score(a))) {
    const pids = namedBy(each.report).map(({ pid }) => pid)
    const keys = pids.length === 0 ? [null] : pids
    const { stamp } = each.report
    const candidates = new Set(keys.flatMap(key => byPid.get(key)?.of(stamp) ?? []))
    let group: Group | undefined
    for (const known of candidates) {
      if (!belongsTo(known.different, each)) continue
      group = known
      break
    }
    if (group) group.members.push(each)
    else {
      group = { members: [each], different: [], seen: new Set() }
      groups.push(group)
    }
    const all = allOf(each.report)
    if (!group.seen.has(all)) group.different.push(each)
    group.seen.add(all)
    for (const key of keys) {
      const near = byPid.get(key) ?? newNearby()
      byPid.set(key, near)
      near.add(stamp, group)
    }
  }
  const firstOf = (group: readonly Digest[]): number =>
    group.reduce((least, each) => Math.min(least, placeOf(each)), digests.length)
  return groups
    .map(({ members }) => members)
    .map(group => [firstOf(group), group] as const)
    .sort(([a], [b]) => a - b)
    .map(([, group]) => group)
}
