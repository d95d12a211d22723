import type { UnitOom } from '../../model/killer.ts'
import type { ClockBook } from '../clock/book.ts'
import { type Act, NOBODY, newAct } from '../incident/act.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { type Owner, ownerOf } from '../incident/victims.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import { unitBounds } from './units.ts'

/** Lines about one kill, where nothing stands between them. */
const TOGETHER_SECONDS = 2
const STOPPING_SECONDS = 300

type Group = [UnitOom, ...UnitOom[]]

const pathOf = ({ evidence: [{ path }] }: UnitOom): string => path
const isEnd = ({ says }: UnitOom): boolean => says === 'result'

function secondsApart(a: UnitOom, b: UnitOom, clocks: ClockBook): number | null {
  const [one, two] = [unitBounds(a, clocks), unitBounds(b, clocks)]
  return one && two ? (two.from + two.to - one.from - one.to) / 2 : null
}

/** True where a line of one log is about the same kill as the one above it about this unit. */
function goesOn(last: UnitOom, next: UnitOom, clocks: ClockBook): boolean {
  if (isEnd(last)) return false
  const apart = secondsApart(last, next, clocks)
  return apart === null ? isEnd(next) : apart <= (isEnd(next) ? STOPPING_SECONDS : TOGETHER_SECONDS)
}

const HOLDS_OTHERS = /\.slice$|^user@\d+\.service$/

/** One kill is told of a unit and of the slices and managers above it. */
const mayHoldOther = (a: UnitOom, b: UnitOom): boolean =>
  a.unit !== b.unit && (HOLDS_OTHERS.test(a.unit) || HOLDS_OTHERS.test(b.unit))

/** Kills that only systemd tells of: its lines about one unit in a row, in each log; then the same of other logs with them. */
function groupsOf(units: readonly UnitOom[], clocks: ClockBook): readonly Group[] {
  const groups: Group[] = []
  const open = new Map<string, Group>()
  for (const unit of units) {
    const key = `${unit.unit}\n${pathOf(unit)}`
    const current = open.get(key)
    const last = current?.at(-1)
    if (current && last && goesOn(last, unit, clocks)) current.push(unit)
    else {
      const group: Group = [unit]
      groups.push(group)
      open.set(key, group)
    }
  }
  const merged: Group[] = []
  for (const group of groups) {
    const [first] = group
    const same = merged.find(known => {
      const isOther =
        known.every(each => mayHoldOther(each, first)) ||
        (known[0].unit === first.unit && !known.some(each => pathOf(each) === pathOf(first)))
      const apart = isOther ? secondsApart(known[0], first, clocks) : null
      return (
        isOther &&
        mayBeSameMachine(known[0].node, first.node) &&
        (apart === null || Math.abs(apart) <= TOGETHER_SECONDS)
      )
    })
    if (same) same.push(...group)
    else merged.push(group)
  }
  return merged
}

/** A unit that is the cgroup of a pod or a container names whose processes died. */
function ownerIn(group: Group, index: PodIndex): Owner {
  const owners = group.map(({ unit }) => ownerOf(unit, index))
  const nobody = { pod: null, container: null, known: null }
  return owners.find(({ container }) => container !== null) ?? owners.find(({ pod }) => pod !== null) ?? nobody
}

/** Where neither a kernel log nor the killer's own tells of a kill, systemd's word is all there is. */
export function unitActs(units: readonly UnitOom[], index: PodIndex, clocks: ClockBook): readonly Act[] {
  return groupsOf(units, clocks).map(group => {
    const isOomd = group.some(({ says }) => says === 'oomd-kill')
    const { pod, container, known } = ownerIn(group, index)
    const isNamed = pod !== null || container !== null
    return newAct({
      victims: isNamed ? [{ ...NOBODY, pod, container, outcome: 'killed' }] : [],
      pods: known ? [known] : [],
      kind: isOomd ? 'userspace' : 'unknown',
      killer: isOomd ? 'systemd-oomd' : 'unknown',
      units: group,
      node: group.find(({ node }) => node !== null)?.node ?? null,
    })
  })
}
