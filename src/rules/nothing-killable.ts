import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { isInCgroup } from './scope.ts'
import { cgroupObject } from './subject.ts'

export const nothingKillable: Rule = {
  id: 'nothing-killable',
  title: 'The limit was reached and nothing in the cgroup may be killed',
  explains:
    'Every process of the cgroup is exempt (oom_score_adj -1000), is ending already, or is gone. The kernel kills nobody, the allocation fails or is tried again, and the report repeats.',
  grounds:
    'A memcg report that ends in "Out of memory and no killable processes...", without a victim and without a panic.',
  criteria: { certain: 'The kernel says so itself.' },
  remedy: 'Take the exemption away from processes that have a memory limit, or take the limit away.',
  check(incidentCase) {
    const { incident, report } = incidentCase
    if (report?.noKillable !== true || incident.panic || incident.victims.length > 0 || !isInCgroup(incidentCase))
      return null
    const exempt = incident.trigger?.oomScoreAdj === -1000
    return verdict(
      'nothing-killable',
      'certain',
      `The kernel found no process that it may kill in the cgroup${exempt ? `; ${incident.trigger?.comm}, which asked, has oom_score_adj -1000` : ''}. Nobody died, and the shortage goes on.`,
      cited(incidentCase, report.span),
      advise(
        'Take oom_score_adj -1000 (OOMScoreAdjust= of a unit) away from processes that have a memory limit, or take the limit away.',
        cgroupObject(incidentCase),
        'A limit that nothing may be killed for leaves its processes failing or stuck.',
        'Looking for a killed process: there is none.',
      ),
    )
  },
}
