import { formatBytes } from '../model/bytes.ts'
import { type IncidentCase, isKubernetes } from '../model/case.ts'
import type { Culprit } from '../model/report.ts'
import { crowdOf, holderOf, isPodAdj, isVictim, rankedCulprit } from './culprit.ts'
import { cited } from './evidence.ts'
import { hadMemory } from './free-memory.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject, notTheVictim } from './subject.ts'

/** What tells that the holder is no pod; null where it may be one. */
function whyHost(incidentCase: IncidentCase, culprit: Culprit): string | null {
  if (culprit.what === 'service') return 'its cgroup is that of a service of the node'
  if (culprit.what !== 'process') return null
  if (!isKubernetes(incidentCase)) return 'nothing in the case shows Kubernetes pods on this machine'
  const adj = rankedCulprit(incidentCase)?.oomScoreAdj ?? null
  return adj === null || isPodAdj(adj) ? null : `its oom_score_adj of ${adj} is none that a pod's process gets`
}

export const hostDaemon: Rule = {
  id: 'host-daemon',
  title: "A process outside the pods took the node's memory",
  explains:
    'The largest holder is a service of the machine: an agent, a container runtime, a backup, a login session. The scheduler does not count it, unless memory is reserved for the system.',
  grounds:
    'The node itself ran out, not only the pool of all pods, and the largest holder is a systemd service, or a process whose oom_score_adj no pod gets, or the machine shows no pods at all.',
  criteria: {
    certain: 'The holder is a process that was killed, its cgroup is of a systemd service, and no memory was free.',
    likely:
      "It is a process that is no pod's by its oom_score_adj, or by the lack of pods; or memory was free that the request could not have.",
  },
  remedy: 'Cap the service (`MemoryMax=`) or fix its growth.',
  check(incidentCase) {
    const { incident } = incidentCase
    const culprit = holderOf(incidentCase)
    if (incident.kind !== 'global' || !culprit || culprit.bytes === null || crowdOf(culprit) > 1) return null
    const reason = whyHost(incidentCase, culprit)
    if (reason === null) return null
    const died = isVictim(incidentCase, culprit)
    return verdict(
      'host-daemon',
      culprit.what === 'service' && !hadMemory(incidentCase) ? 'certain' : 'likely',
      `${culprit.name} held ${formatBytes(culprit.bytes)} when the node ran out; ${reason}.${died ? '' : ' It was not the one killed.'}`,
      cited(incidentCase, incidentCase.report?.tasks?.span, incidentCase.report?.memInfo?.span),
      advise(
        'Cap it (MemoryMax= of its unit) or fix its growth.',
        `${culprit.name} on ${nodeObject(incidentCase)}`,
        'A limit of its own makes it fail alone instead of taking the machine with it.',
        died ? null : notTheVictim(incidentCase),
      ),
    )
  },
}
