import { endOf } from './events.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { containerObject } from './subject.ts'

export const statusUnknown: Rule = {
  id: 'not-oom:status-unknown',
  title: 'The kubelet lost track of the container',
  explains:
    'When the kubelet cannot find a container any more, it writes exit code 137 and the reason ContainerStatusUnknown by itself. No SIGKILL is proven by it.',
  grounds: 'A terminated state with the reason ContainerStatusUnknown.',
  criteria: { certain: 'The reason is one that only the kubelet writes, and only then.' },
  remedy: 'Look at the logs of the kubelet and the runtime, and whether the node restarted.',
  check(incidentCase) {
    const end = endOf(incidentCase)
    if (incidentCase.incident.kind !== 'sigkill' || end?.reason !== 'ContainerStatusUnknown') return null
    return verdict(
      'not-oom:status-unknown',
      'certain',
      'Exit code 137 was filled in by the kubelet, which could not find the container any more. How it ended is not known.',
      cited(incidentCase, ...end.evidence),
      advise(
        "Look at the kubelet's and the runtime's logs, and whether the node restarted.",
        containerObject(incidentCase),
        'The status says nothing about memory.',
        'Raising the memory limit.',
      ),
    )
  },
}
