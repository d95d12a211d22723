import { formatBytes } from '../../model/bytes.ts'
import type { OomReport } from '../../model/kernel.ts'
import type { IncidentKind, Sizing } from '../../model/report.ts'

function whyOf(limitBytes: number | null, specLimitBytes: number | null): string {
  const differ =
    limitBytes !== null && specLimitBytes !== null && limitBytes !== specLimitBytes
      ? ` The limit that was hit (${formatBytes(limitBytes)}) is not the container's limit as Kubernetes shows it (${formatBytes(specLimitBytes)}).`
      : ''
  return `Usage at the kill is cut off by the limit: a lower bound of what the workload needed, never a recommendation.${differ}`
}

/**
 * The limit that was hit and what was in use, in bytes, for a memcg kill; null for any other kind.
 *
 * @param specLimitBytes The victim container's limit by its pod object, where one is known.
 */
export function sizingOf(report: OomReport, kind: IncidentKind, specLimitBytes: number | null): Sizing | null {
  if (kind !== 'memcg') return null
  const memory = report.memcg?.memory ?? null
  if (!memory && specLimitBytes === null) return null
  const usageBytes = memory?.usageBytes ?? null
  return {
    limitAtKillBytes: memory?.limitBytes ?? null,
    specLimitBytes,
    usageAtKillBytes: usageBytes,
    atLeastBytes: usageBytes,
    why: whyOf(memory?.limitBytes ?? null, specLimitBytes),
  }
}
