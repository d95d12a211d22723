import { cgroupLimit } from './cgroup-limit.ts'
import { cmaOnly } from './cma-only.ts'
import { containerLimit } from './container-limit.ts'
import { evictionThreshold } from './eviction-threshold.ts'
import { fragmentation } from './fragmentation.ts'
import { hostDaemon } from './host-daemon.ts'
import { hugepagesReserved } from './hugepages-reserved.ts'
import { invisibleChildKill } from './invisible-child-kill.ts'
import { kernelLeak } from './kernel-leak.ts'
import { kernelMemoryInCgroup } from './kernel-memory-in-cgroup.ts'
import { killAllocatingTask } from './kill-allocating-task.ts'
import { lowZone } from './low-zone.ts'
import { manual } from './manual.ts'
import { manyProcesses } from './many-processes.ts'
import { nodeOvercommit } from './node-overcommit.ts'
import { noisyNeighbour } from './noisy-neighbour.ts'
import { gracePeriod } from './not-oom-grace-period.ts'
import { livenessProbe } from './not-oom-liveness-probe.ts'
import { nodeShutdown } from './not-oom-node-shutdown.ts'
import { runtimeHeap } from './not-oom-runtime-heap.ts'
import { statusUnknown } from './not-oom-status-unknown.ts'
import { unknownSender } from './not-oom-unknown-sender.ts'
import { nothingKillable } from './nothing-killable.ts'
import { numaImbalance } from './numa-imbalance.ts'
import { oomGroup } from './oom-group.ts'
import { pageCacheInCgroup } from './page-cache-in-cgroup.ts'
import { panic } from './panic.ts'
import { podSibling } from './pod-sibling.ts'
import type { Rule } from './rule.ts'
import { shmemInCgroup } from './shmem-in-cgroup.ts'
import { shmemOnNode } from './shmem-on-node.ts'
import { swapExhausted } from './swap-exhausted.ts'
import { userspaceKiller } from './userspace-killer.ts'
import { watermarksHigh } from './watermarks-high.ts'

/** All rules. Of two with the same confidence, the one to act on first comes first. */
export const rules: readonly Rule[] = [
  manual,
  userspaceKiller,
  evictionThreshold,
  statusUnknown,
  nodeShutdown,
  runtimeHeap,
  livenessProbe,
  gracePeriod,
  unknownSender,
  numaImbalance,
  lowZone,
  cmaOnly,
  watermarksHigh,
  fragmentation,
  nothingKillable,
  shmemInCgroup,
  kernelMemoryInCgroup,
  manyProcesses,
  podSibling,
  containerLimit,
  cgroupLimit,
  pageCacheInCgroup,
  hugepagesReserved,
  kernelLeak,
  shmemOnNode,
  noisyNeighbour,
  hostDaemon,
  nodeOvercommit,
  panic,
  killAllocatingTask,
  oomGroup,
  swapExhausted,
  invisibleChildKill,
]
