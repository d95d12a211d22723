import type { Allocation } from '../model/allocation.ts'
import { hasCmaBlocks } from './cma-only.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'

/** Memory was there, in pieces: a zone had some to spare, and none had a block that would have done. */
const isBroken = (allocation: Allocation): boolean =>
  allocation.zones.some(zone => zone.verdict === 'fragmented' && !hasCmaBlocks(zone, allocation)) &&
  allocation.zones.every(zone => zone.verdict !== 'could-serve' && zone.verdict !== 'unknown')

export const fragmentation: Rule = {
  id: 'fragmentation',
  title: 'Memory was free, but not in one piece',
  explains:
    'The kernel asked for several pages in a row. There was free memory above the watermark, but cut into smaller blocks, or into blocks of a kind that the request may not take.',
  grounds:
    'A node kill for a request of order 1 or more, where a zone that the request may use has free memory above its watermark and reserve, and none of them has a free block of that order and of a kind that it may take (CMA areas are for movable pages, some blocks for atomic requests). Quiet where a free list is missing, and where the blocks of that size are of CMA areas, which `cma-only` tells.',
  criteria: { likely: 'Always: the report shows the free lists a moment after the request failed.' },
  remedy:
    'Raise `vm.min_free_kbytes`, and see in the call trace who asks for such blocks. Adding memory does not help.',
  check(incidentCase) {
    const { allocation, kind } = incidentCase.incident
    if (kind !== 'global' || !allocation?.why || !isBroken(allocation)) return null
    return verdict(
      'fragmentation',
      'likely',
      allocation.why,
      cited(incidentCase, incidentCase.report?.evidence[0], incidentCase.report?.memInfo?.span),
      advise(
        'Raise vm.min_free_kbytes so that compaction starts earlier, and see which part of the kernel asks for such blocks (the call trace).',
        nodeObject(incidentCase),
        'Free memory does not help as long as it lies in small pieces.',
        'Adding memory or limits: memory was free.',
      ),
    )
  },
}
