/** Half of a total outweighs everything else together. */
export const MAJORITY_SHARE = 0.5

/** A quarter of a cgroup's usage: below it, taking the whole part away would seldom have saved the process. */
export const CGROUP_PART_SHARE = 0.25

/** Page cache is dropped under pressure, so that only a large share left at the kill is worth a word. */
export const PAGE_CACHE_SHARE = 0.4

/** Of the page cache: dirty, under writeback or locked. Reclaim has to wait for this much, or cannot have it. */
export const PINNED_CACHE_SHARE = 0.25

/** Slab or unaccounted memory of a node: 2.5 to 4 % unaccounted is normal, and so are some per cent of slab. */
export const KERNEL_LEAK_SHARE = 0.2

/** Shared memory of a node; databases and logs in tmpfs rarely hold as much. */
export const NODE_SHMEM_SHARE = 0.25

/** Hugepages of a node: whoever reserves less has left the rest of the machine enough. */
export const HUGEPAGES_SHARE = 0.2

/** Swap counts as used up from here: the kernel always keeps some slots in its per-CPU caches. */
export const SWAP_USED_SHARE = 0.95

/** As many processes of one name are a crowd. */
export const CROWD_TASKS = 5

/** In a crowd no single process may hold this much, else it is the one to look at. */
export const CROWD_LARGEST_SHARE = 0.25

/** A pod this many times above its memory request takes what the scheduler had promised to others. */
export const OVER_REQUEST_FACTOR = 2

/** A zone is far from empty with this many times its high watermark free. */
export const AMPLE_ZONE_FACTOR = 2

/** Of the zones' memory: the kernel's own min watermarks are far below, also on machines of half a gigabyte. */
export const WATERMARK_SHARE = 0.2

/** Of a machine's memory: free in zones that the report leaves out, a multiple of any high watermark of theirs. */
export const FREE_ELSEWHERE_SHARE = 0.1

/** From the decision to kill to the SIGKILL lies the grace period: 30 s by default, rarely more than this. */
export const GRACE_WINDOW_SECONDS = 900

/** Kubernetes times are whole seconds, and the events' clock is another machine's than the node's. */
export const CLOCK_SLACK_SECONDS = 5
