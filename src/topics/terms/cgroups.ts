import type { Term } from './term.ts'

/** Memory cgroups. */
export const cgroupTerms: readonly Term[] = [
  {
    name: 'memory cgroup',
    title: 'a boundary for the memory of some processes',
    aliases: ['memcg', 'cgroup', 'cgroups'],
    text: 'A group of processes whose memory is counted together and may be limited. Groups nest, and a charge counts in each group above. When one reaches its limit and reclaim does not help, the OOM killer kills inside of it; the machine may have plenty.',
    sources: ['Documentation/admin-guide/cgroup-v2.rst', 'Documentation/admin-guide/cgroup-v1/memory.rst'],
  },
  {
    name: 'cgroup v1 and v2',
    title: 'the two interfaces of cgroups',
    aliases: ['cgroup v1', 'cgroup v2', 'memcg v1', 'memcg v2', 'v1', 'v2', 'memory.limit_in_bytes', 'memsw'],
    text: 'In v1 each controller has a tree of its own, and limits are `memory.limit_in_bytes`; swap counts together with memory (`memsw`). In v2 there is one tree, limits are `memory.max`, and swap counts apart. Only v2 has `memory.high`, `memory.oom.group` and `memory.events`.',
    sources: ['Documentation/admin-guide/cgroup-v1/memory.rst', 'Documentation/admin-guide/cgroup-v2.rst'],
  },
  {
    name: 'memory.max',
    title: 'the hard limit of a cgroup (v2)',
    aliases: ['memory limit', 'limit', 'limits'],
    text: 'Usage cannot grow above it: the kernel reclaims within the cgroup, and kills in it when that does not help. Kubernetes writes the memory limit of a container here, systemd `MemoryMax=`.',
    sources: ['Documentation/admin-guide/cgroup-v2.rst', 'man 5 systemd.resource-control'],
  },
  {
    name: 'memory.high',
    title: 'the line from which a cgroup is slowed down (v2)',
    aliases: ['throttling'],
    text: 'Above it processes are throttled and made to reclaim, but nothing is killed. A workload held there can stall for minutes without any OOM kill. systemd calls it `MemoryHigh=`; Kubernetes sets it only with the feature gate MemoryQoS.',
    sources: [
      'Documentation/admin-guide/cgroup-v2.rst',
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#memory-qos-with-cgroup-v2',
    ],
  },
  {
    name: 'memory.min and memory.low',
    title: 'protection from reclaim (v2)',
    aliases: ['memory.min', 'memory.low'],
    text: 'Memory of a cgroup below `memory.min` is never reclaimed, and below `memory.low` only when nothing else is left. Protected memory can make others run out: when nothing unprotected is left to reclaim, the OOM killer is called.',
    sources: ['Documentation/admin-guide/cgroup-v2.rst'],
  },
  {
    name: 'memory.oom.group',
    title: 'kill a cgroup as a whole (v2)',
    aliases: ['oom.group', 'singleProcessOOMKill'],
    text: 'With 1 in it, an OOM kill in the cgroup ends every process of it but those with `oom_score_adj` -1000. Kubernetes sets it for containers since 1.28, unless the kubelet has `singleProcessOOMKill`. It came with Linux 4.19.',
    sources: [
      'Documentation/admin-guide/cgroup-v2.rst',
      'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    ],
  },
  {
    name: 'memory.swap.max',
    title: 'how much swap a cgroup may use (v2)',
    aliases: ['swap.max'],
    text: 'A hard limit of swap alone: when it is reached, anonymous memory of the cgroup stays in RAM. Kubernetes writes 0 for containers unless swap is enabled in the kubelet. In the report it is the limit of the `swap:` line.',
    sources: [
      'Documentation/admin-guide/cgroup-v2.rst',
      'https://kubernetes.io/docs/concepts/cluster-administration/swap-memory-management/',
    ],
  },
  {
    name: 'memory.events',
    title: 'counters of what happened to a cgroup (v2)',
    aliases: ['oom_kill', 'memory.events.local'],
    text: '`high` and `max` count how often these lines were hit, `oom` how often the cgroup was out of memory, `oom_kill` processes in it that any OOM killer of the kernel killed, also for the whole machine. Runtimes read `oom_kill` to call a container OOMKilled.',
    sources: ['Documentation/admin-guide/cgroup-v2.rst'],
  },
]
