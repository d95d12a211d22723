import type { ClockBook } from '../clock/book.ts'
import { leastOf } from '../../model/extremes.ts'
import type { Bounds } from '../clock/bounds.ts'
import { groupBy } from '../../model/group-by.ts'
import { isOomKilled } from '../../model/oom-end.ts'
import type { Ending } from '../kubernetes/endings.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act, Joining } from './act.ts'
import { AFTER_SECONDS, actBounds, endingBounds, LATE_SECONDS, overlaps } from './act-time.ts'
import { mayBeSameMachine } from './machine.ts'

/** Ends are known to within this much, so that none that overlaps is further away. */
const LONGEST_SECONDS = 3
/** More ends than this within seconds tell nothing about one of them. */
const MOST_AT_ONCE = 500

interface End {
  readonly ending: Ending
  readonly bounds: Bounds
}

/** An act and an end that can be of one kill, and how far they are apart in seconds. */
interface Pair {
  readonly act: number
  readonly end: number
  readonly gap: number
}

/** Between a kill and the second that the kubelet prints: an event of the same second prints the same one. */
const distance = (bounds: Bounds, end: Bounds): number =>
  Math.abs((bounds.from + bounds.to) / 2 - 0.5 - (end.to - AFTER_SECONDS))

const namesNoCgroup = (act: Act): boolean => act.victims.every(victim => victim.cgroup === null && victim.pod === null)

/** The kernel names a pod by a UID that no object of the case has; a description prints no UID. */
const namesUnknownPod = (act: Act, index: PodIndex): boolean =>
  act.victims.every(({ pod }) => pod?.uid != null && pod.name === null && index.byUid(pod.uid) === null)

/** The limit that the kernel's report prints; null where it prints none, or no report is there. */
export const limitOf = (act: Act): number | null =>
  act.digests.find(({ report }) => report.memcg?.memory)?.report.memcg?.memory?.limitBytes ?? null

/** Whether an act and an end may be of one kill, as far as machine, cgroup and limit say. */
export function canBe(act: Act, { pod, container }: Ending, index: PodIndex): boolean {
  if (!mayBeSameMachine(act.node, pod.node)) return false
  if (namesNoCgroup(act)) return true
  const limit = limitOf(act)
  const sameLimit = limit === null || container.limitBytes === null || container.limitBytes === limit
  return pod.uid === null && sameLimit && namesUnknownPod(act, index)
}

/** Ends in the order of time, so that those near an act are found without looking at all. */
function firstAtOrAfter(ends: readonly End[], seconds: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ends[middle]?.bounds.to ?? 0) < seconds) low = middle + 1
    else high = middle
  }
  return low
}

/** Ends near an act in time; none where so many are near that none can be told to be it. */
function near(known: readonly Bounds[], ends: readonly End[]): readonly number[] {
  const from = known.reduce((least, bounds) => Math.min(least, bounds.from), Number.POSITIVE_INFINITY)
  const to = known.reduce((most, bounds) => Math.max(most, bounds.to), Number.NEGATIVE_INFINITY)
  const first = firstAtOrAfter(ends, from - LATE_SECONDS)
  const after = firstAtOrAfter(ends, to + LATE_SECONDS + LONGEST_SECONDS)
  if (known.length === 0 || after - first > MOST_AT_ONCE) return []
  return Array.from({ length: after - first }, (_, at) => first + at)
}

function pairsOf(acts: readonly Act[], ends: readonly End[], index: PodIndex, clocks: ClockBook): readonly Pair[] {
  return acts.flatMap((act, at) => {
    if (act.endings.length > 0 || act.victims.length === 0 || act.kind === 'userspace') return []
    const known = actBounds(act, clocks)
    return near(known, ends).flatMap(end => {
      const each = ends[end]
      const fitting = each ? known.filter(bounds => overlaps(bounds, each.bounds, LATE_SECONDS)) : []
      if (!each || fitting.length === 0 || !canBe(act, each.ending, index)) return []
      return [{ act: at, end, gap: leastOf(fitting.map(bounds => distance(bounds, each.bounds))) }]
    })
  })
}

const lowest = (pairs: readonly Pair[] = []): Pair | null => {
  const best = pairs.reduce((least, { gap }) => Math.min(least, gap), Number.POSITIVE_INFINITY)
  const [only, ...others] = pairs.filter(({ gap }) => gap === best)
  return only && others.length === 0 ? only : null
}

/** Names pod and container of the one victim, where nothing else died at that time. */
export function named(act: Act, { pod, container, state }: Ending): Act {
  const [victim, ...others] = act.victims
  if (!victim || others.length > 0) return act
  const owner = { namespace: pod.namespace, name: pod.name, uid: pod.uid ?? victim.pod?.uid ?? null }
  const id = victim.container?.id ?? state.containerId
  return { ...act, victims: [{ ...victim, pod: owner, container: { name: container.name, id } }], pods: [pod] }
}

/**
 * Pairs acts and ends that are each other's nearest in time. Where two are as near, neither is taken; where others are
 * near at all, the two count as one kill, but the process is not said to be of that pod.
 */
export function pairByTime({ acts, left }: Joining, index: PodIndex, clocks: ClockBook): Joining {
  const ends = left
    .flatMap(ending => {
      const bounds = endingBounds(ending)
      const isDated = bounds !== null && bounds.to - bounds.from <= LONGEST_SECONDS
      return isDated && isOomKilled(ending.state) ? [{ ending, bounds }] : []
    })
    .sort((a, b) => a.bounds.to - b.bounds.to)
  const pairs = pairsOf(acts, ends, index, clocks)
  const [ofAct, ofEnd] = [groupBy(pairs, pair => pair.act), groupBy(pairs, pair => pair.end)]
  const taken = new Set<Ending>()
  const result = acts.map((act, at) => {
    const pair = lowest(ofAct.get(at))
    const end = pair && ends[pair.end]
    if (!end || lowest(ofEnd.get(pair.end)) !== pair) return act
    taken.add(end.ending)
    const joined = { fact: end.ending, because: 'time-only', tellsTime: true } as const
    const paired: Act = { ...act, endings: [...act.endings, joined] }
    const isAlone = ofAct.get(at)?.length === 1 && ofEnd.get(pair.end)?.length === 1
    return isAlone ? named(paired, end.ending) : paired
  })
  return { acts: result, left: left.filter(ending => !taken.has(ending)) }
}
