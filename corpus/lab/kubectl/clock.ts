import type { ContainerTruth, ProcessTruth, Truth } from '../truth.ts'

/** The time of the API server at so many seconds after the node's boot, to the second as Kubernetes keeps it. */
export const stamp = (truth: Truth, seconds: number): string =>
  new Date(Date.parse(truth.bootedAt) + seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z')

/** A container lives as long as its first process. */
export const mainProcess = (truth: Truth, { cgroup }: ContainerTruth): ProcessTruth | undefined =>
  truth.processes.find(each => each.cgroup === cgroup)

export const NAMESPACE = 'shop'
export const NODE = 'worker-1'
