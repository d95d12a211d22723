import type { IncidentCase } from '../model/case.ts'
import type { Span } from '../model/span.ts'
import { endOf, victimEvents } from './events.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { containerObject } from './subject.ts'
import { CLOCK_SLACK_SECONDS, GRACE_WINDOW_SECONDS } from './thresholds.ts'

const STOPPING = /^Stopping container/

/** The deletion was asked for before the container ended; true as well where one of the times is not known. */
function deletedBefore(incidentCase: IncidentCase, deletedAtMs: number): boolean {
  const finishedAtMs = endOf(incidentCase)?.finishedAtMs ?? null
  // The API writes the end of the grace period as the time of deletion, which lies after the SIGTERM.
  return finishedAtMs === null || deletedAtMs <= finishedAtMs + CLOCK_SLACK_SECONDS * 1000
}

/**
 * Who has a pod removed, by the reason of the event about it: Karpenter, the updater of the VerticalPodAutoscaler, the
 * descheduler, the scheduler for a pod of higher priority, the controller of taints. The kubelet's own evictions are no such end.
 */
const REMOVED: Readonly<Record<string, string>> = {
  Evicted: 'an event says that a controller evicted the pod',
  EvictedByVPA: 'the VerticalPodAutoscaler had evicted the pod, to give it other requests',
  Descheduled: 'the descheduler had evicted the pod',
  Preempted: 'the scheduler had the pod removed for one of higher priority',
  TaintManagerEviction: 'the pod was to be deleted because of a taint of its node',
}

function removal(incidentCase: IncidentCase): { why: string; spans: readonly Span[] } | null {
  for (const [reason, why] of Object.entries(REMOVED)) {
    const [event] = victimEvents(incidentCase, reason, /(?:)/)
    if (event) return { why, spans: event.evidence }
  }
  return null
}

/** Who marked the pod to be removed, by the reason of its condition DisruptionTarget. */
const MARKED: Readonly<Record<string, string>> = {
  PreemptionByScheduler: REMOVED.Preempted ?? '',
  DeletionByTaintManager: REMOVED.TaintManagerEviction ?? '',
  EvictionByEvictionAPI: 'somebody had the pod evicted through the API, as a drain of its node does',
  DeletionByPodGC: 'the pod was deleted because its node was gone',
}

/** The mark stands before the end that it explains. */
function marked(incidentCase: IncidentCase): { why: string; spans: readonly Span[] } | null {
  const finishedAtMs = endOf(incidentCase)?.finishedAtMs ?? null
  for (const { pod } of incidentCase.witnesses) {
    const { reason = '', atMs = null, span } = pod.disruption ?? {}
    const why = Object.hasOwn(MARKED, reason) ? MARKED[reason] : undefined
    const isBefore = atMs === null || finishedAtMs === null || atMs <= finishedAtMs + CLOCK_SLACK_SECONDS * 1000
    if (why !== undefined && span !== undefined && isBefore) return { why, spans: [span] }
  }
  return null
}

function groundsOf(incidentCase: IncidentCase): { why: string; spans: readonly Span[] } | null {
  const [exceeded] = victimEvents(incidentCase, 'ExceededGracePeriod', /(?:)/)
  if (exceeded) return { why: 'the kubelet says that the grace period was exceeded', spans: exceeded.evidence }
  const removed = marked(incidentCase) ?? removal(incidentCase)
  if (removed) return removed
  const deleted = incidentCase.witnesses.find(
    ({ pod }) => pod.deletedAtMs !== null && deletedBefore(incidentCase, pod.deletedAtMs),
  )
  if (deleted) return { why: 'the pod was being deleted', spans: deleted.pod.evidence }
  const order = incidentCase.nodeLines.find(line => line.kind === 'node.stop' && line.why !== 'shutdown')
  if (order) return { why: 'it had been told to stop, by the log of its node', spans: order.evidence }
  const [stopping] = victimEvents(incidentCase, 'Killing', STOPPING)
  return stopping ? { why: 'the kubelet was stopping the container', spans: stopping.evidence } : null
}

export const gracePeriod: Rule = {
  id: 'not-oom:grace-period',
  title: 'It was told to stop and did not in time',
  explains:
    'The container was asked to stop (a delete, a rollout, a drain) and was still running when its grace period ended. Then it gets SIGKILL, exit code 137.',
  grounds: `Exit by SIGKILL without memory evidence, and before its end a deletion of the pod, a mark on it that it is to be removed, an order to stop in the log of its node, or an event that says Stopping, that the grace period was exceeded, or that a controller had the pod removed. Such an event counts up to ${GRACE_WINDOW_SECONDS / 60} minutes before the end.`,
  criteria: { likely: 'Always: who sent the SIGKILL is not in the status.' },
  remedy: 'Let the process end on SIGTERM, or raise `terminationGracePeriodSeconds`.',
  check(incidentCase) {
    if (incidentCase.incident.kind !== 'sigkill') return null
    const found = groundsOf(incidentCase)
    if (!found) return null
    return verdict(
      'not-oom:grace-period',
      'likely',
      `Exit code 137, and ${found.why}, at that time. Nothing shows a kill by memory.`,
      cited(incidentCase, ...found.spans, ...(endOf(incidentCase)?.evidence ?? [])),
      advise(
        'Let the process end on SIGTERM (is it process 1, and does a shell swallow the signal?), or raise terminationGracePeriodSeconds.',
        containerObject(incidentCase),
        'SIGKILL is what follows when SIGTERM is not obeyed in time.',
        'Raising the memory limit.',
      ),
    )
  },
}
