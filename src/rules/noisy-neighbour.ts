import { formatBytes } from '../model/bytes.ts'
import { type IncidentCase, type Verdict, isKubernetes } from '../model/case.ts'
import type { PodFact } from '../model/kubernetes.ts'
import type { Culprit } from '../model/report.ts'
import { crowdOf, heldShare, holderOf, isPodAdj, isVictim, podOf, rankedCulprit, requestBytesOf } from './culprit.ts'
import { cited } from './evidence.ts'
import { percent } from './parts.ts'
import { type Rule, verdict } from './rule.ts'
import { isOnNode, nodeRanOut } from './scope.ts'
import { notTheVictim } from './subject.ts'
import { MAJORITY_SHARE, OVER_REQUEST_FACTOR } from './thresholds.ts'

function limitText(pod: PodFact | null): string | null {
  if (!pod) return null
  const limits = pod.containers.flatMap(({ limitBytes }) => (limitBytes === null ? [] : [limitBytes]))
  if (pod.podLimitBytes !== null) return formatBytes(pod.podLimitBytes)
  return limits.length < pod.containers.length
    ? 'no limit on some containers'
    : formatBytes(limits.reduce((a, b) => a + b, 0))
}

function requestClause(pod: PodFact | null, requestBytes: number | null): string {
  if (!pod) return '; whether it belongs to a pod, and to which, is not in the log'
  return requestBytes === null ? ' and has no memory request' : ` with a request of ${formatBytes(requestBytes)}`
}

/** A process outside the pods is the rule `host-daemon`'s affair; without a rank it may be either. */
function mayBePod(incidentCase: IncidentCase, { what }: Culprit): boolean {
  if (what === 'service') return false
  if (what !== 'process') return true
  const task = rankedCulprit(incidentCase)
  return isKubernetes(incidentCase) && (task === null || isPodAdj(task.oomScoreAdj))
}

/** How it came that someone else died, or nobody. */
function choice({ incident, report }: IncidentCase): string {
  if (incident.victims.length === 0) return 'nobody was killed'
  return report?.killPrefix === 'allocating-task'
    ? 'the kernel is set to kill whoever asks for memory (vm.oom_kill_allocating_task)'
    : 'the kernel chose by size and oom_score_adj'
}

function judge(incidentCase: IncidentCase, culprit: Culprit, bytes: number): Verdict | null {
  const pod = podOf(incidentCase, culprit)
  const request = pod && requestBytesOf(pod)
  if (request !== null && bytes < request * OVER_REQUEST_FACTOR) return null
  const share = heldShare(incidentCase, bytes)
  const many = share === null ? '' : ` (${percent(share)})`
  return verdict(
    'noisy-neighbour',
    pod && share !== null && share >= MAJORITY_SHARE ? 'certain' : 'likely',
    `${culprit.name} held ${formatBytes(bytes)}${many}${requestClause(pod, request)}. It was not killed: ${nodeRanOut(incidentCase)}, and ${choice(incidentCase)}.`,
    cited(incidentCase, incidentCase.report?.tasks?.span, incidentCase.report?.memInfo?.span, ...(pod?.evidence ?? [])),
    {
      do: 'Give it a memory limit and a request near what it really needs, fix its growth, or move it to another node.',
      object: culprit.name,
      from: limitText(pod),
      to: null,
      why: 'As long as it may grow on this node, others of a lower QoS class will be killed for it.',
      willNotHelp: notTheVictim(incidentCase),
    },
  )
}

export const noisyNeighbour: Rule = {
  id: 'noisy-neighbour',
  title: "One pod took the node's memory, and others were killed",
  explains:
    'The largest holder is not the victim. The kernel chooses by size and oom_score_adj, so that a Guaranteed or critical pod is spared while small pods of a lower QoS class die for it.',
  grounds: `The node ran out; one pod, container or process stands out as the largest holder, may be a pod's, and was not killed. A pod that holds less than ${OVER_REQUEST_FACTOR} times its request is quiet.`,
  criteria: {
    certain: `The pod is known and holds ${percent(MAJORITY_SHARE)} of the memory and the used swap, or more.`,
    likely: 'It holds less, or its pod is not known.',
  },
  remedy:
    "Give the holder a limit and a request near its real need, or move it. Raising the victim's limit does nothing: the node ran out.",
  check(incidentCase) {
    const culprit = holderOf(incidentCase)
    if (!isOnNode(incidentCase) || !culprit || culprit.bytes === null || crowdOf(culprit) > 1) return null
    if (isVictim(incidentCase, culprit) || !mayBePod(incidentCase, culprit)) return null
    return judge(incidentCase, culprit, culprit.bytes)
  },
}
