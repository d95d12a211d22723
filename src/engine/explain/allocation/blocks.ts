import type { ZoneInfo } from '../../../model/kernel.ts'
import { isOlderThan } from '../release.ts'
import type { Request } from './request.ts'

/** Any kind but CMA, what is set aside for atomic requests (H), and what is being isolated. R is taken in the end (until 4.3). */
const FOR_ALL = /[^CHI]/

/** Whether one of the blocks of these kinds can be taken. */
const mayTake = (types: string | null, { isMovable }: Request): boolean =>
  types === null || FOR_ALL.test(types) || (isMovable && types.includes('C'))

/** The largest order with a free block that the request may take. */
export function largestUsableOrder({ freeBlocks, freeBlockTypes }: ZoneInfo, request: Request): number | null {
  const order = freeBlocks.findLastIndex((count, at) => count > 0 && mayTake(freeBlockTypes[at] ?? null, request))
  return order === -1 ? null : order
}

/**
 * Until 4.3 a block was not enough: of each smaller order everything was taken off, and what is left had to be above a half
 * of the watermark, then a quarter (__zone_watermark_ok, mm/page_alloc.c). Pages throughout.
 */
function passesUntil43({ freeBlocks }: ZoneInfo, order: number, freePages: number, minPages: number): boolean {
  let left = freePages - (2 ** order - 1)
  let min = minPages
  for (let smaller = 0; smaller < order; smaller += 1) {
    left -= (freeBlocks[smaller] ?? 0) * 2 ** smaller
    min = Math.floor(min / 2)
    if (left <= min) return false
  }
  return true
}

/** A zone's free pages and min watermark, as far as the page size is known. */
export interface Pages {
  readonly free: number
  readonly min: number
}

/** Whether a block of the order is there, for a request of several pages; null where the report does not tell. */
export function hasBlock(
  zone: ZoneInfo,
  request: Request,
  pages: Pages | null,
  release: { readonly printed: string | null; readonly printsNames: boolean },
): boolean | null {
  const { order } = request
  if (order === null) return null
  if (order === 0) return true
  if (zone.freeBlocks.length === 0) return null
  if ((largestUsableOrder(zone, request) ?? -1) < order) return false
  const isOld = release.printsNames ? false : isOlderThan(release.printed, 4, 4)
  if (isOld === false) return true
  const passes = pages && passesUntil43(zone, order, pages.free, pages.min)
  return passes || isOld ? passes : null
}
