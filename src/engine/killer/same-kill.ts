import type { KillerKill } from '../../model/killer.ts'
import { unescapedPath } from '../cgroup/path.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { type Nearby, newNearby } from '../incident/nearby.ts'
import { isSameTime } from '../incident/same-time.ts'

/** One kill by all that is told of it: the fullest first. */
export type ToldKill = readonly [KillerKill, ...KillerKill[]]

const agrees = <T>(a: T | null, b: T | null): boolean => a === null || b === null || a === b
const pathOf = ({ cgroup }: KillerKill): string | null => cgroup && unescapedPath(cgroup)

/** Numbers that no two kills share: the pressure to a hundredth of a percent, the bytes in use. */
const numbersOf = ({ policy }: KillerKill): string | null => (policy === null ? null : JSON.stringify(policy))

const keyOf = ({ victims: [first] }: KillerKill): string | null =>
  first ? JSON.stringify([first.pid, first.comm]) : null

const placeOf = ({ evidence: [span] }: KillerKill): string => `${span.start}\n${span.path}`

/** The same line twice in one file, as files that were put together hold it. */
const isRepeat = (a: KillerKill, b: KillerKill): boolean =>
  a.stamp.wall?.epochMs === b.stamp.wall?.epochMs &&
  a.stamp.bootSeconds === b.stamp.bootSeconds &&
  (a.stamp.wall ?? a.stamp.bootSeconds) !== null &&
  placeOf(a) !== placeOf(b) &&
  mayBeSameMachine(a.node, b.node) &&
  numbersOf(a) === numbersOf(b)

/**
 * Whether two tell of one kill. A process is signalled again while it does not die: by pid, name and time that is one.
 * Where only a cgroup is named, one log tells of each kill once.
 */
function isSame(a: KillerKill, b: KillerKill): boolean {
  const isOneLog = a.evidence[0].path === b.evidence[0].path
  // Of a cgroup that is killed over and over, most pairs end here.
  if (isOneLog && (a.victims.length === 0 || b.victims.length === 0)) return isRepeat(a, b)
  if (a.killer !== b.killer || !mayBeSameMachine(a.node, b.node) || !agrees(pathOf(a), pathOf(b))) return false
  const [one, two] = [keyOf(a), keyOf(b)]
  if (one !== null && two !== null && one !== two) return false
  const time = isSameTime(a.stamp, b.stamp, { anyZone: !isOneLog, isWhole: false })
  if (one !== null && one === two) return time !== false
  return time !== false && agrees(numbersOf(a), numbersOf(b))
}

const score = (kill: KillerKill): number =>
  kill.victims.length * 2 +
  Number(kill.policy !== null) * 2 +
  Number(kill.outcome === 'killed') * 4 +
  Number(kill.isProven) +
  Number(kill.usageBytes !== null)

const hasLog = (group: readonly KillerKill[], { evidence: [{ path }] }: KillerKill): boolean =>
  group.some(each => each.evidence[0].path === path)

/** What kills must share to be one. */
const bucketOf = (kill: KillerKill): string => `${kill.killer} ${isOfCgroup(kill) ? pathOf(kill) : keyOf(kill)}`
const isOfCgroup = ({ killer }: KillerKill): boolean =>
  killer === 'systemd-oomd' || killer === 'oomd' || killer === 'talos'

/** Kills, each once however many logs tell of it; in the order of the first line of each. */
export function toldKills(kills: readonly KillerKill[]): readonly ToldKill[] {
  const groups: [KillerKill, ...KillerKill[]][] = []
  const buckets = new Map<string, Nearby<[KillerKill, ...KillerKill[]]>>()
  for (const kill of kills) {
    const key = bucketOf(kill)
    const bucket = buckets.get(key) ?? newNearby()
    buckets.set(key, bucket)
    const fitting = bucket.of(kill.stamp).filter(group => group.some(known => isSame(known, kill)))
    // Of kills that look alike, the first of one log is the first of another.
    const group = fitting.find(each => !hasLog(each, kill)) ?? fitting.find(each => each.some(k => isSameLog(k, kill)))
    if (group) {
      group.push(kill)
      bucket.add(kill.stamp, group)
      continue
    }
    const added: [KillerKill, ...KillerKill[]] = [kill]
    bucket.add(kill.stamp, added)
    groups.push(added)
  }
  return groups.map(group => {
    const [first, ...rest] = [...group].sort((a, b) => score(b) - score(a))
    return first ? [first, ...rest] : group
  })
}

const isSameLog = (a: KillerKill, b: KillerKill): boolean => a.evidence[0].path === b.evidence[0].path && isSame(a, b)
