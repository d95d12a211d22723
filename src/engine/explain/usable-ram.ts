import type { MemInfo } from '../../model/kernel.ts'

/** How far the zones' `present` may be from `pages RAM` for the zone list to count as whole. */
const WHOLE = 0.005

/** The sum of one field over all zones in KiB; null where a zone does not have it. */
function zonesKiB(memInfo: MemInfo, name: string): number | null {
  if (memInfo.zones.length === 0) return null
  let sum = 0
  for (const zone of memInfo.zones) {
    const value = zone.fieldsKiB[name]
    if (value === undefined) return null
    sum += value
  }
  return sum
}

/** True where the zones printed are all that the machine has: a cpuset or mempolicy report leaves nodes out. */
export function showsAllZones(memInfo: MemInfo, pageBytes: number): boolean {
  const presentKiB = zonesKiB(memInfo, 'present')
  if (presentKiB === null || !memInfo.ramPages) return false
  return Math.abs((presentKiB * 1024) / pageBytes / memInfo.ramPages - 1) <= WHOLE
}

/** What the printed zones hold (`present`) or may give out (`managed`), in pages. */
export function zonePages(memInfo: MemInfo, name: 'present' | 'managed', pageBytes: number): number | null {
  const kib = zonesKiB(memInfo, name)
  return kib === null ? null : Math.round((kib * 1024) / pageBytes)
}

/**
 * RAM that the kernel can give out, in pages: what it calls `totalram`.
 *
 * The zones' `managed` where all zones are printed, else `pages RAM` − `pages reserved`; some kernels between 3.13 and 4.1
 * print a wrong `reserved`. Hugepages are part of it.
 */
export function usableRamPagesOf(memInfo: MemInfo | null, pageBytes: number | null): number | null {
  if (!memInfo) return null
  if (pageBytes !== null && showsAllZones(memInfo, pageBytes)) {
    const managed = zonePages(memInfo, 'managed', pageBytes)
    if (managed) return managed
  }
  const { ramPages, reservedPages } = memInfo
  if (ramPages === null || reservedPages === null) return null
  return ramPages > reservedPages ? ramPages - reservedPages : null
}
