import type { MemoryAccount } from '../../model/report.ts'

export interface Part {
  readonly name: string
  readonly bytes: number
}

/** Parts may exceed the total by this share: counters are read one after the other, and per CPU. Beyond it they do not belong together. */
const MOST_EXCESS = 0.05

/** Closes an account over its parts, leaving out the empty ones. Null where the parts cannot be parts of this total. */
export function closed(of: MemoryAccount['of'], totalBytes: number, parts: readonly Part[]): MemoryAccount | null {
  const unaccountedBytes = totalBytes - parts.reduce((sum, { bytes }) => sum + bytes, 0)
  if (totalBytes <= 0 || unaccountedBytes < -MOST_EXCESS * totalBytes) return null
  return { of, totalBytes, parts: parts.filter(({ bytes }) => bytes !== 0), unaccountedBytes }
}
