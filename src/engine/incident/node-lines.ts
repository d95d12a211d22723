import type { NodeLogEvent, OomSeen } from '../../model/node-log.ts'
import { leastOf } from '../../model/extremes.ts'
import type { Because, IncidentKind } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { type Bounds, isZoneStep } from '../clock/bounds.ts'
import type { Act } from './act.ts'
import { actBounds, lineBounds } from './act-time.ts'

/** What two programs log of one event may be this far apart: a starving node is slow. */
export const APART_SECONDS = 60

const isCgroup = (path: string | null): path is string => path !== null && path !== '/'

/** Which cgroup was hit and which the victim's was, by what the kubelet saw; null where it saw none. */
export function seenCgroups({ nodeLines }: Act): { readonly oom: string | null; readonly task: string | null } {
  const seen = nodeLines.flatMap(({ fact }) => (fact.kind === 'node.oom' ? [fact] : []))
  return {
    oom: seen.map(each => each.oomMemcg).find(isCgroup) ?? null,
    task: seen.map(each => each.taskMemcg).find(isCgroup) ?? null,
  }
}

/**
 * The kind that a line settles: the kubelet prints the cgroup that was hit, and since 1.21 it logs nothing but kills
 * outside of cgroups. What a runtime sees on cgroup v2 may be either.
 */
export function kindSeen({ oomMemcg, isGlobalWatch }: OomSeen): IncidentKind {
  if (isCgroup(oomMemcg)) return 'memcg'
  return oomMemcg === '/' && isGlobalWatch ? 'global' : 'unknown'
}

export const withLine = (act: Act, fact: NodeLogEvent, because: Because): Act => ({
  ...act,
  node: act.node ?? fact.node,
  nodeLines: [...act.nodeLines, { fact, because }],
})

/**
 * Seconds between two intervals, null where one is not known. What a zone that was assumed can make is as far apart as
 * what can just be one.
 */
export function gapOf(a: Bounds | null | undefined, b: Bounds | null | undefined): number | null {
  if (!a || !b) return null
  const apart = Math.max(a.from - b.to, b.from - a.to, 0)
  const middles = (a.from + a.to - b.from - b.to) / 2
  return apart > APART_SECONDS && (a.zoneAssumed || b.zoneAssumed) && isZoneStep(middles, APART_SECONDS)
    ? APART_SECONDS
    : apart
}

/** Of acts that a line can be about by an ID, the nearest in time; where no time tells, the last. None where all are far. */
export function nearestOf(
  candidates: readonly number[],
  acts: readonly Act[],
  line: NodeLogEvent,
  clocks: ClockBook,
  apartSeconds: number = APART_SECONDS,
): number | null {
  const own = lineBounds(line, clocks)
  let best: { readonly at: number; readonly gap: number } | null = null
  for (const at of candidates) {
    const act = acts[at]
    if (!act) continue
    const gaps = actBounds(act, clocks).flatMap(bounds => gapOf(bounds, own) ?? [])
    // What has no time may be it, but what has one and is near is more likely to be.
    const gap = gaps.length === 0 ? apartSeconds : leastOf(gaps)
    if (gap <= apartSeconds && (best === null || gap <= best.gap)) best = { at, gap }
  }
  return best?.at ?? null
}
