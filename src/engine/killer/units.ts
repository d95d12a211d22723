import type { UnitOom } from '../../model/killer.ts'
import { groupBy } from '../../model/group-by.ts'
import { unescapedPath } from '../cgroup/path.ts'
import type { ClockBook } from '../clock/book.ts'
import type { Bounds } from '../clock/bounds.ts'
import type { Act } from '../incident/act.ts'
import { actBounds } from '../incident/act-time.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { type Known, type NearActs, newNearActs } from './near-acts.ts'

/** systemd tells within seconds, later on a starving machine; a unit that is slow to stop fails minutes after the kill. */
const LATE_SECONDS = 900
/** Clocks of the kernel's log and of the journal may differ by this much. */
const EARLY_SECONDS = 120
/** By time alone, where the kill names no cgroup. */
const NEAR_SECONDS = 120

export const unitBounds = (unit: UnitOom, clocks: ClockBook): Bounds | null =>
  clocks.boundsOf({ path: unit.evidence[0].path, boot: unit.boot }, unit.stamp)

const partsOf = (cgroup: string | null): readonly string[] => (cgroup === null ? [] : unescapedPath(cgroup).split('/'))

/** Cgroups that an act names: of the victims, and those whose limit or policy it was. */
const cgroupsOf = (act: Act): readonly (readonly string[])[] =>
  [
    ...act.victims.map(victim => victim.cgroup),
    ...act.digests.flatMap(({ report }) => [report.taskMemcg, report.oomMemcg]),
    ...act.kills.map(kill => kill.cgroup),
  ]
    .map(partsOf)
    .filter(parts => parts.length > 0)

function knownOf(act: Act, at: number, clocks: ClockBook): Known {
  const [own] = actBounds(act, clocks)
  return { at, act, names: new Set(cgroupsOf(act).flat()), seconds: own ? (own.from + own.to) / 2 : null }
}

/** Whether an act is of the killer that systemd names; a result names none. */
function isOfKiller({ killer }: Act, { says }: UnitOom): boolean {
  if (says === 'result') return killer === 'kernel' || killer === 'systemd-oomd'
  return killer === (says === 'oomd-kill' ? 'systemd-oomd' : 'kernel')
}

/** Lines of one log that have no time at all: how far below the act systemd's line stands, in bytes. */
const NEAR_BYTES = 65_536

/** Seconds by what one log prints, where its year is not known, or nothing. Lines without a time count by their place. */
function delayInLog({ digests, kills }: Act, { stamp, evidence: [span] }: UnitOom): number | null {
  const told = [...digests.map(({ report }) => report), ...kills].find(each => each.evidence[0].path === span.path)
  if (!told) return null
  const [a, b] = [told.stamp, stamp]
  if (a.bootSeconds !== null && b.bootSeconds !== null) return b.bootSeconds - a.bootSeconds
  if (a.wall !== null && b.wall !== null && a.wall.year === b.wall.year) return (b.wall.epochMs - a.wall.epochMs) / 1000
  const below = span.start - told.evidence[0].start
  return below >= 0 && below <= NEAR_BYTES ? (below / NEAR_BYTES) * NEAR_SECONDS : null
}

/** How far in time an act is that explains what systemd says; null where it does not explain it. */
function distance({ act, names, seconds }: Known, unit: UnitOom, said: number | null): number | null {
  if (!isOfKiller(act, unit) || !mayBeSameMachine(act.node, unit.node)) return null
  const isNamed = names.has(unescapedPath(unit.unit))
  if (!isNamed && names.size > 0) return null
  const delay = seconds === null || said === null ? delayInLog(act, unit) : said - seconds
  if (delay === null) return isNamed ? LATE_SECONDS : null
  return delay >= -EARLY_SECONDS && delay <= (isNamed ? LATE_SECONDS : NEAR_SECONDS) ? Math.abs(delay) : null
}

/** Gives the acts what systemd says of them. What no act explains is left. */
export function joinUnits(
  known: readonly Act[],
  units: readonly UnitOom[],
  clocks: ClockBook,
): { readonly acts: readonly Act[]; readonly left: readonly UnitOom[] } {
  const compared = units.length === 0 ? [] : known.map((act, at) => knownOf(act, at, clocks))
  const byName = groupBy(
    compared.flatMap(each => [...each.names].map(name => ({ name, each }))),
    ({ name }) => name,
  )
  const named = new Map<string, NearActs>()
  const nearIn = (name: string): NearActs => {
    const near = named.get(name) ?? newNearActs((byName.get(name) ?? []).map(({ each }) => each))
    named.set(name, near)
    return near
  }
  const nameless = newNearActs(compared.filter(({ names }) => names.size === 0))
  const told = new Map<number, UnitOom[]>()
  const left = units.filter(unit => {
    const bounds = unitBounds(unit, clocks)
    const said = bounds ? (bounds.from + bounds.to) / 2 : null
    let best: readonly [number, number] | null = null
    for (const each of [...nearIn(unescapedPath(unit.unit))(unit, said), ...nameless(unit, said)]) {
      const far = distance(each, unit, said)
      if (far !== null && (best === null || far < best[1])) best = [each.at, far]
    }
    if (best === null) return true
    const [at] = best
    told.set(at, told.get(at) ?? [])
    told.get(at)?.push(unit)
    return false
  })
  const acts = known.map((act, at) => {
    const own = told.get(at)
    return own ? withUnits(act, own) : act
  })
  return { acts, left }
}

function withUnits(act: Act, own: readonly UnitOom[]): Act {
  // A daemon that marked a cgroup leaves it to systemd to say that it is dead.
  const isConfirmed = own.some(({ says }) => says === 'oomd-kill')
  const victims = isConfirmed ? act.victims.map(victim => ({ ...victim, outcome: 'killed' as const })) : act.victims
  return { ...act, victims, units: [...act.units, ...own] }
}
