import type { IncidentCase } from '../model/case.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'

/** Before this no program of the machine has run: what fills the memory is the kernel, its initramfs and drivers. */
const BOOTING_SECONDS = 20

/** No program is there yet: the idle task, or the first process, asks within seconds of the boot. */
const isBooting = ({ incident: { at, trigger } }: IncidentCase): boolean =>
  at.bootSeconds !== null && at.bootSeconds < BOOTING_SECONDS && /^swapper\/\d+$|^kworker\//.test(trigger?.comm ?? '')

const OF_BOOT = {
  why: 'The kernel ran out of memory while it was booting, before any program could be killed, and panicked.',
  advice: advise(
    'Give that kernel more memory: RAM or mem= of the machine, crashkernel= where it is the one that kdump starts, or a smaller initramfs.',
    'the kernel that was booting',
    'Nothing but the kernel, its initramfs and its drivers is there so early.',
    'Looking for a process that grew, or for its oom_score_adj: none has run.',
  ),
}

export const panic: Rule = {
  id: 'panic',
  title: 'The kernel panicked instead of killing',
  explains:
    'With vm.panic_on_oom, or with no process left that may be killed, the kernel stops the whole machine. Everything on the node ended with it. In the first seconds of a boot there is no process yet: then the memory was too small for the kernel itself.',
  grounds: 'The `Kernel panic` line that ends the report.',
  criteria: { certain: 'The kernel says so itself.' },
  remedy:
    'Decide whether the node should panic (`vm.panic_on_oom=0` kills one process instead), and who may be exempt from kills. The other causes say what filled the memory.',
  check(incidentCase) {
    const { incident, report } = incidentCase
    if (!incident.panic) return null
    if (isBooting(incidentCase)) return verdict('panic', 'certain', OF_BOOT.why, cited(incidentCase), OF_BOOT.advice)
    const nothingLeft = report?.noKillable === true || /no killable|deadlocked/.test(report?.panic ?? '')
    return verdict(
      'panic',
      'certain',
      nothingLeft
        ? 'The kernel found no process that it may kill, and panicked. Every process in reach is exempt (oom_score_adj -1000) or gone.'
        : 'The kernel is set to panic when memory runs out (vm.panic_on_oom), so nothing was killed and the whole node went down.',
      cited(incidentCase),
      advise(
        nothingLeft
          ? 'Find who sets oom_score_adj -1000 on large processes, and keep it for the few that must survive.'
          : 'Decide whether the node should panic: vm.panic_on_oom=0 lets the kernel kill one process instead.',
        nodeObject(incidentCase),
        'A panic turns one shortage into an outage of the node.',
        'Looking for OOMKilled containers: none was killed before the node went down.',
      ),
    )
  },
}
