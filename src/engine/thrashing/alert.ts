import { HOT_FULL_SHARE, HOT_SOME_SHARE, MIN_HOT_SECONDS } from './thresholds.ts'
import type { Window } from './windows.ts'

/** What an alert on pressure would have seen. */
export interface AlertTime {
  readonly condition: string
  /** On the clock of the window. */
  readonly seconds: number
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

const CONDITIONS = [
  ['full', HOT_FULL_SHARE],
  ['some', HOT_SOME_SHARE],
] as const

function firstHeld({ levels }: Window, which: 'full' | 'some', least: number): AlertTime | null {
  let since: number | null = null
  for (const level of levels) {
    const isHigh = (level[which] ?? 0) >= least
    since = isHigh ? (since ?? level.from) : null
    if (since !== null && level.to - since >= MIN_HOT_SECONDS)
      return {
        condition: `PSI memory ${which} of ${percent(least)} or more for ${MIN_HOT_SECONDS} s`,
        seconds: Math.max(since + MIN_HOT_SECONDS, level.from),
      }
  }
  return null
}

/** When an alert on the pressure that opens a window would have fired first; null where pressure was not sampled, or never held. */
export function alertOf(window: Window): AlertTime | null {
  const times = CONDITIONS.map(([which, least]) => firstHeld(window, which, least)).filter(each => each !== null)
  return times.sort((a, b) => a.seconds - b.seconds)[0] ?? null
}
