import type { ContainerFact, ContainerState, PodFact } from '../../../model/kubernetes.ts'
import type { Line } from '../../../model/line.ts'
import { partialPod } from '../../kubernetes/partial-pod.ts'
import { citing } from '../../host/reader.ts'
import type { Labels } from './metrics.ts'
import type { Scraped } from './scraped.ts'

/** What kube-state-metrics tells of one container (internal/store/pod.go, 2.0 and later). */
interface Draft {
  readonly labels: Labels
  readonly lines: Line[]
  reason: string | null
  exitCode: number | null
  finishedAtMs: number | null
  restarts: number | null
  limitBytes: number | null
}

const TERMINATED = 'kube_pod_container_status_last_terminated_'

function note(draft: Draft, { name, labels, value }: Scraped): boolean {
  if (name === `${TERMINATED}reason`) {
    // One series for each reason that there is, with a 1 for the one that holds.
    if (value !== 1 || labels.reason === undefined) return false
    draft.reason = labels.reason
  } else if (name === `${TERMINATED}exitcode`) draft.exitCode = value
  else if (name === `${TERMINATED}timestamp`) draft.finishedAtMs = value > 0 ? Math.floor(value) * 1000 : null
  else if (name === 'kube_pod_container_status_restarts_total') draft.restarts = value
  else if (name === 'kube_pod_container_resource_limits' && labels.resource === 'memory') draft.limitBytes = value
  else return false
  return true
}

function podOf(draft: Draft, node: string | null): PodFact | null {
  const { labels, reason, exitCode, finishedAtMs } = draft
  const evidence = citing(draft.lines)
  if (!evidence || (reason === null && exitCode === null)) return null
  const state: ContainerState = {
    phase: 'terminated',
    reason,
    message: null,
    exitCode,
    signal: null,
    startedAtMs: null,
    finishedAtMs,
    containerId: null,
    evidence,
  }
  const container: ContainerFact = {
    name: labels.container ?? null,
    type: 'regular',
    sidecar: null,
    containerId: null,
    requestBytes: null,
    limitBytes: draft.limitBytes,
    restartCount: draft.restarts,
    state: null,
    lastState: state,
    evidence,
  }
  const { namespace = null, pod = null, uid = null } = labels
  return partialPod({
    source: 'excerpt',
    namespace,
    name: pod,
    uid: uid || null,
    node,
    containers: [container],
    evidence,
  })
}

/** Puts together what series of one scrape tell of containers that ended before. */
export interface StateMetrics {
  take(sample: Scraped, line: Line): void
  pods(): readonly PodFact[]
}

export function newStateMetrics(): StateMetrics {
  const drafts = new Map<string, Draft>()
  const nodes = new Map<string, string>()
  const keyOf = ({ namespace, pod, uid }: Labels): string => `${namespace}/${pod}/${uid ?? ''}`
  return {
    take(sample, line) {
      const { labels, name } = sample
      if (name === 'kube_pod_info' && labels.node) nodes.set(keyOf(labels), labels.node)
      if (labels.pod === undefined || labels.container === undefined) return
      const key = `${keyOf(labels)}/${labels.container}`
      const draft = drafts.get(key) ?? {
        labels,
        lines: [],
        reason: null,
        exitCode: null,
        finishedAtMs: null,
        restarts: null,
        limitBytes: null,
      }
      if (!note(draft, sample)) return
      draft.lines.push(line)
      drafts.set(key, draft)
    },
    pods: () => [...drafts.values()].flatMap(draft => podOf(draft, nodes.get(keyOf(draft.labels)) ?? null) ?? []),
  }
}
