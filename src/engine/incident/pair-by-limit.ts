import { groupBy } from '../../model/group-by.ts'
import type { ClockBook } from '../clock/book.ts'
import { isOomKilled } from '../../model/oom-end.ts'
import type { Ending } from '../kubernetes/endings.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act, Joining } from './act.ts'
import { actBounds } from './act-time.ts'
import { canBe, limitOf, named } from './pair-by-time.ts'

const isUndated = (act: Act, clocks: ClockBook): boolean =>
  act.digests.length > 0 && act.endings.length === 0 && act.victims.length > 0 && actBounds(act, clocks).length === 0

/** The one that is so; null where none is, or another is too. */
function onlyOne<T>(list: readonly T[] | undefined, isSo: (each: T) => boolean): T | null {
  let one: T | null = null
  for (const each of list ?? []) {
    if (!isSo(each)) continue
    if (one !== null) return null
    one = each
  }
  return one
}

/**
 * Pairs a kill without a date, as `dmesg` prints it, with the one end by OOM in a container that has the limit which the
 * kernel's report prints, where no other kill without a date has it: counted twice, one kill would be two.
 */
export function pairByLimit({ acts, left }: Joining, index: PodIndex, clocks: ClockBook): Joining {
  const undated = acts.filter(act => limitOf(act) !== null && isUndated(act, clocks))
  const ends = left.filter(({ state, container }) => isOomKilled(state) && container.limitBytes !== null)
  const endsOf = groupBy(ends, ({ container }) => container.limitBytes)
  const pairs = new Map<Act, Ending>()
  for (const [limit, acts] of groupBy(undated, limitOf)) {
    for (const act of acts) {
      const end = onlyOne(endsOf.get(limit), each => canBe(act, each, index))
      if (end && onlyOne(acts, each => canBe(each, end, index)) === act) pairs.set(act, end)
    }
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
