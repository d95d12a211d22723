import { formatSeconds } from '../../model/bytes.ts'
import type { Instant } from '../../model/report.ts'
import type { Case } from '../case/case.ts'
import type { TimeMode } from '../state/state.ts'

/** `2026-11-23` where all wall times are of that day, else null. Walls are in order, so the ends tell. */
export function dayOf({ entries, timesMs, axis }: Case): string | null {
  if (axis.clock !== 'wall') return null
  const first = entries[0]?.at.wall?.slice(0, 10)
  let last = entries.length - 1
  while (last > 0 && Number.isNaN(timesMs[last] ?? Number.NaN)) last -= 1
  return first !== undefined && entries[last]?.at.wall?.startsWith(first) ? first : null
}

/** A bound from which a time is marked as rough. */
const ROUGH_SECONDS = 1

const isRough = ({ wall, plusMinusSeconds }: Instant): boolean =>
  wall !== null && plusMinusSeconds !== null && plusMinusSeconds >= ROUGH_SECONDS

const sinceBoot = (seconds: number): string => `${seconds.toFixed(2)} s`

function absolute(at: Instant, day: string | null): string {
  if (at.wall === null) return at.bootSeconds === null ? '?' : `+${sinceBoot(at.bootSeconds)}`
  const time = at.wall.slice(11, 21)
  return day === null ? `${at.wall.slice(5, 10)} ${time.slice(0, 8)}` : time
}

function relative(at: Instant, to: Instant | undefined, { axis }: Case): string {
  const distance = to === undefined ? Number.NaN : (axis.msOf(at) - axis.msOf(to)) / 1000
  if (Number.isNaN(distance)) return '?'
  if (distance === 0) return '0 s'
  return `${distance > 0 ? '+' : '-'}${formatSeconds(Math.abs(distance))}`
}

/** Columns that a time of the mode takes, with the mark of a rough one behind it. */
export function timeColumns(mode: TimeMode, day: string | null): number {
  if (mode === 'relative') return 14
  return mode === 'absolute' && day !== null ? 11 : 15
}

export function timeCell(shown: Case, row: number, mode: TimeMode, reference: number, day: string | null): string {
  const at = shown.entries[row]?.at
  if (!at) return ''
  if (mode === 'boot') return at.bootSeconds === null ? '-' : sinceBoot(at.bootSeconds)
  const rough = isRough(at) ? '~' : ' '
  return (mode === 'absolute' ? absolute(at, day) : relative(at, shown.entries[reference]?.at, shown)) + rough
}
