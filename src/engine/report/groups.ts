import type { Incident, IncidentGroup } from '../../model/report.ts'

/** Usage before a kill differs by this much at least before it counts as growth. */
const GROWTH_SHARE = 0.1

const secondsOf = (incident: Incident): number | null =>
  incident.at.wall === null ? incident.at.bootSeconds : Date.parse(incident.at.wall) / 1000

function spacing(incidents: readonly Incident[]): number | null {
  const times = incidents.map(secondsOf)
  const gaps = times.slice(1).map((time, at) => (time === null ? Number.NaN : time - (times[at] ?? Number.NaN)))
  if (gaps.length === 0 || gaps.some(gap => Number.isNaN(gap))) return null
  return Math.round((gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0) * 10) / 10
}

/** How the usage changed from kill to kill; at a limit it cannot, which is why it is often unknown. */
function growth(incidents: readonly Incident[]): IncidentGroup['growth'] {
  const sizes = incidents.map(({ victims }) => victims[0]?.anonRssKiB ?? null)
  const known = sizes.filter(size => size !== null)
  if (known.length !== incidents.length || known.length < 3) return 'unknown'
  const [first = 0] = known
  const last = known.at(-1) ?? 0
  const isRising = known.every((size, at) => at === 0 || size >= (known[at - 1] ?? 0))
  if (isRising && last > first * (1 + GROWTH_SHARE)) return 'growing'
  return Math.max(...known) <= Math.min(...known) * (1 + GROWTH_SHARE) ? 'flat' : 'unknown'
}

/** Incidents of one workload and kind, or of one cgroup, that repeat. */
export function groupsOf(incidents: readonly Incident[]): readonly IncidentGroup[] {
  const groups = new Map<string, Incident[]>()
  for (const incident of incidents) {
    const [victim] = incident.victims
    const who =
      incident.scope.cgroup ??
      (victim?.pod ? `${victim.pod.namespace ?? '?'}/${victim.pod.name ?? victim.pod.uid}` : incident.scope.node)
    const key = `${incident.kind} of ${who ?? 'the node'}`
    groups.set(key, [...(groups.get(key) ?? []), incident])
  }
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .map(([what, members], at) => ({
      id: `g${at + 1}`,
      what,
      incidents: members.map(member => member.id),
      spacingSeconds: spacing(members),
      growth: growth(members),
    }))
}
