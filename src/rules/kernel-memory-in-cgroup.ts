import { bytesOf, KERNEL_PARTS } from '../model/account-parts.ts'
import { formatBytes } from '../model/bytes.ts'
import { cited, memcgSpans } from './evidence.ts'
import { largestOf, percent, shareOf } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { isInCgroup } from './scope.ts'
import { boundaryObject } from './subject.ts'
import { CGROUP_PART_SHARE, MAJORITY_SHARE } from './thresholds.ts'

const ADVICE: Readonly<Record<string, string>> = {
  sockets: 'Look at connections whose peer does not read, and at socket buffer sizes.',
  'kernel stacks': 'Count threads and processes: each one has a kernel stack.',
  'page tables': 'Look for very many mappings or processes that map the same large area; huge pages need fewer tables.',
  'slab reclaimable':
    'Look for very many files or directories being opened or created: dentries and inodes are kept here.',
  'slab unreclaimable':
    'Look for very many open files, sockets, pipes or mappings (slabtop on the node shows the caches).',
}

export const kernelMemoryInCgroup: Rule = {
  id: 'kernel-memory-in-cgroup',
  title: 'Kernel memory fills the cgroup',
  explains:
    'Slab, socket buffers, kernel stacks and page tables that the kernel keeps on behalf of the container count against its limit, though no process shows them in its rss.',
  grounds: `A memcg kill where the kernel's own parts are together at least ${percent(CGROUP_PART_SHARE)} of the usage.`,
  criteria: { certain: `They are ${percent(MAJORITY_SHARE)} of the usage or more.`, likely: 'They are less.' },
  remedy:
    'Look at what the largest part stands for: connections, threads, mappings, files. A heap profile does not help.',
  check(incidentCase) {
    const { memory } = incidentCase.incident
    if (!isInCgroup(incidentCase) || !memory) return null
    const share = shareOf(memory, ...KERNEL_PARTS)
    const largest = largestOf(memory, KERNEL_PARTS)
    if (share < CGROUP_PART_SHARE || !largest) return null
    const bytes = bytesOf(memory, ...KERNEL_PARTS)
    return verdict(
      'kernel-memory-in-cgroup',
      share >= MAJORITY_SHARE ? 'certain' : 'likely',
      `Kernel memory holds ${formatBytes(bytes)} of the usage (${percent(share)}); the largest part is ${largest.name} with ${formatBytes(largest.bytes)}.`,
      cited(incidentCase, ...memcgSpans(incidentCase)),
      advise(
        ADVICE[largest.name] ?? 'Compare memory.stat of the cgroup over time to see which kernel part grows.',
        boundaryObject(incidentCase),
        "The kernel charges what it keeps for a container to the container's limit.",
        'A heap profile: this memory is in no heap.',
      ),
    )
  },
}
