import type { IncidentCase } from '../model/case.ts'
import type { Advice } from '../model/report.ts'
import type { Span } from '../model/span.ts'
import { victimEvents } from './events.ts'
import { cited } from './evidence.ts'
import { ownLimitIn } from './own-limit.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject, podObject } from './subject.ts'

/** What the kubelet wrote about the eviction, into the status of the pod and into events. */
interface Told {
  readonly messages: readonly string[]
  readonly spans: readonly Span[]
}

function toldOf(incidentCase: IncidentCase): Told {
  const pods = incidentCase.witnesses.map(({ pod }) => pod).filter(({ reason }) => reason === 'Evicted')
  const events = victimEvents(incidentCase, 'Evicted', /(?:)/)
  return {
    messages: [...pods.flatMap(({ message }) => message ?? []), ...events.map(({ message }) => message)],
    spans: [...pods.flatMap(({ reasonSpan }) => reasonSpan ?? []), ...events.flatMap(({ evidence }) => evidence)],
  }
}

function numbers({ incident }: IncidentCase): string {
  const { available = null, threshold = null, usedBy = [] } = incident.eviction ?? {}
  const parts = [
    available === null ? null : `${available} were available`,
    threshold === null ? null : `the threshold is ${threshold}`,
    ...usedBy.map(
      ({ container, usage, request }) =>
        `${container === null ? 'the pod' : `container ${container}`} used ${usage}, with a request of ${request}`,
    ),
  ].filter(part => part !== null)
  return parts.length === 0 ? 'The numbers are not in the bundle.' : `By the kubelet, ${parts.join('; ')}.`
}

const podOf = (incidentCase: IncidentCase): string => podObject(incidentCase) ?? 'the pod'

const ofOwnLimit = (incidentCase: IncidentCase, isMemory: boolean): Advice =>
  advise(
    isMemory
      ? 'Find what fills the volume, which is memory, or raise its sizeLimit; what is in it counts against the memory limits too.'
      : 'Find what it writes there (logs, caches, temporary files) and put it elsewhere, or raise that limit.',
    podOf(incidentCase),
    'The limit is the own one of the pod: the node need not have been short of anything.',
    isMemory ? 'More memory on the node.' : 'Memory limits, and more disk on the node: neither was reached.',
  )

const ofUnknown = (incidentCase: IncidentCase): Advice =>
  advise(
    'Get its status.message (kubectl get pod … -o yaml) or its event Evicted: they name the resource, the threshold and what was left.',
    podOf(incidentCase),
    'Memory and disk have different remedies.',
  )

const REFUSED = /had condition: \[([A-Za-z, ]{1,200})\]/

function ofNode(incidentCase: IncidentCase, resource: string): readonly Advice[] {
  const why = "The threshold is the node's; the pod was chosen by its use above its request and its priority."
  if (resource !== 'memory') {
    const what = `Find what fills ${resource} on the node, and set requests and limits for it.`
    return [advise(what, nodeObject(incidentCase), why, 'Memory limits: memory was not what ran low.')]
  }
  const requests = (incidentCase.incident.eviction?.usedBy ?? []).map(
    ({ container, usage, request }): Advice => ({
      do: 'Find out whether it needs what it used. If it does, request that much; if not, give it a limit below it.',
      object: container === null ? podOf(incidentCase) : `container ${container} of ${podOf(incidentCase)}`,
      from: `request of ${request}`,
      to: `near ${usage}, if that is what it needs`,
      why: 'The scheduler reserves what is requested, and the kubelet evicts first who is above it.',
      willNotHelp: 'A higher memory limit for the pod: the request decides who is evicted.',
    }),
  )
  return [
    ...requests,
    advise(
      'Set memory requests to what pods really use: the kubelet evicts first who is above its request. Reserve more for the system if daemons take it.',
      nodeObject(incidentCase),
      why,
      'A higher memory limit for the pod: the request decides who is evicted.',
    ),
  ]
}

export const evictionThreshold: Rule = {
  id: 'eviction-threshold',
  title: 'The kubelet evicted the pod',
  explains:
    'The kubelet ends pods when the node falls below an eviction threshold, or when a pod goes beyond a limit of its own on local disk or of a volume. It is a decision of the kubelet, not an OOM kill, and the resource may be disk space instead of memory.',
  grounds:
    'An Evicted pod, or an event or log line of the kubelet about the eviction, with the resource that it names. What other controllers evict is none of it.',
  criteria: { certain: 'The kubelet says so itself, in the status of the pod, in an event or in its log.' },
  remedy:
    "For memory: set requests to real use, because whoever is above its request goes first. For disk: find what fills it. For a limit of the pod's own: write less, or raise it. A higher memory limit does not help.",
  check(incidentCase) {
    const { incident } = incidentCase
    if (incident.kind !== 'eviction') return null
    const { messages, spans } = toldOf(incidentCase)
    const resource = incident.eviction?.resource ?? 'unknown'
    const own = messages.map(ownLimitIn).find(words => words !== null)
    const refused = messages.map(message => REFUSED.exec(message)?.[1]).find(words => words !== undefined)
    const said = (why: string, ...advice: readonly Advice[]) =>
      verdict('eviction-threshold', 'certain', why, cited(incidentCase, ...spans), ...advice)
    if (own !== undefined)
      return said(
        `The pod went beyond a limit of its own, and the kubelet evicted it: ${own}.`,
        ofOwnLimit(incidentCase, resource === 'memory'),
      )
    if (resource === 'unknown')
      return said(
        'The kubelet evicted the pod because of a resource that the bundle does not name.',
        ofUnknown(incidentCase),
      )
    const why =
      refused === undefined
        ? `The kubelet evicted the pod because of low ${resource}. ${numbers(incidentCase)}`
        : `The kubelet did not let the pod start, because its node had the condition ${refused}: it was short of ${resource} already.`
    return said(why, ...ofNode(incidentCase, resource))
  },
}
