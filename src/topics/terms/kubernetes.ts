import type { Term } from './term.ts'

/** Kubernetes. */
export const kubernetesTerms: readonly Term[] = [
  {
    name: 'OOMKilled',
    title: 'what Kubernetes says of a container that memory killed',
    aliases: ['reason'],
    text: "The reason of a terminated container. The runtime writes it when an OOM kill was counted in the container's cgroup. On cgroup v2 it is the same whether the container's limit, the pod's or the whole node ran out; only the kernel's log tells.",
    sources: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/',
      'Documentation/admin-guide/cgroup-v2.rst',
    ],
  },
  {
    name: 'exit code 137',
    title: 'ended by SIGKILL',
    aliases: ['137', 'exit 137', 'exitCode', 'code 137'],
    text: '128 and the number of the signal, 9. An OOM kill ends that way, and so does whatever was not gone when its grace period was over: after a failed probe, a deletion, an eviction. Alone it says nothing about memory.',
    sources: [
      'man 1 bash (EXIT STATUS)',
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
    ],
  },
  {
    name: 'exit code 143',
    title: 'ended by SIGTERM',
    aliases: ['143', 'exit 143'],
    text: '128 and 15: the process did as it was told. A deletion, a drain and a rollout end that way. Some runtimes leave `OOMKilled` beside it when something else in the container was killed for memory before.',
    sources: [
      'man 1 bash (EXIT STATUS)',
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
    ],
  },
  {
    name: 'SIGKILL',
    title: 'the signal that nothing survives',
    aliases: ['signal 9', 'kill -9', 'signal'],
    text: 'Signal 9 cannot be caught: the process ends without a word in its own log. The kernel sends it in an OOM kill; the kubelet and the runtime send it when SIGTERM was not obeyed in time.',
    sources: ['man 7 signal'],
  },
  {
    name: 'grace period',
    title: 'time between SIGTERM and SIGKILL',
    aliases: ['terminationGracePeriodSeconds', 'SIGTERM'],
    text: 'A container that is told to stop gets SIGTERM and, after `terminationGracePeriodSeconds` (30 by default), SIGKILL. A process that ignores SIGTERM ends with exit code 137 though memory was fine.',
    sources: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  },
  {
    name: 'QoS class',
    title: 'how Kubernetes ranks pods under memory pressure',
    aliases: ['qos', 'Guaranteed', 'Burstable', 'BestEffort'],
    text: 'Guaranteed pods have limits equal to requests, BestEffort ones have neither, others are Burstable. It sets `oom_score_adj`: -997 for Guaranteed, 1000 for BestEffort, and between 2 and 999 for Burstable, the less the more memory is requested.',
    sources: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/',
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-out-of-memory-behavior',
    ],
  },
  {
    name: 'request',
    title: 'what the scheduler counts with',
    aliases: ['requests', 'memory request'],
    text: 'The memory that a container asks to have. It decides where the pod runs, its QoS class and who is evicted first, but it limits nothing: a container may use more, up to its limit.',
    sources: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  },
  {
    name: 'eviction',
    title: 'the kubelet ends a pod to save the node',
    aliases: ['evicted', 'node-pressure eviction'],
    text: 'When a resource of the node falls below a threshold, the kubelet ends pods: first those that use more than they requested, by priority. The pod gets the reason Evicted. It is a decision of the kubelet and no OOM kill; it comes too late where memory fills in seconds.',
    sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/'],
  },
  {
    name: 'eviction threshold',
    title: 'when the kubelet begins to evict',
    aliases: ['evictionHard', 'memory.available', 'threshold'],
    text: 'A signal and a value, such as `memory.available<100Mi`, the default on Linux. Hard thresholds end pods at once, soft ones after a grace period. `memory.available` is capacity less the working set of the node.',
    sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#eviction-thresholds'],
  },
  {
    name: 'node allocatable',
    title: 'what the node may give to pods',
    aliases: ['allocatable', 'kubepods'],
    text: 'Capacity less `kube-reserved`, `system-reserved` and the hard eviction threshold: what the scheduler counts with. The kubelet puts capacity less the reservations as a limit on the cgroup of all pods, `/kubepods`. When that is hit, the kernel speaks of a memory cgroup, though no container reached a limit of its own.',
    sources: ['https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/'],
  },
  {
    name: 'kube-reserved',
    title: "memory that is set aside for the node's own daemons",
    aliases: ['system-reserved', 'reserved'],
    text: '`kubeReserved` is for kubelet and container runtime, `systemReserved` for the rest of the system. Both are taken from what pods may have. They limit the daemons themselves only where they are enforced.',
    sources: ['https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/'],
  },
  {
    name: 'SystemOOM',
    title: 'an event of the kubelet about an OOM kill',
    aliases: [],
    text: "The kubelet reads the kernel's log and makes this event for the node, with the name and pid of the victim. From 1.21 on it does so only when the whole node ran out. Older ones may have made it for the limit of a cgroup as well.",
    sources: ['kubernetes/kubernetes pkg/kubelet/oom'],
  },
  {
    name: 'OOMKilling',
    title: 'an event of node-problem-detector about a kill line',
    aliases: ['node-problem-detector', 'kernel-monitor'],
    text: 'It watches `/dev/kmsg` and quotes the line of the kernel in an event of the node. The quote has process, pid and sizes, so that such an event tells of a kill as the kernel did. It names no pod.',
    sources: ['https://github.com/kubernetes/node-problem-detector'],
  },
  {
    name: 'CrashLoopBackOff',
    title: 'waiting before a container is started again',
    aliases: ['BackOff', 'restart back-off'],
    text: 'The state of a container that ended several times, for whatever reason. The kubelet waits longer after each end, up to five minutes. Why it ended stands in `lastState`, and only the last end does.',
    sources: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy'],
  },
  {
    name: 'MemoryPressure',
    title: 'the condition of a node that evicts for memory',
    aliases: [],
    text: 'The kubelet sets it while `memory.available` is below a threshold, and the node is tainted so that BestEffort pods are kept away. A kill can come without it, since the kubelet looks every ten seconds.',
    sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-conditions'],
  },
  {
    name: 'pause container',
    title: 'the process that holds a pod together',
    aliases: ['pause', 'sandbox'],
    text: 'A tiny process in each pod that owns its network namespace. It has `oom_score_adj` -998, so that it is killed last. In the task table of a pod it is `pause` and never the culprit.',
    sources: ['kubernetes/kubernetes build/pause'],
  },
]
