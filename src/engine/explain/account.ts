import type { OomReport } from '../../model/kernel.ts'
import type { IncidentKind, MemoryAccount } from '../../model/report.ts'
import { cgroupAccountOf } from './cgroup-account.ts'
import { nodeAccountOf } from './node-account.ts'

/**
 * Where the memory was when the report was written: of the limiting cgroup for a memcg kill, of the whole node otherwise.
 *
 * Parts do not overlap; with `unaccountedBytes`, which may be slightly negative, they make up the total. Null where a
 * part is missing: half an account is none.
 */
export function accountOf(report: OomReport, kind: IncidentKind, pageBytes: number | null): MemoryAccount | null {
  if (kind === 'memcg') return report.memcg && cgroupAccountOf(report.memcg)
  return report.memInfo && pageBytes !== null ? nodeAccountOf(report.memInfo, pageBytes) : null
}
