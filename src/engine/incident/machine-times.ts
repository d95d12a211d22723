import { groupBy } from '../../model/group-by.ts'
import { type Intervals, newIntervals } from '../intervals.ts'
import { machineKey, mayBeSameMachine } from './machine.ts'

/** A thing of a machine, which has a name or none that is known, and of a stretch of time. */
export interface OnMachine {
  readonly node: string | null
  readonly from: number
  readonly to: number
}

/** Things by machine and time. */
export interface MachineTimes<T> {
  /** Those that may be of a machine and meet a stretch of time. */
  meeting(stretch: OnMachine): readonly T[]
}

export function newMachineTimes<T extends OnMachine>(things: readonly T[]): MachineTimes<T> {
  const groups = groupBy(things, ({ node }) => node && machineKey(node))
  const times = new Map([...groups].map(([key, all]) => [key, newIntervals(all, each => each)]))
  let all: Intervals<T> | null = null
  return {
    meeting({ node, from, to }) {
      if (node === null) {
        all ??= newIntervals(things, each => each)
        return all.meeting(from, to)
      }
      const named = times.get(machineKey(node))?.meeting(from, to) ?? []
      const nameless = times.get(null)?.meeting(from, to) ?? []
      return [...named.filter(each => mayBeSameMachine(each.node, node)), ...nameless]
    },
  }
}
