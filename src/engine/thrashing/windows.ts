import { isHot, isWarm, type Level } from './level.ts'
import { BRIDGED_SECONDS, MIN_HOT_SECONDS } from './thresholds.ts'

/** A span of time in which a scope thrashed, on its own clock. */
export interface Window {
  readonly from: number
  readonly to: number
  /** Seconds in which a strong signal stood. */
  readonly hotSeconds: number
  readonly levels: readonly Level[]
}

const secondsOf = (levels: readonly Level[]): number => levels.reduce((sum, { from, to }) => sum + to - from, 0)

/** A sample over minutes tells of its mean only; a lull as long as one sample is no end. */
const mayBridge = (before: Level, next: Level): boolean => next.from - before.to < BRIDGED_SECONDS

/**
 * Spans in which signals stay above half of what opens a window, with lulls bridged, and in which they stand above all of it
 * for some seconds in all. A lull is time that was sampled and was quiet, or was not sampled.
 */
export function windowsOf(levels: readonly Level[]): readonly Window[] {
  const runs: Level[][] = []
  for (const level of levels.filter(isWarm)) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && mayBridge(last, level)) run.push(level)
    else runs.push([level])
  }
  return runs.flatMap(run => {
    const [first, last] = [run[0], run.at(-1)]
    const hotSeconds = secondsOf(run.filter(isHot))
    return first && last && hotSeconds >= MIN_HOT_SECONDS
      ? [{ from: first.from, to: last.to, hotSeconds, levels: run }]
      : []
  })
}
