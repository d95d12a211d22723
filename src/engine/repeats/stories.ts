import type { Incident, IncidentGroup } from '../../model/report.ts'
import type { Act } from '../incident/act.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Member } from './member.ts'
import { counted, storyOf } from './story.ts'
import { subjectOf } from './subject.ts'
import type { FindUsage } from './usage-before.ts'

/** The incidents that repeat one another, each in one story at most. */
export interface Stories {
  readonly all: readonly IncidentGroup[]
  /** The story of an incident; null for one that repeats nothing. */
  of(incident: Incident): IncidentGroup | null
}

/** Groups incidents, which are in order of time and have their IDs, by whose they are. */
export function storiesOf(pairs: readonly (readonly [Act, Incident])[], usageOf: FindUsage): Stories {
  const members = pairs.flatMap(([act, incident]) => {
    const member: Member = { act, incident }
    const subject = subjectOf(member)
    return subject === null ? [] : [{ member, subject }]
  })
  const groups = [...groupBy(members, ({ subject }) => subject.key).values()].filter(({ length }) => length > 1)
  const all = groups.map(([first, ...rest], at) =>
    storyOf(`g${at + 1}`, first.subject, [first.member, ...rest.map(({ member }) => member)], usageOf),
  )
  const byIncident = new Map(all.flatMap(story => story.incidents.map(id => [id, story] as const)))
  return { all, of: ({ id }) => byIncident.get(id) ?? null }
}

/** The stories with the causes of their incidents counted. */
export function withCauses(stories: Stories, incidents: readonly Incident[]): readonly IncidentGroup[] {
  const byId = new Map(incidents.map(incident => [incident.id, incident]))
  return stories.all.map(story => ({
    ...story,
    causes: counted(story.incidents.flatMap(id => (byId.get(id)?.causes ?? []).map(({ code }) => code))).map(
      ({ name, count }) => ({ code: name, count }),
    ),
  }))
}
