import type { OomReport } from '../../model/kernel.ts'
import type { IncidentKind } from '../../model/report.ts'

/** The kernel's own words about a cgroup: whichever of them is there settles it, whatever `constraint=` says. */
const saysMemcg = (report: OomReport): boolean =>
  report.oomMemcg !== null ||
  report.constraint === 'CONSTRAINT_MEMCG' ||
  report.killPrefix === 'memcg' ||
  report.memcg?.memory != null ||
  report.memcg?.statsSpan != null

/**
 * The kind of a report, from what the kernel printed: never from who died or how much memory there was. `unknown` where
 * the lines that would tell are missing.
 */
export function kindOf(report: OomReport): IncidentKind {
  if (report.sysrq) return 'sysrq'
  if (saysMemcg(report)) return 'memcg'
  if (report.constraint === 'CONSTRAINT_CPUSET') return 'cpuset'
  if (report.constraint === 'CONSTRAINT_MEMORY_POLICY') return 'mempolicy'
  if (report.constraint === 'CONSTRAINT_NONE') return 'global'
  if (report.stack === 'memcg') return 'memcg'
  // Without the summary line, a mask of nodes is the policy of the task that asked (kernels since 4.12).
  if (report.memInfo !== null && report.nodemask !== null && report.constraint === null) return 'unknown'
  if (report.memInfo !== null && report.memInfo.zones.length > 0) return 'global'
  if (report.panic !== null && /deadlocked on memory|panic_on_oom is (?:enabled|selected)/.test(report.panic))
    return 'global'
  return report.killPrefix === null ? 'unknown' : 'global'
}
