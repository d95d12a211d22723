import type { BootPart } from '../../model/source.ts'
import type { Stamp, WallReading } from '../../model/stamp.ts'
import { type Bounds, RANK } from './bounds.ts'
import { type ResolvedWall, resolveWall, type TimeContext } from './wall.ts'

/** `dmesg -T` adds the boot time as known when it ran: a clock step or a suspend in between shifts it. */
const RENDERED_SECONDS = 2
/** A daemon that is alive reads a line within this time; a starving one may be later, and that is not to be seen. */
const DELAY_SECONDS = 0.5
const UNSEEN_DELAY_SECONDS = 2
/** A log that is printed at once takes less than this to print. */
const COPY_SECONDS = 5

/** Where a line stands on its own source's clock, in seconds, and how far that clock is from the wall by itself. */
export interface Position {
  readonly seconds: number
  /** Wall time minus position; null where the line alone does not tell. */
  readonly offset: Bounds | null
}

const HOURS: Readonly<Record<ResolvedWall['hour'], string>> = {
  once: '',
  twice: ' in an hour that comes twice',
  never: ' in an hour that the zone skips',
}

function wallOffset(reading: WallReading, { zoneAssumed, laterSeconds, hour }: ResolvedWall): Bounds {
  const { clock, resolutionSeconds } = reading
  const common = { zoneAssumed, span: null }
  if (clock === 'printk-rendered') {
    // Whole seconds are within that already; `dmesg -e` prints whole minutes.
    const to = RENDERED_SECONDS + Math.max(0, resolutionSeconds - 1)
    const basis = `dmesg -T${HOURS[hour]}`
    return { ...common, from: -RENDERED_SECONDS, to: to + laterSeconds, basis, rank: RANK.rendered }
  }
  const delay = clock === 'reception' ? UNSEEN_DELAY_SECONDS : 0
  const basis = `${clock === 'reception' ? 'time of reception' : 'as printed'}${HOURS[hour]}`
  return { ...common, from: -delay, to: resolutionSeconds + laterSeconds, basis, rank: RANK.receptionOnly }
}

/** Seconds since boot where the line has them, else its wall time. */
export function positionOf(stamp: Stamp, context: TimeContext): Position | null {
  if (stamp.bootSeconds !== null) return { seconds: stamp.bootSeconds, offset: null }
  if (stamp.wall === null) return null
  const wall = resolveWall(stamp.wall, context)
  if (wall === null) return null
  return { seconds: wall.epochMs / 1000, offset: wallOffset(stamp.wall, wall) }
}

/** Seconds from printk's clock to the clock of the daemon that received the line; null where there is no such daemon. */
export function lagOf(bootSeconds: number, wall: WallReading, context: TimeContext): number | null {
  const resolved = wall.clock === 'reception' ? resolveWall(wall, context) : null
  return resolved && resolved.epochMs / 1000 - bootSeconds
}

/** Seconds by printk's clock and by the wall from the first line of a boot to its last; null where they lack a stamp. */
function extent({ first, last }: BootPart): { readonly boot: number; readonly wall: number } | null {
  if (first.bootSeconds === null || last.bootSeconds === null || !first.wall || !last.wall) return null
  return { boot: last.bootSeconds - first.bootSeconds, wall: (last.wall.epochMs - first.wall.epochMs) / 1000 }
}

/** True where a writer put hours of a log out within seconds: then it copied them later, and its times are not the log's. */
function isCopy(part: BootPart): boolean {
  const { boot, wall } = extent(part) ?? { boot: 0, wall: 0 }
  return part.leastDelayed?.wall.clock === 'writer' && wall < COPY_SECONDS && boot > wall + COPY_SECONDS
}

/** The offset of a boot by its least delayed line: a line is received at once or later, never before it was printed. */
export function receptionOffset(part: BootPart, context: TimeContext): Bounds | null {
  const pair = part.leastDelayed
  const wall = pair && resolveWall(pair.wall, context)
  if (!pair || !wall || isCopy(part)) return null
  const offset = wall.epochMs / 1000 - pair.bootSeconds
  const isRendered = pair.wall.clock === 'printk-rendered'
  return {
    from: offset - (isRendered ? RENDERED_SECONDS : DELAY_SECONDS),
    to: offset + (isRendered ? RENDERED_SECONDS : pair.wall.resolutionSeconds) + wall.laterSeconds,
    basis: `${isRendered ? 'dmesg -T' : 'time of reception'}${HOURS[wall.hour]}`,
    zoneAssumed: wall.zoneAssumed,
    rank: isRendered ? RANK.rendered : RANK.reception,
    span: pair.span,
  }
}
