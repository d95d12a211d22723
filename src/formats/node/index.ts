import type { Message } from '../../model/reader.ts'
import { conmonOom } from './conmon.ts'
import { containerdStop, taskExit, taskOom } from './containerd.ts'
import { runtimeNames } from './containerd-names.ts'
import { dockerEvents } from './docker-events.ts'
import { kubeletEviction } from './kubelet-eviction.ts'
import { kubeletExit, kubeletPleg } from './kubelet-exit.ts'
import { kubeletNames } from './kubelet-names.ts'
import { kubeletOom } from './kubelet-oom.ts'
import { kubeletStop } from './kubelet-stop.ts'
import { housekeeping, memoryPressure, oomWatchLost, plegUnhealthy, probeTimeout, unitKilled } from './symptoms.ts'
import { klogEvent } from './klog-event.ts'

/** What the programs of a node log about containers and about themselves. */
export const nodeMessages: readonly Message[] = [
  klogEvent,
  kubeletOom,
  kubeletEviction,
  kubeletExit,
  kubeletPleg,
  kubeletStop,
  kubeletNames,
  taskOom,
  taskExit,
  containerdStop,
  runtimeNames,
  conmonOom,
  dockerEvents,
  housekeeping,
  plegUnhealthy,
  probeTimeout,
  oomWatchLost,
  memoryPressure,
  unitKilled,
]
