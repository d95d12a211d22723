import { cited, killSpan } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { containerObject } from './subject.ts'

export const oomGroup: Rule = {
  id: 'oom-group',
  title: 'The kernel killed the whole cgroup together',
  explains:
    'With memory.oom.group set, the kernel kills every process of the cgroup and not only the one it chose. Kubernetes sets it on cgroup v2 since 1.28, unless the kubelet has singleProcessOOMKill.',
  grounds: 'The line "Tasks in … are going to be killed due to memory.oom.group set", and more than one victim.',
  criteria: { certain: 'The kernel says so itself.' },
  remedy: 'Look at the process that was chosen first; the others died for being in its cgroup.',
  isManner: true,
  check(incidentCase) {
    const { incident, report } = incidentCase
    const [first] = incident.victims
    const others = incident.victims.length - 1
    if (report?.oomGroup == null || others < 1) return null
    return verdict(
      'oom-group',
      'certain',
      `memory.oom.group is set for ${report.oomGroup}: the kernel chose ${first?.comm ?? 'one process'} and killed ${others} more of the cgroup with it.`,
      cited(incidentCase, killSpan(incidentCase)),
      advise(
        'Look at the process that was chosen first; the others died for being in its cgroup.',
        containerObject(incidentCase),
        'The size of a group member says nothing about why it died.',
      ),
    )
  },
}
