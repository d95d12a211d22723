import type { Term } from './term.ts'

/** Zones, nodes and free lists. */
export const zoneTerms: readonly Term[] = [
  {
    name: 'NUMA node',
    title: 'memory that is near to some processors',
    aliases: ['numa'],
    text: 'A part of RAM that some processors reach faster than others, often those of one socket. A task normally uses its own node first and then the others; a cpuset or a memory policy may forbid the others. `Node 0` in a report is a NUMA node, not a machine of Kubernetes.',
    sources: ['man 7 numa', 'Documentation/admin-guide/mm/concepts.rst'],
  },
  {
    name: 'memory policy',
    title: 'which NUMA nodes a task wants its memory from',
    aliases: ['mempolicy', 'numactl', 'nodemask'],
    text: 'Set by `set_mempolicy`, `mbind` or `numactl`. Bound memory comes from the given nodes only, so that they can run out while others are free; `preferred` falls back to others.',
    sources: ['Documentation/admin-guide/mm/numa_memory_policy.rst', 'man 8 numactl'],
  },
  {
    name: 'zone',
    title: 'a range of memory by who can reach it',
    aliases: ['zones', 'DMA', 'DMA32', 'Normal', 'ZONE_NORMAL', 'HighMem', 'Movable'],
    text: 'Parts of a NUMA node: on x86-64 `DMA` is the first 16 MiB, `DMA32` reaches to 4 GiB, `Normal` is the rest. 32-bit kernels have `HighMem`, which they cannot map permanently; `Movable` holds only what can be moved. A request may use its zone and lower ones.',
    sources: ['Documentation/admin-guide/mm/concepts.rst', 'include/linux/mmzone.h'],
  },
  {
    name: 'watermark',
    title: 'how much of a zone has to stay free',
    aliases: ['watermarks', 'kswapd', 'watermark_scale_factor', 'min', 'low', 'high', 'boost'],
    text: 'Each zone prints `min`, `low` and `high`. Below `low` the kernel wakes kswapd, which reclaims until `high`; an ordinary request that would leave less than `min` must reclaim itself, and at last calls the OOM killer. They follow from `vm.min_free_kbytes` and `vm.watermark_scale_factor`.',
    sources: ['Documentation/admin-guide/sysctl/vm.rst', 'mm/page_alloc.c (__zone_watermark_ok)'],
  },
  {
    name: 'managed',
    title: 'what of a zone the kernel hands out',
    aliases: ['present', 'spanned'],
    text: '`present` is the RAM in a zone, `managed` what is left of it after the kernel, its page structs and reserved memory have taken theirs. RAM that the report speaks of is `managed`. It is some per cent less than what the machine has.',
    sources: ['include/linux/mmzone.h', 'mm/show_mem.c'],
  },
  {
    name: 'CMA',
    title: 'memory kept for devices, lent to what can be moved',
    aliases: ['free_cma', 'contiguous memory allocator'],
    text: 'Free pages in it serve only requests for movable memory. A request of the kernel for itself fails while `free_cma` is large. `free` of a zone counts it.',
    sources: ['mm/cma.c', 'mm/page_alloc.c (__zone_watermark_ok)'],
  },
  {
    name: 'min_free_kbytes',
    title: 'the reserve that watermarks are made from',
    aliases: ['vm.min_free_kbytes'],
    text: '`vm.min_free_kbytes` is what the kernel keeps free for requests that may not wait. It is divided among the zones as their `min` watermarks. More of it makes reclaim and compaction begin earlier; far too much of it makes the machine run out by itself.',
    sources: ['Documentation/admin-guide/sysctl/vm.rst'],
  },
  {
    name: 'lowmem_reserve',
    title: 'what a zone keeps from requests that could go elsewhere',
    aliases: ['lowmem_reserve_ratio', 'protection'],
    text: 'Pages of a low zone that requests for higher zones may not take, so that devices which need low memory find some. The list in the report has one number for each zone that a request may come from. Memory can so be free in `DMA` and still out of reach.',
    sources: ['Documentation/admin-guide/sysctl/vm.rst (lowmem_reserve_ratio)'],
  },
  {
    name: 'fragmentation',
    title: 'free memory in pieces that are too small',
    aliases: ['compaction', 'buddyinfo', 'buddy', 'free blocks'],
    text: 'Free pages lie scattered, so that no block of the wanted order exists. The lines `Node 0 Normal: 12*4kB 3*8kB …` count free blocks by size. Compaction moves pages together, where they can be moved.',
    sources: [
      'Documentation/admin-guide/mm/concepts.rst',
      'Documentation/admin-guide/sysctl/vm.rst (extfrag_threshold)',
    ],
  },
]
