import type { Stamp } from '../../model/stamp.ts'

/** So many are compared one by one. No process dies more often before its number comes round again. */
const MANY = 300
/** Of more, so many of each stretch of time, and so many whose times cannot be compared or are of another zone. */
const MANY_NEAR = 50
const MANY_OTHERS = 20
/** Wide enough for what `isSameTime` takes for one moment, on either clock. */
const BOOT_SECONDS = 20
const WALL_SECONDS = 120

const keysAt = (bucket: number, clock: string): readonly string[] => [0, -1, 1].map(step => `${clock} ${bucket + step}`)

const bootBucket = (seconds: number): number => Math.floor(seconds / BOOT_SECONDS)
const wallBucket = (epochMs: number): number => Math.floor(epochMs / 1000 / WALL_SECONDS)

/** Where something of this stamp is put. */
const placesOf = ({ bootSeconds, wall }: Stamp): readonly string[] => [
  ...(bootSeconds === null ? [] : [`boot ${bootBucket(bootSeconds)}`]),
  ...(wall === null ? [] : [`wall ${wallBucket(wall.epochMs)}`]),
]

/** Where what may be of one moment with it was put, the nearest first. */
const sightOf = ({ bootSeconds, wall }: Stamp): readonly string[] => [
  ...(bootSeconds === null ? [] : keysAt(bootBucket(bootSeconds), 'boot')),
  ...(wall === null ? [] : keysAt(wallBucket(wall.epochMs), 'wall')),
]

/** Things that look alike, to be compared by their times. */
export interface Nearby<T> {
  add(stamp: Stamp, thing: T): void
  /** What may be of the same moment, in the order in which it was added first. All of it, unless that is very much. */
  of(stamp: Stamp): readonly T[]
}

/**
 * Of many things with one name only those are given that are near in time, and a few of the others: comparing each with each
 * takes a time that grows with the square of their number, and a hostile log has as many as it likes.
 */
export function newNearby<T>(): Nearby<T> {
  const order = new Map<T, number>()
  const all: T[] = []
  const buckets = new Map<string, Set<T>>()
  return {
    add(stamp, thing) {
      if (!order.has(thing)) {
        order.set(thing, all.length)
        all.push(thing)
      }
      for (const place of placesOf(stamp)) {
        const bucket = buckets.get(place) ?? new Set()
        if (bucket.size < MANY_NEAR) bucket.add(thing)
        buckets.set(place, bucket)
      }
    },
    of(stamp) {
      if (all.length <= MANY) return all
      const near = new Set<T>()
      for (const place of sightOf(stamp)) for (const thing of buckets.get(place) ?? []) near.add(thing)
      for (const thing of all.slice(0, MANY_OTHERS)) near.add(thing)
      return [...near].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    },
  }
}
