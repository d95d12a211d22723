import type { Instant } from '../../model/report.ts'
import type { Bounds } from './bounds.ts'

const NO_INSTANT: Instant = { wall: null, bootSeconds: null, plusMinusSeconds: null, basis: null }

/** Tenths of a second are as fine as any of these clocks is known. */
const tenth = (seconds: number): number => Math.ceil(Math.max(0, seconds) * 10) / 10

/** Years of four digits: others do not sort as text, and no log of a kernel is of them. */
const LAST_MS = Date.UTC(10_000, 0) - 1
const FIRST_MS = -62_135_596_800_000

/** ISO 8601 in UTC; null for what a damaged stamp leads to outside of the calendar. */
export const wallText = (ms: number): string | null =>
  ms >= FIRST_MS && ms <= LAST_MS ? new Date(Math.round(ms)).toISOString() : null

/** The middle of the bounds. */
export function instantFrom(bounds: Bounds | null, bootSeconds: number | null, timezone: string): Instant {
  const wall = bounds === null ? null : wallText(((bounds.from + bounds.to) / 2) * 1000)
  if (bounds === null || wall === null) return { ...NO_INSTANT, bootSeconds }
  return {
    wall,
    bootSeconds,
    plusMinusSeconds: tenth((bounds.to - bounds.from) / 2 + (bounds.beyondSeconds ?? 0)),
    basis: bounds.zoneAssumed ? `${bounds.basis}; zone assumed: ${timezone}` : bounds.basis,
  }
}
