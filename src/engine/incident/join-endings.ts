import type { Victim } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { type Bounds, RANK } from '../clock/bounds.ts'
import { type Ending, isOomKilled } from '../kubernetes/endings.ts'
import type { Act, Joined } from './act.ts'

/**
 * The kubelet writes a container's end in whole seconds, after the kernel killed it: the kill lies between 2 s before and
 * 1 s after `finishedAt`.
 */
const BEFORE_SECONDS = 2
const AFTER_SECONDS = 1
/** An event about the kill is sent after it, and later on a starving node. */
const LATE_SECONDS = 10

export function endingBounds(ending: Ending): Bounds | null {
  const { finishedAtMs, evidence } = ending.state
  if (finishedAtMs === null) return null
  const finished = finishedAtMs / 1000
  return {
    from: finished - BEFORE_SECONDS,
    to: finished + AFTER_SECONDS,
    basis: 'finishedAt of the container',
    zoneAssumed: false,
    rank: RANK.containerStatus,
    span: evidence[0],
  }
}

const overlaps = (a: Bounds, b: Bounds, slack = 0): boolean => a.from <= b.to + slack && b.from <= a.to + slack

/** Bounds of the act by its own sources. */
export function actBounds(act: Act, clocks: ClockBook): readonly Bounds[] {
  const ofReports = act.digests.map(({ report }) =>
    clocks.boundsOf({ path: report.span.path, boot: report.boot }, report.stamp),
  )
  const ofEvents =
    act.digests.length > 0
      ? []
      : act.events.map(({ fact }) => clocks.boundsOf({ path: fact.evidence[0].path, boot: 0 }, fact.stamp))
  return [...ofReports, ...ofEvents].filter(bounds => bounds !== null)
}

const isOf = (victim: Victim, ending: Ending): boolean =>
  victim.container?.id != null && victim.container.id === ending.state.containerId

const isOfPod = (victim: Victim, ending: Ending): boolean =>
  victim.pod?.uid != null &&
  victim.pod.uid === ending.pod.uid &&
  (victim.container?.name == null || victim.container.name === ending.container.name)

function joined(act: Act, ending: Ending, because: Joined<Ending>['because']): Act {
  return { ...act, endings: [...act.endings, { fact: ending, because }], pods: [...new Set([...act.pods, ending.pod])] }
}

interface Joining {
  readonly acts: readonly Act[]
  readonly left: readonly Ending[]
}

/** Gives each ending to the one act that `fits` it; what fits none or several stays. */
function give(
  { acts, left }: Joining,
  because: Joined<Ending>['because'],
  fits: (act: Act, ending: Ending) => boolean,
): Joining {
  const result = [...acts]
  const rest = left.filter(ending => {
    const fitting = result.flatMap((act, at) => (fits(act, ending) ? [at] : []))
    const [at] = fitting
    const act = at === undefined ? undefined : result[at]
    if (fitting.length !== 1 || at === undefined || !act) return true
    result[at] = joined(act, ending, because)
    return false
  })
  return { acts: result, left: rest }
}

/** The newest act of a container is the one that its status still tells of: a process may be killed in it more than once. */
function latestPerContainer(acts: readonly Act[], ending: Ending): Act | undefined {
  return acts.findLast(act => act.victims.some(victim => isOf(victim, ending)))
}

function anchorClocks(acts: readonly Act[], clocks: ClockBook): void {
  for (const act of acts) {
    for (const { fact } of act.endings) {
      const bounds = endingBounds(fact)
      if (bounds === null) continue
      for (const { report } of act.digests)
        clocks.anchor({ path: report.span.path, boot: report.boot }, report.stamp, bounds)
    }
  }
}

/** One source's time for a kill helps another source, whose clock alone tells nothing. */
function shareClocks(acts: readonly Act[], clocks: ClockBook): void {
  for (const act of acts) {
    const [known] = actBounds(act, clocks)
    if (!known || act.digests.length < 2) continue
    for (const { report } of act.digests) {
      const key = { path: report.span.path, boot: report.boot }
      if (clocks.boundsOf(key, report.stamp) === null)
        clocks.anchor(key, report.stamp, { ...known, rank: known.rank + 1 })
    }
  }
}

const namesNoCgroup = (act: Act): boolean => act.victims.every(victim => victim.cgroup === null && victim.pod === null)

/** Between a kill and the second that the kubelet prints: an event of the same second prints the same one. */
const distance = (bounds: Bounds, end: Bounds): number =>
  Math.abs((bounds.from + bounds.to) / 2 - 0.5 - (end.to - AFTER_SECONDS))

/** Seconds between an act that names no cgroup and an end by OOM; null where they cannot be of one kill. */
function apart(act: Act, ending: Ending, clocks: ClockBook): number | null {
  const end = endingBounds(ending)
  const sameNode = act.node === null || ending.pod.node === null || act.node === ending.pod.node
  const isOpen = act.endings.length === 0 && act.victims.length > 0 && namesNoCgroup(act)
  if (end === null || !sameNode || !isOpen || !isOomKilled(ending.state)) return null
  const near = actBounds(act, clocks).filter(bounds => overlaps(bounds, end, LATE_SECONDS))
  const gaps = near.map(bounds => distance(bounds, end))
  return gaps.length === 0 ? null : Math.min(...gaps)
}

const lowest = (gaps: readonly (number | null)[]): number => {
  const known = gaps.filter(gap => gap !== null)
  const best = Math.min(...known)
  return known.filter(gap => gap === best).length === 1 ? gaps.indexOf(best) : -1
}

/** Names pod and container of the one victim, where nothing else died at that time. */
function named(act: Act, ending: Ending): Act {
  const [victim, ...others] = act.victims
  if (!victim || others.length > 0) return act
  const { pod, container, state } = ending
  const owner = { namespace: pod.namespace, name: pod.name, uid: pod.uid }
  return {
    ...act,
    victims: [{ ...victim, pod: owner, container: { name: container.name, id: state.containerId } }],
    pods: [pod],
  }
}

/**
 * Pairs acts and ends that are each other's nearest in time. Where two are as near, neither is taken; where others are
 * near at all, the two count as one kill, but the process is not said to be of that pod.
 */
function pairByTime({ acts, left }: Joining, clocks: ClockBook): Joining {
  const gaps = acts.map(act => left.map(ending => apart(act, ending, clocks)))
  const column = (at: number) => gaps.map(row => row[at] ?? null)
  const count = (row: readonly (number | null)[]) => row.filter(gap => gap !== null).length
  const taken = new Set<number>()
  const result = acts.map((act, at) => {
    const row = gaps[at] ?? []
    const nearest = lowest(row)
    const ending = left[nearest]
    if (!ending || lowest(column(nearest)) !== at) return act
    taken.add(nearest)
    const paired: Act = { ...act, endings: [...act.endings, { fact: ending, because: 'time-only' }] }
    return count(row) === 1 && count(column(nearest)) === 1 ? named(paired, ending) : paired
  })
  return { acts: result, left: left.filter((_, at) => !taken.has(at)) }
}

/** Joins the ends of containers to the acts that ended them: by ID, then by pod and time, by time alone at the last. */
export function joinEndings(kernel: readonly Act[], endings: readonly Ending[], clocks: ClockBook): Joining {
  let joining: Joining = { acts: kernel, left: endings }
  joining = give(
    joining,
    'container-id',
    (act, ending) =>
      latestPerContainer(kernel, ending)?.digests[0] === act.digests[0] &&
      act.victims.some(victim => isOf(victim, ending)),
  )
  anchorClocks(joining.acts, clocks)
  shareClocks(joining.acts, clocks)
  const near = (act: Act, ending: Ending, slack: number): boolean => {
    const end = endingBounds(ending)
    return end !== null && actBounds(act, clocks).some(bounds => overlaps(bounds, end, slack))
  }
  joining = give(
    joining,
    'pod-uid',
    (act, ending) => act.victims.some(victim => isOfPod(victim, ending)) && near(act, ending, 0),
  )
  return pairByTime(joining, clocks)
}
