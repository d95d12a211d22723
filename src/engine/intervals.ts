/** Things that have a beginning and an end, so that those which meet a stretch are found without looking at all. */
export interface Intervals<T> {
  /** What begins by `to` and ends not before `from`, in the order of beginnings. */
  meeting(from: number, to: number): readonly T[]
}

export function newIntervals<T>(
  things: readonly T[],
  boundsOf: (thing: T) => { readonly from: number; readonly to: number },
): Intervals<T> {
  const sorted = things
    .map(thing => {
      const { from, to } = boundsOf(thing)
      return { thing, from, to }
    })
    .sort((a, b) => a.from - b.from)
  /** The latest end of all up to each: where it is too early, so is every end before. */
  const latest: number[] = []
  for (const { to } of sorted) latest.push(Math.max(to, latest.at(-1) ?? Number.NEGATIVE_INFINITY))

  /** How many begin by a time. */
  function begunBy(time: number): number {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle]?.from ?? 0) <= time) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    meeting(from, to) {
      const found: T[] = []
      for (let at = begunBy(to) - 1; at >= 0 && (latest[at] ?? 0) >= from; at -= 1) {
        const each = sorted[at]
        if (each && each.to >= from) found.push(each.thing)
      }
      return found.reverse()
    },
  }
}
