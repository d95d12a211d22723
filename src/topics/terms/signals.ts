import type { Term } from './term.ts'

/** What `thrashing[].signals` of the report names. */
export const signalTerms: readonly Term[] = [
  {
    name: 'psi-memory-full',
    title: 'share of the time in which nothing ran for want of memory',
    aliases: ['psi full'],
    text: 'From the counter `full total=` of `/proc/pressure/memory` or of a cgroup, else from `avg10`. 0.1 is a tenth of the time; from there on a sample is strong. It is the surest sign of thrashing, since page cache at work does not raise it.',
    sources: ['Documentation/accounting/psi.rst'],
  },
  {
    name: 'psi-memory-some',
    title: 'share of the time in which a task waited for memory',
    aliases: ['psi some'],
    text: 'From the counter `some total=`, else from `avg10`. One waiting task of many is enough, so that it is higher than `full`. From 0.3 on a sample is strong.',
    sources: ['Documentation/accounting/psi.rst'],
  },
  {
    name: 'psi-io-some',
    title: 'share of the time in which a task waited for a disk',
    aliases: ['/proc/pressure/io'],
    text: 'A companion of thrashing, not a sign of it: pages that were dropped are read again. Alone it says that a disk is busy. The report names it where memory pressure is high at the same time.',
    sources: ['Documentation/accounting/psi.rst'],
  },
  {
    name: 'refault-anon',
    title: 'swapped pages that were needed again, a second',
    aliases: ['workingset_refault_anon'],
    text: 'Pages that went to swap and came back soon. Beside `refault`, which is of files, it says which of the two the machine is short of room for. Kernels before 5.9 count both as one.',
    sources: ['Documentation/admin-guide/cgroup-v2.rst', 'mm/workingset.c'],
  },
  {
    name: 'major-faults',
    title: 'pages that had to be read from a disk, a second',
    aliases: ['pgmajfault per second'],
    text: 'A task touched a page that was not in RAM, and waited for it. The start of a program causes them as well. They count for a window only where pressure is high.',
    sources: ['Documentation/admin-guide/cgroup-v2.rst'],
  },
  {
    name: 'swap-io',
    title: 'pages that came back from swap, a second',
    aliases: ['pswpin', 'swap in'],
    text: 'Pages that go out once and stay there are no harm. Pages that come back while others go out are a working set that does not fit. Where no pressure was sampled, 0.2 % of RAM a second is strong.',
    sources: ['Documentation/admin-guide/mm/concepts.rst', 'mm/page_io.c'],
  },
  {
    name: 'kernel-stall',
    title: 'the kernel says that something was stuck',
    aliases: ['allocation stall', 'soft lockup'],
    text: 'An allocation that stalled for ten seconds or more, or a processor that did not schedule for twenty. Slow disks and bugs do it as well. It is a symptom: two kinds of them within a minute make a window that is possible, and never more.',
    sources: ['mm/page_alloc.c (warn_alloc)', 'kernel/watchdog.c'],
  },
  {
    name: 'hung-task',
    title: 'a task that waited for two minutes',
    aliases: ['blocked for more than 120 seconds', 'hung_task_timeout_secs'],
    text: 'The kernel prints `task … blocked for more than 120 seconds` where a task cannot even be interrupted. It waits for a disk, for a lock, or for memory that others reclaim. A symptom, as `kernel-stall` is.',
    sources: ['Documentation/admin-guide/sysctl/kernel.rst', 'kernel/hung_task.c'],
  },
  {
    name: 'probe-timeouts',
    title: 'probes that got no answer in time',
    aliases: ['probe-timeout', 'context deadline exceeded'],
    text: 'A container that answers too late for its liveness or readiness probe. A starved machine does that to all of its pods at once; a slow program does it to its own. A symptom, as `kernel-stall` is.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  },
  {
    name: 'housekeeping-late',
    title: 'the kubelet could not keep up',
    aliases: ['housekeeping took longer than expected'],
    text: 'A round of the kubelet that takes a second took many. It waits for memory as everything does, or has too many pods. A symptom, as `kernel-stall` is.',
    sources: ['kubernetes/kubernetes pkg/kubelet/kubelet.go'],
  },
  {
    name: 'pleg-unhealthy',
    title: 'the kubelet has not seen its containers for minutes',
    aliases: ['PLEG', 'PLEG is not healthy'],
    text: 'The Pod Lifecycle Event Generator asks the runtime what became of each container. After three minutes without an answer the node is not ready. A starved node and a runtime that hangs look alike in it.',
    sources: ['kubernetes/kubernetes pkg/kubelet/pleg/generic.go'],
  },
  {
    name: 'memory-pressure-flush',
    title: 'a daemon of systemd was told of pressure',
    aliases: ['under memory pressure, flushing caches'],
    text: 'journald, resolved and others watch PSI since systemd 254 and drop their caches under pressure. They say so in a line of the log. It is one more sign, from outside of the kernel.',
    sources: ['https://systemd.io/MEMORY_PRESSURE/'],
  },
]
