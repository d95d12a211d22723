import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'

export const manual: Rule = {
  id: 'manual',
  title: 'Someone asked the kernel for an OOM kill',
  explains:
    'SysRq-F (a key, or a write of f to /proc/sysrq-trigger) starts the OOM killer by hand. Memory need not be short.',
  grounds: "The kernel's own words: `sysrq: Manual OOM execution`, or order=-1 in the header.",
  criteria: { certain: 'The kernel says so itself.' },
  remedy: 'Ask who or what writes to `/proc/sysrq-trigger`. No limit needs to change.',
  check(incidentCase) {
    if (incidentCase.incident.kind !== 'sysrq') return null
    return verdict(
      'manual',
      'certain',
      'The kill was asked for by SysRq-F. The report does not show a shortage of memory by itself.',
      cited(incidentCase, incidentCase.report?.evidence[0]),
      advise(
        'Ask who or what writes to /proc/sysrq-trigger (a watchdog, a script, a console key).',
        nodeObject(incidentCase),
        'The kernel did what it was told.',
        'Limits or more memory: no limit was reached.',
      ),
    )
  },
}
