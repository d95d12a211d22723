import type { AnalyzeOptions } from '../../model/options.ts'
import type { Incident, Instant, ThrashingWindow, TimelineEntry } from '../../model/report.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import type { KnownPod } from '../kubernetes/pod-index.ts'

function inTime(at: Instant, { since, until }: AnalyzeOptions): boolean {
  // What has no wall time cannot be told to be outside.
  if (at.wall === null) return true
  const middle = Date.parse(at.wall)
  const bound = (at.plusMinusSeconds ?? 0) * 1000
  return (since === undefined || middle + bound >= since) && (until === undefined || middle - bound <= until)
}

/** A name that is not known may be the one that is asked for. */
const mayBe = (known: string | null, wanted: string | undefined): boolean =>
  wanted === undefined || known === null || known === wanted

const onNode = (node: string | null, { node: wanted }: AnalyzeOptions): boolean =>
  wanted === undefined || mayBeSameMachine(node, wanted)

interface Named {
  readonly namespace: string | null
  readonly name: string | null
}

const isNamed = (pod: Named, { namespace, pod: name }: AnalyzeOptions): boolean =>
  mayBe(pod.namespace, namespace) && mayBe(pod.name, name)

/** Whether an incident is one that the user asked for; unknown names are kept, since they may be the ones. */
export function isWanted(incident: Incident, options: AnalyzeOptions): boolean {
  const { scope, victims } = incident
  if (!inTime(incident.at, options) || !onNode(scope.node, options)) return false
  if (options.namespace === undefined && options.pod === undefined) return true
  const pods = [scope.pod, ...victims.map(victim => victim.pod)].filter(each => each !== null)
  // A process of which not even the cgroup is known may be of any pod.
  const isOpen = victims.some(victim => victim.pod === null && victim.cgroup === null && scope.cgroup === null)
  return pods.some(pod => isNamed(pod, options)) || (pods.length === 0 && (isOpen || victims.length === 0))
}

export const isPodWanted = (pod: KnownPod, options: AnalyzeOptions): boolean =>
  isNamed(pod, options) && onNode(pod.node, options)

/** What belongs to an incident that is shown is shown with it. */
export const isEntryWanted = (entry: TimelineEntry, options: AnalyzeOptions): boolean =>
  entry.incident !== null || (inTime(entry.at, options) && onNode(entry.node, options))

/** A window of which a part is in the time that is asked for, on a node that is; one that an incident names is shown with it. */
export const isWindowWanted = (
  { from, to, node }: ThrashingWindow,
  isNamed: boolean,
  options: AnalyzeOptions,
): boolean => {
  const { since, until } = options
  const isInTime = (until === undefined || inTime(from, { until })) && (since === undefined || inTime(to, { since }))
  return isNamed || (isInTime && onNode(node, options))
}
