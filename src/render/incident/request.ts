import type { Allocation } from '../../model/allocation.ts'
import { formatBytes } from '../../model/bytes.ts'
import type { Incident } from '../../model/report.ts'
import { labelled, type Page } from '../page.ts'
import { say } from '../piece.ts'

/** With as many times the high watermarks free, people ask why memory was out. */
const SURPRISING_FACTOR = 2

const sum = (numbers: readonly (number | null)[]): number => numbers.reduce<number>((all, one) => all + (one ?? 0), 0)

/** Whether a reader could wonder why it failed: it was for several pages, or memory was free, or nobody knows what it was for. */
function isSurprising({ order, gfpFlags, zones, freeElsewhereBytes }: Allocation): boolean {
  const free = sum(zones.map(zone => zone.freeBytes)) + (freeElsewhereBytes ?? 0)
  const isFree = zones.length > 0 && free > SURPRISING_FACTOR * sum(zones.map(zone => zone.highBytes))
  return isFree || gfpFlags?.length === 0 || (order ?? 0) > 0
}

function facts({ order, bytes, highestZone, gfpFlags }: Allocation): string {
  return [
    ...(order === null ? [] : [`order ${order}`]),
    ...(bytes === null ? [] : [formatBytes(bytes)]),
    ...(highestZone === null ? [] : [`zones up to ${highestZone}`]),
    ...(gfpFlags === null || gfpFlags.length === 0 ? [] : [`flags ${gfpFlags.join(' ')}`]),
  ].join(', ')
}

/** Why the request failed, where that is not plain and no cause says it already. */
export function requestInWords({ kind, allocation, causes }: Incident): string | null {
  const why = allocation?.why ?? null
  if (allocation === null || why === null || causes.some(cause => cause.why.includes(why))) return null
  return kind !== 'memcg' && kind !== 'sysrq' && isSurprising(allocation) ? why : null
}

/** What was asked for and why it failed: where that is not plain, and always when verbose. */
export function requestLines(incident: Incident, page: Page): string[] {
  const { allocation, causes } = incident
  if (allocation === null) return []
  const { why } = allocation
  const isSaid = why === null || causes.some(cause => cause.why.includes(why))
  const words = page.verbose && !isSaid ? why : requestInWords(incident)
  const asked = page.verbose ? facts(allocation) : ''
  return labelled(page, 'Request', [...(asked === '' ? [] : [[say(asked)]]), ...(words === null ? [] : [[say(words)]])])
}
