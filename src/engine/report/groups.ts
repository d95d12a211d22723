import type { Pod } from '../../model/identity.ts'
import type { Incident, IncidentGroup } from '../../model/report.ts'
import { groupBy } from '../group-by.ts'

/** Usage before a kill differs by this much at least before it counts as growth. */
const GROWTH_SHARE = 0.1

/** By one clock for all: wall times, else seconds since one boot, which go up from line to line of one log. */
function timesOf(incidents: readonly Incident[]): readonly (number | null)[] {
  if (incidents.every(({ at }) => at.wall !== null)) return incidents.map(({ at }) => Date.parse(at.wall ?? '') / 1000)
  const isOneLog = incidents.every(
    ({ at, evidence }) => at.wall === null && evidence[0]?.path === incidents[0]?.evidence[0]?.path,
  )
  const boots = incidents.map(({ at }) => (isOneLog ? at.bootSeconds : null))
  const isOneBoot = boots.every((seconds, at) => at === 0 || (seconds ?? 0) >= (boots[at - 1] ?? 0))
  return isOneBoot ? boots : boots.map(() => null)
}

function spacing(incidents: readonly Incident[]): number | null {
  const times = timesOf(incidents)
  const gaps = times.slice(1).map((time, at) => (time === null ? Number.NaN : time - (times[at] ?? Number.NaN)))
  if (gaps.length === 0 || gaps.some(gap => Number.isNaN(gap))) return null
  return Math.round((gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0) * 10) / 10
}

/** How the usage changed from kill to kill; at a limit it cannot, which is why it is often unknown. */
function growth(incidents: readonly Incident[]): IncidentGroup['growth'] {
  const sizes = incidents.map(({ victims }) => victims[0]?.anonRssKiB ?? null)
  const known = sizes.filter(size => size !== null)
  // Sizes of different programs do not tell of growth.
  if (new Set(incidents.map(({ victims }) => victims[0]?.comm)).size > 1) return 'unknown'
  if (known.length !== incidents.length || known.length < 3) return 'unknown'
  const [first = 0] = known
  const last = known.at(-1) ?? 0
  const isRising = known.every((size, at) => at === 0 || size >= (known[at - 1] ?? 0))
  if (isRising && last > first * (1 + GROWTH_SHARE)) return 'growing'
  return Math.max(...known) <= Math.min(...known) * (1 + GROWTH_SHARE) ? 'flat' : 'unknown'
}

const podName = ({ namespace, name, uid }: Pod): string => (name === null ? `${uid}` : `${namespace ?? '?'}/${name}`)

/** Whose kill it was: the container across its restarts, the pod, the cgroup, or the node. */
function subjectOf({ kind, scope, victims: [victim] }: Incident): string | null {
  if (kind === 'global' || kind === 'cpuset' || kind === 'mempolicy') return ofNode(scope.node)
  const pod = scope.pod ?? (scope.cgroup === null ? (victim?.pod ?? null) : null)
  // An excerpt that names nobody: nothing tells whether two of them are of one container.
  if (pod === null && victim && victim.pid === null && victim.cgroup === null) return null
  if (pod === null) return scope.cgroup === null ? ofNode(scope.node) : `${scope.cgroup} on ${ofNode(scope.node)}`
  const own = scope.level === 'pod' ? null : (scope.container ?? victim?.container ?? null)
  // The ID is of one life of the container only.
  const name = own?.name ?? null
  return name === null ? podName(pod) : `container ${name} of ${podName(pod)}`
}

const ofNode = (node: string | null): string => (node === null ? 'the node' : `node ${node}`)

/** Logs that name no node may be of several: what is of one log is of one node. */
const keyOf = (incident: Incident, what: string): string =>
  what.endsWith(ofNode(null)) ? `${what}\n${incident.evidence[0]?.path}` : what

/** Incidents of one workload and kind, of one cgroup, or of one node, that repeat. */
export function groupsOf(incidents: readonly Incident[]): readonly IncidentGroup[] {
  // What only systemd tells of has no cgroup to be known by: each may be of another unit.
  const known = incidents.filter(({ scope }) => scope.level !== 'service' || scope.cgroup !== null)
  const groups = groupBy(
    known.flatMap(incident => {
      const subject = subjectOf(incident)
      return subject === null ? [] : [{ incident, what: `${incident.kind} of ${subject}` }]
    }),
    ({ incident, what }) => keyOf(incident, what),
  )
  return [...groups.values()]
    .filter(members => members.length > 1)
    .map((members, at) => {
      const own = members.map(({ incident }) => incident)
      return {
        id: `g${at + 1}`,
        what: members[0].what,
        incidents: own.map(member => member.id),
        spacingSeconds: spacing(own),
        growth: growth(own),
      }
    })
}
