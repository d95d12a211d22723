import type { Instant } from '../../model/report.ts'
import { type MachineTimes, newMachineTimes } from '../incident/machine-times.ts'

/** From one moment to another on a machine. */
export interface Stretch {
  readonly node: string | null
  readonly from: Instant
  readonly to: Instant
}

/** Things that have such a stretch. */
export interface ByMoment<T> {
  /** What may meet a stretch, which begins so many seconds earlier and ends so many later, by a clock that both have. */
  near(stretch: Stretch, earlySeconds: number, lateSeconds: number): readonly T[]
}

/** Times are not exact in binary: what is looked at is a little more than what counts. */
const ROUNDING_SECONDS = 1

const CLOCKS = [
  ({ bootSeconds }: Instant) => bootSeconds,
  ({ wall }: Instant) => (wall === null ? null : Date.parse(wall) / 1000),
] as const

export function newByMoment<T>(things: readonly T[], stretchOf: (thing: T) => Stretch): ByMoment<T> {
  const clocks = CLOCKS.map(secondsOf => {
    const dated = things.flatMap(thing => {
      const { node, from, to } = stretchOf(thing)
      const [first, last] = [secondsOf(from), secondsOf(to)]
      return first === null || last === null ? [] : [{ thing, node, from: first, to: last }]
    })
    const times: MachineTimes<(typeof dated)[number]> = newMachineTimes(dated)
    return { secondsOf, times }
  })
  return {
    near({ node, from, to }, earlySeconds, lateSeconds) {
      const found = new Set<T>()
      for (const { secondsOf, times } of clocks) {
        const [first, last] = [secondsOf(from), secondsOf(to)]
        if (first === null || last === null) continue
        const [begin, end] = [first - earlySeconds - ROUNDING_SECONDS, last + lateSeconds + ROUNDING_SECONDS]
        for (const { thing } of times.meeting({ node, from: begin, to: end })) found.add(thing)
      }
      return [...found]
    },
  }
}
