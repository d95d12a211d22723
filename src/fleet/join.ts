import { canonical } from './canonical.ts'
import { type FleetRecord, keyOf, type RecordStatus } from './record.ts'

/** Records by `keyOf`. */
export type Fleet = ReadonlyMap<string, FleetRecord>

const WORTH: Readonly<Record<RecordStatus, number>> = { failed: 0, unreadable: 1, analysed: 2 }

const PARTS = [0, 1, 2] as const

/** `0.10.0` is later than `0.9.1`; what the three numbers do not tell, the whole record decides. */
function laterVersion(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split(/[.+-]/).map(part => Number.parseInt(part, 10) || 0))
  return PARTS.map(at => (left?.[at] ?? 0) - (right?.[at] ?? 0)).find(difference => difference !== 0) ?? 0
}

/** A total order, so that the better of two records is the same in whatever order they come. */
function compare(a: FleetRecord, b: FleetRecord): number {
  const known = WORTH[a.status] - WORTH[b.status] || laterVersion(a.oomlens, b.oomlens)
  if (known !== 0) return known
  const [left, right] = [canonical(a), canonical(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The one to keep of two records of one bundle: a report before none, then the later version. */
export const better = (a: FleetRecord, b: FleetRecord): FleetRecord => (compare(a, b) >= 0 ? a : b)

function put(fleet: Map<string, FleetRecord>, record: FleetRecord): void {
  const key = keyOf(record)
  const other = fleet.get(key)
  fleet.set(key, other ? better(other, record) : record)
}

export function fleetOf(records: Iterable<FleetRecord>): Fleet {
  const fleet = new Map<string, FleetRecord>()
  for (const record of records) put(fleet, record)
  return fleet
}

/** Associative, commutative and idempotent: shards can be joined in any order, and again. */
export const join = (...fleets: readonly Fleet[]): Fleet => fleetOf(fleets.flatMap(fleet => [...fleet.values()]))
