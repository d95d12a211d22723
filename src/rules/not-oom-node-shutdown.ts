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
  grounds:
    'Exit by SIGKILL without memory evidence, and a pod status or a line of the kubelet that names the shutdown of the node.',
  criteria: { certain: 'The status of the pod or the log of the kubelet names the shutdown.' },
  remedy: 'Find out who shut the node down.',
  check(incidentCase) {
    if (incidentCase.incident.kind !== 'sigkill') return null
    const witness = incidentCase.witnesses.find(
      ({ pod }) =>
        REASONS.includes(pod.reason ?? '') && (pod.reason !== 'Terminated' || SHUTDOWN.test(pod.message ?? '')),
    )
    const order = incidentCase.nodeLines.find(line => line.kind === 'node.stop' && line.why === 'shutdown')
    if (!witness && !order) return null
    return verdict(
      'not-oom:node-shutdown',
      'certain',
      witness
        ? `The pod's status names the shutdown of its node (${witness.pod.reason}).`
        : 'The kubelet ended the pod because its node was being shut down.',
      cited(incidentCase, witness && (witness.pod.reasonSpan ?? witness.pod.evidence[0]), ...(order?.evidence ?? [])),
      advise(
        'Find out who shut the node down (autoscaler, spot reclaim, maintenance).',
        nodeObject(incidentCase),
        'Exit code 137 is how such an end looks.',
        'Raising the memory limit.',
      ),
    )
  },
}
