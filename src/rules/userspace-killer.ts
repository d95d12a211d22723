import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'

export const userspaceKiller: Rule = {
  id: 'userspace-killer',
  title: 'A daemon killed before the kernel had to',
  explains:
    'systemd-oomd, earlyoom, nohang, lmkd and the like watch memory or pressure and kill by a policy of their own, while the kernel still had memory to give.',
  grounds: "The daemon's own log line.",
  check(incidentCase) {
    const { incident } = incidentCase
    if (incident.kind !== 'userspace') return null
    const killer = incident.killer === 'unknown' ? 'A daemon' : incident.killer
    return verdict(
      'userspace-killer',
      'certain',
      `${killer} killed by its own policy; the kernel's OOM killer had no part in it.`,
      cited(incidentCase),
      advise(
        `Read the policy that fired in the cited line, and compare its threshold with the memory and pressure before.`,
        incident.scope.cgroup ?? nodeObject(incidentCase),
        "The threshold decides when it kills, and who: neither is the kernel's choice.",
        'Reading the kernel log for this kill: it is not there.',
      ),
    )
  },
}
