import type { OomReport } from '../../model/kernel.ts'
import type { IncidentKind, MemoryAccount } from '../../model/report.ts'
import { swapOf } from './swap.ts'
import { usableRamPagesOf, zonePages } from './usable-ram.ts'

/** The account is of the whole machine, which says nothing about the nodes that a cpuset or mempolicy allows. */
export const isBound = (kind: IncidentKind): boolean => kind === 'cpuset' || kind === 'mempolicy'

/** RAM and used swap that the table's tasks can have held. Node-bound kinds: the RAM of the nodes that the report shows. */
export function heldTotalBytes(
  report: OomReport,
  kind: IncidentKind,
  pageBytes: number | null,
  account: MemoryAccount | null,
): number | null {
  const { memInfo } = report
  const bound = isBound(kind) && memInfo && pageBytes !== null
  const pages = bound ? zonePages(memInfo, 'managed', pageBytes) : usableRamPagesOf(report, pageBytes)
  const ofPages = pages === null || pageBytes === null ? null : pages * pageBytes
  const ram =
    kind === 'memcg' ? (report.memcg?.memory?.usageBytes ?? null) : bound ? ofPages : (account?.totalBytes ?? ofPages)
  if (ram === null) return null
  const swap = swapOf(report)
  const used =
    kind === 'memcg' ? swap?.usageBytes : (swap?.totalBytes ?? 0) - (swap?.freeBytes ?? swap?.totalBytes ?? 0)
  return ram + Math.max(0, used ?? 0)
}
