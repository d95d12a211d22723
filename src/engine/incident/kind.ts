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
 * True where parts contradict each other, because two reports were printed line by line into one another (kernels before
 * 4.2 take no lock around them): a cgroup's block with a kill, a summary or a call trace of a global OOM.
 */
export const isInterleaved = (report: OomReport): boolean =>
  saysMemcg(report)
    ? report.globalOom || report.stack === 'global' || contradictsPrefix(report)
    : report.stack === 'memcg' && (report.globalOom || report.constraint === 'CONSTRAINT_CPUSET')

const contradictsPrefix = ({ killPrefix }: OomReport): boolean =>
  killPrefix === 'global' || killPrefix === 'allocating-task'

/** With `compulsory panic_on_oom` (the value 2) the limit of a cgroup panics as well. */
const GLOBAL_PANIC = /deadlocked on memory|(?<!compulsory )panic_on_oom is (?:enabled|selected)/

/**
 * The kind of a report, from what the kernel printed: never from who died or how much memory there was. `unknown` where
 * the lines that would tell are missing.
 */
export function kindOf(report: OomReport): IncidentKind {
  const { constraint, memInfo, nodemask, memsAllowed, stack, panic, killPrefix } = report
  // Kernels 4.9 and 4.10 print the nodes of the cpuset where the task has no policy.
  const hasPolicy = nodemask !== null && nodemask !== memsAllowed
  if (report.sysrq) return 'sysrq'
  // The victim's own line is of one report, the block above it of another.
  if (saysMemcg(report)) return contradictsPrefix(report) || report.globalOom ? 'unknown' : 'memcg'
  if (constraint === 'CONSTRAINT_CPUSET') return 'cpuset'
  if (constraint === 'CONSTRAINT_MEMORY_POLICY') return 'mempolicy'
  // A whole summary line names the cgroup or says `global_oom`; one that does neither was cut.
  if (constraint === 'CONSTRAINT_NONE' && report.globalOom) return 'global'
  if (stack === 'memcg') return 'memcg'
  // Without the summary line, a mask of nodes is the policy of the task that asked (kernels since 4.12).
  if (memInfo !== null && hasPolicy && constraint === null) return 'unknown'
  if (memInfo !== null) return 'global'
  if (panic !== null && GLOBAL_PANIC.test(panic)) return 'global'
  if (stack === 'global' && !hasPolicy) return 'global'
  return killPrefix === null ? 'unknown' : 'global'
}
