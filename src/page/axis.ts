import type { Instant, Report } from '../model/report.ts'

/** What times are drawn by: seconds since the epoch, or since boot where no time of day is known. */
export interface Axis {
  readonly isWall: boolean
  /** Seconds; null for what has no time on this axis. */
  at(instant: Instant): number | null
}

const wallSeconds = ({ wall }: Instant): number | null => {
  const ms = wall === null ? Number.NaN : Date.parse(wall)
  return Number.isNaN(ms) ? null : ms / 1000
}

/** Seconds since boot of several machines are not comparable, but where no time of day is known there is nothing better. */
export function axisOf({ timeline, incidents, thrashing, series = [] }: Report): Axis {
  const instants = [
    ...timeline.map(({ at }) => at),
    ...incidents.map(({ at }) => at),
    ...thrashing.map(({ from }) => from),
    ...series.map(({ from }) => from),
  ]
  const isWall = instants.some(instant => wallSeconds(instant) !== null)
  return { isWall, at: isWall ? wallSeconds : ({ bootSeconds }) => bootSeconds }
}

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

/** `2026-03-14` of a time. */
export const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)

/** A time as finely as steps of `step` seconds need it. */
export function timeLabel(seconds: number, step: number, isWall: boolean): string {
  const decimals = step >= 1 ? 0 : Math.min(3, Math.ceil(-Math.log10(step)))
  if (!isWall) return `${seconds.toFixed(decimals)} s`
  const date = new Date(Math.round(seconds * 1000))
  if (step >= 86_400) return `${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`
  const minutes = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`
  if (step >= 60) return minutes
  const whole = `${minutes}:${pad(date.getUTCSeconds())}`
  return decimals === 0 ? whole : `${whole}.${pad(date.getUTCMilliseconds(), 3).slice(0, decimals)}`
}

const STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
  10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000, 315_360_000,
] as const

export interface Ticks {
  readonly step: number
  readonly at: readonly number[]
}

/** Round times in a range, at most so many of them. */
export function ticksOf(from: number, to: number, most: number): Ticks {
  const step = STEPS.find(each => (to - from) / each <= most) ?? STEPS[STEPS.length - 1] ?? 1
  const first = Math.ceil(from / step)
  const last = Math.floor(to / step)
  return { step, at: Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step) }
}
