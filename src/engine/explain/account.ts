import type { OomReport } from '../../model/kernel.ts'
import type { IncidentKind, MemoryAccount } from '../../model/report.ts'
import { noteOf } from './account-note.ts'
import { cgroupAccountOf } from './cgroup-account.ts'
import { nodeAccountOf } from './node-account.ts'
import { processMemoryOf } from './process-memory.ts'

/**
 * Where the memory was when the report was written: of the limiting cgroup for a memcg kill, of the whole node otherwise.
 *
 * Parts do not overlap; with `unaccountedBytes`, which may be slightly negative, they make up the total. Null where a
 * part is missing: half an account is none.
 */
export function accountOf(report: OomReport, kind: IncidentKind, pageBytes: number | null): MemoryAccount | null {
  const ofCgroup = kind === 'memcg'
  if (!ofCgroup && pageBytes === null) return null
  const account = ofCgroup ? report.memcg && cgroupAccountOf(report.memcg) : nodeAccountOf(report, pageBytes ?? 0)
  if (!account) return null
  const processes = processMemoryOf(report, kind, pageBytes, account)
  return { ...account, processes, note: noteOf(report, pageBytes, account) }
}
