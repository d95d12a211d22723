import type { Incident, IncidentGroup } from '../../model/report.ts'
import { bySpan, type Span } from '../../model/span.ts'
import { groupBy } from '../../model/group-by.ts'
import { growthOf } from './growth.ts'
import { type Limits, limitsOf } from './limits.ts'
import { lifeOf, type Restarts, restartsOf } from './lives.ts'
import type { Members } from './member.ts'
import { sizesOf } from './sizes.ts'
import { spacingOf } from './spacing.ts'
import type { Subject } from './subject.ts'
import type { FindUsage } from './usage-before.ts'
import { whyOf } from './why.ts'

/** A story needs the places of its turns, not of each of a thousand samples. */
const MOST_SPANS = 20

const nameOf = ({ comm, container, pod }: Incident['victims'][number]): string | null =>
  comm ?? container?.name ?? pod?.name ?? null

/** Names with how often they occur, the most frequent first. */
export function counted(names: readonly string[]): readonly { readonly name: string; readonly count: number }[] {
  return [...groupBy(names, name => name)]
    .map(([name, all]) => ({ name, count: all.length }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

const noLimits = (length: number): Limits => ({
  evidence: [],
  limitsBytes: Array.from({ length }, () => null),
  limitChanges: [],
})
const NOT_COUNTED: Restarts = { count: null, evidence: [] }

function someOf(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted(bySpan)
  return sorted.filter((span, at) => at === 0 || bySpan(span, sorted[at - 1] ?? span) !== 0).slice(0, MOST_SPANS)
}

/** The story of the incidents of one subject, which are in order of time. Its causes are counted when they are known. */
export function storyOf(id: string, of: Subject, members: Members, usageOf: FindUsage): IncidentGroup {
  const incidents = members.map(({ incident }) => incident)
  // One and the same cgroup is one container, whatever it is called.
  const cgroups = new Set(incidents.map(({ scope }) => scope.cgroup))
  const subject = { ...of, isOne: of.isOne || (cgroups.size === 1 && !cgroups.has(null)) }
  const [{ incident: first }] = members
  const sizes = sizesOf(incidents)
  // The victims of a node, and cgroups that nobody names, are of several workloads: their limits and lives are no story.
  const isOne = subject.sort === 'workload' || subject.sort === 'cgroup'
  const { evidence: ofLimits, ...limits } = isOne ? limitsOf(members, subject.isOne) : noLimits(incidents.length)
  const lives = members.map(member => (isOne ? lifeOf(member) : null))
  const aliveSeconds = lives.map(life => life?.seconds ?? null)
  const found = members.flatMap(({ incident }, at) => usageOf(incident, incidents[at - 1] ?? null) ?? [])
  const restarts = isOne ? restartsOf(members) : NOT_COUNTED
  const read = growthOf(sizes, aliveSeconds, found)
  const isSure = subject.sort !== 'unnamed' && (subject.isOne || read.growth === 'flat')
  const growth = isSure ? read : ({ growth: 'unknown', growthBy: null, confidence: null } as const)
  const told = {
    id,
    of: subject.sort,
    what: subject.what,
    incidents: incidents.map(incident => incident.id),
    first: first.at,
    last: (incidents.at(-1) ?? first).at,
    ...spacingOf(incidents),
    ...growth,
    ...sizes,
    ...limits,
    aliveSeconds,
    victims: counted(incidents.flatMap(({ victims }) => victims.flatMap(victim => nameOf(victim) ?? []))),
    restarts: restarts.count,
    evidence: someOf([
      ...ofLimits,
      ...restarts.evidence,
      ...lives.flatMap(life => life?.span ?? []),
      ...found.flatMap(({ evidence }) => evidence),
    ]),
  }
  return { ...told, causes: [], why: whyOf(told, subject) }
}
