import { formatBytes } from '../../model/bytes.ts'
import { limitsDiffer } from '../../model/limits.ts'
import type { Incident, Sizing } from '../../model/report.ts'
import { labelled, type Page } from '../page.ts'
import { say } from '../piece.ts'

function limits({ of, limitAtKillBytes, specLimitBytes }: Sizing): string[] {
  if (limitAtKillBytes === null)
    return specLimitBytes === null ? [] : [`limit ${formatBytes(specLimitBytes)} in the spec`]
  const atKill = `limit ${of === 'pod' ? 'of the pod ' : ''}${formatBytes(limitAtKillBytes)} at the kill`
  if (specLimitBytes === null) return [atKill]
  if (of === 'pod') return [atKill, `${formatBytes(specLimitBytes)} of it in the spec of the victim's container`]
  const isSame = !limitsDiffer(limitAtKillBytes, specLimitBytes)
  return [`${atKill}, ${isSame ? 'the same' : formatBytes(specLimitBytes)} in the spec`]
}

function needed({ id, sizing }: Incident): string[] {
  if (sizing === null) return []
  const { atLeastBytes, atLeastFrom, heldBy, swapAtKillBytes } = sizing
  if (heldBy !== null) return [`no figure of what is needed: ${heldBy} held most`]
  if (atLeastBytes === null) return []
  const from = atLeastFrom === null || atLeastFrom === id ? '' : ` (${atLeastFrom})`
  const swap = from === '' && (swapAtKillBytes ?? 0) > 0 ? `, ${formatBytes(swapAtKillBytes ?? 0)} of it in swap` : ''
  return [`needed at least ${formatBytes(atLeastBytes)}${from}${swap}`]
}

/** Limit and need in one line; null where neither is known. */
export function sizesInWords(incident: Incident): string | null {
  const facts = incident.sizing === null ? [] : [...limits(incident.sizing), ...needed(incident)]
  return facts.length === 0 ? null : facts.join('; ')
}

/** What is known of the size that the workload needs: one line, and the grounds when verbose. */
export function sizingLines(incident: Incident, page: Page): string[] {
  const { sizing } = incident
  if (sizing === null) return []
  const words = sizesInWords(incident)
  return labelled(page, 'Number', [
    ...(words === null ? [] : [[say(words)]]),
    ...(page.verbose ? [[say(sizing.why)]] : []),
  ])
}
