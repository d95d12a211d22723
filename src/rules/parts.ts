import { bytesOf } from '../model/account-parts.ts'
import type { MemoryAccount } from '../model/report.ts'

/** Their share of the total, 0 for an empty account. */
export const shareOf = (memory: MemoryAccount, ...names: readonly string[]): number =>
  memory.totalBytes > 0 ? bytesOf(memory, ...names) / memory.totalBytes : 0

/** The largest of the named parts; null where none of them holds anything. */
export function largestOf(memory: MemoryAccount, names: readonly string[]): MemoryAccount['parts'][number] | null {
  const held = memory.parts.filter(part => names.includes(part.name) && part.bytes > 0)
  return held.toSorted((a, b) => b.bytes - a.bytes)[0] ?? null
}

/** `37 %`; nearly all is not all. */
export const percent = (share: number): string =>
  share < 1 && share >= 0.995 ? 'more than 99 %' : `${Math.round(share * 100)} %`
