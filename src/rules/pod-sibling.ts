import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import type { RankedTask } from '../model/report.ts'
import { cited, killSpan, memcgSpans } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { podObject, victimName } from './subject.ts'

const heldPages = (task: RankedTask): number => (task.rssPages ?? 0) + (task.swapPages ?? 0)

/** The largest process of the pod beside those that were killed. */
function largestSibling({ incident }: IncidentCase): RankedTask | null {
  const killed = new Set(incident.victims.map(victim => victim.pid))
  const others = (incident.selection?.ranking ?? []).filter(task => !killed.has(task.pid) && task.comm !== 'pause')
  return others.toSorted((a, b) => heldPages(b) - heldPages(a))[0] ?? null
}

function victimPages({ incident }: IncidentCase): number | null {
  const killed = new Set(incident.victims.map(victim => victim.pid))
  const held = (incident.selection?.ranking ?? []).filter(task => killed.has(task.pid)).map(heldPages)
  return held.length === 0 ? null : Math.max(...held)
}

const containersOf = ({ witnesses }: IncidentCase): number | null =>
  witnesses[0]?.pod.containers.filter(({ type, sidecar }) => type === 'regular' || sidecar === true).length ?? null

export const podSibling: Rule = {
  id: 'pod-sibling',
  title: "The pod's containers together reached the pod's limit",
  explains:
    'The limit that was hit belongs to the pod. Its containers, its memory-backed volumes and what ended containers left behind share it, and the process that is killed need not be in the container that grew.',
  grounds:
    'A memcg kill whose limiting cgroup is the pod, with another process beside the victim and the pause container. A pod that is known to have one container is quiet.',
  criteria: {
    likely: 'Another process of the pod held more than the victim.',
    possible: 'The victim held the most, or sizes are not known: also where another asked for the memory.',
  },
  remedy:
    "Compare the memory of the pod's containers over time, and cap or fix the one that grows. Raising the limit of the victim's container alone does not help.",
  check(incidentCase) {
    const { incident } = incidentCase
    const sibling = largestSibling(incidentCase)
    if (incident.kind !== 'memcg' || incident.scope.level !== 'pod' || !sibling) return null
    if (containersOf(incidentCase) === 1) return null
    const own = victimPages(incidentCase)
    const holdsMore = own !== null && heldPages(sibling) > own
    const asked = incident.trigger?.pid === sibling.pid || incident.trigger?.comm === sibling.comm
    const name = `${sibling.comm} (pid ${sibling.pid})`
    const victim = victimName(incidentCase) ?? 'the victim'
    const holding = holdsMore
      ? `${name} held more than ${victim}`
      : `${victim} held the most, but ${name} shares the limit${asked ? ' and was the one that asked for more' : ''}`
    const limit =
      incident.limitBytes === null ? "The pod's limit" : `The pod's limit of ${formatBytes(incident.limitBytes)}`
    return verdict(
      'pod-sibling',
      holdsMore ? 'likely' : 'possible',
      `${limit} was reached by all its containers together; ${holding}. The task table does not say which container a process is in, nor which one grew.`,
      cited(incidentCase, killSpan(incidentCase), incidentCase.report?.tasks?.span, ...memcgSpans(incidentCase)),
      advise(
        `Compare the memory of the pod's containers over time; cap or fix the one that grows (${name} first).`,
        podObject(incidentCase) ?? 'the pod',
        'Everything in the pod draws on one limit, so that any container can get another one killed.',
        `Raising the limit of ${victim}'s container alone: the pod's limit was hit.`,
      ),
    )
  },
}
