import type { OomReaped, OomReport } from '../../model/kernel.ts'
import { type Digest, digest } from './digest.ts'

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

/**
 * The reports, and one for each process that oom_reaper freed and no report names: somebody searched a log for that line, or
 * the rest of it is lost.
 */
export function withReaped(digests: readonly Digest[], reaped: readonly OomReaped[]): readonly Digest[] {
  const named = new Set(
    digests.flatMap(({ report: { kills, chosen } }) => [...kills, ...(chosen ? [chosen] : [])].map(({ pid }) => pid)),
  )
  return [...digests, ...reaped.filter(({ pid }) => !named.has(pid)).map(each => digest(reportOf(each)))]
}
