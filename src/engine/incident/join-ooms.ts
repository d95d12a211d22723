import type { OomSeen } from '../../model/node-log.ts'
import type { Because, Victim } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { RANK } from '../clock/bounds.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import { type Act, NOBODY, newAct } from './act.ts'
import { type ActIndex, newActIndex } from './act-index.ts'
import { isQuoted, lineBounds } from './act-time.ts'
import { mayBeSameMachine } from './machine.ts'
import { gapOf, kindSeen, nearestOf, withLine } from './node-lines.ts'
import { onceSeen } from './once-seen.ts'
import { newTimeIndex } from './time-index.ts'
import { type Owner, ownerOf, ownerOfSubject } from './victims.ts'

/** A line that no ID joins is of a kill that names no cgroup, when it is this near to the only one. */
const NEAR_SECONDS = 5

const ownerSeen = (seen: OomSeen, index: PodIndex): Owner =>
  seen.taskMemcg !== null && seen.taskMemcg !== '/'
    ? ownerOf(seen.taskMemcg, index)
    : ownerOfSubject(seen.subject, index)

function victimOf({ by, pid, comm, taskMemcg }: OomSeen, { pod, container }: Owner): Victim {
  const cgroup = taskMemcg === '/' ? null : taskMemcg
  // conmon sees a counter change that an allocation without a kill changes as well.
  return { ...NOBODY, pid, comm, cgroup, pod, container, outcome: by === 'conmon' ? 'unknown' : 'killed' }
}

const actOf = (seen: OomSeen, owner: Owner): Act =>
  newAct({
    kind: kindSeen(seen),
    killer: 'kernel',
    // Kubelets before 1.19 name nobody.
    victims: seen.pid === null && owner.container === null ? [] : [victimOf(seen, owner)],
    pods: owner.known ? [owner.known] : [],
    nodeLines: [{ fact: seen, because: seen.pid === null ? 'container-id' : 'pid' }],
    node: seen.node ?? owner.known?.node ?? null,
  })

/** What the line knows of the one victim, where the kernel's own report is not there to say it. */
function enriched(act: Act, owner: Owner): Act {
  const [victim, ...others] = act.victims
  if (!victim || others.length > 0 || act.digests.length > 0) return act
  const pods = owner.known && !act.pods.includes(owner.known) ? [...act.pods, owner.known] : act.pods
  const named = { ...victim, pod: victim.pod ?? owner.pod, container: victim.container ?? owner.container }
  return { ...act, victims: [named], pods }
}

const namesNoCgroup = ({ victims }: Act): boolean =>
  victims.length > 0 &&
  victims.every(({ cgroup, pod, container }) => cgroup === null && pod === null && container === null)

/** A program logs one kill once, or several times at once: later it tells of another. The kernel's log tells them apart. */
function mayTellOf(act: Act | undefined, seen: OomSeen, clocks: ClockBook): boolean {
  if (!act || act.digests.length > 0) return true
  const last = act.nodeLines.findLast(({ fact }) => fact.kind === 'node.oom' && fact.by === seen.by)
  const gap = last && gapOf(lineBounds(last.fact, clocks), lineBounds(seen, clocks))
  return gap == null || gap <= NEAR_SECONDS
}

/** A log of the kernel that nothing dates is dated by what programs saw of a kill in it, to within their delay. */
function anchorClocks(acts: readonly Act[], places: ActIndex, clocks: ClockBook): void {
  for (const { digests, nodeLines } of acts) {
    const [line] = nodeLines.filter(({ fact, because }) => {
      const isOnly = places.byContainer(fact.subject.container?.id, null).length === 1
      return because === 'pid' || (because === 'container-id' && isOnly)
    })
    const bounds = line && lineBounds(line.fact, clocks)
    if (!bounds || bounds.zoneAssumed) continue
    for (const { report } of digests) {
      const key = { path: report.span.path, boot: report.boot }
      if (isQuoted(report) || clocks.boundsOf(key, report.stamp) !== null) continue
      const { beyondSeconds = 0, ...own } = bounds
      const basis = 'a line of the node about the kill'
      clocks.anchor(key, report.stamp, { ...own, from: own.from - beyondSeconds, basis, rank: RANK.rendered })
    }
  }
}

/**
 * Joins what the kubelet and container runtimes saw to the kills of the kernel log: by pid and name, by container ID, by
 * time alone at the last. What no kill explains is a kill of its own: the kernel log is not there, or does not reach it.
 */
export function joinOoms(
  known: readonly Act[],
  lines: readonly OomSeen[],
  index: PodIndex,
  clocks: ClockBook,
): readonly Act[] {
  const acts = [...known]
  const places = newActIndex(acts, clocks)
  const numbers = acts.map((_, at) => at)
  const all = newTimeIndex(acts, numbers, clocks)
  const bare = newTimeIndex(
    acts,
    acts.flatMap((act, at) => (namesNoCgroup(act) ? [at] : [])),
    clocks,
  )

  function placeOf(seen: OomSeen, owner: Owner): readonly [number, Because] | null {
    const isSameMachine = (at: number) => mayBeSameMachine(acts[at]?.node ?? null, seen.node)
    const byPid = places.byPid(seen.pid).filter(at => {
      const isVictim = acts[at]?.victims.some(({ pid, comm }) => pid === seen.pid && comm === seen.comm)
      return isVictim && isSameMachine(at)
    })
    const ofPid = nearestOf(byPid, acts, seen, clocks)
    if (ofPid !== null) return [ofPid, 'pid']
    const own = lineBounds(seen, clocks)
    const inContainer = places.byContainer(owner.container?.id, own).filter(at => mayTellOf(acts[at], seen, clocks))
    const ofContainer = nearestOf(inContainer, acts, seen, clocks)
    // Two pids are two processes, whatever container they were in.
    const isOther = seen.pid !== null && acts[ofContainer ?? -1]?.victims.every(({ pid }) => pid !== null)
    if (ofContainer !== null && !isOther) return [ofContainer, 'container-id']
    if (seen.pid !== null || own === null) return null
    // A line that names nobody may be about any kill, one that names a container only about one that names no cgroup.
    const near = (owner.container === null ? all : bare).near(own, NEAR_SECONDS).filter(isSameMachine)
    const [only] = near
    return only !== undefined && near.length === 1 ? [only, 'time-only'] : null
  }

  // The kubelet's lines name the process: what only names the container may then find it.
  const once = onceSeen(lines)
  const inOrder = [...once.filter(({ pid }) => pid !== null), ...once.filter(({ pid }) => pid === null)]
  for (const seen of inOrder) {
    const owner = ownerSeen(seen, index)
    const place = placeOf(seen, owner)
    const act = place && acts[place[0]]
    if (place && act) {
      const kind = act.kind === 'unknown' ? kindSeen(seen) : act.kind
      acts[place[0]] = enriched(withLine({ ...act, kind }, seen, place[1]), owner)
    } else {
      places.note(actOf(seen, owner), acts.push(actOf(seen, owner)) - 1)
    }
  }
  anchorClocks(acts, places, clocks)
  return acts
}
