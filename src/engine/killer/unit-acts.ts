import type { UnitOom } from '../../model/killer.ts'
import type { ClockBook } from '../clock/book.ts'
import { type Act, NOBODY, newAct } from '../incident/act.ts'
import { type Owner, ownerOf } from '../incident/victims.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import { mergedUnits, TOGETHER_SECONDS, type UnitGroup as Group } from './merged-units.ts'
import { unitBounds } from './units.ts'

const STOPPING_SECONDS = 300

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
  return mergedUnits(groups, clocks)
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
