import type { Term } from './term.ts'

/** Words in the kernel's report. */
export const reportTerms: readonly Term[] = [
  {
    name: 'constraint',
    title: 'whose memory had run out',
    aliases: ['CONSTRAINT_NONE', 'CONSTRAINT_MEMCG', 'CONSTRAINT_CPUSET', 'CONSTRAINT_MEMORY_POLICY', 'global_oom'],
    text: 'The word in the `oom-kill:` line: `CONSTRAINT_NONE` is the machine, `CONSTRAINT_MEMCG` a memory cgroup, `CONSTRAINT_CPUSET` the NUMA nodes of a cpuset, `CONSTRAINT_MEMORY_POLICY` those of a memory policy. With the latter two, memory on other nodes may have been free.',
    sources: ['mm/oom_kill.c (constrained_alloc)'],
  },
  {
    name: 'oom_memcg',
    title: 'the cgroup whose limit was hit',
    aliases: [],
    text: 'The path after `oom_memcg=` in the `oom-kill:` line: the boundary that was reached. It may be far above the cgroup of the victim, such as the pod or all pods. Printed since Linux 5.0.',
    sources: ['mm/memcontrol.c (mem_cgroup_print_oom_context)'],
  },
  {
    name: 'task_memcg',
    title: 'the cgroup that the victim lived in',
    aliases: [],
    text: "The path after `task_memcg=` in the `oom-kill:` line. In Kubernetes it holds the UID of the pod and the ID of the container, which name the victim for certain. Where `oom_memcg` is a cgroup above that container, it was not the container's own limit that was hit.",
    sources: ['mm/memcontrol.c (mem_cgroup_print_oom_context)'],
  },
  {
    name: 'gfp_mask',
    title: 'what kind of memory was asked for',
    aliases: ['gfp', 'gfp_flags'],
    text: 'Flags of the failed request, as a number and by name. They say which zones may serve it and what the kernel may do to get it: `GFP_KERNEL` is for the kernel itself, `GFP_HIGHUSER_MOVABLE` for pages of processes. Most bits of the number differ between kernels, so read the names.',
    sources: ['include/linux/gfp_types.h'],
  },
  {
    name: 'order',
    title: 'how many pages in a row were asked for',
    aliases: [],
    text: 'The request was for 2 to the power of `order` pages that lie next to each other: 0 is one page, 3 is eight. Requests above order 3 do not call the OOM killer. -1 stands for a kill by SysRq.',
    sources: ['mm/page_alloc.c (PAGE_ALLOC_COSTLY_ORDER)'],
  },
  {
    name: 'failcnt',
    title: 'how often a limit was hit',
    aliases: ['memory.failcnt'],
    text: 'A counter of charges to a cgroup that its limit stopped, printed after usage and limit in the report. Most of them were met by reclaim, so that a high number tells of pressure, not of kills. `memory.failcnt` is the file of cgroup v1.',
    sources: ['Documentation/admin-guide/cgroup-v1/memory.rst', 'mm/page_counter.c'],
  },
  {
    name: 'anon-rss',
    title: 'memory of a process by what is in it',
    aliases: ['rss_anon', 'file-rss', 'rss_file', 'shmem-rss', 'rss_shmem', 'total-vm'],
    text: 'The kill line gives what the victim had in RAM: `anon-rss` is heap and stacks, `file-rss` pages of mapped files, `shmem-rss` shared memory and mapped tmpfs. `kB` means 1024 bytes. Only anonymous memory is surely free when the process is gone.',
    sources: ['mm/oom_kill.c (__oom_kill_process)', 'man 5 proc_pid_status'],
  },
  {
    name: 'task table',
    title: 'the list of processes in a report',
    aliases: ['tasks state', 'oom_dump_tasks', 'swapents', 'pgtables_bytes'],
    text: '`Tasks state` lists every process that could have been killed: `total_vm` and `rss` in pages, `pgtables_bytes` in bytes, `swapents` in swap slots. For a cgroup it holds the processes of that cgroup only. `vm.oom_dump_tasks=0` leaves it out.',
    sources: ['mm/oom_kill.c (dump_tasks)', 'Documentation/admin-guide/sysctl/vm.rst'],
  },
  {
    name: 'mems_allowed',
    title: 'the NUMA nodes that a cpuset allows',
    aliases: ['cpuset.mems', 'cpuset'],
    text: "The list after `mems_allowed=` in the `oom-kill:` line. Where it is shorter than the list of the machine's nodes, the task could not use the memory of the others.",
    sources: ['man 7 cpuset', 'mm/oom_kill.c'],
  },
  {
    name: 'ring buffer',
    title: 'where the kernel keeps its log',
    aliases: ['dmesg', 'kernel log', 'log_buf_len', '/dev/kmsg', 'kmsg'],
    text: 'A buffer of fixed size in RAM that `dmesg` shows; new lines overwrite the oldest. A report of many lines may lose its head that way. `log_buf_len=` makes it larger; the journal or syslog on disk may still have what it lost.',
    sources: ['man 1 dmesg', 'Documentation/admin-guide/kernel-parameters.txt (log_buf_len)'],
  },
  {
    name: 'rate limit',
    title: 'the kernel writes not all that happens',
    aliases: ['callbacks suppressed', 'printk_ratelimit'],
    text: 'When kills come in quick succession, the kernel leaves out the long part of later reports, and may say `callbacks suppressed`. Counters such as `oom_kill` in `/proc/vmstat` and in `memory.events` count on.',
    sources: ['mm/oom_kill.c (oom_kill_process)', 'lib/ratelimit.c'],
  },
]
