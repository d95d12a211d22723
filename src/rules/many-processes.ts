import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import { crowdOf } from './culprit.ts'
import { cited } from './evidence.ts'
import { percent } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { isInCgroup, isOnNode } from './scope.ts'
import { boundaryObject, nodeObject } from './subject.ts'
import { CROWD_LARGEST_SHARE, CROWD_TASKS, MAJORITY_SHARE } from './thresholds.ts'

interface Crowd {
  readonly comm: string
  readonly tasks: number
  readonly share: number
  readonly largestShare: number
}

/** The crowd among the ranked tasks that holds most, as shares of the pages that the kernel counted with. */
function rankedCrowd({ incident }: IncidentCase): Crowd | null {
  const { ranking = [], totalPages = null } = incident.selection ?? {}
  if (!totalPages) return null
  const crowds = new Map<string, Crowd>()
  for (const { comm, rssPages, swapPages } of ranking) {
    const share = ((rssPages ?? 0) + (swapPages ?? 0)) / totalPages
    const { tasks = 0, share: sum = 0, largestShare = 0 } = crowds.get(comm) ?? {}
    crowds.set(comm, { comm, tasks: tasks + 1, share: sum + share, largestShare: Math.max(largestShare, share) })
  }
  return [...crowds.values()].toSorted((a, b) => b.share - a.share)[0] ?? null
}

/** What the crowd is and holds, as a clause; null without one. */
function crowdClause(incidentCase: IncidentCase): string | null {
  const { culprit } = incidentCase.incident
  if (culprit && crowdOf(culprit) >= CROWD_TASKS) {
    return `${culprit.name} hold ${culprit.bytes === null ? 'it' : `at most ${formatBytes(culprit.bytes)}`} together`
  }
  const crowd = rankedCrowd(incidentCase)
  if (!crowd || crowd.tasks < CROWD_TASKS || crowd.share < MAJORITY_SHARE) return null
  if (crowd.largestShare >= CROWD_LARGEST_SHARE) return null
  return `at least ${crowd.tasks} processes named ${crowd.comm} hold about ${percent(crowd.share)} together`
}

export const manyProcesses: Rule = {
  id: 'many-processes',
  title: 'Many processes of one name are too much together',
  explains:
    'No single process is large; the number of them is. Usual reasons are a worker count taken from the number of CPUs, jobs that never end, or a fork storm.',
  grounds: `At least ${CROWD_TASKS} processes of one name are the largest holder together; or, by the ranking, they hold at least ${percent(MAJORITY_SHARE)} and none of them ${percent(CROWD_LARGEST_SHARE)}.`,
  criteria: { likely: 'Always: shared pages are counted for each of them, so that the sum is an upper bound.' },
  remedy: 'Set the number of workers by memory instead of CPUs, or cap how many may run.',
  check(incidentCase) {
    if (!isInCgroup(incidentCase) && !isOnNode(incidentCase)) return null
    const clause = crowdClause(incidentCase)
    if (clause === null) return null
    return verdict(
      'many-processes',
      'likely',
      `No single process is large, but ${clause}.`,
      cited(incidentCase, incidentCase.report?.tasks?.span),
      advise(
        'Set the number of workers by memory, not by CPUs, or limit how many may run (pids limit, queue).',
        isOnNode(incidentCase) ? nodeObject(incidentCase) : boundaryObject(incidentCase),
        'The sum grows with the number of processes, each of which looks harmless.',
        'A heap limit per process that each of them is far below already.',
      ),
    )
  },
}
