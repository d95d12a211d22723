import { formatBytes } from '../../model/bytes.ts'
import type { Incident, IncidentGroup } from '../../model/report.ts'
import type { Act } from '../incident/act.ts'
import type { Stories } from './stories.ts'

interface Peak {
  readonly id: string
  readonly bytes: number
}

function peakOf(incidents: readonly Incident[]): Peak | null {
  return incidents.reduce<Peak | null>((most, { id, sizing }) => {
    const bytes = sizing?.atLeastBytes ?? null
    return bytes !== null && bytes > (most?.bytes ?? -1) ? { id, bytes } : most
  }, null)
}

/** Of several cgroups that nobody names the highest usage is of one of them only. */
const isOfOne = (story: IncidentGroup): boolean => story.of === 'workload' || story.of === 'cgroup'

/** The sizing of an incident, by all kills of the same workload: what it needed once, it needs. */
function sizedBy(incident: Incident, story: IncidentGroup | null, peak: Peak | null): Incident {
  const { sizing } = incident
  if (sizing === null) return incident
  const own = sizing.atLeastBytes
  if (own === null || story === null || peak === null) {
    return {
      ...incident,
      sizing: { ...sizing, atLeastFrom: own === null ? null : incident.id, group: story?.id ?? null },
    }
  }
  if (peak.bytes <= own) return { ...incident, sizing: { ...sizing, atLeastFrom: incident.id, group: story.id } }
  const why = `${sizing.why} At ${peak.id} it had ${formatBytes(peak.bytes)}, the highest of its kills.`
  return { ...incident, sizing: { ...sizing, atLeastBytes: peak.bytes, atLeastFrom: peak.id, group: story.id, why } }
}

export function sized(
  pairs: readonly (readonly [Act, Incident])[],
  stories: Stories,
): readonly (readonly [Act, Incident])[] {
  const byId = new Map(pairs.map(([, incident]) => [incident.id, incident]))
  const peaks = new Map(
    stories.all.filter(isOfOne).map(story => [story, peakOf(story.incidents.flatMap(id => byId.get(id) ?? []))]),
  )
  return pairs.map(([act, incident]) => {
    const story = stories.of(incident)
    return [act, sizedBy(incident, story, (story && peaks.get(story)) ?? null)]
  })
}
