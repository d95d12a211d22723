import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import { limitsDiffer } from '../model/limits.ts'
import type { Advice } from '../model/report.ts'

const CUT_OFF = 'Usage at a kill stops at the limit: it says that more was wanted, not how much.'

/** Limits that were raised and reached again; null where none was. */
function inVain({ repeats }: IncidentCase): string | null {
  const last = repeats?.limitChanges.findLast(({ fromBytes, toBytes }) => toBytes > fromBytes)
  if (!last) return null
  return `Raising the limit once more, by itself: it was raised from ${formatBytes(last.fromBytes)} to ${formatBytes(last.toBytes)} and was reached again.`
}

/**
 * The limit now and the least that can do, in numbers where the evidence carries them, swap and the other kills of the same
 * workload among them. What is needed is not in a kill: that is for a profile to say.
 */
export function numberOf(incidentCase: IncidentCase): Pick<Advice, 'from' | 'to' | 'why' | 'willNotHelp'> {
  const { incident, witnesses } = incidentCase
  const { sizing } = incident
  const atKill = incident.limitBytes
  // The limit of one container is not to be held against that of its pod.
  const spec = sizing?.of === 'pod' ? null : (sizing?.specLimitBytes ?? witnesses[0]?.container?.limitBytes ?? null)
  const now = spec ?? atKill
  const least = Math.max(sizing?.atLeastBytes ?? 0, atKill ?? spec ?? 0)
  const isChanged = atKill !== null && spec !== null && limitsDiffer(atKill, spec)
  const changed = isChanged
    ? ` The limit was ${formatBytes(atKill)} at the kill and is ${formatBytes(spec)} in the pod's specification.`
    : ''
  const isSet = now !== null && now > least && limitsDiffer(now, least)
  const to = isSet
    ? `${formatBytes(now)} is set by now; more only by what the profile shows`
    : `more than ${formatBytes(least)}, by what the profile shows`
  return {
    from: now === null ? null : formatBytes(now),
    to: now === null ? null : to,
    why: `${CUT_OFF}${changed}`,
    willNotHelp: inVain(incidentCase),
  }
}
