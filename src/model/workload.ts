/** A ReplicaSet that a Deployment made ends in the hash of its pod template, written in this alphabet. */
const TEMPLATE_HASH = /-[bcdfghjklmnpqrstvwxz2456789]{6,10}$/

/**
 * `deployment payments-api` for the owner `ReplicaSet/payments-api-7c9f6d8b54`: what people know a workload by. Null for
 * the node that owns the mirror of a static pod, which is no workload, and for what is no `Kind/name`.
 */
export function workloadName(owner: string | null): string | null {
  const slash = owner?.indexOf('/') ?? -1
  if (owner === null || slash === -1) return null
  const kind = owner.slice(0, slash).toLowerCase()
  const name = owner.slice(slash + 1)
  if (kind === 'node') return null
  return kind === 'replicaset' && TEMPLATE_HASH.test(name)
    ? `deployment ${name.replace(TEMPLATE_HASH, '')}`
    : `${kind} ${name}`
}
