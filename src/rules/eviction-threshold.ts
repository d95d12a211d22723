import type { IncidentCase } from '../model/case.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'

function numbers({ incident }: IncidentCase): string {
  const { available = null, threshold = null } = incident.eviction ?? {}
  const parts = [
    available === null ? null : `${available} were available`,
    threshold === null ? null : `the threshold is ${threshold}`,
  ].filter(part => part !== null)
  return parts.length === 0 ? 'The numbers are not in the bundle.' : `By the kubelet, ${parts.join('; ')}.`
}

const MEMORY_ADVICE =
  'Set memory requests to what pods really use: the kubelet evicts first who is above its request. Reserve more for the system if daemons take it.'

export const evictionThreshold: Rule = {
  id: 'eviction-threshold',
  title: 'The kubelet evicted the pod',
  explains:
    'The kubelet ends pods when the node falls below an eviction threshold. It is a decision of the kubelet, not an OOM kill, and the resource may be disk space instead of memory.',
  grounds:
    'An Evicted pod, or an event or log line of the kubelet about the eviction, with the resource that it names.',
  criteria: { certain: 'The kubelet says so itself, in the status of the pod, in an event or in its log.' },
  remedy:
    'For memory: set requests to real use, because whoever is above its request goes first. For disk: find what fills it. A higher memory limit does not help.',
  check(incidentCase) {
    const { incident } = incidentCase
    if (incident.kind !== 'eviction') return null
    const resource = incident.eviction?.resource ?? null
    const isMemory = resource === 'memory'
    const named = resource === null ? 'a resource that the bundle does not name' : `low ${resource}`
    return verdict(
      'eviction-threshold',
      'certain',
      `The kubelet evicted the pod because of ${named}. ${numbers(incidentCase)}`,
      cited(incidentCase),
      advise(
        isMemory
          ? MEMORY_ADVICE
          : `Find what fills ${resource ?? 'the resource'} on the node, and set requests and limits for it.`,
        nodeObject(incidentCase),
        "The threshold is the node's; the pod was chosen by its use above its request and its priority.",
        isMemory
          ? 'A higher memory limit for the pod: the request decides who is evicted.'
          : 'Memory limits: memory was not what ran low.',
      ),
    )
  },
}
