import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import { cited } from './evidence.ts'
import { percent } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { isInCgroup, isOnNode } from './scope.ts'
import { boundaryObject, nodeObject } from './subject.ts'
import { SWAP_USED_SHARE } from './thresholds.ts'

interface UsedSwap {
  readonly usedBytes: number
  readonly allBytes: number
}

/** The node's swap for a node that ran out, the cgroup's own allowance for a cgroup. Swap of size 0 is none. */
function swapOf(incidentCase: IncidentCase): UsedSwap | null {
  const { swap, kind } = incidentCase.incident
  if (!swap) return null
  if (isInCgroup(incidentCase)) {
    return swap.limitBytes && swap.usageBytes !== null
      ? { usedBytes: swap.usageBytes, allBytes: swap.limitBytes }
      : null
  }
  if (kind !== 'global' || !swap.totalBytes || swap.freeBytes === null) return null
  return { usedBytes: swap.totalBytes - swap.freeBytes, allBytes: swap.totalBytes }
}

export const swapExhausted: Rule = {
  id: 'swap-exhausted',
  title: 'Swap is used up',
  explains:
    'There was swap, and it is full: memory had been short for some time before the kill, and what was pushed out had nowhere left to go. It says that memory was short, not who used it up.',
  grounds: `At least ${percent(SWAP_USED_SHARE)} of the swap in reach is used: of the node, or what the cgroup may use. A node without swap, which prints 0 kB free of 0 kB, is quiet.`,
  criteria: { likely: 'Always: full swap says that memory was short, not why.' },
  remedy: 'See who holds the swap, and watch pressure before it fills. More swap alone only makes the squeeze longer.',
  check(incidentCase) {
    if (!isInCgroup(incidentCase) && !isOnNode(incidentCase)) return null
    const swap = swapOf(incidentCase)
    if (!swap || swap.usedBytes < swap.allBytes * SWAP_USED_SHARE) return null
    const { report } = incidentCase
    return verdict(
      'swap-exhausted',
      'likely',
      `${formatBytes(swap.usedBytes)} of ${formatBytes(swap.allBytes)} swap is used, so that nothing more could be pushed out.`,
      cited(incidentCase, report?.memcg?.swap?.span ?? report?.memcg?.memoryPlusSwap?.span, report?.memInfo?.span),
      advise(
        'Look at who holds the swap (VmSwap in /proc/PID/status) and watch memory pressure before it fills up.',
        isInCgroup(incidentCase) ? boundaryObject(incidentCase) : nodeObject(incidentCase),
        'Full swap comes at the end of a long squeeze, which pressure figures show early.',
        'More swap alone: it makes the squeeze longer and the machine slower before the same end.',
      ),
    )
  },
}
