import type { MemoryAccount } from '../../model/report.ts'

export interface Part {
  readonly name: string
  readonly bytes: number
}

/** Parts may exceed the total by this share: counters are read one after the other, and per CPU. Beyond it they do not belong together. */
const MOST_EXCESS = 0.05

export const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, { bytes }) => sum + bytes, 0)

/** True where the parts cannot be parts of this total. */
export const exceeds = (parts: readonly Part[], totalBytes: number): boolean =>
  sumOf(parts) - totalBytes > MOST_EXCESS * totalBytes

/** An account without what is said about it. */
export type Closed = Pick<MemoryAccount, 'of' | 'totalBytes' | 'parts' | 'unaccountedBytes'>

/** Closes an account over its parts, leaving out the empty ones. Null where the parts cannot be parts of this total. */
export function closed(of: MemoryAccount['of'], totalBytes: number, parts: readonly Part[]): Closed | null {
  if (totalBytes <= 0 || exceeds(parts, totalBytes)) return null
  const unaccountedBytes = totalBytes - sumOf(parts)
  return { of, totalBytes, parts: parts.filter(({ bytes }) => bytes !== 0), unaccountedBytes }
}
