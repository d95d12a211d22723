/** The line breaks of a text, in their order. */
export interface LineBreaks {
  /** How many stand before this place. */
  before(place: number): number
  /** Where the break of this number stands, counted from 0; null behind the last. */
  at(index: number): number | null
}

/** So far the search goes in small steps from where the last one ended: what is cited together stands together. */
const NEAR = 64

function breaksIn(text: string): Uint32Array {
  let places = new Uint32Array(1024)
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (count === places.length) {
      const more = new Uint32Array(2 * count)
      more.set(places)
      places = more
    }
    places[count] = at
    count += 1
  }
  return places.subarray(0, count)
}

export function lineBreaksOf(text: string): LineBreaks {
  const breaks = breaksIn(text)
  let last = 0
  /** All in front of `low` stand before the place, and none from `high` on does. */
  function between(low: number, high: number, place: number): number {
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((breaks[middle] ?? 0) < place) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    before(place) {
      const low = Math.max(0, last - NEAR)
      const high = Math.min(breaks.length, last + NEAR)
      const isFrom = low === 0 || (breaks[low - 1] ?? 0) < place
      const isUpTo = high === breaks.length || (breaks[high] ?? 0) >= place
      last = between(isFrom ? low : 0, isUpTo ? high : breaks.length, place)
      return last
    },
    at: index => breaks[index] ?? null,
  }
}
