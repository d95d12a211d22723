/** Things along a line, such as times or places in a file, to find those that are next to a point of it. */
export interface Along<T> {
  /** Those next to the point on either side; of those that share a place as many as wanted, the first that came first. */
  around(point: number, many: number): readonly T[]
}

export function newAlong<T>(things: Iterable<T>, placeOf: (thing: T) => number): Along<T> {
  const groups = new Map<number, T[]>()
  for (const thing of things) {
    const place = placeOf(thing)
    const group = groups.get(place)
    if (group) group.push(thing)
    else groups.set(place, [thing])
  }
  const places = [...groups.keys()].sort((a, b) => a - b)

  /** The first place that is not below a point. */
  function firstFrom(point: number): number {
    let [low, high] = [0, places.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((places[middle] ?? 0) < point) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    around(point, many) {
      const found: T[] = []
      const middle = firstFrom(point)
      for (let at = Math.max(0, middle - many); at < Math.min(places.length, middle + many); at += 1) {
        found.push(...(groups.get(places[at] ?? Number.NaN) ?? []).slice(0, many))
      }
      return found
    },
  }
}
