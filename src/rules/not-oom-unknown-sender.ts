import { endOf } from './events.ts'
import { cited } from './evidence.ts'
import { gracePeriod } from './not-oom-grace-period.ts'
import { livenessProbe } from './not-oom-liveness-probe.ts'
import { nodeShutdown } from './not-oom-node-shutdown.ts'
import { runtimeHeap } from './not-oom-runtime-heap.ts'
import { statusUnknown } from './not-oom-status-unknown.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'

const SENDERS: readonly Rule[] = [statusUnknown, nodeShutdown, runtimeHeap, livenessProbe, gracePeriod]

export const unknownSender: Rule = {
  id: 'not-oom:unknown-sender',
  title: 'Someone sent SIGKILL, and nothing says who',
  explains:
    'Exit code 137 means SIGKILL, which many can send: the kernel, the kubelet, the runtime, a person. Without a trace of memory it proves no OOM kill, and does not rule one out either.',
  grounds: 'Exit by SIGKILL without memory evidence, and no other rule for such an end holds.',
  criteria: {
    likely: 'A kernel log of the node covers the time and holds no kill of it.',
    possible: 'No kernel log covers the time: containers that die in a node-wide OOM show the same on cgroup v1.',
  },
  remedy:
    'Get the kernel log around that time: a log that covers it and has no kill line settles that it was no OOM kill.',
  check(incidentCase) {
    const { incident } = incidentCase
    if (incident.kind !== 'sigkill' || SENDERS.some(rule => rule.check(incidentCase) !== null)) return null
    const spans = cited(incidentCase, ...(endOf(incidentCase)?.evidence ?? []))
    if (incidentCase.isInKernelLog)
      return verdict(
        'not-oom:unknown-sender',
        'likely',
        'Exit code 137, and the kernel log that covers the time holds no kill of it: the OOM killer did not send that SIGKILL. Who did is not in the bundle.',
        spans,
        advise(
          "Get the log of the kubelet and of the container runtime around that time: they name probes, deletions and stops. A person's kill -9 leaves no trace in them.",
          nodeObject(incidentCase),
          'The kernel logs every kill of its OOM killer, unless its log was filtered or lost lines.',
          'Raising the memory limit.',
        ),
      )
    const at = incident.at.wall === null ? 'around that time' : `around ${incident.at.wall}`
    return verdict(
      'not-oom:unknown-sender',
      'possible',
      'Exit code 137 without any trace of a kill by memory. Who sent the SIGKILL is not in the bundle; an OOM kill is neither shown nor ruled out.',
      spans,
      advise(
        `Get the kernel log ${at} (journalctl -k, or dmesg) and the kubelet's log.`,
        nodeObject(incidentCase),
        'A kernel log that covers the time and has no kill line settles that it was no OOM kill; a kill line settles the opposite.',
        'Raising the memory limit on a guess.',
      ),
    )
  },
}
