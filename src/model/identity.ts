/** A pod as far as the evidence names it; each part is null when it is not known. */
export interface Pod {
  /** Its namespace. */
  readonly namespace: string | null
  /** Its name. */
  readonly name: string | null
  /** Its UID, which also stands in the paths of its cgroups. */
  readonly uid: string | null
}

/** A container as far as the evidence names it. `id` is the bare hexadecimal ID without `containerd://`. */
export interface Container {
  /** Name in the specification of the pod; null where only the ID is known. */
  readonly name: string | null
  /** The hexadecimal ID, without `containerd://`; null where only the name is known. */
  readonly id: string | null
}

/** The three QoS classes of a pod, as Kubernetes spells them. */
export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort'

/** `containerd://8a31…` → `8a31…`; null for an empty or missing ID. */
export function bareContainerId(id: string | null | undefined): string | null {
  if (!id) return null
  const bare = id.slice(id.indexOf('://') === -1 ? 0 : id.indexOf('://') + 3)
  return bare === '' ? null : bare
}
