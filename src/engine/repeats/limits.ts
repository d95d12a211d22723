import { limitsDiffer } from '../../model/limits.ts'
import type { IncidentGroup } from '../../model/report.ts'
import type { Span } from '../../model/span.ts'
import type { Members } from './member.ts'

export interface Limits extends Pick<IncidentGroup, 'limitsBytes' | 'limitChanges'> {
  readonly evidence: readonly Span[]
}

/** The limit at each kill, and where it was changed in between; limits of what may be several containers did not change. */
export function limitsOf(members: Members, isOne: boolean): Limits {
  const limitChanges: { fromBytes: number; toBytes: number; incident: string }[] = []
  const evidence: Span[] = []
  let last: { readonly bytes: number; readonly span: Span | null } | null = null
  for (const { act, incident } of members) {
    const bytes = incident.kind === 'memcg' ? incident.limitBytes : null
    if (bytes === null) continue
    const span: Span | null = act.digests[0]?.report.memcg?.memory?.span ?? null
    if (isOne && last && limitsDiffer(last.bytes, bytes)) {
      limitChanges.push({ fromBytes: last.bytes, toBytes: bytes, incident: incident.id })
      evidence.push(...[last.span, span].filter(each => each !== null))
    }
    last = { bytes, span }
  }
  return { limitsBytes: members.map(({ incident }) => incident.limitBytes), limitChanges, evidence }
}
