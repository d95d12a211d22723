import type { ThrashingWindow } from '../../model/report.ts'
import { victimsInShort } from '../../render/incidents.ts'
import { kindInWords } from '../../render/kind.ts'
import { longTime } from '../../render/time.ts'
import type { Mark } from './lanes.ts'

/** What a window was, in two words. */
export const stallName = ({ sort }: ThrashingWindow): string =>
  sort === 'throttling' ? 'throttling' : sort === 'unknown' ? 'thrashing' : `${sort} thrashing`

/** What a mark is, without its time. */
export const titleOf = ({ incident, entry }: Mark): string =>
  incident === null ? (entry?.title ?? '') : `${incident.id}: ${victimsInShort(incident)}; ${kindInWords(incident)}`

export function timeOf({ incident, entry }: Mark): string {
  const at = incident?.at ?? entry?.at
  return at === undefined ? '' : longTime(at)
}
