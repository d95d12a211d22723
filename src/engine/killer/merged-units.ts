import type { UnitOom } from '../../model/killer.ts'
import type { ClockBook } from '../clock/book.ts'
import { machineKey, mayBeSameMachine } from '../incident/machine.ts'
import { unitBounds } from './units.ts'

/** What systemd says of one kill. */
export type UnitGroup = [UnitOom, ...UnitOom[]]

/** Lines about one kill, where nothing stands between them. */
export const TOGETHER_SECONDS = 2

/** Kills of one moment are more only where a log was made up: then not all of them are compared. */
const MOST_AT_ONCE = 500

const HOLDS_OTHERS = /\.slice$|^user@\d+\.service$/
const holds = ({ unit }: UnitOom): boolean => HOLDS_OTHERS.test(unit)
const pathOf = ({ evidence: [{ path }] }: UnitOom): string => path

/** A kill, with what others are compared with. */
interface Merged {
  readonly at: number
  readonly group: UnitGroup
  readonly seconds: number | null
  readonly units: Set<string>
  readonly paths: Set<string>
  /** Whether every unit of it may hold others. */
  holdsOnly: boolean
}

const newMerged = (at: number, group: UnitGroup, seconds: number | null): Merged => ({
  at,
  group,
  seconds,
  units: new Set(group.map(({ unit }) => unit)),
  paths: new Set(group.map(pathOf)),
  holdsOnly: group.every(holds),
})

function join(merged: Merged, group: UnitGroup): void {
  for (const each of group) {
    merged.group.push(each)
    merged.units.add(each.unit)
    merged.paths.add(pathOf(each))
    merged.holdsOnly &&= holds(each)
  }
}

const earliest = (a: Merged, b: Merged): Merged => (b.at < a.at ? b : a)

function isSame(
  { group: [own], units, paths, holdsOnly, seconds }: Merged,
  first: UnitOom,
  at: number | null,
): boolean {
  // One kill is told of a unit and of the slices and managers above it.
  const isAround = !units.has(first.unit) && (holdsOnly || holds(first))
  const isOtherLog = own.unit === first.unit && !paths.has(pathOf(first))
  if ((!isAround && !isOtherLog) || !mayBeSameMachine(own.node, first.node)) return false
  return seconds === null || at === null || Math.abs(at - seconds) <= TOGETHER_SECONDS
}

const machineOf = (node: string | null): string => (node === null ? '' : machineKey(node))

/** Kills by machine and time, in the order in which they came. */
function newMoments() {
  const all: Merged[] = []
  const slots = new Map<string, Merged[]>()
  const slotOf = (seconds: number): number => Math.floor(seconds / TOGETHER_SECONDS)
  return {
    all,
    add(merged: Merged): void {
      all.push(merged)
      const when = merged.seconds === null ? 'ever' : `${slotOf(merged.seconds)}`
      for (const machine of ['*', machineOf(merged.group[0].node)]) {
        const slot = slots.get(`${when} ${machine}`) ?? []
        slots.set(`${when} ${machine}`, slot)
        slot.push(merged)
      }
    },
    near(node: string | null, seconds: number | null): readonly Merged[] {
      // What has no time may be of any.
      if (seconds === null) return all.slice(0, MOST_AT_ONCE)
      const slot = slotOf(seconds)
      return ['ever', slot - 1, slot, slot + 1].flatMap(when =>
        (node === null ? ['*'] : ['', machineOf(node)]).flatMap(machine =>
          (slots.get(`${when} ${machine}`) ?? []).slice(0, MOST_AT_ONCE),
        ),
      )
    },
  }
}

/** Lines of each log about one kill, with those of other logs about it, and with those of the slices and managers above. */
export function mergedUnits(groups: readonly UnitGroup[], clocks: ClockBook): readonly UnitGroup[] {
  const moments = newMoments()
  for (const [at, group] of groups.entries()) {
    const [first] = group
    const bounds = unitBounds(first, clocks)
    const seconds = bounds && (bounds.from + bounds.to) / 2
    const fitting = moments.near(first.node, seconds).filter(known => isSame(known, first, seconds))
    if (fitting.length === 0) moments.add(newMerged(at, group, seconds))
    else join(fitting.reduce(earliest), group)
  }
  return moments.all.map(({ group }) => group)
}
