import type { Contradiction, Instant } from '../../model/report.ts'
import type { SourceRead } from '../../model/source.ts'
import type { Stamp } from '../../model/stamp.ts'
import { ageBounds } from './age.ts'
import { type Bounds, type Combined, combine, shifted } from './bounds.ts'
import { contradictionsOf } from './conflicts.ts'
import { instantFrom } from './instant.ts'
import { lagOf, positionOf, receptionOffset } from './position.ts'
import type { TimeContext } from './wall.ts'

/** A clock of the case: one source, and one boot in it. */
export interface ClockKey {
  readonly path: string
  readonly boot: number
}

/** Everything that is known about the clocks of a case. */
export interface ClockBook {
  readonly context: TimeContext
  /** Another source tells when the line of this stamp was written, within bounds in epoch seconds. */
  anchor(key: ClockKey, stamp: Stamp, wall: Bounds): void
  /** Bounds of the wall time in epoch seconds; null where nothing tells. */
  boundsOf(key: ClockKey, stamp: Stamp): Bounds | null
  /** The same by the line alone and its own source's clock, before any other source had a say. */
  ownBoundsOf(key: ClockKey, stamp: Stamp): Bounds | null
  instantOf(key: ClockKey, stamp: Stamp): Instant
  conflicts(): readonly Contradiction[]
}

/** What is known about one clock: how far the wall time is from it. */
interface Clock {
  readonly path: string
  /** By its own least delayed line. */
  readonly received: Bounds | null
  /** Seconds by which the reception of that line is after its own clock. */
  readonly leastLag: number | null
  readonly anchors: Bounds[]
  /** How far its printed wall times are off by themselves, where it prints nothing else. */
  printed: Bounds | null
  combined: Combined | null
}

/** A reception later than the least delayed one by more than this: the daemon starved, or the machine slept. */
const LATE_SECONDS = 120

const keyOf = ({ path, boot }: ClockKey): string => `${boot}\n${path}`

export function newClockBook(context: TimeContext, sources: readonly SourceRead[]): ClockBook {
  const clocks = new Map<string, Clock>()
  const clockOf = (key: ClockKey): Clock => {
    const known = clocks.get(keyOf(key))
    if (known) return known
    const clock: Clock = { path: key.path, received: null, leastLag: null, anchors: [], printed: null, combined: null }
    clocks.set(keyOf(key), clock)
    return clock
  }
  for (const { path, boots } of sources) {
    for (const part of boots) {
      const leastLag = part.leastDelayed && lagOf(part.leastDelayed.bootSeconds, part.leastDelayed.wall, context)
      const received = receptionOffset(part, context)
      clocks.set(keyOf({ path, boot: part.boot }), { ...clockOf({ path, boot: part.boot }), received, leastLag })
    }
  }

  const offsetOf = (clock: Clock): Combined | null => {
    clock.combined ??= combine([...(clock.received ? [clock.received] : []), ...clock.anchors])
    return clock.combined
  }

  /** printk's clock stops while the machine sleeps: then a line is from between its estimate and its own reception. */
  function untilReceived(bounds: Bounds, clock: Clock, stamp: Stamp): Bounds {
    const { bootSeconds, wall } = stamp
    const lag = bootSeconds === null || wall === null ? null : lagOf(bootSeconds, wall, context)
    const excess = lag === null || clock.leastLag === null ? 0 : lag - clock.leastLag
    return excess > LATE_SECONDS
      ? { ...bounds, to: bounds.to + excess, basis: `${bounds.basis}, received late (a starved daemon, or a suspend)` }
      : bounds
  }

  function boundsBy(clock: Clock, stamp: Stamp, offset: Bounds | null): Bounds | null {
    const position = positionOf(stamp, context)
    if (position === null) return ageBounds(stamp.age, context.capture)
    // What the API server or a kubelet wrote is on no clock of this file.
    // A program's line has no seconds since boot, which the offset of a log of the kernel and others counts from.
    const isOwn = stamp.wall?.clock !== 'kubernetes' && (stamp.bootSeconds !== null || clock.received === null)
    const known = [isOwn ? offset : null, position.offset].filter(bounds => bounds !== null)
    const best = combine(known)?.bounds
    return best ? untilReceived(shifted(best, position.seconds), clock, stamp) : null
  }

  const boundsOf = (key: ClockKey, stamp: Stamp): Bounds | null => {
    const clock = clockOf(key)
    return boundsBy(clock, stamp, offsetOf(clock)?.bounds ?? null)
  }
  return {
    context,
    anchor(key, stamp, wall) {
      const position = positionOf(stamp, context)
      if (position === null) return
      const clock = clockOf(key)
      clock.anchors.push(shifted(wall, -position.seconds))
      clock.printed ??= position.offset
      clock.combined = null
    },
    boundsOf,
    ownBoundsOf(key, stamp) {
      const clock = clockOf(key)
      return boundsBy(clock, stamp, clock.received)
    },
    instantOf: (key, stamp) => instantFrom(boundsOf(key, stamp), stamp.bootSeconds, context.timezone),
    conflicts: () =>
      [...clocks.values()].flatMap(({ path, received, anchors, printed }) => {
        const combined = combine([received, ...anchors, printed].filter(bounds => bounds !== null))
        return combined ? contradictionsOf(path, combined) : []
      }),
  }
}
