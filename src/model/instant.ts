/** A point in time as the report gives it. */
export interface Instant {
  /** ISO 8601 in UTC, on the clock of the node that logged it; null where nothing in the bundle tells. */
  readonly wall: string | null
  /**
   * Seconds since boot on the kernel log's clock; null where it did not come from a kernel log. printk's clock
   * (`local_clock()`), which begins about at boot and stops while the machine is suspended.
   */
  readonly bootSeconds: number | null
  /**
   * The true time is within this many seconds of `wall`; null together with `wall`. It does not cover an assumed time
   * zone.
   */
  readonly plusMinusSeconds: number | null
  /** How `wall` was obtained. Says `zone assumed` for a log that prints no time zone. */
  readonly basis: string | null
}
