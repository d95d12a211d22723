import type { OomReaped, OomReport } from '../../model/kernel.ts'
import { groupBy } from '../../model/group-by.ts'
import { type Digest, digest } from './digest.ts'
import { mayBeSameMachine } from './machine.ts'

/** Only victims of the OOM killer are reaped: the line tells of a kill, and of nothing else about it. */
const reportOf = ({ stamp, node, boot, title, evidence, pid, comm, isProven }: OomReaped): OomReport => ({
  kind: 'kernel.oom-report',
  stamp,
  node,
  boot,
  title,
  severity: 'critical',
  evidence,
  trigger: null,
  gfpMask: null,
  gfpFlags: null,
  order: null,
  constraint: null,
  globalOom: false,
  oomMemcg: null,
  taskMemcg: null,
  cpuset: null,
  memsAllowed: null,
  nodemask: null,
  chosen: null,
  kills: [
    {
      pid,
      comm,
      uid: null,
      totalVmKiB: null,
      anonRssKiB: null,
      fileRssKiB: null,
      shmemRssKiB: null,
      pgtablesKiB: null,
      oomScoreAdj: null,
      outcome: 'killed',
      span: evidence[0],
      bootSeconds: stamp.bootSeconds,
    },
  ],
  killPrefix: null,
  memcg: null,
  memInfo: null,
  tasks: null,
  stack: null,
  sysrq: false,
  panic: null,
  noKillable: false,
  oomGroup: null,
  kernelRelease: null,
  has: { header: false, memory: false, conclusion: true },
  cutBy: 'new-report',
  span: evidence[0],
  host: node,
  originUnproven: !isProven,
})

/** Processes that oom_reaper freed and no report that may be of the same machine names. */
export function unnamed(digests: readonly Digest[], reaped: readonly OomReaped[]): readonly OomReaped[] {
  const named = groupBy(
    digests.flatMap(({ report: { kills, chosen, node } }) =>
      [...kills, ...(chosen ? [chosen] : [])].map(({ pid }) => ({ pid, node })),
    ),
    ({ pid }) => pid,
  )
  return reaped.filter(({ pid, node }) => !named.get(pid)?.some(each => mayBeSameMachine(each.node, node)))
}

const pathOf = ({ evidence: [{ path }] }: OomReaped): string => path

/**
 * The reports, and one for each process that oom_reaper freed in a log without any: somebody searched it for that line, or the
 * rest of it is lost. Beside reports such a line tells of kills whose reports are not there, which is a problem and no incident.
 */
export function withReaped(digests: readonly Digest[], reaped: readonly OomReaped[]): readonly Digest[] {
  const logs = new Set(digests.map(({ report }) => report.span.path))
  const alone = unnamed(digests, reaped).filter(each => !logs.has(pathOf(each)))
  return [...digests, ...alone.map(each => digest(reportOf(each)))]
}

/** Kills whose reports a log lacks, by its own lines of oom_reaper, for each log that holds reports of others. */
export function reapedElsewhere(
  digests: readonly Digest[],
  reaped: readonly OomReaped[],
): ReadonlyMap<string, readonly OomReaped[]> {
  const logs = new Set(digests.map(({ report }) => report.span.path))
  return groupBy(
    unnamed(digests, reaped).filter(each => logs.has(pathOf(each))),
    pathOf,
  )
}
