import type { Incident, Instant, Scope, Sizing } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { combine } from '../clock/bounds.ts'
import { instantFrom } from '../clock/instant.ts'
import { sizingOf } from '../explain/sizing.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act } from './act.ts'
import { actBounds, endingBounds } from './act-time.ts'
import { completeness } from './complete.ts'
import { explainedCulprit } from './culprit-why.ts'
import { evidenceOf } from './evidence.ts'
import { isInterleaved } from './kind.ts'
import { seenCgroups } from './node-lines.ts'
import { withPlaces } from './place-holders.ts'
import { scopeOf } from './scope.ts'
import { namedCulprit, type Processes, triggerOf } from './trigger.ts'

function whenOf(act: Act, clocks: ClockBook): Instant {
  const ends = act.endings.flatMap(({ fact, tellsTime }) => (tellsTime && endingBounds(fact)) || [])
  const combined = combine([...actBounds(act, clocks), ...ends])
  const stamps = [
    ...act.digests.map(({ report }) => report.stamp),
    ...[...act.kills, ...act.units].map(told => told.stamp),
  ]
  const timed = stamps.find(stamp => stamp.bootSeconds !== null)
  return instantFrom(combined?.bounds ?? null, timed?.bootSeconds ?? null, clocks.context.timezone)
}

function specLimitOf(act: Act): number | null {
  const [victim] = act.victims
  const limits = act.pods.flatMap(pod =>
    pod.facts.flatMap(fact => fact.containers.filter(each => each.name === victim?.container?.name)),
  )
  return limits.find(container => container.limitBytes !== null)?.limitBytes ?? null
}

function sizing(act: Act, { level }: Scope): Sizing | null {
  const [best] = act.digests
  const of = { kind: act.kind, level, specLimitBytes: specLimitOf(act), memory: best?.memory ?? null }
  return best ? sizingOf(best.report, of) : null
}

/** The incident of an act, without its links, causes and advice, which need the rest of the case. */
export function incidentOf(
  act: Act,
  index: PodIndex,
  node: string | null,
  clocks: ClockBook,
  processes: Processes,
): Incident {
  const told = <T>(pick: (digest: Act['digests'][number]) => T | null | undefined): T | null => {
    for (const digest of act.digests) {
      const value = pick(digest)
      if (value !== null && value !== undefined) return value
    }
    return null
  }
  // Who asked is told by the header, which may be of another report where two are interleaved.
  const header = <T>(pick: (digest: Act['digests'][number]) => T | null): T | null =>
    told(each => (isInterleaved(each.report) ? null : pick(each)))
  const scope = scopeOf(act, index, node)
  const trigger = header(({ report }) => triggerOf(report, index))
  const around = { kind: act.kind, level: scope.level, victims: act.victims, trigger }
  return {
    id: '',
    kind: act.kind,
    killer: act.killer,
    scope,
    at: whenOf(act, clocks),
    trigger,
    gfpMask: header(({ report }) => report.gfpMask),
    order: header(({ report }) => report.order),
    allocation:
      header(each => (each.allocation?.zones.length ? each.allocation : null)) ?? header(each => each.allocation),
    oomMemcg: told(({ report }) => report.oomMemcg) ?? seenCgroups(act).oom,
    taskMemcg: told(({ report }) => report.taskMemcg) ?? seenCgroups(act).task,
    limitBytes: told(({ report }) => report.memcg?.memory?.limitBytes),
    usageBytes: told(({ report }) => report.memcg?.memory?.usageBytes),
    failcnt: told(({ report }) => report.memcg?.memory?.failcnt),
    victims: act.victims,
    panic: act.digests.some(({ report }) => report.panic !== null),
    ...completeness(act),
    swap: told(each => each.swap),
    selection: told(each => each.selection),
    memory: told(each => each.memory),
    culprit: told(each => explainedCulprit(namedCulprit(each.culprit, each.report, processes, act), around, each)),
    holders: told(each => withPlaces(each, act.victims, processes)),
    thrashing: null,
    causes: [],
    sizing: sizing(act, scope),
    advice: [],
    eviction: act.eviction,
    links: [],
    evidence: evidenceOf(act),
  }
}
