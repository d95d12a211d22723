import type { Term } from './term.ts'

/** How the kernel chooses whom to kill, and how it kills. */
export const choiceTerms: readonly Term[] = [
  {
    name: 'OOM killer',
    title: 'what frees memory when nothing else did',
    aliases: ['out of memory', 'oom'],
    text: 'The part of the kernel that kills a process when an allocation cannot be served and reclaim has failed. It runs for the whole machine, for the NUMA nodes that a task may use, or for one memory cgroup. It writes a report into the kernel log that begins with `invoked oom-killer`.',
    sources: ['mm/oom_kill.c'],
  },
  {
    name: 'badness',
    title: 'the points by which the kernel chooses',
    aliases: ['points', 'oom_badness', 'oom_score', 'score'],
    text: 'Resident pages, swap entries and page tables of a process, in pages, and `oom_score_adj` thousandths of the total added. The total is RAM and swap, or the limit of the cgroup. Whoever has the most points is killed; `selection` in the report does the sum again.',
    sources: ['mm/oom_kill.c (oom_badness)', 'man 5 proc_pid_oom_score'],
  },
  {
    name: 'oom_score_adj',
    title: 'a thumb on the scale of the OOM killer',
    aliases: ['oom_adj', 'OOMScoreAdjust', 'adj'],
    text: 'A number from -1000 to 1000 for each process. Each unit weighs a thousandth of the total that the kernel scales by; -1000 exempts the process. Kubernetes sets it by QoS class, systemd by `OOMScoreAdjust=`.',
    sources: [
      'man 5 proc_pid_oom_score_adj',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-out-of-memory-behavior',
    ],
  },
  {
    name: 'victim',
    title: 'the process that was chosen',
    aliases: ['killed process', 'task'],
    text: 'The process that the kernel chose to kill. It is the one with the most points among those that may be killed, not necessarily the one that used the memory up or asked for it. All threads of it die, and so do other processes that share its memory.',
    sources: ['mm/oom_kill.c (__oom_kill_process)'],
  },
  {
    name: 'trigger',
    title: 'the task that asked for memory last',
    aliases: ['invoked oom-killer', 'invoked'],
    text: 'The task named before `invoked oom-killer`. It asked for memory when none was left, and is often innocent: any task may be the one that asks at that moment. Its name is that of a thread.',
    sources: ['mm/oom_kill.c (dump_header)'],
  },
  {
    name: 'oom_kill_allocating_task',
    title: 'a setting that kills whoever asks',
    aliases: ['vm.oom_kill_allocating_task'],
    text: 'With `vm.oom_kill_allocating_task=1` the kernel kills the task that asked instead of scanning for the largest. Size and `oom_score_adj` then choose nobody, except that an exempt task is spared. The default is 0.',
    sources: ['Documentation/admin-guide/sysctl/vm.rst'],
  },
  {
    name: 'panic_on_oom',
    title: 'a setting that ends the machine instead',
    aliases: ['vm.panic_on_oom'],
    text: 'With `vm.panic_on_oom=1` the kernel panics when the machine runs out, but still kills where a cpuset, a memory policy or a cgroup ran out. With 2 it panics in these cases too. The default is 0.',
    sources: ['Documentation/admin-guide/sysctl/vm.rst'],
  },
  {
    name: 'oom_reaper',
    title: 'a kernel thread that frees the memory of a victim',
    aliases: ['reaped process', 'reaper'],
    text: 'It takes anonymous memory away from a killed process at once, since the process may be stuck and slow to exit. It writes `oom_reaper: reaped process`, with what is left. It came with Linux 4.6.',
    sources: ['mm/oom_kill.c (oom_reaper)'],
  },
  {
    name: 'SysRq',
    title: 'keys that make the kernel act',
    aliases: ['sysrq-f', 'sysrq-trigger', 'manual oom'],
    text: 'Commands to the kernel by keyboard or by a write to `/proc/sysrq-trigger`. `f` calls the OOM killer, however much memory is free. The log then says `sysrq: Manual OOM execution`, and the report has `order=-1`.',
    sources: ['Documentation/admin-guide/sysrq.rst'],
  },
  {
    name: 'overcommit',
    title: 'promising more memory than there is',
    aliases: ['overcommit_memory', 'vm.overcommit_memory', 'Committed_AS'],
    text: 'By default the kernel hands out more address space than it has memory, and pages get memory when they are first touched. That is why a machine runs out at a page fault and not at `malloc`. With `vm.overcommit_memory=2` it refuses allocations instead, and programs fail by themselves.',
    sources: ['Documentation/admin-guide/sysctl/vm.rst', 'Documentation/mm/overcommit-accounting.rst'],
  },
]
