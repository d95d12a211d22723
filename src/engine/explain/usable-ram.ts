import type { MemInfo, OomReport } from '../../model/kernel.ts'
import { memInfoSums, noisePages, presentPages } from './mem-info-sums.ts'

/** How far the zones' `present` may be from `pages RAM` for the zone list to count as whole. */
const WHOLE = 0.005

/**
 * `pages RAM` counts what zones leave out until 3.11, 2.1 % on our reports. Beyond this share of it one of the two numbers is
 * wrong, where the zones are all there.
 */
const WRONG = 0.05

/** The sum of `managed` over all zones in pages; null where a zone does not have it. */
function managedPages(memInfo: MemInfo, pageBytes: number): number | null {
  if (memInfo.zones.length === 0) return null
  let kib = 0
  for (const { fieldsKiB } of memInfo.zones) {
    if (fieldsKiB.managed === undefined) return null
    kib += fieldsKiB.managed
  }
  return Math.round((kib * 1024) / pageBytes)
}

/** True where the zones printed are all that the machine has: a cpuset or mempolicy report leaves nodes out. */
export function showsAllZones(memInfo: MemInfo, pageBytes: number): boolean {
  const present = presentPages(memInfo, pageBytes)
  return present !== null && !!memInfo.ramPages && Math.abs(present / memInfo.ramPages - 1) <= WHOLE
}

/** True where what the zones hold adds up to the totals of the machine, so that no zone of any weight is left out. */
function addsUp(memInfo: MemInfo, present: number, pageBytes: number): boolean {
  const noise = noisePages(present)
  const sums = memInfoSums(memInfo, pageBytes).filter(({ of }) => of === 'zones')
  const agree = sums.every(({ totalPages, sumPages }) => Math.abs(totalPages - sumPages) <= noise)
  // When memory has run out, free pages tell nothing; the lists of pages then do.
  return agree && sums.some(({ totalPages }) => totalPages > noise)
}

/**
 * True where `pages RAM` cannot be of the machine that the zones are of: they hold more than it, or they are all there by
 * every other counter, by the kernel's own word (`CONSTRAINT_NONE`) and by the nodes of the hugepage lines, and hold less.
 */
export function isRamWrong({ memInfo, constraint }: OomReport, pageBytes: number): boolean {
  const present = memInfo && presentPages(memInfo, pageBytes)
  if (!memInfo?.ramPages || !present) return false
  const { ramPages, hugepages, zones } = memInfo
  if (present > ramPages * (1 + WRONG)) return true
  if (present >= ramPages * (1 - WRONG) || constraint !== 'CONSTRAINT_NONE') return false
  const shown = new Set(zones.map(({ node }) => node ?? 0))
  return hugepages.every(({ node }) => shown.has(node ?? 0)) && addsUp(memInfo, present, pageBytes)
}

/** What the printed zones hold (`present`) or may give out (`managed`), in pages. */
export const zonePages = (memInfo: MemInfo, name: 'present' | 'managed', pageBytes: number): number | null =>
  name === 'present' ? presentPages(memInfo, pageBytes) : managedPages(memInfo, pageBytes)

/**
 * RAM that the kernel can give out, in pages: what it calls `totalram`.
 *
 * The zones' `managed` where all zones are printed, or where they show that `pages RAM` is wrong; else `pages RAM` −
 * `pages reserved`; some kernels between 3.13 and 4.1 print a wrong `reserved`. Hugepages are part of it.
 */
export function usableRamPagesOf(report: OomReport, pageBytes: number | null): number | null {
  const { memInfo } = report
  if (!memInfo) return null
  const isWrong = pageBytes !== null && isRamWrong(report, pageBytes)
  if (pageBytes !== null && (isWrong || showsAllZones(memInfo, pageBytes))) {
    const managed = managedPages(memInfo, pageBytes)
    if (managed) return managed
  }
  const { ramPages, reservedPages } = memInfo
  if (isWrong || ramPages === null || reservedPages === null) return null
  return ramPages > reservedPages ? ramPages - reservedPages : null
}
