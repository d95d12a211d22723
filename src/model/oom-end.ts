import type { ContainerState } from './kubernetes.ts'

/**
 * What runc says since 1.0.0-rc94 where a container could not be started and its cgroup counts a kill
 * (libcontainer/process_linux.go).
 */
const INIT_KILLED = /\bcontainer init was OOM-killed\b/

/** True for words of a runtime by which the kernel killed what sets a container up, before its program ran. */
export const tellsInitKilled = (message: string | null): boolean => message !== null && INIT_KILLED.test(message)

/** True where Kubernetes, or the runtime through it, says that a kill by memory ended the container. */
export const isOomKilled = ({ phase, reason, message }: ContainerState): boolean =>
  reason === 'OOMKilled' || (phase === 'terminated' && tellsInitKilled(message))
