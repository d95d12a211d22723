import { bytesOf } from '../model/account-parts.ts'
import { formatBytes, formatKiB } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import { cited } from './evidence.ts'
import { percent, shareOf } from './parts.ts'
import { type Rule, verdict } from './rule.ts'
import { isOnNode } from './scope.ts'
import { nodeObject, notTheVictim } from './subject.ts'
import { HUGEPAGES_SHARE, MAJORITY_SHARE } from './thresholds.ts'

function idleKiB({ report }: IncidentCase): number {
  return (report?.memInfo?.hugepages ?? []).reduce((sum, pool) => sum + pool.free * pool.sizeKiB, 0)
}

export const hugepagesReserved: Rule = {
  id: 'hugepages-reserved',
  title: "A pool of hugepages takes the node's memory",
  explains:
    'Hugepages are taken out of ordinary memory when the pool is made, used or not. Nothing else can have them, and no process shows them in its rss.',
  grounds: `The node ran out, and the hugepage pools are at least ${percent(HUGEPAGES_SHARE)} of RAM.`,
  criteria: {
    certain: `${percent(MAJORITY_SHARE)} of the pool or more lay unused, or the pool is ${percent(MAJORITY_SHARE)} of RAM or more.`,
    likely: 'Most of the pool was in use, and it is less than that.',
  },
  remedy: 'Make the pool as small as its users need.',
  check(incidentCase) {
    const { memory } = incidentCase.incident
    if (!isOnNode(incidentCase) || memory?.of !== 'node') return null
    const bytes = bytesOf(memory, 'hugepages')
    const share = shareOf(memory, 'hugepages')
    if (share < HUGEPAGES_SHARE) return null
    const idle = idleKiB(incidentCase)
    const isIdle = idle * 1024 >= bytes * MAJORITY_SHARE
    return verdict(
      'hugepages-reserved',
      isIdle || share >= MAJORITY_SHARE ? 'certain' : 'likely',
      `The hugepage pools hold ${formatBytes(bytes)} (${percent(share)} of RAM)${idle > 0 ? `, of which ${formatKiB(idle)} lay unused` : ''}.`,
      cited(incidentCase, incidentCase.report?.memInfo?.span),
      {
        do: 'Make the pool as small as its users need (vm.nr_hugepages, or hugepages= on the kernel command line).',
        object: nodeObject(incidentCase),
        from: formatBytes(bytes),
        to: isIdle ? `not above the ${formatBytes(bytes - idle * 1024)} that were in use, if their users agree` : null,
        why: 'What is in the pool is lost to everything else on the node.',
        willNotHelp: notTheVictim(incidentCase),
      },
    )
  },
}
