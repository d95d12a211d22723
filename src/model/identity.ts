/** A pod as far as the evidence names it; each part is null when it is not known. */
export interface Pod {
  readonly namespace: string | null
  readonly name: string | null
  readonly uid: string | null
}

/** A container as far as the evidence names it. `id` is the bare hexadecimal ID without `containerd://`. */
export interface Container {
  readonly name: string | null
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
