import type { ClockBook } from '../clock/book.ts'
import { isOomKilled } from '../../model/oom-end.ts'
import type { Ending } from '../kubernetes/endings.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act, Joining } from './act.ts'
import { actBounds } from './act-time.ts'
import { canBe, limitOf, named } from './pair-by-time.ts'

const isUndated = (act: Act, clocks: ClockBook): boolean =>
  act.digests.length > 0 && act.endings.length === 0 && act.victims.length > 0 && actBounds(act, clocks).length === 0

function only<T>(list: readonly T[]): T | null {
  const [first, ...others] = list
  return first !== undefined && others.length === 0 ? first : null
}

/**
 * Pairs a kill without a date, as `dmesg` prints it, with the one end by OOM in a container that has the limit which the
 * kernel's report prints, where no other kill without a date has it: counted twice, one kill would be two.
 */
export function pairByLimit({ acts, left }: Joining, index: PodIndex, clocks: ClockBook): Joining {
  const undated = acts.filter(act => limitOf(act) !== null && isUndated(act, clocks))
  const ends = left.filter(({ state, container }) => isOomKilled(state) && container.limitBytes !== null)
  const mayBe = (act: Act, end: Ending): boolean => end.container.limitBytes === limitOf(act) && canBe(act, end, index)
  const pairs = new Map<Act, Ending>()
  for (const act of undated) {
    const end = only(ends.filter(each => mayBe(act, each)))
    if (end && only(undated.filter(each => mayBe(each, end))) === act) pairs.set(act, end)
  }
  const taken = new Set(pairs.values())
  return {
    acts: acts.map(act => {
      const end = pairs.get(act)
      const joined = end && ({ fact: end, because: 'limit-only', tellsTime: true } as const)
      // The pod is named, and is no witness: that the limits are one may be chance.
      return joined ? { ...named({ ...act, endings: [...act.endings, joined] }, joined.fact), pods: act.pods } : act
    }),
    left: left.filter(end => !taken.has(end)),
  }
}
