import { bytesOf, SLAB_PARTS } from '../model/account-parts.ts'
import { formatBytes, formatKiB } from '../model/bytes.ts'
import type { IncidentCase, Verdict } from '../model/case.ts'
import type { MemoryAccount } from '../model/report.ts'
import { cited } from './evidence.ts'
import { percent, shareOf } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { isOnNode, ofWhat } from './scope.ts'
import { nodeObject, notTheVictim } from './subject.ts'
import { KERNEL_LEAK_SHARE, MAJORITY_SHARE } from './thresholds.ts'

/** As many caches are named: the leaking one is nearly always the first. */
const NAMED_CACHES = 3

function caches({ report }: IncidentCase): string {
  const slabs = report?.memInfo?.slabs ?? []
  const largest = slabs.toSorted((a, b) => b.totalKiB - a.totalKiB).slice(0, NAMED_CACHES)
  const names = largest.map(({ name, totalKiB }) => `${name} ${formatKiB(totalKiB)}`)
  return names.length === 0 ? '' : ` The largest caches: ${names.join(', ')}.`
}

function ofSlab(incidentCase: IncidentCase, memory: MemoryAccount): Verdict | null {
  const share = shareOf(memory, ...SLAB_PARTS)
  if (share < KERNEL_LEAK_SHARE) return null
  const largest = bytesOf(memory, ...SLAB_PARTS) >= bytesOf(memory, 'anonymous', 'anonymous and file cache')
  return verdict(
    'kernel-leak',
    share >= MAJORITY_SHARE || largest ? 'certain' : 'likely',
    `Kernel slab that cannot be reclaimed holds ${formatBytes(bytesOf(memory, ...SLAB_PARTS))} (${percent(share)} ${ofWhat(incidentCase)}).${caches(incidentCase)}`,
    cited(incidentCase, incidentCase.report?.memInfo?.span),
    advise(
      'Watch the largest cache (slabtop, /proc/slabinfo) and find what makes the kernel fill it: a module, a file system, many sockets or message queues; check known bugs of this kernel.',
      nodeObject(incidentCase),
      'Killing processes frees this memory only if it hangs on something that they hold.',
      notTheVictim(incidentCase),
    ),
  )
}

function ofUnaccounted(incidentCase: IncidentCase, memory: MemoryAccount): Verdict | null {
  const share = memory.totalBytes > 0 ? memory.unaccountedBytes / memory.totalBytes : 0
  if (memory.of !== 'node' || share < KERNEL_LEAK_SHARE) return null
  const { swap } = incidentCase.incident
  const swapped = (swap?.totalBytes ?? 0) > (swap?.freeBytes ?? swap?.totalBytes ?? 0)
  const zram = swapped
    ? ' Swap is in use: if it is zram, or zswap stands before it, what they keep compressed is part of this.'
    : ''
  return verdict(
    'kernel-leak',
    swapped ? 'possible' : 'likely',
    `${formatBytes(memory.unaccountedBytes)} of RAM (${percent(share)}) is in no counter that the kernel prints: drivers, GPU, a balloon or ZFS take memory that way.${zram}`,
    cited(incidentCase, incidentCase.report?.memInfo?.span),
    advise(
      "Look for what takes pages outside the counters: GPU and network drivers, a virtual machine's balloon, the ZFS ARC (arc_summary), /proc/vmallocinfo.",
      nodeObject(incidentCase),
      'No process and no cache of the report holds it.',
      notTheVictim(incidentCase),
    ),
  )
}

export const kernelLeak: Rule = {
  id: 'kernel-leak',
  title: 'The kernel or a driver holds the memory',
  explains:
    'Memory that no process holds: unreclaimable slab caches, or pages that drivers take and no counter shows. Killing processes does not bring it back.',
  grounds: `The node ran out, and unreclaimable slab, or memory in no counter, is at least ${percent(KERNEL_LEAK_SHARE)} of it.`,
  criteria: {
    certain: `Slab is ${percent(MAJORITY_SHARE)} or more, or at least as much as processes hold.`,
    likely: 'Slab is less than that; or the memory is in no counter, and no swap is in use.',
    possible: 'The memory is in no counter, and swap is in use: zram and zswap keep their pages there.',
  },
  remedy:
    "Watch the largest slab cache and find what fills it; for unaccounted memory look at drivers, GPU, balloon and ZFS. Raising the victim's limit does not help.",
  check(incidentCase) {
    const { memory } = incidentCase.incident
    if (!isOnNode(incidentCase) || !memory) return null
    return ofSlab(incidentCase, memory) ?? ofUnaccounted(incidentCase, memory)
  },
}
