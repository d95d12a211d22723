import { formatBytes } from '../model/bytes.ts'
import { type IncidentCase, isKubernetes } from '../model/case.ts'
import type { NodeFact, PodFact } from '../model/kubernetes.ts'
import { onceFor } from '../model/once-for.ts'
import type { Confidence } from '../model/report.ts'
import type { Span } from '../model/span.ts'
import { holderOf, isVictim } from './culprit.ts'
import { cited } from './evidence.ts'
import { percent } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { isOnNode, nodeRanOut } from './scope.ts'
import { nodeObject, notTheVictim } from './subject.ts'

interface Promised {
  readonly limitsBytes: number
  readonly unlimitedPods: number
  readonly pods: number
  readonly evidence: readonly Span[]
}

const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0)

function promisedBy(limits: readonly (number | null)[], evidence: readonly Span[]): Promised | null {
  if (limits.length === 0) return null
  const unlimitedPods = limits.filter(limit => !limit).length
  return { limitsBytes: sum(limits), unlimitedPods, pods: limits.length, evidence }
}

const describedBy = onceFor(({ pods, evidence }: NodeFact) =>
  promisedBy(
    pods.map(pod => pod.memoryLimitBytes),
    evidence,
  ),
)

const promisedTo = onceFor((pods: readonly PodFact[]) =>
  promisedBy(
    pods.map(pod => pod.podLimitBytes ?? sumOrNull(pod.containers.map(({ limitBytes }) => limitBytes))),
    pods[0]?.evidence ?? [],
  ),
)

/** By the node's own list of pods where `kubectl describe node` gives one, else by the pods known on it. */
function promisedOn({ nodes, nodePods }: IncidentCase): Promised | null {
  const described = nodes.find(node => node.pods.length > 0)
  return described ? describedBy(described) : promisedTo(nodePods)
}

/** A pod is limited only where each of its containers is. */
const sumOrNull = (values: readonly (number | null)[]): number | null => (values.includes(null) ? null : sum(values))

function promiseClause(incidentCase: IncidentCase, promised: Promised | null): string | null {
  const allocatable = incidentCase.nodes.find(node => node.allocatableBytes !== null)?.allocatableBytes ?? null
  if (!promised) return null
  const { limitsBytes, unlimitedPods, pods } = promised
  const loose = unlimitedPods > 0 ? `${unlimitedPods} of ${pods} pods known on it have no memory limit` : null
  if (allocatable === null || limitsBytes <= allocatable) return loose
  const over = `memory limits add up to ${formatBytes(limitsBytes)}, ${percent(limitsBytes / allocatable)} of what it may give (${formatBytes(allocatable)})`
  return loose === null ? over : `${over}, and ${loose}`
}

function confidenceOf(incidentCase: IncidentCase, promised: boolean, grew: boolean): Confidence {
  const { incident, report } = incidentCase
  const { level } = incident.scope
  return level === 'node-allocatable' || grew || (promised && report !== null && !holderOf(incidentCase))
    ? 'likely'
    : 'possible'
}

export const nodeOvercommit: Rule = {
  id: 'node-overcommit',
  title: 'More memory was promised on the node than it has',
  explains:
    'Requests decide where a pod runs, limits how far it may grow. Where limits add up to more than the node has, or pods have none, pods can be within all their rights and still run the node out.',
  grounds:
    'The node ran out, and one of: limits above allocatable or pods without a limit; the pool of all pods was the boundary; the victim itself was the largest holder on a Kubernetes node.',
  criteria: {
    likely: 'The pool of all pods was the boundary, or the victim was the largest holder, or no holder stands out.',
    possible:
      'Limits are too high, or pods have none, and another holder stands out, or no report of the kernel shows who held it.',
  },
  remedy: "Set requests near real use, give every pod a limit, or add memory. Raising the victim's limit does nothing.",
  check(incidentCase) {
    if (!isOnNode(incidentCase)) return null
    const promised = promisedOn(incidentCase)
    const clause = promiseClause(incidentCase, promised)
    const culprit = holderOf(incidentCase)
    const grew =
      culprit !== null && isKubernetes(incidentCase) && culprit.what !== 'service' && isVictim(incidentCase, culprit)
    const pooled = incidentCase.incident.scope.level === 'node-allocatable'
    if (clause === null && !grew && !pooled) return null
    const victim = grew
      ? ` The victim ${culprit.name} was the largest holder: no limit of its own stopped it before the node ran out.`
      : ''
    const promise = clause === null ? '' : ` On the node, ${clause}.`
    const why = nodeRanOut(incidentCase)
    return verdict(
      'node-overcommit',
      confidenceOf(incidentCase, clause !== null, grew),
      `${why.charAt(0).toUpperCase()}${why.slice(1)}.${victim}${promise}`,
      cited(
        incidentCase,
        ...(clause === null ? [] : (promised?.evidence ?? [])),
        incidentCase.report?.tasks?.span,
        incidentCase.report?.memInfo?.span,
      ),
      advise(
        'Set requests near real use so that fewer pods are placed here, give every pod a limit, or add memory.',
        nodeObject(incidentCase),
        'The scheduler looks at requests only; what pods may use above them has to fit as well.',
        grew ? 'A higher limit for the victim: it needs a lower one, or a larger node.' : notTheVictim(incidentCase),
      ),
    )
  },
}
