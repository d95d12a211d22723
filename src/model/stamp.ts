/** Which clock a printed wall time was read from; engines trust them differently. */
export type WallClock =
  | 'printk-rendered' // dmesg -T: boot time + printk seconds, early after suspend
  | 'reception' // syslog, journal: when a daemon received the line
  | 'kubernetes' // API objects and kubelet statuses, whole seconds
  | 'writer' // the process that wrote the line

/** A wall time as it was printed. */
export interface WallReading {
  /** Milliseconds since 1970-01-01T00:00:00Z; when `zone` is `missing`, the printed fields read as if they were UTC. */
  readonly epochMs: number
  /** Whether the text says in which zone it is. */
  readonly zone: 'given' | 'missing'
  /** RFC 3164 prints no year: then `epochMs` is computed in the year 2000 and only month, day and time are real. */
  readonly year: 'given' | 'missing'
  /** The step of the printed value: 1 for whole seconds. */
  readonly resolutionSeconds: number
  /** Whose clock it was. */
  readonly clock: WallClock
}

/** An age such as `3m1s`, counted back from an unknown capture time. The true age lies in [seconds, seconds + unitSeconds). */
export interface Age {
  /** Rounded down, as it was printed. */
  readonly seconds: number
  /** The smallest unit that was printed. */
  readonly unitSeconds: number
}

/** Everything a line or an object says about its own time. Each part is null when the text does not say it. */
export interface Stamp {
  /** Seconds since boot by printk's clock, which stops in suspend. */
  readonly bootSeconds: number | null
  /** A time of the day, with a date. */
  readonly wall: WallReading | null
  /** How long ago it was, when the bundle was made. */
  readonly age: Age | null
}

/** The stamp of what says nothing of its time. */
export const NO_STAMP: Stamp = { bootSeconds: null, wall: null, age: null }

/** A stamp of an absolute time from the Kubernetes API. */
export const kubernetesStamp = (epochMs: number, resolutionSeconds = 1): Stamp => ({
  bootSeconds: null,
  wall: { epochMs, zone: 'given', year: 'given', resolutionSeconds, clock: 'kubernetes' },
  age: null,
})
