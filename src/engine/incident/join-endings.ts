import type { Because, Victim } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { isOomKilled } from '../../model/oom-end.ts'
import type { Ending } from '../kubernetes/endings.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act, Joining } from './act.ts'
import {
  actBounds,
  endingBounds,
  isQuoted,
  overlaps,
  ownBounds,
  type Relation,
  relationOf,
  tellsMoment,
} from './act-time.ts'
import { isLater } from './later.ts'
import { pairByLimit } from './pair-by-limit.ts'
import { pairByTime } from './pair-by-time.ts'

function isOfPod({ pod, container }: Victim, ending: Ending): boolean {
  if (pod?.uid == null || pod.uid !== ending.pod.uid) return false
  const { containerId } = ending.state
  if (container?.id != null && containerId !== null && container.id !== containerId) return false
  return container?.name == null || container.name === ending.container.name
}

const withEnding = (act: Act, ending: Ending, because: Because, tellsTime: boolean): Act => ({
  ...act,
  endings: [...act.endings, { fact: ending, because, tellsTime }],
  pods: [...new Set([...act.pods, ending.pod])],
})

type Places = ReadonlyMap<string, readonly number[]>

/** Where in the list the acts are whose victims have one key. */
function indexBy(acts: readonly Act[], keyOf: (victim: Victim) => string | null | undefined): Places {
  const index = new Map<string, number[]>()
  for (const [at, act] of acts.entries()) {
    for (const key of new Set(act.victims.map(keyOf))) {
      if (key == null) continue
      const known = index.get(key)
      if (known) known.push(at)
      else index.set(key, [at])
    }
  }
  return index
}

/** A status tells of the last kill in its container only: of several that fit, the latest is it. */
function latest(candidates: readonly number[], acts: readonly Act[], clocks: ClockBook): number | null {
  let best: number | null = null
  for (const at of candidates) {
    const [act, known] = [acts[at], best === null ? undefined : acts[best]]
    if (act && (!known || isLater(act, known, clocks))) best = at
  }
  return best
}

/** Which of several kills in one container its end tells of: those that agree in time before those that need an excuse. */
const TRUST: Readonly<Record<Relation, number>> = {
  near: 0,
  unknown: 0,
  zone: 1,
  drift: 1,
  'lived-on': 2,
  'after-end': 3,
}

/** By the container's ID, which is proof; still, an end by something else than memory may follow a kill by hours. */
function joinById(acts: Act[], endings: readonly Ending[], clocks: ClockBook): readonly Ending[] {
  const byId = indexBy(acts, victim => victim.container?.id)
  return endings.filter(ending => {
    const { containerId } = ending.state
    const related = ((containerId !== null && byId.get(containerId)) || []).flatMap(at => {
      const act = acts[at]
      const relation = act ? relationOf(ownBounds(act, clocks), ending) : 'unknown'
      return relation === 'lived-on' && !isOomKilled(ending.state) ? [] : [{ at, relation }]
    })
    const best = related.reduce((least, { relation }) => Math.min(least, TRUST[relation]), Number.POSITIVE_INFINITY)
    const fitting = related.filter(({ relation }) => TRUST[relation] === best)
    const at = latest(
      fitting.map(each => each.at),
      acts,
      clocks,
    )
    const act = at === null ? undefined : acts[at]
    if (at === null || !act) return true
    const relation = fitting.find(each => each.at === at)?.relation ?? 'unknown'
    acts[at] = withEnding(act, ending, 'container-id', tellsMoment(ending, relation))
    return false
  })
}

/** By pod and time, where the log names no container or the status no ID. */
function joinByPod(acts: Act[], endings: readonly Ending[], clocks: ClockBook): readonly Ending[] {
  const byPod = indexBy(acts, victim => victim.pod?.uid)
  return endings.filter(ending => {
    const end = endingBounds(ending)
    const fitting = ((ending.pod.uid !== null && end !== null && byPod.get(ending.pod.uid)) || []).filter(at => {
      const act = acts[at]
      const isNear = act && end && actBounds(act, clocks).some(bounds => overlaps(bounds, end))
      return isNear && act.victims.some(victim => isOfPod(victim, ending))
    })
    const at = latest(fitting, acts, clocks)
    const act = at === null ? undefined : acts[at]
    if (at === null || !act) return true
    acts[at] = withEnding(act, ending, 'pod-uid', tellsMoment(ending, 'near'))
    return false
  })
}

/** A container's end dates the kill that ended it, and with it the whole boot of the log. */
function anchorClocks(acts: readonly Act[], clocks: ClockBook): void {
  for (const act of acts) {
    for (const { fact, tellsTime } of act.endings) {
      const bounds = tellsTime ? endingBounds(fact) : null
      if (bounds === null) continue
      for (const { report } of act.digests) {
        if (!isQuoted(report)) clocks.anchor({ path: report.span.path, boot: report.boot }, report.stamp, bounds)
      }
    }
  }
}

/** One source's time for a kill helps another source, whose clock alone tells nothing. */
function shareClocks(acts: readonly Act[], clocks: ClockBook): void {
  for (const act of acts) {
    const logs = act.digests.filter(({ report }) => !isQuoted(report))
    const [known] = logs.length < 2 ? [] : actBounds({ ...act, digests: logs }, clocks)
    if (!known) continue
    for (const { report } of logs) {
      const key = { path: report.span.path, boot: report.boot }
      if (clocks.boundsOf(key, report.stamp) === null)
        clocks.anchor(key, report.stamp, { ...known, rank: known.rank + 1 })
    }
  }
}

/** Joins the ends of containers to the acts that ended them: by ID, then by pod and time, by time or by limit alone at the last. */
export function joinEndings(
  kernel: readonly Act[],
  endings: readonly Ending[],
  index: PodIndex,
  clocks: ClockBook,
): Joining {
  const acts = [...kernel]
  const unidentified = joinById(acts, endings, clocks)
  anchorClocks(acts, clocks)
  shareClocks(acts, clocks)
  const left = joinByPod(acts, unidentified, clocks)
  return pairByLimit(pairByTime({ acts, left }, index, clocks), index, clocks)
}
