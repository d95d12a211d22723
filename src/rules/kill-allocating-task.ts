import { cited, killSpan } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'

export const killAllocatingTask: Rule = {
  id: 'kill-allocating-task',
  title: 'The kernel killed whoever asked for memory',
  explains:
    'With vm.oom_kill_allocating_task=1 the kernel does not choose: the task that happens to ask when memory is gone dies, however small it is.',
  grounds: 'A kill line that begins with "Out of memory (oom_kill_allocating_task)".',
  criteria: { certain: 'The kernel says so itself.' },
  remedy: 'Set `vm.oom_kill_allocating_task=0`, the default.',
  isManner: true,
  check(incidentCase) {
    if (incidentCase.report?.killPrefix !== 'allocating-task') return null
    return verdict(
      'kill-allocating-task',
      'certain',
      'The kernel is set to kill the task that asks (vm.oom_kill_allocating_task), so that neither size nor oom_score_adj chose this victim.',
      cited(incidentCase, killSpan(incidentCase)),
      advise(
        'Set vm.oom_kill_allocating_task=0, the default, unless somebody needs it.',
        nodeObject(incidentCase),
        'The default kills by size and oom_score_adj, so that QoS classes count again.',
      ),
    )
  },
}
