import type { WallReading } from '../../model/stamp.ts'

/** Microseconds as the journal prints them; null for anything else. */
export const microsecondsOf = (text: string | null): number | null =>
  text !== null && /^\d{1,16}$/.test(text) ? Number(text) : null

/** When the journal received an entry. Milliseconds are kept, as in every wall time. */
export function reception(microseconds: number | null): WallReading | null {
  if (microseconds === null) return null
  const epochMs = Math.floor(microseconds / 1000)
  return { epochMs, zone: 'given', year: 'given', resolutionSeconds: 0.001, clock: 'reception' }
}
