import type { OomReport } from '../../model/kernel.ts'
import type { IncidentKind } from '../../model/report.ts'
import { swapOf } from './swap.ts'
import { usableRamPagesOf, zonePages } from './usable-ram.ts'

/** Stands for "no limit": far above any machine, and still exact in arithmetic. */
const UNBOUNDED_PAGES = 2 ** 40

/** Zone bits of a gfp mask, the same in all kernels: such a request sees only the low zones, and prints only those. */
const GFP_LOW_ZONES = 0x5

/** The `totalpages` of the kernel's badness: `pages` where it is known, and the bounds it must lie in. */
export interface TotalPages {
  readonly pages: number | null
  readonly atLeast: number
  readonly atMost: number
}

const exactly = (pages: number): TotalPages => ({ pages, atLeast: pages, atMost: pages })

function swapPages(report: OomReport, pageBytes: number | null): number | null {
  const kib = report.memInfo?.totalSwapKiB ?? null
  if (kib === 0) return 0
  return kib === null || pageBytes === null ? null : Math.round((kib * 1024) / pageBytes)
}

function ofNode(report: OomReport, pageBytes: number | null): TotalPages | null {
  const ram = usableRamPagesOf(report, pageBytes)
  const swap = swapPages(report, pageBytes)
  return ram === null || swap === null ? null : exactly(ram + swap)
}

function ofAllowedNodes(report: OomReport, pageBytes: number | null): TotalPages | null {
  const swap = swapPages(report, pageBytes)
  if (!report.memInfo || pageBytes === null || swap === null) return null
  if (Number.parseInt(report.gfpMask ?? '0', 16) & GFP_LOW_ZONES) return null
  const present = zonePages(report.memInfo, 'present', pageBytes)
  return present === null ? null : exactly(present + swap)
}

/** True where the report shows no page of the cgroup in swap: what could swap would have done so before an OOM. */
function noSwapInUse(report: OomReport): boolean {
  const used = swapOf(report)?.usageBytes ?? 0
  return used === 0 && (report.tasks?.rows.every(row => !row.swapentsPages) ?? true)
}

function ofCgroup(report: OomReport, pageBytes: number | null): TotalPages | null {
  const limitBytes = report.memcg?.memory?.limitBytes ?? null
  if (limitBytes === null || pageBytes === null) return null
  const limit = Math.floor(limitBytes / pageBytes)
  const swap = swapOf(report)
  const counted = swap?.limitBytes ?? null
  const allowed = counted === null ? UNBOUNDED_PAGES : Math.floor(counted / pageBytes)
  const configured = swapPages(report, pageBytes) ?? UNBOUNDED_PAGES
  const atMost = limit + Math.min(allowed, configured)
  const atLeast = Math.min(atMost, limit + Math.ceil((swap?.usageBytes ?? 0) / pageBytes))
  if (atLeast === atMost) return exactly(atMost)
  return { pages: noSwapInUse(report) ? limit : null, atLeast, atMost }
}

/**
 * What the kernel scales `oom_score_adj` by, in pages: usable RAM and swap; for a cpuset or mempolicy the allowed nodes'
 * RAM and swap; for a memory cgroup its limit and the swap that it may use.
 *
 * A cgroup report does not print the machine's swap. Where none is in use the limit alone is taken. Null where the report
 * does not hold the numbers.
 */
export function totalPagesOf(report: OomReport, kind: IncidentKind, pageBytes: number | null): TotalPages | null {
  switch (kind) {
    case 'global':
    case 'sysrq':
      return ofNode(report, pageBytes)
    case 'cpuset':
    case 'mempolicy':
      return ofAllowedNodes(report, pageBytes)
    case 'memcg':
      return ofCgroup(report, pageBytes)
    default:
      return null
  }
}
