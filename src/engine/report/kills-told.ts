import type { KillTold } from '../../model/node-log.ts'
import type { Problem } from '../../model/problem.ts'
import type { Incident } from '../../model/report.ts'

/** What is not said by a line of that kind, and what to look at. */
const OPEN: Readonly<Record<KillTold['reason'], readonly [string, string]>> = {
  memory: [
    'whose memory ran out, and which process died, it does not say',
    'Get the kernel log of that machine from that time: journalctl -k, or dmesg -T.',
  ],
  'own-limit': [
    "that is no kill by the kernel's OOM killer",
    'Compare the limit that was asked for with what the job needs; the kernel log has nothing of it.',
  ],
  sigkill: [
    'who sent it, and whether memory was the reason, it does not say',
    'Get the kernel log of that machine from that time: a kill line with that process settles it, and silence that covers the time the opposite.',
  ],
}

/** What programs and platforms tell of kills that nothing else in the case shows: of no process of a kill, and of no job in whose cgroup one was. */
export function unexplained(told: readonly KillTold[], incidents: readonly Incident[]): readonly KillTold[] {
  const pids = new Set(incidents.flatMap(({ victims }) => victims.map(victim => victim.pid)))
  const parts = new Set(
    incidents.flatMap(({ oomMemcg, taskMemcg }) => [oomMemcg, taskMemcg].flatMap(cgroup => cgroup?.split('/') ?? [])),
  )
  return told.filter(({ pid, job }) => !(pid !== null && pids.has(pid)) && !(job !== null && parts.has(`job_${job}`)))
}

/** The same as problems: these kills are no incidents. */
export const toldProblems = (told: readonly KillTold[]): readonly Problem[] =>
  told.map(({ title, reason, evidence }) => {
    const [open, advice] = OPEN[reason]
    return {
      code: 'KILL_TOLD_ELSEWHERE',
      severity: 'warning',
      detail: `${title}; ${open}.`,
      advice,
      evidence,
      path: evidence[0].path,
    }
  })
