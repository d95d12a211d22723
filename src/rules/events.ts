import type { IncidentCase } from '../model/case.ts'
import { groupBy } from '../model/group-by.ts'
import type { ContainerState, KubeEvent } from '../model/kubernetes.ts'
import { onceFor } from '../model/once-for.ts'
import { CLOCK_SLACK_SECONDS, GRACE_WINDOW_SECONDS } from './thresholds.ts'

/** The terminated state that tells of the victim's end, where there is one. */
export function endOf({ witnesses }: IncidentCase): ContainerState | null {
  return witnesses.find(({ state }) => state?.phase === 'terminated')?.state ?? null
}

/** An event's time in milliseconds since the epoch; null where it is an age, or lacks its zone or year. */
function eventMs({ stamp }: KubeEvent): number | null {
  const { wall } = stamp
  return wall?.zone === 'given' && wall.year === 'given' ? wall.epochMs : null
}

/** How an event lies to the end of the container: before it and within a grace period, elsewhere, or not known. */
export function timingOf(incidentCase: IncidentCase, event: KubeEvent): 'before-end' | 'elsewhere' | 'unknown' {
  const finishedAtMs = endOf(incidentCase)?.finishedAtMs ?? null
  const at = eventMs(event)
  if (finishedAtMs === null || at === null) return 'unknown'
  const lead = (finishedAtMs - at) / 1000
  return lead >= -CLOCK_SLACK_SECONDS && lead <= GRACE_WINDOW_SECONDS ? 'before-end' : 'elsewhere'
}

/** True where the event is about the victim's pod, and about its container if it names one. */
function isAboutVictim({ incident, witnesses }: IncidentCase, event: KubeEvent): boolean {
  if (event.object.kind.toLowerCase() !== 'pod') return false
  const pods = [...witnesses.map(({ pod }) => pod.name), ...incident.victims.map(victim => victim.pod?.name)]
  if (!pods.includes(event.object.name)) return false
  const containers = [
    ...witnesses.map(({ container }) => container?.name),
    ...incident.victims.map(victim => victim.container?.name),
  ].filter(name => name != null)
  return event.container === null || containers.length === 0 || containers.includes(event.container)
}

const byReason = onceFor((events: readonly KubeEvent[]) => groupBy(events, ({ reason }) => reason))

/** Events of one reason about the victim whose time does not speak against them. */
export function victimEvents(incidentCase: IncidentCase, reason: string, message: RegExp): readonly KubeEvent[] {
  return (byReason(incidentCase.events).get(reason) ?? []).filter(
    event =>
      message.test(event.message) &&
      isAboutVictim(incidentCase, event) &&
      timingOf(incidentCase, event) !== 'elsewhere',
  )
}

/** Who calls the container OOMKilled: the API, or on the node itself the runtime by `crictl inspect`. */
export const sayerOf = ({ witnesses }: IncidentCase): string =>
  witnesses.length > 0 && witnesses.every(({ pod }) => pod.source === 'runtime')
    ? 'The container runtime'
    : 'Kubernetes'
