import { groupBy } from '../model/group-by.ts'
import { mostOf } from '../model/extremes.ts'
import type { FleetRecord, IncidentDigest } from './record.ts'

/** An incident with the bundle that tells of it. */
export interface Told {
  readonly incident: IncidentDigest
  readonly record: FleetRecord
}

/** One incident of the fleet, by the bundle that knows most of it, and all bundles that tell of it. */
export interface FleetIncident extends Told {
  /** Names, in order. */
  readonly bundles: readonly string[]
}

/** Times that are known worse than this do not tell two kills apart, so that nothing is taken for the same by them. */
const MOST_SECONDS = 60

/**
 * What one kill has in common wherever it is told: the node with its victim's pid and comm, or the ID of the container where no
 * pid is known. Null where the evidence does not name these, or not the time.
 */
function identityOf({ node, pid, comm, container, wall, plusMinusSeconds }: IncidentDigest): string | null {
  if (wall === null || (plusMinusSeconds ?? 0) > MOST_SECONDS) return null
  if (pid !== null) return node === null || comm === null ? null : `${node}\n${pid}\n${comm}`
  return container?.id ? `container ${container.id}` : null
}

export const isComparable = (incident: IncidentDigest): boolean => identityOf(incident) !== null

const known = (digest: IncidentDigest): number => Object.values(digest).filter(value => value !== null).length

function from({ incident }: Told): number {
  return Date.parse(incident.wall ?? '') - (incident.plusMinusSeconds ?? 0) * 1000
}
function to({ incident }: Told): number {
  return Date.parse(incident.wall ?? '') + (incident.plusMinusSeconds ?? 0) * 1000
}

/** Those whose times may be one, from neighbour to neighbour: the same parts in whatever order they come. */
function byTime(told: readonly Told[]): Told[][] {
  const parts: Told[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const one of told.toSorted((a, b) => from(a) - from(b))) {
    if (from(one) <= end) parts.at(-1)?.push(one)
    else parts.push([one])
    end = Math.max(end, to(one))
  }
  return parts
}

/** What comes first by name and place; a total order, as no bundle has two incidents of one ID. */
export function before(a: Told, b: Told): number {
  const order = (x: string | null, y: string | null) => ((x ?? '') < (y ?? '') ? -1 : (x ?? '') > (y ?? '') ? 1 : 0)
  return (
    order(a.record.name, b.record.name) ||
    order(a.record.sha256, b.record.sha256) ||
    a.incident.id.length - b.incident.id.length ||
    order(a.incident.id, b.incident.id)
  )
}

/**
 * One part of what looks the same. A bundle has already told its own kills apart, so the part is as many incidents as the
 * bundle tells of that tells most.
 */
function distinct(part: readonly Told[]): FleetIncident[] {
  const bundles = [...new Set(part.map(({ record }) => record.name))].sort()
  const perBundle = groupBy(part, ({ record }) => record)
  const most = mostOf([...perBundle.values()].map(own => own.length))
  const best = [...perBundle.values()]
    .filter(own => own.length === most)
    .map(own => own.toSorted(before))
    .toSorted((a, b) => score(b) - score(a) || (a[0] && b[0] ? before(a[0], b[0]) : 0))[0]
  return (best ?? []).map(told => ({ ...told, bundles }))
}

const score = (told: readonly Told[]): number => told.reduce((sum, { incident }) => sum + known(incident), 0)

/** Every incident of the fleet once, by time, with those of unknown time last. */
export function distinctIncidents(told: readonly Told[]): FleetIncident[] {
  const alone = told.filter(({ incident }) => !isComparable(incident))
  const groups = groupBy(
    told.filter(({ incident }) => isComparable(incident)),
    ({ incident }) => identityOf(incident) ?? '',
  )
  return [
    ...alone.map(one => ({ ...one, bundles: [one.record.name] })),
    ...[...groups.values()].flatMap(byTime).flatMap(distinct),
  ].sort((a, b) => timeOf(a) - timeOf(b) || before(a, b))
}

const timeOf = ({ incident }: Told): number => (incident.wall === null ? 8.64e15 : Date.parse(incident.wall))
