import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'

const REASONS = ['Terminated', 'NodeShutdown', 'Shutdown']
const SHUTDOWN = /node shutdown/i

export const nodeShutdown: Rule = {
  id: 'not-oom:node-shutdown',
  title: 'The node was shut down',
  explains:
    'The kubelet ends all pods when the node shuts down in an orderly way; those that do not stop in time get SIGKILL, exit code 137.',
  grounds: 'Exit by SIGKILL without memory evidence, and a pod status that names the shutdown of the node.',
  check(incidentCase) {
    if (incidentCase.incident.kind !== 'sigkill') return null
    const witness = incidentCase.witnesses.find(
      ({ pod }) =>
        REASONS.includes(pod.reason ?? '') && (pod.reason !== 'Terminated' || SHUTDOWN.test(pod.message ?? '')),
    )
    if (!witness) return null
    return verdict(
      'not-oom:node-shutdown',
      'certain',
      `The pod's status names the shutdown of its node (${witness.pod.reason}).`,
      cited(incidentCase, witness.pod.reasonSpan ?? witness.pod.evidence[0]),
      advise(
        'Find out who shut the node down (autoscaler, spot reclaim, maintenance).',
        nodeObject(incidentCase),
        'Exit code 137 is how such an end looks.',
        'Raising the memory limit.',
      ),
    )
  },
}
