import { isMapNode, type MapNode } from './fragment.ts'

const STATUS_LISTS = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const
/** Fields of a container's end: a map with others is something else, such as the line of a logger. */
const END_KEYS: ReadonlySet<string> = new Set([
  'exitCode',
  'reason',
  'message',
  'signal',
  'startedAt',
  'finishedAt',
  'containerID',
])
const END_PROOF = ['exitCode', 'finishedAt', 'startedAt', 'containerID'] as const

export const has = (node: MapNode, key: string): boolean => node.content.has(key)
export const isMapAt = (node: MapNode, key: string): boolean => {
  const found = node.content.get(key)
  return found !== undefined && isMapNode(found)
}

/** `terminated`, as it was called before Kubernetes 1.0 as well. */
export const isState = (node: MapNode): boolean =>
  ['terminated', 'termination', 'running', 'waiting'].some(key => isMapAt(node, key))

export const isEnd = (node: MapNode): boolean => {
  const keys = [...node.content.keys()]
  const isOom = node.content.get('reason')?.content === 'OOMKilled'
  return (
    keys.every(key => END_KEYS.has(key)) &&
    (isOom || (has(node, 'reason') && END_PROOF.filter(key => has(node, key)).length > 1))
  )
}

export function nodeAt(node: MapNode, key: string): MapNode | null {
  const found = node.content.get(key)
  return found !== undefined && isMapNode(found) ? found : null
}

/** Fields that only the status of a container has, or few things besides. */
export const isStatus = (node: MapNode): boolean =>
  has(node, 'restartCount') ||
  (has(node, 'name') && (has(node, 'ready') || has(node, 'started') || has(node, 'containerID')))

/** The status of a pod by what only it has; a reason alone proves nothing. */
export const isPodStatus = (node: MapNode): boolean =>
  STATUS_LISTS.some(key => has(node, key)) ||
  (node.content.get('reason')?.content === 'Evicted' &&
    ['phase', 'qosClass', 'startTime', 'hostIP', 'podIP', 'message'].some(key => has(node, key)))
