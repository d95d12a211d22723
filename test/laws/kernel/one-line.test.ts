import { ERAS } from './eras.ts'
import { hold } from './line-law.ts'
import { groupLaw, limitReachedLaw, statsHeadLaw, statsLineLaw, taskInLaw, usageLaw } from './lines/cgroup.ts'
import { blocksLaw, counterLaws, reserveLaw, statLaw, tailLaw } from './lines/counters.ts'
import { cpuLaw } from './lines/cpu.ts'
import { headerLaw } from './lines/header.ts'
import { chosenLaw, exitingLaw, killedLaw, sharingLaw } from './lines/kill.ts'
import { noticeLaws } from './lines/notice.ts'
import { summaryLaw } from './lines/summary.ts'

/** The first era of each form. */
const forms = (formOf: (era: (typeof ERAS)[number]) => string) => [
  ...new Map([...ERAS].reverse().map(era => [formOf(era), era])).values(),
]

for (const era of forms(each => each.header)) hold(headerLaw(era))
for (const era of forms(each => `${each.sizes} ${each.uid} ${each.chosen === 'none'}`)) hold(killedLaw(era))
for (const era of forms(each => each.chosen).filter(each => each.chosen !== 'none')) hold(chosenLaw(era))
hold(sharingLaw)
hold(exitingLaw)
for (const of of ['memory', 'memory+swap', 'kmem', 'swap']) hold(usageLaw(of))
hold(statsLineLaw('3.10'))
hold(statsLineLaw('4.12'))
hold(statsHeadLaw)
hold(taskInLaw)
hold(limitReachedLaw)
hold(groupLaw)
hold(summaryLaw)
for (const era of forms(each => each.cpu)) hold(cpuLaw(era))
for (const law of [...counterLaws, statLaw, blocksLaw, reserveLaw, tailLaw]) hold(law)
for (const law of noticeLaws) hold(law)
