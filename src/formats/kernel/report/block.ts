import type { Block } from '../../../model/reader.ts'
import { INVOKED } from './header.ts'
import { SUMMARY } from './kill.ts'
import { opens } from './opening.ts'
import { openReports } from './overlapping.ts'
import { mayBeKernel } from './single.ts'
import { TABLE_HEADING } from './tasks.ts'

/** The whole report of the kernel's OOM killer (mm/oom_kill.c), from `invoked oom-killer` to the last kill. */
export const oomReport: Block = {
  id: 'oom-report',
  cues: [
    INVOKED,
    // What a broken line leaves of the ones above and below.
    'oom-killer: gfp_mask=',
    'ut of memory: Kill',
    SUMMARY,
    'Killed process ',
    'Kill process ',
    'OOM victim ',
    TABLE_HEADING,
    'total_vm',
    'memory: usage ',
    'Memory cgroup stats for ',
    'Task in /',
    'killed as a result of limit of ',
    'Memory limit reached of cgroup ',
    ' are going to be killed',
    'Out of memory and no killable processes',
    'Kernel panic - not syncing',
  ],
  open(body, context) {
    if (!mayBeKernel(body) || !opens(body, context.first)) return null
    return openReports(body, context.boot, context.first)
  },
}
