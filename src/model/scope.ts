import type { Container, Pod } from './identity.ts'

/**
 * What kind of boundary was reached, by the path of the cgroup whose limit it was: a container's, a pod's, all pods of a QoS
 * class (`qos`), all pods together (`node-allocatable`, the cgroup `kubepods`), a unit of systemd (`service`, `slice`), another
 * `cgroup`. `numa`: some NUMA nodes. `node`: the whole machine.
 */
export type ScopeLevel =
  | 'container'
  | 'pod'
  | 'qos'
  | 'node-allocatable'
  | 'service'
  | 'slice'
  | 'cgroup'
  | 'numa'
  | 'node'
  | 'unknown'

/** Who ran out of memory: the boundary that was hit, not where the victim lived. */
export interface Scope {
  /**
   * What kind of boundary was reached. `qos` is a QoS class of pods, `node-allocatable` all pods together, `numa` some
   * NUMA nodes. For kinds that are no OOM it is where it happened.
   */
  readonly level: ScopeLevel
  /** Path of the cgroup; null for a node. */
  readonly cgroup: string | null
  /** Name of the node; null where it is not known. */
  readonly node: string | null
  /** The pod that it is, or is in; null where there is none. */
  readonly pod: Pod | null
  /** The container that it is; null where it is none. */
  readonly container: Container | null
}
