import type { UnitOom } from '../../model/killer.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Act } from '../incident/act.ts'
import { type Along, newAlong } from '../incident/along.ts'
import { machineKey } from '../incident/machine.ts'

/** What of an act systemd's words are compared with. */
export interface Known {
  /** Where it stands in the list. */
  readonly at: number
  readonly act: Act
  readonly names: ReadonlySet<string>
  readonly seconds: number | null
}

/** Fewer acts than this are all compared. */
const FEW = 50
/** Of more, so many on each side of a time or a place. */
const NEXT = 3

/** Of acts that a line can be about, those that can be the nearest to it. */
export type NearActs = (unit: UnitOom, saidSeconds: number | null) => readonly Known[]

const nothing: NearActs = () => []

/** Acts by killer and machine, since no other can be the one. */
export function newNearActs(all: readonly Known[]): NearActs {
  if (all.length === 0) return nothing
  if (all.length <= FEW) return () => all
  const groups = new Map<string, NearActs>()
  const keyOf = ({ act }: Known): string => `${act.killer} ${act.node === null ? '' : machineKey(act.node)}`
  for (const [key, same] of groupBy(all, keyOf)) groups.set(key, nearestOf(same))
  for (const [killer, same] of groupBy(all, ({ act }) => act.killer)) groups.set(`${killer} *`, nearestOf(same))
  return (unit, saidSeconds) => {
    const machines = unit.node === null ? ['*'] : [machineKey(unit.node), '']
    return ['kernel', 'systemd-oomd']
      .flatMap(killer => machines.flatMap(machine => groups.get(`${killer} ${machine}`)?.(unit, saidSeconds) ?? []))
      .sort((a, b) => a.at - b.at)
  }
}

/** The nearest are so in time, or in the file that tells of both; where neither tells, the first one is. */
function nearestOf(all: readonly Known[]): NearActs {
  const dated = newAlong(
    all.filter(({ seconds }) => seconds !== null),
    ({ seconds }) => seconds ?? 0,
  )
  const told = all.flatMap(known =>
    [...known.act.digests.map(({ report }) => report), ...known.act.kills].map(({ evidence: [span] }) => ({
      known,
      span,
    })),
  )
  const inFile = new Map<string, Along<(typeof told)[number]>>()
  for (const [path, same] of groupBy(told, ({ span }) => span.path)) {
    inFile.set(
      path,
      newAlong(same, ({ span }) => span.start),
    )
  }
  const first = all.slice(0, NEXT)
  const undated = all.filter(({ seconds }) => seconds === null).slice(0, NEXT)
  return ({ evidence: [{ path, start }] }, saidSeconds) => {
    const inTime = saidSeconds === null ? [] : dated.around(saidSeconds, NEXT)
    const beside = inFile.get(path)?.around(start, NEXT) ?? []
    return [...new Set([...inTime, ...beside.map(({ known }) => known), ...undated, ...first])]
  }
}
